"""The answers of the questions of export-led growth, by the commands that give them.

    questions.py GVC SHARED LAST

A question is a record: its name (a column of a file of answers, or words), a command line, how the
answer is read from the rows that the command prints, and, where no file has the answer, the answer
of the text. A reader takes the rows of one country and its label; `world` takes all rows. Nothing
but plain arithmetic on printed columns. Tables: WIOD 1995, 2000, 2005, 2009.

Bounds: 1e-5 of the answer for the files with 6 digits (wiod2013_country_year.csv,
wiod2013_world_year.csv), 1e-9 for wiod2013_answers_at_hand.csv with 17, half a unit of the last
digit for the text. TAP on stdout. A question of wiod2013_answers_at_hand.csv that has no record
must be one of LATER, those of commands that do not exist yet; every column of the other two files
has a record. LATER too are the growth files (wiod2013_growth_*.csv) and the jobs, wages and
emissions of the text."""
import csv
import io
import math
import os
import subprocess
import sys
import tempfile

GVC, SHARED, last = sys.argv[1], sys.argv[2], int(sys.argv[3])
EXPECTED = os.path.join(SHARED, "methods", "reference", "expected", "wiod2013", "wiod2013_%s.csv")
YEARS = ("1995", "2000", "2005", "2009")

LATER = (  # the question begins so: the command
    ("demand ", "scenario demand"),
    ("tariff ", "scenario tariff"), ("same: ", "scenario tariff, scenario currency"),
    ("effective protection", "scenario tariff --erp"),
    ("10% depreciation", "scenario currency"),
    ("extraction ", "scenario extract"),
    ("half of US purchases", "scenario source"),
    ("foreign inputs of manufacturing", "exposure --inputs"),
    ("of these from CHN", "exposure --inputs"),
    ("exchange-rate weight", "rates"),
)

SECTORS = ["c%d" % k for k in range(1, 36)]
PRIMARY, MANUFACTURING = SECTORS[:2], SECTORS[2:16]
SERVICES = ("trade_transport", "business_services")
EU = ("AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GBR GRC HUN IRL ITA LTU LUX LVA MLT NLD POL PRT "
      "ROM ROU SVK SVN SWE").split()
REGION = {"KOR": "CHN JPN TWN IDN".split(), "TWN": "CHN JPN KOR IDN".split(),
          "CHN": "JPN KOR TWN IDN".split(), "MEX": ["USA", "CAN"], "HUN": EU}
LABELS = {"year", "country", "exporter", "importer", "partner", "origin", "absorber", "sector",
          "origin_sector", "tier", "crossings", "stage", "path"}


# ---- commands ------------------------------------------------------------------------------------
class Tables:
    """The tables of the years, read once; rows that a command printed are kept."""

    def __init__(self, folder):
        self.folder, self.printed = folder, {}
        with open(os.path.join(folder, "sectors.csv"), "w", encoding="utf-8") as f:
            f.write("sector,stage\n" + "".join("%s,%s\n" % (s, s) for s in SECTORS))
        for year in YEARS:
            subprocess.run([GVC, "import", "-q", os.path.join(SHARED, "data", "wiod2013",
                            "wiot_%s.csv.gz" % year), "-o", self.path(year)], check=True)

    def path(self, year):
        return os.path.join(self.folder, year + ".h5")

    def rows(self, year, command):
        """{label of the first key: rows}; None: all of them."""
        if (year, command) not in self.printed:
            command_line = command.replace("SECTORS", os.path.join(self.folder, "sectors.csv"))
            verb, *options = command_line.split()
            run = subprocess.run([GVC, verb, "-q", self.path(year), *options, "-o", "-"],
                                 check=True, capture_output=True, text=True)
            self.printed[year, command] = by_label(list(csv.DictReader(io.StringIO(run.stdout))))
        return self.printed[year, command]


def by_label(rows):
    result = {None: rows}
    for row in rows:
        label = list(row.values())[1]  # after the year
        for key in row:
            if key not in LABELS:
                row[key] = float(row[key] or "nan")
        result.setdefault(label, []).append(row)
    return result


