"""Compare a CSV of gvc with the results of another program.

    compare.py OURS.csv THEIRS.csv.gz [=NAMES] [-TERM ...] [COUNTRY:SECTOR ...]
        [@IMPORTER:TERM ...] [!EXPORTER ...]

Rows are joined by exporter, sector, importer and origin, labels as they are or, where the other
program writes its own sector codes, by position; rows with keys that ours lack are added up.
=NAMES: their columns by our terms, one of NAMES below. Every column must agree within 1e-12 of the
row's gross exports (imports: va + dcount) + 1e-9, but for -TERM, which the other program defines
otherwise. LUX:c5 names a row with exports but no output, in which gvc and gvcf follow our
definition (gvcb + gvcf) instead of theirs (gexp - davax), and the fdc of kww its formula instead of
what is left of gexp, so that these cells are left out; @RoW:gimp leaves out one cell of imports,
!MEX all rows of an exporter. =position: shares and ratios, which must agree within 1e-12 of
themselves; what we call NaN, a ratio to an output of 0, is 1 where the other program divides by 1,
and 0 where it sets coefficients to 0. A file with a perimeter in every row is compared in the rows
whose perimeter has the keys of ours. THEIRS may be a CSV of gvc too, with the same rows. Prints how
many cells were compared and the worst ratio to the bound; exit 1 if any is above 1."""
import csv
import gzip
import itertools
import sys
from collections import defaultdict

KEYS = {
    "exporter": "exporter", "exporting_country": "exporter", "exporting_industry": "sector",
    "sector": "sector", "importing_country": "importer", "importer": "importer", "partner": "importer",
    "exporter_sector": "industry", "country": "exporter", "region": "exporter", "origin": "origin",
    "origin_country": "origin", "row": "industry", "partner_perimeter": "importer",
    "sector_perimeter": "sector", "year": None,
}
WHOLE = ("WLD", "TOTAL")  # perimeters of all importers, of all sectors
ORPHAN = ("gvc", "gvcf")

# The terms of ours that a column of theirs adds up.
KWW = {"vax1": "dva_fin", "vax2": "dva_int", "vax3": "dva_intrex", "ref1": "rdv_fin", "ref2": "rdv_int",
       "fva1": "fva_fin", "fva2": "fva_int", "vax": "dva_fin dva_int dva_intrex",
       "ref": "rdv_fin rdv_int", "dva": "dva_fin dva_int dva_intrex rdv_fin rdv_int",
       "dc": "dva_fin dva_int dva_intrex rdv_fin rdv_int ddc", "fva": "fva_fin fva_int",
       "fc": "fva_fin fva_int fdc"}
_DVA = "dva_fin dva_int dva_intrexi1 dva_intrexf dva_intrexi2"
_FVA = "mva_fin mva_int ova_fin ova_int"
WWZ = {"dva_intrex1": "dva_intrexi1", "dva_intrex2": "dva_intrexf", "dva_intrex3": "dva_intrexi2",
       "rdv_fin1": "rdv_fin", "fva_fin1": "mva_fin", "fva_fin2": "ova_fin", "fva_int1": "mva_int",
       "fva_int2": "ova_int", "vax": _DVA, "ref": "rdv_fin rdv_fin2 rdv_int",
       "dva": _DVA + " rdv_fin rdv_fin2 rdv_int", "ddc": "ddc_fin ddc_int",
       "dc": _DVA + " rdv_fin rdv_fin2 rdv_int ddc_fin ddc_int", "fva": _FVA, "fdc": "mdc odc",
       "fc": _FVA + " mdc odc"}
# exvatools 0.9.0, output "terms2", labels these two the wrong way round.
WWZ_SWAPPED = dict(WWZ, ova_fin="ova_int", ova_int="ova_fin")
# Double counting; dc of ours is domestic content.
IMPORTS = {"dc": "dcount"}
# Row sums of the Ghosh inverse, column sums of the Leontief inverse.
POSITION = {"upstream": "upstreamness", "input": "upstreamness", "downstream": "downstreamness",
            "output": "downstreamness", "b_colsum": "downstreamness", "vc": "value_added_share",
            "v": "value_added_share", "va": "value_added_share"}
NAMES = {"imports": IMPORTS, "kww": KWW, "wwz": WWZ, "wwz-swapped": WWZ_SWAPPED, "position": POSITION}


