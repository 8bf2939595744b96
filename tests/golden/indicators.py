"""Compare `gvc indicators` with results of other programs, file by file.

    indicators.py GVC SHARED LAST

A file is joined by country, sector and partner; sectors go by label or, where the other program has
labels of its own, by order of appearance. Every cell must agree within 1e-12 of its row's gross
exports or of its own value, whichever is larger, + 1e-9. TAP on stdout; which file stands for what
is the list at the end of this program."""
import csv
import gzip
import io
import os
import subprocess
import sys

GVC, SHARED, number_of = sys.argv[1], sys.argv[2], int(sys.argv[3])
COUNTRY = ("exporter", "Importing_Country", "Source_Country", "country", "region")
SECTOR = ("sector", "Source_Industry")

# Columns of exvatools; "a+b" is a sum. At levels without partner FD_VA is what all absorb.
TIVA = {"VA": "valu", "DC": "exgr_dva", "DVA": "dva", "VAX": "ffd_dva", "DDC": "exgr_rim",
        "FC": "exgr_fva", "GVC": "dexfvap+FORWARD", "GVCB": "dexfvap", "GVCF": "FORWARD",
        "FEXDVAP": "FORWARD"}
# Not indicators here: trade at home; REF there is EXGR_DVA or DVA less FFD_DVA, by exporting and by
# origin industry in one.
LEFT_OUT = {"DOM", "DOM_FNL", "DOM_INT", "REF"}

computed = {}


def ours(table, level, options):
    name = (table, level, options)
    if name not in computed:
        run = subprocess.run([GVC, "indicators", "-q", os.path.join(SHARED, "data", table), "--level",
                              level, "-o", "-", "--format", "csv", *options],
                             capture_output=True, text=True, check=True)
        rows = list(csv.DictReader(io.StringIO(run.stdout)))
        computed[name] = {(r["country"], r.get("sector"), r.get("partner")): r for r in rows}
    return computed[name]


def theirs(path):
    with gzip.open(path, "rt", encoding="utf-8") as f:
        rows = list(csv.DictReader(f))
    return joined(rows) if "row" in rows[0] else rows


TERRITORIES = {"MX1": "MEX", "MX2": "MEX", "CN1": "CHN", "CN2": "CHN"}


def joined(rows):
    """Rows COUNTRY_SECTOR with the territories of split countries added up."""
    sums = {}
    for row in rows:
        country, sector = row.pop("row").split("_", 1)
        name = "%s_%s" % (TERRITORIES.get(country, country), sector)
        known = sums.setdefault(name, dict.fromkeys(row, 0.0))
        for column, value in row.items():
            known[column] += float(value)
    return [dict(row, row=name) for name, row in sums.items()]


class Sectors:
    """Positions of their labels among ours."""

    def __init__(self, rows):
        self.known = list(dict.fromkeys(k[1] for k in rows))
        self.seen = {}

    def find(self, label):
        if label is None or label in self.known:
            return label
        if label[:1] == "S" and label[1:].isdigit():
            return self.known[int(label[1:]) - 1]
        return self.known[self.seen.setdefault(label, len(self.seen))]


def keys(row):
    country = next((row[k] for k in COUNTRY if k in row), None)
    sector = next((row[k] for k in SECTOR if k in row), None)
    industry = row.get("exporter_sector", row.get("row"))
    if industry:
        country, sector = industry.split("_", 1)
    partner = row.get("partner")
    return country, sector, None if partner == "VA" else partner  # so exvatools fills it


def number(row, formula):
    forward = "fexdvap" if "fexdvap" in row else "exgr_dvafx"
    names = formula.replace("FORWARD", forward).split("+")
    return sum(float(row[n] or "nan") for n in names)


class Comparison:
    def __init__(self):
        self.count, self.bad, self.missing, self.worst = 0, 0, 0, 0.0

    def add(self, where, mine, value, exports):
        bound = 1e-12 * max(abs(exports), abs(value)) + 1e-9
        ratio = abs(mine - value) / bound
        ratio = ratio if ratio == ratio else float("inf")
        self.count += 1
        self.worst = max(self.worst, ratio)
        self.bad += ratio > 1
        if ratio > 1 and self.bad < 6:
            print("# %s: %.17g, not %.17g" % (where, mine, value))

    def done(self):
        print("# %d cells, worst at %.3f of the bound, %d rows missing, %d cells off"
              % (self.count, self.worst, self.missing, self.bad))
        return self.count > 0 and self.missing == 0 and self.bad == 0