# ---- readers: rows and label of a country to a number --------------------------------------------
def total(term, key=None, wanted=()):
    """Sum of a column, over the rows with one of the wanted labels."""
    def read(rows, who):
        return sum(r[term] for r in rows if key is None or r[key] in wanted)
    return read


def ratio(a, b, factor=1.0):
    """Of two readers, or of the sums of two columns."""
    above, below = [total(x) if isinstance(x, str) else x for x in (a, b)]
    return lambda rows, who: factor * above(rows, who) / below(rows, who)


def world(reader):
    """Such a reader takes the rows of all countries."""
    reader.world = True
    return reader


def of_world(reader):
    return getattr(reader, "world", False)


def times(factor, reader):
    def read(rows, who):
        return factor * reader(rows, who)
    return world(read) if of_world(reader) else read


def add(*readers):
    return lambda rows, who: sum(reader(rows, who) for reader in readers)


def share(term, key, wanted, factor=1.0):
    """Of the rows with the wanted labels in the sum of a column."""
    return ratio(total(term, key, wanted), term, factor)


def markets(key, term, least=0.0):
    """Shares of all but the own country, negative sales left out, the largest first."""
    def read(rows, who):
        sales = {r[key]: max(r[term], least) for r in rows if r[key] != who}
        everything = sum(sales.values())
        return sorted(((value / everything, label) for label, value in sales.items()), reverse=True)
    return read


def hhi(shares):
    return lambda rows, who: sum(m * m for m, _ in shares(rows, who))


def theil(shares):
    def read(rows, who):
        found = shares(rows, who)
        return sum(m * math.log(m * len(found)) for m, _ in found if m > 0)
    return read


def top(shares, count):
    return lambda rows, who: sum(m for m, _ in shares(rows, who)[:count])


def first(shares):
    return lambda rows, who: shares(rows, who)[0][1]


def market(shares, label):
    return lambda rows, who: 100 * dict((name, m) for m, name in shares(rows, who))[label]


def own_region(rows, who):
    foreign = {r["origin"]: r["va"] for r in rows if r["exporter"] == who and r["origin"] != who}
    return 100 * sum(foreign.get(label, 0.0) for label in REGION[who]) / sum(foreign.values())


own_region = world(own_region)


def hhi_of_exporters(term, key, sector):
    """Concentration of the world's exports of one product: all rows."""
    def read(rows, who):
        sales = [r[term] for r in rows if r[key] == sector]
        return sum((x / sum(sales)) ** 2 for x in sales)
    return world(read)


def share_in_world(term, key=None, wanted=()):
    """Of a country in the sum over all: all rows, the label in the first key."""
    def read(rows, who):
        picked = [r for r in rows if key is None or r[key] in wanted]
        return 100 * sum(r[term] for r in picked if list(r.values())[1] == who) / sum(
            r[term] for r in picked)
    return world(read)


def weighted(mean, *weights):
    def read(rows, who):
        return sum(r[mean] * sum(r[w] for w in weights) for r in rows) / sum(
            r[w] for r in rows for w in weights)
    return read


# ---- command lines -------------------------------------------------------------------------------
EXPORTS = "decompose"
COUNTRIES = "indicators --level country"
INDUSTRIES = "indicators --level sector --only exgr,valu,ffd_dva,balvafd,rca_gross,rca_va"
PAIRS = "indicators --level pair --only exgr,ffd_dva,balgr,balvafd"
POSITION = "position --length --kpww"
STAGES = "stages --map default"
BY_SECTOR = "stages --map SECTORS"  # a map of its own: value added in exports by sector of origin
LAYERS = "stages --layers --exporter KOR"
CROSSINGS = "stages --crossings --level world"
ORIGINS = "trace --perspective content"
ABSORBED = "trace --in final-demand --terms va"
BILATERAL = "trace --in final-demand --origin-level sector --origin CHN --absorber USA"
MANUFACTURES = [ABSORBED + " --absorber-product " + sector for sector in MANUFACTURING]

