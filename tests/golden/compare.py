"""Compare a CSV of `gvc decompose` with the results of another program.

    compare.py OURS.csv THEIRS.csv.gz [-TERM ...] [COUNTRY:SECTOR ...]

Rows are joined by exporter, sector and importer, labels as they are or, where the other program
writes its own sector codes, by position. Every column must agree within 1e-12 of the row's gross
exports + 1e-9, but for -TERM, which the other program defines otherwise. LUX:c5 names a row in which gvc and gvcf follow our definition (gvcb + gvcf)
instead of theirs (gexp - davax), so that these two cells are left out.
Prints how many cells were compared and the worst ratio to the bound; exit 1 if any is above 1."""
import csv
import gzip
import sys

KEYS = {
    "exporter": "exporter", "exporting_country": "exporter", "exporting_industry": "sector",
    "sector": "sector", "importing_country": "importer", "importer": "importer", "partner": "importer",
    "exporter_sector": "industry", "year": None,
}


def read(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as f:
        reader = csv.reader(f)
        names = [n.lower().replace("exgr", "gexp") for n in next(reader)]
        return names, list(reader)


def keyed(path, order, known=()):
    """{(exporter, sector position, importer): {term: value}}; order collects sector labels that are
    not among the known ones."""
    names, rows = read(path)
    keys = [(KEYS[n], k) for k, n in enumerate(names) if KEYS.get(n)]
    terms = [(n, k) for k, n in enumerate(names) if n not in KEYS]
    table = {}
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
        name = (key["exporter"], sector, key.get("importer"))
        table[name] = {n: float(row[k] or "nan") for n, k in terms}
    return table


def main():
    ours_path, theirs_path = sys.argv[1:3]
    left_out = {a[1:] for a in sys.argv[3:] if a.startswith("-")}
    orphans = {a for a in sys.argv[3:] if not a.startswith("-")}
    labels = {}
    ours = keyed(ours_path, labels)
    theirs = keyed(theirs_path, {}, labels)
    by_position = {v: k for k, v in labels.items()}
    worst, compared, missing, bad = 0.0, 0, 0, 0
    for name, terms in theirs.items():
        exporter, sector, importer = name
        if exporter == importer:
            continue
        mine = ours.get(name)
        if mine is None:
            missing += 1
            continue
        bound = 1e-12 * abs(mine["gexp"] if "gexp" in mine else 0.0) + 1e-9
        orphan = "%s:%s" % (exporter, by_position.get(sector)) in orphans or (
            sector is None and any(o.startswith(exporter + ":") for o in orphans))
        for term, value in terms.items():
            if term not in mine or term in left_out or (orphan and term in ("gvc", "gvcf")):
                continue
            ratio = abs(mine[term] - value) / bound
            ratio = ratio if ratio == ratio else float("inf")
            compared += 1
            worst = max(worst, ratio)
            if ratio > 1 and bad < 5:
                print("# %s %s: %.17g, not %.17g" % (name, term, mine[term], value))
            bad += ratio > 1
    print("# %d cells, worst at %.3f of the bound, %d rows missing, %d cells off"
          % (compared, worst, missing, bad))
    return 0 if compared > 0 and missing == 0 and bad == 0 else 1


sys.exit(main())
