"""Compare `gvc trace` with files of other programs on one table.

    trace.py GVC SHARED LAST TABLE GOLDEN...

TABLE is a path, GOLDEN the name of a file below SHARED/golden, without .csv.gz. The name says what
it holds: leontief() of decompr; get_va_exgr, get_va_exgry, get_va_fd, make_exvadir and make_exvadec
by origin of exvatools; D_cba and D_imp of pymrio. Their rows are sums of ours; sectors are joined
by label, or by position where the other program writes its own codes. Bound of a cell: 1e-12 of the
largest of our flows in it + 1e-9. TAP on stdout, with the number of cells and the worst ratio to
the bound."""
import collections
import csv
import gzip
import io
import os
import subprocess
import sys

GVC, SHARED, last, TABLE = sys.argv[1:5]
# Groups of exvatools that the files use, as far as the tables have their members.
REGIONS = {"EU27": {"ESP", "FRA"}, "NAFTA": {"MEX", "USA"}}
GROUPS = {"PRIMARY": {0}, "MANUF": {1}, "SRVWC": {2}}
ALL = {"TOTAL", "all", "WLD"}
COUNTRIES = ("origin", "exporter", "country", "importer", "absorber")


def read(text):
    return list(csv.DictReader(io.StringIO(text)))


class Sectors:
    """Positions of the table's sectors, by its labels or by those of the other program."""

    def __init__(self):
        text = subprocess.run([GVC, "info", TABLE, "--sectors"], check=True, capture_output=True,
                              text=True).stdout
        self.at = {line.split()[0]: k for k, line in enumerate(text.splitlines()) if line.strip()}

    def position(self, label):
        if label in self.at:
            return self.at[label]
        if "D" + label in self.at:
            return self.at["D" + label]
        return int(label.lstrip("S")) - 1

    def label(self, label):
        position = self.position(label)
        return next(ours for ours, at in self.at.items() if at == position)

    def wanted(self, label):
        """None = every one."""
        return None if label in ALL else GROUPS.get(label) or {self.position(label)}


SECTORS = Sectors()


computed = {}


def printed(*options):
    """What the command prints, as columns of one row after the other; the first are the names."""
    run = subprocess.Popen([GVC, "trace", "-q", TABLE, *options, "-o", "-"], stdout=subprocess.PIPE,
                           text=True)
    for line in run.stdout:  # no label here has a comma
        yield line.rstrip("\r\n").split(",")
    if run.wait() != 0:
        raise SystemExit("gvc trace failed")


def trace(*options):
    """Our rows; sectors by position, numbers as numbers."""
    if options not in computed:
        rows = printed(*options)
        names = next(rows)
        kinds = [SECTORS.at.get if name in ("origin_sector", "sector") else
                 float if name in ("flow", "va", "content") else str for name in names]
        computed[options] = [{n: kind(cell or "nan") for n, kind, cell in zip(names, kinds, row)}
                             for row in rows]
    return computed[options]


class Sums:
    """Sums of ours by key, with the largest flow behind each."""

    def __init__(self):
        self.sum = collections.defaultdict(float)
        self.flow = collections.defaultdict(float)

    def add(self, key, value, flow):
        self.sum[key] += value
        self.flow[key] = max(self.flow[key], abs(flow))


class Comparison:
    def __init__(self):
        self.cells, self.worst, self.off = 0, 0.0, 0

    def cell(self, what, ours, flow, theirs):
        ratio = abs(ours - float(theirs)) / (1e-12 * flow + 1e-9)
        ratio = ratio if ratio == ratio else float("inf")
        self.cells += 1
        self.worst = max(self.worst, ratio)
        if ratio > 1 and self.off < 5:
            print("# %s: %.17g, not %s" % (what, ours, theirs))
        self.off += ratio > 1

    def sums(self, sums, key, theirs):
        self.cell(key, sums.sum[key], sums.flow[key], theirs)


def leontief(theirs, c, name):
    """Long tables: keys as ours, by industry or country on either side, then the number."""
    names = list(theirs[0])
    keys, number = names[:-1], names[-1]
    options = ["--origin-level", "sector"] if "Source_Industry" in keys else []
    if "Using_Industry" in keys:
        options += ["--level", "sector"]
    if "final_demand" in name:
        options += ["--in", "final-demand"]
    elif "output" in name.replace("publishedoutput", ""):
        options += ["--in", "output"]
    else:
        options += ["--perspective", "content"]
    if "publishedoutput" in name:
        options += ["--output-total", "given"]
    wanted = {tuple(SECTORS.label(row[k]) if "Industry" in k else row[k] for k in keys): row[number]
              for row in theirs}
    for _, *key, flow, va in printed(*options):
        if tuple(key) in wanted:
            c.cell(key, float(va), abs(float(flow)), wanted.pop(tuple(key)))
    for key, value in wanted.items():
        c.cell(key, 0.0, 0.0, value)