def tiva(name, partner):
    """Ours for a column of exvatools, "" for none."""
    if name in LEFT_OUT or name in COUNTRY or name in ("exporter_sector", "partner"):
        return ""
    if name == "FD_VA":
        return "ffd_dva" if partner else "ffd_dva+dxd_dva"
    if name == "DXD_DVA" and partner:  # of the own row, which is no row here
        return ""
    return TIVA.get(name, name.lower())


def by_keys(rows, path, columns=None, inside=()):
    """columns: theirs -> ours; None: those of exvatools. inside: members of the group that exports,
    whose trade is at home."""
    result, sectors = Comparison(), Sectors(rows)
    for row in theirs(path):
        country, sector, partner = keys(row)
        if country == partner or partner in inside:
            continue
        mine = rows.get((country, sectors.find(sector), partner))
        if mine is None:
            result.missing += 1
            continue
        for name, value in row.items():
            formula = tiva(name, partner) if columns is None else columns.get(name)
            if formula:
                result.add((country, sector, partner, name), number(mine, formula), float(value),
                           float(mine["exgr"]))
    return result.done()


def by_columns(rows, path, formula):
    """pymrio: one row, a column COUNTRY or COUNTRY|SECTOR each."""
    result, sectors = Comparison(), Sectors(rows)
    for name, value in theirs(path)[0].items():
        if name != "stressor":
            country, _, sector = name.partition("|")
            mine = rows.get((country, sectors.find(sector or None), None))
            if mine is None:
                result.missing += 1
            else:
                result.add(name, number(mine, formula), float(value), float(mine["exgr"]))
    return result.done()


def by_partner(rows, path, formula):
    """A row an industry, a column a partner."""
    result, sectors = Comparison(), Sectors(rows)
    partners = {k[2] for k in rows}
    for row in theirs(path):
        country, sector, _ = keys(row)
        for partner in partners - {country}:
            mine = rows[country, sectors.find(sector), partner]
            result.add((country, sector, partner), number(mine, formula), float(row[partner]),
                       float(mine["exgr"]))
    return result.done()


# ---- the files --------------------------------------------------------------------------------------
LEATHER, WIODTEST = "leather/leather.csv", "exvatools-test/wiodtest.csv.gz"
ICIOTEST, WIOD = "exvatools-test/iciotest.csv.gz", "wiod2013/wiot_2005_full_labelled.csv.gz"
WIODTEST_LABELLED = "exvatools-test/wiodtest_labelled.csv.gz"


def check(folder, name, table, level, *options, compare=by_keys, arguments=()):
    global number_of
    number_of += 1
    path = os.path.join(SHARED, "golden", folder, name + ".csv.gz")
    if not os.path.exists(path):
        print("ok %d - %s/%s # SKIP no such file" % (number_of, folder, name))
        return
    done = compare(ours(table, level, options), path, *arguments)
    with open(os.environ.get("COMPARED", os.devnull), "a", encoding="utf-8") as f:
        f.write("%s/%s.csv.gz\n" % (folder, name))
    print("%sok %d - %s/%s" % ("" if done else "not ", number_of, folder, name))


def exvatools(folder, table, names, level):
    for name in names:
        check(folder, "exvatools-exvadec-oecd-" + name, table, level)


def groups(folder, table):
    members = {"EU27": "ESP,FRA", "NAFTA": "MEX,USA", "APEC": "MEX,USA,CHN"}
    for group, inside in members.items():
        for name, level in (("standard", "bilateral"), ("terms", "bilateral"),
                            ("tiva-dim3x6", "bilateral"), ("tiva-dim3x1", "sector")):
            check(folder, "exvatools-group-%s-oecd-%s" % (group, name), table, level, "--group",
                  "%s=%s" % (group, inside), arguments=(None, inside.split(",")))