SOLD, SHIPPED = markets("absorber", "va"), markets("partner", "exgr")
COMPLEX = add(total("f_s"), total("f_c"))
# Of a total, so that exports without output behind them (Luxembourg) are in it, as in the files.
KEPT = add(total("exgr"), times(-1, total("vs_hiy")))
CROSS_AGAIN = add(total("gexp"), times(-1, total("davax")))
VALUE_ADDED = ("f_d", "f_rt", "f_s", "f_c")
SHARE_OF_MAP = {name: share("va", "stage", stages) for name, stages in (
    ("primary", ["primary"]), ("services", SERVICES), ("high", ["manufacturing_high"]),
    ("manufacturing", ["manufacturing_low", "manufacturing_medium", "manufacturing_high"]))}
TIERS = [str(k) for k in range(11)] + ["rest"]
LEFT_ONCE = total("va", "crossings", ["1"])

# ---- questions: a column of wiod2013_country_year.csv --------------------------------------------
COUNTRY_YEAR = [
    ("gdp", COUNTRIES, total("valu")),
    ("exports", EXPORTS, total("gexp")),
    ("exports_gdp", COUNTRIES, ratio("exgr", "valu")),
    ("dva_share", COUNTRIES, ratio(KEPT, total("exgr"))),
    ("vax_ratio", COUNTRIES, total("vax_ratio")),
    ("vs_share", COUNTRIES, total("vs_hiy_sh")),
    ("gvc_trade_share", EXPORTS, ratio(CROSS_AGAIN, total("gexp"))),
    ("kpww_fv", POSITION, total("participation_backward")),
    ("kpww_iv", POSITION, total("participation_forward")),
    ("kpww_position", POSITION, total("position_kpww")),
    ("wwyz_part_f", POSITION, total("part_f")),
    ("wwyz_part_b", POSITION, total("part_b")),
    ("upstreamness_gdp", POSITION, total("upstreamness_va")),
    ("upstreamness_exports", POSITION, total("upstreamness_exports")),
    ("downstreamness_fd", POSITION, total("downstreamness_fd")),
    ("fwd_crossings", POSITION, total("crossings_forward_va")),
    ("va_foreign_fd_share", COUNTRIES, ratio("ffd_dva", "valu")),
    ("net_fx", COUNTRIES, KEPT),
    ("hhi_va", ABSORBED, hhi(SOLD)),
    ("hhi_gross", PAIRS, hhi(SHIPPED)),
    ("theil_va", ABSORBED, theil(SOLD)),
    ("top1_va", ABSORBED, first(SOLD)),
    ("top1_va_share", ABSORBED, top(SOLD, 1)),
    ("top3_va_share", ABSORBED, top(SOLD, 3)),
    ("top1_gross", PAIRS, first(SHIPPED)),
    ("top1_gross_share", PAIRS, top(SHIPPED, 1)),
    ("dvax_primary", STAGES, SHARE_OF_MAP["primary"]),
    ("dvax_manuf", STAGES, SHARE_OF_MAP["manufacturing"]),
    ("dvax_bus_services", STAGES, SHARE_OF_MAP["services"]),
    ("dvax_electronics", BY_SECTOR, share("va", "stage", ["c14"])),
    ("exp_electronics", INDUSTRIES, share("exgr", "sector", ["c14"])),
    ("exp_textiles", INDUSTRIES, share("exgr", "sector", ["c4", "c5"])),
    ("sector_hhi", INDUSTRIES, hhi(markets("sector", "exgr", -math.inf))),
    ("gvc_income_manuf_share", MANUFACTURES, times(0.01, share_in_world("va"))),
]

# ---- a column of wiod2013_world_year.csv ---------------------------------------------------------
WORLD_YEAR = [
    ("gvc_trade_share", EXPORTS, ratio(CROSS_AGAIN, total("gexp"))),
    ("vs_share", COUNTRIES, ratio("vs_hiy", "exgr")),
    ("vax_ratio", EXPORTS, ratio("vax", "gexp")),
    ("exports_gdp", COUNTRIES, ratio("exgr", "valu")),
    ("mean_crossings", CROSSINGS, ratio("exports", "va")),
    ("wwyz_part", POSITION, ratio(COMPLEX, add(*map(total, VALUE_ADDED)))),
    ("length", POSITION, weighted("upstreamness_va", *VALUE_ADDED)),
]