def pymrio_products(theirs, c, name):
    """By the product that final users buy: value added of all, or of all others (D_imp)."""
    values = {}
    for row in theirs:  # long, or one row with a column for each
        if "region" in row:
            values[row["region"], row["sector"]] = row["VA"]
        else:
            values.update({tuple(k.split("|")): v for k, v in row.items() if "|" in k})
    sums = Sums()
    for label in SECTORS.at:
        for row in trace("--in", "final-demand", "--absorber-product", label):
            if "D_imp" not in name or row["origin"] != row["absorber"]:
                sums.add((row["absorber"], SECTORS.at[label]), row["va"], row["flow"])
    for (country, label), value in values.items():
        c.sums(sums, (country, SECTORS.position(label)), value)


def matches(row, key, wanted):
    return wanted is None or row[key] in wanted


def countries(label):
    return None if label in ALL else REGIONS.get(label) or {label}


def of_type(kind, row, home):
    """DC and VAD are of the country (or region) itself, FC and VAX of the others."""
    own = row["origin"] in (home or {row.get("exporter", row.get("absorber"))})
    return own if kind in ("DC", "VAD") else not own if kind in ("FC", "VAX") else True


def add_up(c, row, ours, wanted, kind, home, term):
    total, flow = 0.0, 0.0
    for r in ours:
        if of_type(kind, r, home) and all(matches(r, k, w) for k, w in wanted):
            total += r[term]
            flow = max(flow, abs(r["flow"]))
    c.cell(tuple(row.values()), total, flow, row["value"])


def named(theirs, column):
    """--exporter for those in the file, where they are countries."""
    labels = {row[column] for row in theirs}
    return [] if labels & (ALL | set(REGIONS)) else ["--exporter", ",".join(sorted(labels))]


def get_va_exgr(theirs, c, _):
    regions = any(row["geo_export"] in REGIONS for row in theirs)
    ours = trace("--origin-level", "sector", "--level", "bilateral" if regions else "sector",
                 "--perspective", "content", *named(theirs, "geo_export"))
    for row in theirs:
        region = REGIONS.get(row["geo_export"])
        mine = [r for r in ours if region is None or r["importer"] not in region]
        wanted = [("origin", countries(row["geo_orig"])), ("exporter", countries(row["geo_export"])),
                  ("origin_sector", SECTORS.wanted(row["sec_orig"])),
                  ("sector", SECTORS.wanted(row["sec_export"]))]
        add_up(c, row, mine, wanted, row["va_type"], region, "va")


def get_va_exgry(theirs, c, _):
    ours = trace("--by", "both", "--level", "sector", "--perspective", "content",
                 *named(theirs, "geo_export"))
    for row in theirs:
        if row["flow_type"] == "EXGRY":
            wanted = [("origin", countries(row["geo_orig"])),
                      ("exporter", countries(row["geo_export"])),
                      ("sector", SECTORS.wanted(row["sec_export"])),
                      ("absorber", countries(row["geo_fd"]))]
            add_up(c, row, ours, wanted, row["va_type"], None, "va")


def get_va_fd(theirs, c, _):
    ours = {}
    for row in theirs:
        product = SECTORS.wanted(row["sec_fd"])
        key = None if product is None else min(product)
        if key not in ours:
            label = [k for k, v in SECTORS.at.items() if v == key]
            ours[key] = trace("--in", "final-demand", "--origin-level", "sector",
                              *(["--absorber-product", label[0]] if label else []))
        wanted = [("origin", countries(row["geo_orig"])), ("absorber", countries(row["geo_fd"])),
                  ("origin_sector", SECTORS.wanted(row["sec_orig"]))]
        add_up(c, row, ours[key], wanted, row["va_type"], None, "va")


def split(label):
    country, sector = label.split("_", 1)
    return country, SECTORS.position(sector)


VIEWS = {  # flow, perspective of exvatools: options, sector that its rows tell, last key
    ("EXGR", "origin"): (("--origin-level", "sector", "--level", "pair"), "origin_sector", "importer"),
    ("EXGR", "exporter"): (("--level", "bilateral"), "sector", "importer"),
    ("EXGRY", "origin"): (("--origin-level", "sector", "--by", "both"), "origin_sector", "absorber"),
    ("EXGRY", "exporter"): (("--by", "both", "--level", "sector"), "sector", "absorber"),
}


