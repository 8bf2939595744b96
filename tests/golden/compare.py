"""Compare a CSV of gvc with the results of another program.

    compare.py OURS.csv THEIRS.csv.gz [=NAMES] [-TERM ...] [COUNTRY:SECTOR ...]
        [@IMPORTER:TERM ...]

Rows are joined by exporter, sector, importer and origin, labels as they are or, where the other program
writes its own sector codes, by position; rows with keys that ours lack are added up. =NAMES: their
columns by our terms, one of NAMES below. Every column must agree within 1e-12 of the row's gross
exports (imports: va + dcount) + 1e-9, but for -TERM, which the other program defines otherwise. LUX:c5 names a row with
exports but no output, in which gvc and gvcf follow our definition (gvcb + gvcf) instead of theirs
(gexp - davax), and the fdc of kww its formula instead of what is left of gexp, so that these cells
are left out; @RoW:gimp leaves out one cell of imports. =position: shares and ratios, which must agree within 1e-12 of themselves; what we call NaN, a
ratio to an output of 0, is 1 where the other program divides by 1.
Prints how many cells were compared and the worst ratio to the bound; exit 1 if any is above 1."""
import csv
import gzip
import sys
from collections import defaultdict

KEYS = {
    "exporter": "exporter", "exporting_country": "exporter", "exporting_industry": "sector",
    "sector": "sector", "importing_country": "importer", "importer": "importer", "partner": "importer",
    "exporter_sector": "industry", "country": "exporter", "region": "exporter", "origin": "origin",
    "origin_country": "origin", "year": None,
}
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
            "output": "downstreamness"}
NAMES = {"imports": IMPORTS, "kww": KWW, "wwz": WWZ, "wwz-swapped": WWZ_SWAPPED, "position": POSITION}


def read(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as f:
        reader = csv.reader(f)
        names = [n.lower().replace("exgr", "gexp") for n in next(reader)]
        return names, list(reader)


def keyed(path, order, keep, known=()):
    """{(exporter, sector position, importer, origin): {term: value}} by the keys in `keep`; order collects sector labels that are
    not among the known ones."""
    names, rows = read(path)
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
            table[name][n] += float(row[k] or "nan")
    return table


def keys_of(path):
    return {KEYS[n] for n in read(path)[0] if KEYS.get(n)}


def ours_for(terms, column, names):
    """Our value for a column of theirs, None where there is none."""
    parts = names.get(column, column).split()
    return sum(terms[p] for p in parts) if all(p in terms for p in parts) else None


def main():
    ours_path, theirs_path = sys.argv[1:3]
    left_out = {a[1:] for a in sys.argv[3:] if a.startswith("-")}
    mapped = [a[1:] for a in sys.argv[3:] if a.startswith("=")]
    names = NAMES[mapped[0]] if mapped else {}
    orphan_terms = ORPHAN + (("fdc", "fc") if mapped == ["kww"] else ())
    cells = {tuple(a[1:].split(":")) for a in sys.argv[3:] if a.startswith("@")}
    orphans = {a for a in sys.argv[3:] if a[0] not in "-=@"}
    labels, keep = {}, keys_of(ours_path)
    ours = keyed(ours_path, labels, keep)
    theirs = keyed(theirs_path, {}, keep, labels)
    by_position = {v: k for k, v in labels.items()}
    worst, compared, missing, bad = 0.0, 0, 0, 0
    for name, terms in theirs.items():
        exporter, sector, importer, _ = name
        mine = ours.get(name)
        if mine is None:  # within a group there are rows of zeros
            missing += any(value != 0 for value in terms.values())
            continue
        gross = mine["gexp"] if "gexp" in mine else mine.get("va", 0.0) + mine.get("dcount", 0.0)
        bound = 1e-12 * abs(gross) + 1e-9
        orphan = "%s:%s" % (exporter, by_position.get(sector)) in orphans or (
            sector is None and any(o.startswith("%s:" % exporter) for o in orphans))
        for term, value in terms.items():
            own = ours_for(mine, term, names)
            if own is None or term in left_out or (importer, term) in cells or (orphan and term in orphan_terms):
                continue
            if names is POSITION:
                bound = 1e-12 * abs(value)
                own = 1.0 if own != own and value == 1 else own
            ratio = abs(own - value) / bound
            ratio = ratio if ratio == ratio else float("inf")
            compared += 1
            worst = max(worst, ratio)
            if ratio > 1 and bad < 5:
                print("# %s %s: %.17g, not %.17g" % (name, term, own, value))
            bad += ratio > 1
    print("# %d cells, worst at %.3f of the bound, %d rows missing, %d cells off"
          % (compared, worst, missing, bad))
    return 0 if compared > 0 and missing == 0 and bad == 0 else 1


sys.exit(main())