# ---- a row of wiod2013_answers_at_hand.csv: question, or question and country --------------------
AT_HAND = [
    ("RCA electronics, gross", INDUSTRIES, total("rca_gross", "sector", ["c14"])),
    ("RCA electronics, value added", INDUSTRIES, total("rca_va", "sector", ["c14"])),
    ("electronics: HHI of exporters, gross", INDUSTRIES, hhi_of_exporters("exgr", "sector", "c14")),
    ("electronics: HHI of exporters, value added", BY_SECTOR,
     hhi_of_exporters("va", "stage", "c14")),
    ("electronics: share, gross %", INDUSTRIES, share_in_world("exgr", "sector", ["c14"])),
    ("electronics: share, value added %", BY_SECTOR, share_in_world("va", "stage", ["c14"])),
    ("balance with USA, gross, bn USD", PAIRS, times(0.001, total("balgr", "partner", ["USA"]))),
    ("balance with USA, value added, bn USD", PAIRS,
     times(0.001, total("balvafd", "partner", ["USA"]))),
    ("balance with CHN, gross, bn USD", PAIRS, times(0.001, total("balgr", "partner", ["CHN"]))),
    ("balance with CHN, value added, bn USD", PAIRS,
     times(0.001, total("balvafd", "partner", ["CHN"]))),
    ("manufacturing value added absorbed abroad %", INDUSTRIES,
     ratio(total("ffd_dva", "sector", MANUFACTURING), total("valu", "sector", MANUFACTURING), 100)),
    ("net trade in manufacturing value added, bn USD", INDUSTRIES,
     times(0.001, total("balvafd", "sector", MANUFACTURING))),
    ("manufacturing value added absorbed in USA, bn USD", BILATERAL,
     times(0.001, total("va", "origin_sector", MANUFACTURING))),
    ("final goods in exports %", COUNTRIES, ratio("exgr_fnl", "exgr", 100)),
    ("own region in foreign value added of exports %", ORIGINS, own_region),
]

# ---- the text of the questions: answers as "YEAR COUNTRY NUMBER COUNTRY NUMBER ...; YEAR ..." ----
RECORDS = {name: (command, reader) for name, command, reader in COUNTRY_YEAR + AT_HAND}


def record(name):
    """Command and reader of a question that a file has as well."""
    return RECORDS[name]


def percent(name):
    command, reader = RECORDS[name]
    return command, times(100, reader)


def tier(number, term):
    return LAYERS, share_of_total(term, "tier", [number])


def share_of_total(term, key, wanted):
    """Of exports or demand: column `total`, the same in every row."""
    return lambda rows, who: 100 * sum(r[term] for r in rows if r[key] in wanted) / rows[0]["total"]


def own_share(rows, who):
    """Of a country in the value of a product, by its chain."""
    return 100 * sum(r["share"] for r in rows if r["country"] == who)


def chain(product):
    return "stages --chain " + product


GERMAN_CARS = "paths --product DEU_c15 --top 10000"


def path(label, term="contribution", factor=1e-3):
    """Of the path with this label; contributions in bn."""
    return world(lambda rows, who: factor * sum(r[term] for r in rows if r["path"] == label))


def of_list(*terms, factor=1.0):
    """The last row's first column, over the second if there is one."""
    def read(rows, who):
        values = [rows[-1][term] for term in terms]
        return factor * (values[0] / values[1] if len(values) > 1 else values[0])
    return world(read)