def exvadir_sums(view, exporters, region, by_sector):
    """Rows are an origin with its own sector, or with that of the exporter, or without any; columns
    TC, DC, ... A region stands for its members, on either side."""
    options, sector, last_key = view
    group = ["--group", "%s=%s" % (region, ",".join(sorted(REGIONS[region])))] if region else []
    sums = Sums()
    for row in trace(*options, *group, "--exporter", ",".join(sorted(exporters))):
        own = row["origin"] == row["exporter"]
        key = (row["exporter"], row["origin"], row[sector] if by_sector else None, row[last_key])
        for term, kinds in (("content", ("TC", "DC" if own else "FC")),
                            ("va", ("TVA", "DVA" if own else "FVA"))):
            for kind in kinds:
                sums.add((kind, *key), row[term], row["flow"])
    return sums


def make_exvadir(theirs, c, _):
    by_sector = "origin_sector_row" in theirs[0]
    labels = {row["exporter"] for row in theirs}
    for (flow, perspective), view in VIEWS.items():
        plain = exvadir_sums(view, labels - set(REGIONS), None, by_sector)
        for row in theirs:
            if row["flow_type"] == flow and row["perspective"] == perspective and \
                    row["exporter"] not in REGIONS:
                at = split(row["origin_sector_row"]) if by_sector else (row["origin_country"], None)
                c.sums(plain, (row["va_type"], row["exporter"], *at, row["destination"]),
                       row["value"])
        for region in labels & set(REGIONS):
            regional(theirs, c, flow, perspective, view, region)


def regional(theirs, c, flow, perspective, view, region):
    """The region is one block with us; their rows and columns of its members add up to it."""
    ours = exvadir_sums(view, {region}, region, True)
    sums = collections.defaultdict(float)
    for row in theirs:
        if (row["exporter"], row["flow_type"], row["perspective"]) == (region, flow, perspective):
            origin, sector = split(row["origin_sector_row"])
            joined = [region if label in REGIONS[region] else label
                      for label in (origin, row["destination"])]
            sums[row["va_type"], region, joined[0], sector, joined[1]] += float(row["value"])
    for key, value in sums.items():
        c.sums(ours, key, value)


def make_exvadir_via(theirs, c, _):
    sums = Sums()
    for row in trace("--by", "both", "--level", "bilateral", "--perspective", "content"):
        sums.add((row["exporter"], row["importer"], row["origin"], row["sector"], row["absorber"]),
                 row["va"], row["flow"])
    for row in theirs:
        if row["flow_type"] == "EXGRY":
            c.sums(sums, (row["exporter"], row["via"], *split(row["row"]), row["destination"]),
                   row["value"])


def make_exvadec(theirs, c, _):
    """By industry of origin: of the exporter itself, or of all others together."""
    pairs = "partner" in theirs[0]
    exporters = {row["exporter_sector"].split("_")[0] for row in theirs}
    sums = Sums()
    for row in trace("--by", "both", "--origin-level", "sector", "--level",
                     "pair" if pairs else "country", "--exporter", ",".join(sorted(exporters))):
        key = (row["exporter"], row["origin_sector"], row.get("importer"))
        own = row["origin"] == row["exporter"]
        kinds = {"DC" if own else "FC": row["content"], "DVA" if own else "FVA": row["va"],
                 "DDC" if own else "FDC": row["content"] - row["va"]}
        if own:
            kinds["REF" if row["absorber"] == row["exporter"] else "VAX"] = row["va"]
        for kind, value in kinds.items():
            sums.add((kind, *key), value, row["flow"])
    for row in theirs:
        key = (*split(row["exporter_sector"]), row.get("partner"))
        for kind in ("DC", "DVA", "VAX", "REF", "DDC", "FC", "FVA", "FDC"):
            if key[0] != key[2]:
                c.sums(sums, (kind, *key), row[kind])


KINDS = [("leontief", leontief), ("get_va_exgry", get_va_exgry), ("get_va_exgr", get_va_exgr),
         ("get_va_fd", get_va_fd), ("make_exvadir-via", make_exvadir_via),
         ("make_exvadir", make_exvadir), ("standard-origin", make_exvadec),
         ("pymrio", pymrio_products)]


def compare(name, path):
    with gzip.open(path, "rt", encoding="utf-8") as f:
        theirs = list(csv.DictReader(f))
    c = Comparison()
    next(compare for kind, compare in KINDS if kind in name)(theirs, c, name)
    print("# %d cells, worst at %.3f of the bound, %d cells off" % (c.cells, c.worst, c.off))
    return c.cells > 0 and c.off == 0


def main():
    for number, name in enumerate(sys.argv[5:], int(last) + 1):
        path = os.path.join(SHARED, "golden", name + ".csv.gz")
        if not os.path.exists(path):
            print("ok %d - trace %s # SKIP no such file" % (number, name))
        else:
            good = compare(name, path)
            with open(os.environ.get("COMPARED", os.devnull), "a", encoding="utf-8") as f:
                f.write(name + ".csv.gz\n")
            print("%sok %d - trace %s" % ("" if good else "not ", number, name), flush=True)


main()