def read(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as f:
        reader = csv.reader(f)
        original = next(reader)
        names = [n.lower().replace("exgr", "gexp") for n in original]
        rows = list(reader)
        if names[0] == "stressor":  # of pymrio: one row, a column COUNTRY|SECTOR each
            columns = zip(original[1:], rows[0][1:])
            return ["country", "sector", rows[0][0].lower()], [
                [*column.split("|"), value] for column, value in columns]
        return names, rows


def with_perimeter(names, rows, keep):
    """The rows whose perimeter is told by just these keys."""
    where = [(KEYS[n], k) for k, n in enumerate(names) if n.endswith("_perimeter")]
    return [row for row in rows if all((row[k] in WHOLE) == (key not in keep) for key, k in where)]


def keyed(path, order, keep, known=()):
    """{(exporter, sector position, importer, origin): {term: value}} by the keys in `keep`; order
    collects sector labels that are not among the known ones."""
    names, rows = read(path)
    rows = with_perimeter(names, rows, keep)
    keys = [(KEYS[n], k) for k, n in enumerate(names) if KEYS.get(n)]
    terms = [(n, k) for k, n in enumerate(names) if n not in KEYS]
    table = defaultdict(lambda: defaultdict(float))
    for row in rows:
        key = {n: row[k] for n, k in keys}
        if "industry" in key:
            key["exporter"], key["sector"] = key.pop("industry").split("_", 1)
        sector = key.get("sector")
        if sector is not None:
            if sector in known:
                sector = known[sector]
            elif sector[:1] == "S" and sector[1:].isdigit():
                sector = int(sector[1:]) - 1
            else:
                sector = order.setdefault(sector, len(order))
        if "exporter" in key and key.get("importer") == key["exporter"]:
            continue
        name = (key.get("exporter"), sector if "sector" in keep else None,
                key.get("importer") if "importer" in keep else None, key.get("origin"))
        for n, k in terms:
            table[name][n] += number(row[k])
    return table


def number(cell):
    return float(cell or "nan")


def keys_of(path):
    return {KEYS[n] for n in read(path)[0] if KEYS.get(n)}


def ours_for(terms, column, names):
    """Our value for a column of theirs, None where there is none."""
    parts = names.get(column, column).split()
    return sum(terms[p] for p in parts) if all(p in terms for p in parts) else None


def bound_of(terms):
    gross = terms["gexp"] if "gexp" in terms else terms.get("va", 0.0) + terms.get("dcount", 0.0)
    return 1e-12 * abs(gross) + 1e-9


class Comparison:
    def __init__(self):
        self.worst, self.count, self.missing, self.bad = 0.0, 0, 0, 0

    def add(self, name, term, own, value, bound):
        ratio = abs(own - value) / bound
        ratio = ratio if ratio == ratio else float("inf")
        self.count += 1
        self.worst = max(self.worst, ratio)
        if ratio > 1 and self.bad < 5:
            print("# %s %s: %.17g, not %.17g" % (name, term, own, value))
        self.bad += ratio > 1

    def done(self):
        print("# %d cells, worst at %.3f of the bound, %d rows missing, %d cells off"
              % (self.count, self.worst, self.missing, self.bad))
        return 0 if self.count > 0 and self.missing == 0 and self.bad == 0 else 1


def same_rows(ours_path, theirs_path):
    """Two files of gvc with one order of rows; most cells are the same text."""
    c = Comparison()
    with open(ours_path, encoding="utf-8") as f, open(theirs_path, encoding="utf-8") as g:
        names = next(f).rstrip().split(",")
        if names != next(g).rstrip().split(","):
            raise SystemExit("%s and %s: other columns" % (ours_path, theirs_path))
        keys = sum(n in KEYS for n in names)
        for line, other in itertools.zip_longest(f, g, fillvalue=""):
            row, value = line.rstrip("\r\n").split(","), other.rstrip("\r\n").split(",")
            if row[:keys] != value[:keys]:
                c.missing += 1
                continue
            bound = bound_of(dict(zip(names[keys:], map(number, value[keys:]))))
            for term, a, b in zip(names[keys:], row[keys:], value[keys:]):
                c.add(row[:keys], term, number(a), number(b), bound)
    return c.done()


def main():
    ours_path, theirs_path = sys.argv[1:3]
    if not theirs_path.endswith(".gz"):
        return same_rows(ours_path, theirs_path)
    left_out = {a[1:] for a in sys.argv[3:] if a.startswith("-")}
    mapped = [a[1:] for a in sys.argv[3:] if a.startswith("=")]
    names = NAMES[mapped[0]] if mapped else {}
    orphan_terms = ORPHAN + (("fdc", "fc") if mapped == ["kww"] else ())
    cells = {tuple(a[1:].split(":")) for a in sys.argv[3:] if a.startswith("@")}
    others = {a[1:] for a in sys.argv[3:] if a[0] == "!"}
    orphans = {a for a in sys.argv[3:] if a[0] not in "-=@!"}
    labels, keep = {}, keys_of(ours_path)
    ours = keyed(ours_path, labels, keep)
    theirs = keyed(theirs_path, {}, keep, labels)
    by_position = {v: k for k, v in labels.items()}
    c = Comparison()
    for name, terms in theirs.items():
        exporter, sector, importer, _ = name
        if exporter in others:
            continue
        mine = ours.get(name)
        if mine is None:  # within a group there are rows of zeros
            c.missing += any(value != 0 for value in terms.values())
            continue
        bound = bound_of(mine)
        orphan = "%s:%s" % (exporter, by_position.get(sector)) in orphans or (
            sector is None and any(o.startswith("%s:" % exporter) for o in orphans))
        for term, value in terms.items():
            own = ours_for(mine, term, names)
            if own is None or term in left_out or (importer, term) in cells or (
                    orphan and term in orphan_terms):
                continue
            if names is POSITION:
                bound = 1e-12 * abs(value) or 1e-12
                own = value if own != own and value in (0, 1) else own
            c.add(name, term, own, value, bound)
    return c.done()


sys.exit(main())
