"""The answers of the questions of export-led growth, by the commands that give them.

    questions.py GVC SHARED LAST

A question is a record: its name (a column of a file of answers, or words), a command line, how the
answer is read from the rows that the command prints, and, where no file has the answer, the answer
of the text. A reader takes the rows of one country and its label; `world` takes all rows. Nothing
but plain arithmetic on printed columns. Tables: WIOD 1995, 2000, 2005, 2009.

Bounds: 1e-5 of the answer for the files with 6 digits (wiod2013_country_year.csv,
wiod2013_world_year.csv), 1e-10 of the largest answer to the question for
wiod2013_answers_at_hand.csv with 17, half a unit of the last digit for the text. TAP on stdout. A
question of wiod2013_answers_at_hand.csv that has no record must be one of LATER, those of commands
that do not exist yet; every column of the other two files has a record. LATER too are the jobs,
wages and emissions of the text. Growth (wiod2013_growth_at_hand.csv) within 1e-10 of the
largest contribution of its country and link; the links of wiod2013_growth_chain.csv, year by year,
and the periods of the text are compared where the tables of these years are, and skipped
elsewhere."""
import csv
import io
import os
import subprocess
import sys
import tempfile

GVC, SHARED, last = sys.argv[1], sys.argv[2], int(sys.argv[3])
EXPECTED = os.path.join(SHARED, "methods", "reference", "expected", "wiod2013", "wiod2013_%s.csv")
YEARS = ("1995", "2000", "2005", "2009")

LATER = ()  # (the question begins so, the command), of commands that there are not yet

SECTORS = ["c%d" % k for k in range(1, 36)]
PRIMARY, MANUFACTURING = SECTORS[:2], SECTORS[2:16]
SERVICES = ("trade_transport", "business_services")
EU = "AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GBR GRC HUN IRL ITA LTU LUX LVA MLT NLD POL PRT "
BLOCS = {"East Asia": "CHN JPN KOR TWN IDN".split(), "North America": "USA CAN MEX".split(),
         "EU": (EU + "ROM SVK SVN SWE").split()}
REGION = {who: bloc for bloc in BLOCS for who in BLOCS[bloc]}
FILES = {"MANUFACTURING": "manufacturing.csv", "REGIONS": "regions.csv"}
LABELS = {"year", "country", "exporter", "importer", "partner", "origin", "absorber", "sector",
          "origin_sector", "tier", "crossings", "stage", "account", "loop", "path"}