TEXT = [
    ("exports over GDP", *percent("exports_gdp"),
     "1995 KOR 28.6 TWN 46.3 CHN 22.7 MEX 25.1; 2005 CHN 36.5"),
    ("GDP absorbed abroad", *percent("va_foreign_fd_share"),
     "1995 KOR 21.6 TWN 30.9 CHN 19.0 MEX 18.5; 2005 CHN 26.4"),
    ("manufacturing absorbed abroad", *record("manufacturing value added absorbed abroad %"),
     "1995 KOR 42.6 TWN 58.2 CHN 28.3 MEX 34.3 HUN 40.4"),
    ("more than one crossing, in exports of the world", CROSSINGS,
     times(100, lambda rows, who: 1 - LEFT_ONCE(rows, who) / total("exports")(rows, who)),
     "1995 world 34.9; 2000 world 40.1; 2005 world 43.9; 2009 world 41.8"),
    ("crossings of world GDP", CROSSINGS, ratio("exports", "va"),
     "1995 world 0.187; 2005 world 0.253; 2009 world 0.236"),
    *[("GDP that crosses %d borders" % k, CROSSINGS, share("va", "crossings", [str(k)], 100),
       "2005 world " + answer)
      for k, answer in enumerate(("81.03", "14.22", "3.56", "0.88", "0.23", "0.06"))],
    # The text says 6; 0.02 are those with 6 and more.
    ("GDP that crosses 6 borders and more", CROSSINGS, share("va", "crossings", TIERS[6:], 100),
     "2005 world 0.02"),
    ("final goods in exports", *record("final goods in exports %"),
     "1995 CHN 55.0 MEX 39.7 KOR 36.7 TWN 43.5 HUN 41.0"),
    ("upstreamness of exports", *record("upstreamness_exports"),
     "1995 KOR 2.46 TWN 2.24 CHN 2.46 MEX 1.95"),
    ("upstreamness of GDP", *record("upstreamness_gdp"),
     "1995 KOR 2.06 TWN 2.02 CHN 2.43 MEX 1.78"),
    ("world length", POSITION, weighted("upstreamness_va", *VALUE_ADDED), "2005 world 1.9624"),
    ("made at home", EXPORTS, ratio("dva", "gexp", 100),
     "1995 KOR 76.0 TWN 67.0 CHN 84.1 MEX 73.9; 2000 KOR 70.1 TWN 63.8 CHN 82.5 MEX 69.4;"
     "2005 KOR 67.4 TWN 56.1 CHN 73.5 MEX 69.9"),
    # 36.5 in the text, for 36.446.
    *[("home tier %d" % k, *tier(str(k), "domestic"), answers) for k, answers in enumerate((
        "1995 KOR 36.4; 2005 KOR 31.0", "1995 KOR 20.3; 2005 KOR 17.7",
        "1995 KOR 10.2; 2005 KOR 9.3", "1995 KOR 4.8; 2005 KOR 4.8", "2005 KOR 2.4"))],
    *[("foreign tier %d" % k, *tier(str(k), "foreign"), "2005 KOR " + answer)
      for k, answer in enumerate(("7.1", "7.6", "6.1", "4.3"), 1)],
    ("double counting in layers", *tier("double_counting", "va"), "2005 KOR 0.54"),
    ("layers at home", LAYERS, total("domestic", "tier", TIERS), "2005 KOR 220310.8"),
    ("layers abroad", LAYERS, total("foreign", "tier", TIERS), "2005 KOR 104657.6"),
    ("layers counted twice", LAYERS, total("va", "tier", ["double_counting"]), "2005 KOR 1774.6"),
    ("FV/E", *percent("kpww_fv"), "1995 KOR 23.9 TWN 32.9 CHN 15.7 MEX 26.0"),
    ("IV/E", *percent("kpww_iv"), "1995 KOR 17.6 TWN 13.2 CHN 13.1 MEX 13.4"),
    ("position in the chain", *record("kpww_position"),
     "1995 KOR -0.052 TWN -0.160 CHN -0.023 MEX -0.105; 2005 CHN -0.056"),
    ("forward participation", *percent("wwyz_part_f"), "1995 KOR 13.7 TWN 17.2 CHN 8.7 MEX 12.1"),
    ("forward participation of the world", POSITION,
     ratio(COMPLEX, add(*map(total, VALUE_ADDED))), "2005 world 0.12608"),
    ("backward participation of the world", POSITION,
     ratio(add(total("b_s"), total("b_c")), add(*map(total, ("b_d", "b_rt", "b_s", "b_c")))),
     "2005 world 0.12608"),
    ("income from manufactures", *percent("gvc_income_manuf_share"),
     "1995 CHN 4.1 MEX 1.5 KOR 2.3 TWN 1.3 JPN 16.9"),
    ("high technology in exports", STAGES, times(100, SHARE_OF_MAP["high"]),
     "1995 KOR 33.6 TWN 26.3 CHN 17.3 MEX 20.9"),
    ("Mexican electronics: at home", chain("MEX_c14"), world(own_share), "1995 MEX 45.9"),
    ("Mexican electronics: the factory", chain("MEX_c14"),
     times(100, total("share", "sector", ["c14"])), "1995 MEX 25.2"),
    ("Korean electronics: at home", chain("KOR_c14"), world(own_share), "1995 KOR 72.3"),
    ("primary sectors in exports", *percent("dvax_primary"),
     "1995 AUS 30.8 IDN 27.6 RUS 24.5 BRA 16.1 MEX 18.8 KOR 3.6"),
    ("HHI of sectors in value added of exports", BY_SECTOR, hhi(markets("stage", "va")),
     "1995 KOR 0.067 TWN 0.060 CHN 0.062"),
    ("business services in exports", *percent("dvax_bus_services"),
     "1995 IND 31.2 TWN 41.0 KOR 35.0 CHN 24.2 MEX 40.8"),
    ("German cars: tier 0, bn USD", "stages --product DEU_c15",
     world(times(0.001, total("va", "tier", ["0"]))), "2005 DEU 59.0"),
    ("German cars: final demand, bn USD", "stages --product DEU_c15",
     world(lambda rows, who: 0.001 * rows[0]["total"]), "2005 DEU 204.6"),
    ("foreign exchange that stays, bn USD", EXPORTS, times(0.001, total("dva")),
     "1995 KOR 111.8 TWN 84.3 CHN 140.2 MEX 59.1"),
    # China 1.23 in the text, for 1.2246.
    ("cover of imports for use at home", COUNTRIES,
     ratio(KEPT, add(total("imgr"), times(-1, total("vs_hiy")))),
     "1995 KOR 1.08 TWN 1.16 CHN 1.22 MEX 1.18 IND 0.96"),
    ("HHI of markets", *record("hhi_va"), "1995 MEX 0.383 KOR 0.145 TWN 0.159 CHN 0.145"),
    ("market USA, value added", ABSORBED, market(SOLD, "USA"),
     "1995 MEX 59.3 KOR 22.3 TWN 29.5 CHN 26.4"),
    ("market USA, gross", PAIRS, market(SHIPPED, "USA"), "1995 MEX 67.0"),
    ("market CHN, value added", ABSORBED, market(SOLD, "CHN"), "1995 KOR 7.2 TWN 9.8"),
    ("own region", *record("own region in foreign value added of exports %"),
     "1995 KOR 32.9 TWN 35.8 CHN 45.8 MEX 65.7 HUN 57.3"),
    ("balance with USA, gross", *record("balance with USA, gross, bn USD"),
     "1995 CHN 27.6; 2005 CHN 160.2"),
    ("balance with USA, value added", *record("balance with USA, value added, bn USD"),
     "1995 CHN 22.5; 2005 CHN 124.4"),
    ("net trade in manufacturing", *record("net trade in manufacturing value added, bn USD"),
     "1995 USA -115"),
    ("paths of German cars, covered", GERMAN_CARS, of_list("cumulative", factor=100),
     "2005 world 81.4"),
    ("paths of German cars, smallest share in millionths", GERMAN_CARS,
     of_list("share", factor=1e6), "2005 world 3.1"),
    ("paths of German cars, value added in all", GERMAN_CARS,
     of_list("contribution", "share", factor=1e-3), "2005 world 204.6"),
    ("paths of German cars, deepest tier", GERMAN_CARS,
     world(lambda rows, who: max(int(r["tier"]) for r in rows)), "2005 world 6"),
    ("paths of German cars, the industry itself, %", GERMAN_CARS,
     path("DEU_c15", "share", 100), "2005 world 28.8"),
    *[("path " + label, GERMAN_CARS, path(label), "2005 world " + answer)
      for label, answer in (("DEU_c15", "59.0"), ("DEU_c15 < DEU_c15", "9.3"),
                            ("DEU_c15 < DEU_c30", "8.0"), ("DEU_c15 < DEU_c12", "4.3"),
                            ("DEU_c15 < DEU_c20", "4.0"))],
    ("paths of the world, covered", "paths --top 10000", of_list("cumulative", factor=100),
     "2005 world 76.7"),
    ("manufacturing value added in USA",
     *record("manufacturing value added absorbed in USA, bn USD"),
     "1995 CHN 21.9"),
]