def r_gvc(folder, table):
    """R gvc on decompr: foreign content of exports, own value added in other exports by industry of
    origin, new RCA, value added in final demand."""
    check(folder, "gvc-i2e", table, "sector", arguments=({"i2e": "vs"},))
    check(folder, "gvc-e2r", table, "sector", arguments=({"e2r": "vs1"},))
    check(folder, "gvc-nrca", table, "sector", arguments=({"nrca": "nrca"},))
    for name, column, formula in (("dfddva", "dfdfva", "dxd_dva"), ("ffddva", "ffddva", "ffd_dva"),
                                  ("dfdfva", "dfdfva", "dfd_fva")):
        check(folder, "gvc-" + name, table, "sector", arguments=({column: formula},))
        check(folder, "gvc-%s-country" % name, table, "country", arguments=({name: formula},))


def pymrio(folder, table):
    for name, formula in (("cba", "dxd_dva+dfd_fva"), ("pba", "dxd_dva+ffd_dva"), ("exp", "ffd_dva"),
                          ("imp", "dfd_fva")):
        check(folder, "pymrio-value_added-D_%s_reg" % name, table, "country", compare=by_columns,
              arguments=(formula,))
    for name, formula in (("pba", "dxd_dva+ffd_dva"), ("exp", "ffd_dva")):
        if table == WIOD:
            check(folder, "pymrio-value_added-D_" + name, table, "sector",
                  arguments=({"VA": formula},))
        else:
            check(folder, "pymrio-value_added-D_" + name, table, "sector", compare=by_columns,
                  arguments=(formula,))


def tables(folder, table):
    """What the programs made of the table itself: output, value added, trade."""
    check(folder, "decompr-object", table, "sector", arguments=({"X": "prod", "E": "exgr"},))
    check(folder, "pymrio-x", table, "sector", arguments=({"indout": "prod"},))
    check(folder, "pymrio-gross_trade-totals", table, "sector",
          arguments=({"exports": "exgr", "imports": "imgr"},))
    check(folder, "pymrio-gross_trade-bilat_flows", table, "bilateral", compare=by_partner,
          arguments=("exgr",))
    check(folder, "ioanalysis-export.total-import.total", table, "sector",
          arguments=({"export.total": "exgr_int"},))
    if table == WIOD:
        check(folder, "pymrio-value_added-F", table, "sector", arguments=({"VA": "valu"},))
    else:
        check(folder, "pymrio-value_added-F", table, "sector", compare=by_columns,
              arguments=("valu",))


exvatools("wiodtest", WIODTEST_LABELLED, ("standard", "terms", "tiva-dim18x6"), "bilateral")
exvatools("wiodtest", WIODTEST_LABELLED, ("tiva-dim18x1",), "sector")
exvatools("iciotest", ICIOTEST, ("standard", "terms", "tiva-dim18x6"), "bilateral")
exvatools("iciotest", ICIOTEST, ("tiva-dim18x1",), "sector")
groups("wiodtest", WIODTEST_LABELLED)
groups("iciotest", ICIOTEST)
for kind, keys_of in (("country", "country"), ("country-pairs", "pair"), ("sector", "sector"),
                      ("sample", "bilateral")):
    exvatools("wiod2005", WIOD, ("standard-" + kind, "terms-" + kind, "tiva-dim1435x41-" + kind),
              keys_of)
exvatools("wiod2005", WIOD, ("tiva-dim1435x1-country",), "country")
exvatools("wiod2005", WIOD, ("tiva-dim1435x1-sector",), "sector")
for folder_of, table_of in (("leather", LEATHER), ("wiodtest", WIODTEST_LABELLED),
                            ("wiod2005", WIOD)):
    r_gvc(folder_of, table_of)
    pymrio(folder_of, table_of)
    tables(folder_of, table_of)
for folder_of, table_of in (("wiodtest", WIODTEST_LABELLED), ("iciotest", ICIOTEST)):
    check(folder_of, "exvatools-wio-vectors", table_of, "sector",
          arguments=({"X": "prod", "VA": "valu"},))
    check(folder_of, "exvatools-wio-EXGR", table_of, "bilateral", compare=by_partner,
          arguments=("exgr",))
check("wiod2005", "decompr-publishedoutput-object", WIOD, "sector", "--output-total", "given",
      arguments=({"X": "prod", "E": "exgr"},))