# ---- commands ------------------------------------------------------------------------------------
class Tables:
    """The tables of the years, read once; rows that a command printed are kept."""

    def __init__(self, folder):
        self.folder, self.printed = folder, {}
        with open(os.path.join(folder, "manufacturing.csv"), "w", encoding="utf-8") as f:
            f.write("sector,group\n" + "".join("%s,manufacturing\n" % s for s in MANUFACTURING))
        with open(os.path.join(folder, "regions.csv"), "w", encoding="utf-8") as f:
            f.write("country,bloc\n" + "".join("%s,%s\n" % (who, bloc) for bloc in BLOCS
                                               for who in BLOCS[bloc]))
        for year in YEARS:
            subprocess.run([GVC, "import", "-q", os.path.join(SHARED, "data", "wiod2013",
                            "wiot_%s.csv.gz" % year), "-o", self.path(year)], check=True)

    def path(self, year):
        return os.path.join(self.folder, year + ".h5")

    def has(self, year):
        """Imports the table of another year the first time, where there is one."""
        path = os.path.join(SHARED, "data", "wiod2013", "wiot_%s.csv.gz" % year)
        if not os.path.exists(self.path(year)) and os.path.exists(path):
            subprocess.run([GVC, "import", "-q", path, "-o", self.path(year)], check=True)
        return os.path.exists(self.path(year))

    def growth(self, years, *options):
        """Rows of gvc growth over these years."""
        if (years, options) not in self.printed:
            run = subprocess.run([GVC, "growth", "-q", *map(self.path, years), *options, "-o", "-"],
                                 check=True, capture_output=True, text=True)
            self.printed[years, options] = list(csv.DictReader(io.StringIO(run.stdout)))
        return self.printed[years, options]

    def rows(self, year, command):
        """{label of the first key: rows}; None: all of them."""
        if (year, command) not in self.printed:
            words = [os.path.join(self.folder, FILES[word]) if word in FILES else word
                     for word in command.split()]
            verbs = 2 if words[0] == "scenario" else 1  # a kind stands before the table
            run = subprocess.run([GVC, *words[:verbs], "-q", self.path(year), *words[verbs:],
                                  "-o", "-"],
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


def first(shares):
    return lambda rows, who: shares(rows, who)[0][1]


def market(shares, label):
    return lambda rows, who: 100 * dict((name, m) for m, name in shares(rows, who))[label]


def own_region(rows, who):
    return 100 * total("share", "partner", [REGION[who]])(rows, who)


def hhi_of(term):
    """Of shares, one a row."""
    return world(lambda rows, who: sum(r[term] ** 2 for r in rows))


def inputs_from(term, *whom):
    """Per cent of the inputs of manufacturing."""
    return times(100, lambda rows, who: sum(
        r[term] for r in rows if r["sector"] == "manufacturing" and r["partner"] in whom))


def foreign_inputs(term):
    return times(100, lambda rows, who: sum(
        r[term] for r in rows if r["sector"] == "manufacturing" and r["partner"] != who))


def weighted(mean, *weights):
    def read(rows, who):
        return sum(r[mean] * sum(r[w] for w in weights) for r in rows) / sum(
            r[w] for r in rows for w in weights)
    return read


# ---- command lines -------------------------------------------------------------------------------
EXPORTS = "decompose"
COUNTRIES = "indicators --level country"
INDUSTRIES = "indicators --level sector --only exgr,balvafd"
NET_TRADE = "footprint --satellite va --level sector --terms net"
RATES = "rates --terms weight"
POSITION = "position --length --kpww"
STAGES = "stages --map default"
LAYERS = "stages --layers --exporter KOR"
CROSSINGS = "stages --crossings --level world"
EXPOSURE = "exposure"
BY_INDUSTRY = "exposure --level sector"
MARKETS = "exposure --markets"
CONCENTRATION = "exposure --concentration"
BALANCE = "exposure --balance"
RCA = "exposure --rca"
FX = "exposure --fx"
INPUTS = "exposure --inputs --sector-groups MANUFACTURING"
ELECTRONICS = "exposure --suppliers c14"
UPGRADE = "exposure --upgrade"
REGIONS = "exposure --blocs REGIONS"
BILATERAL = "trace --in final-demand --origin-level sector --origin CHN --absorber USA"
RECESSION = "scenario demand --by -5% --country "
DUTIES = "scenario tariff --rate 10%"
DUTY = "scenario tariff --from CHN --to USA --rate 25% --sector " + ",".join(SECTORS[:17])
DEPRECIATION = "scenario currency --country WHO --by -10%"  # WHO: the country of the answer
STOP = "scenario extract --from CHN --to USA"
MOVED = "scenario source --buyer USA --from CHN --sector c14 --by 50% --to "

SOLD, SHIPPED = markets("partner", "va"), markets("partner", "exports")
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
    ("exports_gdp", EXPOSURE, total("exports_gdp")),
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
    ("va_foreign_fd_share", EXPOSURE, total("va_abroad_gdp")),
    ("net_fx", FX, total("net")),
    ("hhi_va", CONCENTRATION, total("hhi_va")),
    ("hhi_gross", CONCENTRATION, total("hhi_gross")),
    ("theil_va", CONCENTRATION, total("theil_va")),
    ("top1_va", MARKETS, first(SOLD)),
    ("top1_va_share", CONCENTRATION, total("top1_va")),
    ("top3_va_share", CONCENTRATION, total("top3_va")),
    ("top1_gross", MARKETS, first(SHIPPED)),
    ("top1_gross_share", CONCENTRATION, total("top1_gross")),
    ("dvax_primary", BY_INDUSTRY, share("va_in_exports", "sector", PRIMARY)),
    ("dvax_manuf", STAGES, SHARE_OF_MAP["manufacturing"]),
    ("dvax_bus_services", STAGES, SHARE_OF_MAP["services"]),
    ("dvax_electronics", BY_INDUSTRY, share("va_in_exports", "sector", ["c14"])),
    ("exp_electronics", INDUSTRIES, share("exgr", "sector", ["c14"])),
    ("exp_textiles", INDUSTRIES, share("exgr", "sector", ["c4", "c5"])),
    ("sector_hhi", CONCENTRATION, total("sector_hhi_gross")),
    ("gvc_income_manuf_share", UPGRADE, total("gvc_income_share")),
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
    ("RCA electronics, gross", RCA, total("rca_gross", "sector", ["c14"])),
    ("RCA electronics, value added", RCA, total("rca_va", "sector", ["c14"])),
    ("electronics: HHI of exporters, gross", ELECTRONICS, hhi_of("exports_share")),
    ("electronics: HHI of exporters, value added", ELECTRONICS, hhi_of("va_share")),
    ("electronics: share, gross %", ELECTRONICS, times(100, total("exports_share"))),
    ("electronics: share, value added %", ELECTRONICS, times(100, total("va_share"))),
    *[("balance with %s, %s, bn USD" % (whom, how), BALANCE,
       times(0.001, total(term, "partner", [whom])))
      for whom in ("USA", "CHN") for how, term in (("gross", "balance"),
                                                   ("value added", "va_balance"))],
    ("manufacturing value added absorbed abroad %", BY_INDUSTRY,
     ratio(total("va_abroad", "sector", MANUFACTURING), total("gdp", "sector", MANUFACTURING),
           100)),
    ("foreign inputs of manufacturing, look-through %", INPUTS, foreign_inputs("fir")),
    ("foreign inputs of manufacturing, face value %", INPUTS, foreign_inputs("fir_face")),
    ("of these from CHN, look-through %", INPUTS, inputs_from("fir", "CHN")),
    ("net trade in manufacturing value added, bn USD", NET_TRADE,
     times(0.001, total("net", "sector", MANUFACTURING))),
    *[("exchange-rate weight of " + partner, RATES, total("weight", "partner", [partner]))
      for partner in ("USA", "JPN", "CHN")],
    ("manufacturing value added absorbed in USA, bn USD", BILATERAL,
     times(0.001, total("va", "origin_sector", MANUFACTURING))),
    ("final goods in exports %", COUNTRIES, ratio("exgr_fnl", "exgr", 100)),
    ("own region in foreign value added of exports %", REGIONS, own_region),
    ("demand USA -5%: GDP %", RECESSION + "USA", total("va_percent")),
    ("demand CHN -5%: GDP %", RECESSION + "CHN", total("va_percent")),
    ("tariff 10% on all imported inputs: export price %", DUTIES, total("export_first_order")),
    ("tariff 25% CHN goods into USA: producer price %", DUTY, total("first_order")),
    ("same: electronics producer price %", DUTY + " --level sector",
     total("first_order", "sector", ["c14"])),
    ("same: consumer price via inputs %", DUTY, total("consumer_first_order")),
    ("same: consumer price direct %", DUTY, total("consumer_direct")),
    ("same: export price %", DUTY, total("export_first_order")),
    ("effective protection 10%, electronics, %", DUTIES + " --erp --level sector",
     total("erp", "sector", ["c14"])),
    ("10% depreciation: export price, partner currency %", DEPRECIATION, total("export_partner")),
    ("same: home producer price %", DEPRECIATION, total("producer_own")),
    ("extraction CHN -> USA: GDP %", STOP, total("va_percent")),
    *[("half of US purchases of CHN c14 to %s: GDP, bn USD" % to, MOVED + to,
       times(0.001, total("va_change"))) for to in ("MEX", "USA", "KOR", "IND")],
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
    ("high technology in exports", UPGRADE, times(100, total("high_tech_share")),
     "1995 KOR 33.6 TWN 26.3 CHN 17.3 MEX 20.9"),
    ("Mexican electronics: at home", chain("MEX_c14"), world(own_share), "1995 MEX 45.9"),
    ("Mexican electronics: the factory", chain("MEX_c14"),
     times(100, total("share", "sector", ["c14"])), "1995 MEX 25.2"),
    ("Korean electronics: at home", chain("KOR_c14"), world(own_share), "1995 KOR 72.3"),
    ("primary sectors in exports", *percent("dvax_primary"),
     "1995 AUS 30.8 IDN 27.6 RUS 24.5 BRA 16.1 MEX 18.8 KOR 3.6"),
    ("HHI of sectors in value added of exports", CONCENTRATION, total("sector_hhi_va"),
     "1995 KOR 0.067 TWN 0.060 CHN 0.062"),
    ("business services in exports", *percent("dvax_bus_services"),
     "1995 IND 31.2 TWN 41.0 KOR 35.0 CHN 24.2 MEX 40.8"),
    ("German cars: tier 0, bn USD", "stages --product DEU_c15",
     world(times(0.001, total("va", "tier", ["0"]))), "2005 DEU 59.0"),
    ("German cars: final demand, bn USD", "stages --product DEU_c15",
     world(lambda rows, who: 0.001 * rows[0]["total"]), "2005 DEU 204.6"),
    ("foreign exchange that stays, bn USD", FX, times(0.001, total("net")),
     "1995 KOR 111.8 TWN 84.3 CHN 140.2 MEX 59.1"),
    # China 1.23 in the text, for 1.2246.
    ("cover of imports for use at home", FX, total("import_cover"),
     "1995 KOR 1.08 TWN 1.16 CHN 1.22 MEX 1.18 IND 0.96"),
    ("HHI of markets", *record("hhi_va"), "1995 MEX 0.383 KOR 0.145 TWN 0.159 CHN 0.145"),
    ("market USA, value added", MARKETS, market(SOLD, "USA"),
     "1995 MEX 59.3 KOR 22.3 TWN 29.5 CHN 26.4"),
    ("market USA, gross", MARKETS, market(SHIPPED, "USA"), "1995 MEX 67.0"),
    ("market CHN, value added", MARKETS, market(SOLD, "CHN"), "1995 KOR 7.2 TWN 9.8"),
    ("own region", *record("own region in foreign value added of exports %"),
     "1995 KOR 32.9 TWN 35.8 CHN 45.8 MEX 65.7 HUN 57.3"),
    # Taiwan -0.46 in the text, for -0.4549.
    ("demand of the USA -5 %", *record("demand USA -5%: GDP %"),
     "1995 MEX -0.55 TWN -0.45 KOR -0.24 CHN -0.25"),
    ("demand of China -5 %", *record("demand CHN -5%: GDP %"), "1995 KOR -0.08 TWN -0.15"),
    ("demand of the EU27 -5 %", RECESSION + "EU27_2007", total("va_percent"),
     "1995 KOR -0.19 HUN -4.4"),
    ("cumulative tariff in export prices",
     *record("tariff 10% on all imported inputs: export price %"),
     "1995 KOR 2.9 TWN 4.0 CHN 2.0 MEX 3.2 HUN 3.3 USA 1.3"),
    ("depreciation, partner currency",
     *record("10% depreciation: export price, partner currency %"),
     "1995 KOR -7.6 TWN -6.7 CHN -8.4 MEX -7.4 DEU -8.3 HUN -7.3"),
    ("depreciation, home producer prices", *record("same: home producer price %"), "1995 KOR 1.7"),
    ("value added of Korea -10 %, output of the world", "scenario supply --country KOR --by -10%",
     world(ratio("output_change", "output", 100)), "2005 world -0.20"),
    ("Korean exports stop: GDP", "scenario extract --from KOR", times(-1, total("va_change")),
     "2005 KOR 220310.8"),
    ("balance with USA, gross", *record("balance with USA, gross, bn USD"),
     "1995 CHN 27.6; 2005 CHN 160.2"),
    ("balance with USA, value added", *record("balance with USA, value added, bn USD"),
     "1995 CHN 22.5; 2005 CHN 124.4"),
    ("foreign inputs, look-through", *record("foreign inputs of manufacturing, look-through %"),
     "1995 USA 19.8 KOR 35.1 MEX 41.9 DEU 33.6 CHN 19.0"),
    ("foreign inputs, face value", *record("foreign inputs of manufacturing, face value %"),
     "1995 USA 12.0 KOR 20.7 MEX 25.8 DEU 21.7 CHN 9.7"),
    ("inputs from China", *record("of these from CHN, look-through %"),
     "1995 USA 0.7 MEX 0.5 KOR 2.2"),
    ("inputs from China, face value", INPUTS, inputs_from("fir_face", "CHN"),
     "1995 USA 0.3 MEX 0.2 KOR 1.2"),
    ("HHI of exporters of electronics", *record("electronics: HHI of exporters, gross"),
     "1995 world 0.096"),
    ("HHI of exporters of electronics, value added",
     *record("electronics: HHI of exporters, value added"), "1995 world 0.108"),
    ("net trade in manufacturing", *record("net trade in manufacturing value added, bn USD"),
     "1995 USA -115"),
    ("net trade in manufacturing, by indicators", INDUSTRIES,
     times(0.001, total("balvafd", "sector", MANUFACTURING)), "1995 USA -115"),
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
    ("exchange rate: USA", *record("exchange-rate weight of USA"), "1995 KOR 0.222 MEX 0.585"),
    ("exchange rate: JPN", *record("exchange-rate weight of JPN"), "1995 KOR 0.194"),
    ("exchange rate: CHN", *record("exchange-rate weight of CHN"), "1995 KOR 0.058 MEX 0.009"),
    ("interregional feedback %", "linkages --feedback", times(100, total("share")),
     "2005 KOR 0.24"),
    # What the three account for, of all intermediate flows.
    *[("feedback loop %d, %%" % k, "linkages --loops 3",
       world(times(100, total("share", "loop", [str(k)]))), "2005 world " + answer)
      for k, answer in enumerate(("21.9", "11.0", "7.3"), 1)],
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
                for row in self.tables.rows(year, command.replace("WHO", who)).get(
                    None if everyone else who, [])]
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

    def skip(self, name, why):
        self.number += 1
        print("ok %d - question: %s # SKIP %s" % (self.number, name, why))

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
        mine = [row for row in rows if row["question"] == question]
        largest = max([abs(float(row[year])) for row in mine for year in YEARS], default=0.0)
        for row in mine:
            for year in YEARS:
                c.add(year, row["country"], row[year], lambda _: 1e-10 * largest)
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