# ---- comparison ----------------------------------------------------------------------------------
class Comparison:
    """One question: all its answers."""

    def __init__(self, tables, command, reader):
        self.tables, self.reader = tables, reader
        self.commands = [command] if isinstance(command, str) else command
        self.count, self.off, self.worst = 0, 0, 0.0

    def answer(self, year, who):
        everyone = who == "world" or of_world(self.reader)
        rows = [row for command in self.commands
                for row in self.tables.rows(year, command).get(None if everyone else who, [])]
        return self.reader(rows, who)

    def add(self, year, who, expected, bound):
        """bound: a function of the number."""
        mine = self.answer(year, who)
        if isinstance(mine, str):
            gap = 0.0 if mine == expected else float("inf")
        else:
            gap = abs(mine - float(expected)) / bound(expected)
            gap = gap if gap == gap else float("inf")
        self.count += 1
        self.worst = max(self.worst, gap)
        self.off += gap > 1
        if gap > 1 and self.off < 6:
            print("# %s %s: %s, not %s" % (year, who, mine, expected))


def relative(bound):
    return lambda expected: bound * abs(float(expected))


def last_digit(expected):
    decimals = len(expected.partition(".")[2])
    return 0.5 * 10.0 ** -decimals * (1 + 1e-9)


class Report:
    def __init__(self, number):
        self.number = number

    def say(self, good, name, comment):
        self.number += 1
        if comment:
            print("# " + comment)
        print("%sok %d - question: %s" % ("" if good else "not ", self.number, name))

    def compared(self, name, c):
        self.say(c.count > 0 and c.off == 0, name,
                 "%d answers, worst at %.3f of the bound" % (c.count, c.worst))