# ---- growth --------------------------------------------------------------------------------------
# Periods of the text: growth; foreign part of it; level abroad; final and intermediate markets won;
# export-led index (None where the parts differ in sign).
GROWTH = [
    ("1995", "2011", {"KOR": "110.8 48.7 47.4 5.5 7.2 0.51", "TWN": "68.8 33.9 51.5 -3.4 -4.1 0.60",
                      "CHN": "906.2 195.4 81.4 56.5 68.2 0.22",
                      "MEX": "259.8 55.5 35.6 10.3 15.5 0.22"}),
    ("2001", "2008", {"KOR": "90.9 33.7 34.1 1.7 6.3 0.47", "TWN": "35.5 17.7 31.1 -3.8 -2.7 0.72",
                      "CHN": "242.5 70.3 30.2 20.7 21.3 0.29",
                      "MEX": "63.5 13.0 11.4 -0.5 1.2 0.21"}),
]


def growth_links(tables, report, name, bound, label):
    """Contributions of every link of a file: at most `bound` of the largest of the link off."""
    links = {}
    for row in expected_rows(name):
        links.setdefault((row["from"], row["to"]), {}).setdefault(row["country"], []).append(row)
    absent = [pair for pair in links if not all(map(tables.has, pair))]
    if absent:
        report.skip("growth year by year, %s" % label,
                    "%d links without tables, the first from %s to %s" % (len(absent), *absent[0]))
    for (start, end), countries in links.items():
        title = "growth %s to %s, %s" % (start, end, label)
        if (start, end) in absent:
            continue
        worst, count = 0.0, 0
        for country, rows in countries.items():
            mine = {(r["factor"], r["demand"]): float(r["value"])
                    for r in tables.growth((start, end), "--country", ",".join(countries))
                    if r["country"] == country}
            pairs = [(mine[row["factor"], demand], float(row[demand + "_demand"]))
                     for row in rows for demand in ("home", "foreign")]
            largest = max(abs(expected) for _, expected in pairs)
            worst = max([worst] + [abs(a - b) / largest for a, b in pairs])
            change = float(rows[0]["gdp_to"]) - float(rows[0]["gdp_from"])
            worst = max(worst, abs(sum(mine.values()) - change) / largest)
            count += len(pairs)
        report.say(count > 0 and worst <= bound, title, "%d answers, worst %.1e" % (count, worst))


def growth_periods(tables, report):
    for start, end, answers in GROWTH:
        years = tuple(map(str, range(int(start), int(end) + 1)))
        title = "growth %s to %s chained, text" % (start, end)
        if not all(tables.has(year) for year in years):
            report.skip(title, "no tables of all these years")
            continue
        who = ",".join(answers)
        factors = {(r["country"], r["factor"], r["demand"]): float(r["points"])
                   for r in tables.growth(years, "--country", who)}
        off = []
        for row in tables.growth(years, "--summary", "--country", who):
            country = row["country"]
            mine = [float(row["growth"]), float(row["foreign"]),
                    factors[country, "fd_level", "foreign"], factors[country, "fd_src", "foreign"],
                    factors[country, "src_foreign", "home"]
                    + factors[country, "src_foreign", "foreign"], float(row["eli"])]
            off += ["%s %s %s" % (country, a, b) for a, b in zip(mine, answers[country].split())
                    if abs(a - float(b)) > last_digit(b)]
        report.say(not off, title, "; ".join(off))


def growth_in_one(tables, report):
    """The four years at hand in one chain: what the links of the file add up to, and that levels
    and summary say the same."""
    rows = expected_rows("growth_at_hand")
    countries = sorted({row["country"] for row in rows})
    sums, first = {}, {}
    for row in rows:
        first.setdefault(row["country"], float(row["gdp_from"]))
        for demand in ("home", "foreign"):
            key = row["country"], row["factor"], demand
            sums[key] = sums.get(key, 0.0) + float(row[demand + "_demand"])
    chain = tables.growth(YEARS, "--country", ",".join(countries))
    levels = tables.growth(YEARS, "--levels", "--country", ",".join(countries))
    summary = tables.growth(YEARS, "--summary", "--country", ",".join(countries))
    largest = max(map(abs, sums.values()))
    worst = max(abs(float(r["value"]) - sums[r["country"], r["factor"], r["demand"]])
                for r in chain) / largest
    for row in levels:
        own = sum(v for (c, _, d), v in sums.items() if (c, d) == (row["country"], row["demand"]))
        worst = max(worst, abs(float(row["value"]) - own) / largest)
    report.say(len(chain) == len(sums) and worst <= 1e-10, "growth 1995 to 2009 in one chain",
               "%d answers, worst %.1e" % (len(chain) + len(levels), worst))
    worst = 0.0
    for row in summary:
        def points(factor, *demands):
            return sum(100 * sums[row["country"], factor, d] / first[row["country"]]
                       for d in demands)
        abroad = (points("fd_level", "foreign") + points("fd_mix", "foreign")
                  + points("tech_foreign", "home", "foreign"))
        won = points("fd_src", "foreign") + points("src_foreign", "home", "foreign")
        for mine, expected in ((row["demand_abroad"], abroad), (row["market_share_won"], won),
                               (row["eli"], (abroad + won) / float(row["growth"]))):
            worst = max(worst, abs(float(mine) - expected) / max(1.0, abs(expected)))
    report.say(len(summary) == len(countries) and worst <= 1e-9,
               "export-led index 1995 to 2009", "worst %.1e" % worst)


def growth(tables, report):
    growth_links(tables, report, "growth_at_hand", 1e-10, "17 digits")
    growth_links(tables, report, "growth_chain", 1e-5, "6 digits")
    growth_periods(tables, report)
    growth_in_one(tables, report)


def main():
    report = Report(last)
    with tempfile.TemporaryDirectory() as folder:
        tables = Tables(folder)
        by_year(tables, report, "country_year", COUNTRY_YEAR, "by country")
        by_year(tables, report, "world_year", WORLD_YEAR, "world")
        at_hand(tables, report)
        text(tables, report)
        growth(tables, report)


main()