def expected_rows(name):
    with open(EXPECTED % name, encoding="utf-8") as f:
        return list(csv.DictReader(f))


def by_year(tables, report, name, questions, label):
    """A file with a row for each year, or year and country: all columns have a record."""
    rows = [row for row in expected_rows(name) if row["year"] in YEARS]
    for column, command, reader in questions:
        c = Comparison(tables, command, reader)
        for row in rows:
            c.add(row["year"], row.get("country", "world"), row[column], relative(1e-5))
        report.compared("%s, %s" % (column, label), c)
    left = set(rows[0]) - {"year", "country"} - {column for column, _, _ in questions}
    report.say(not left, "all columns, %s" % label, ", ".join(sorted(left)))


def at_hand(tables, report):
    rows = expected_rows("answers_at_hand")
    records = {name for name, _, _ in AT_HAND}
    for question, command, reader in AT_HAND:
        c = Comparison(tables, command, reader)
        for row in rows:
            if row["question"] == question:
                for year in YEARS:
                    c.add(year, row["country"], row[year], relative(1e-9))
        report.compared(question, c)
    left = {row["question"] for row in rows} - records
    left = {q for q in left if not any(q.startswith(start) for start, _ in LATER)}
    report.say(not left, "all answers at hand", ", ".join(sorted(left)))


def text(tables, report):
    for name, command, reader, answers in TEXT:
        c = Comparison(tables, command, reader)
        for part in answers.split(";"):
            year, *words = part.split()
            for who, number in zip(words[::2], words[1::2]):
                c.add(year, who, number, last_digit)
        report.compared("%s, text" % name, c)


def main():
    report = Report(last)
    with tempfile.TemporaryDirectory() as folder:
        tables = Tables(folder)
        by_year(tables, report, "country_year", COUNTRY_YEAR, "by country")
        by_year(tables, report, "world_year", WORLD_YEAR, "world")
        at_hand(tables, report)
        text(tables, report)


main()
