"""Compare perimeters by hand with those of exvatools, where a country is split.

    perimeters.py GVC SHARED LAST TABLE GOLDEN COUNTRY=PART,PART,... ...

With a sector as perimeter the other program takes all parts of the exporter as one flow; the
perspectives of `gvc decompose` take them industry by industry, so that here the flow is named:
--perimeter-from with the industries of all parts. Columns EXGR, DC, DVA, FC, FVA, DDC, FDC of the
exporters given. Bound: 1e-12 of the row's exports + 1e-9. TAP on stdout."""
import csv
import gzip
import io
import os
import subprocess
import sys

GVC, SHARED, LAST, TABLE, GOLDEN = sys.argv[1:6]
PARTS = dict(argument.split("=") for argument in sys.argv[6:])
SECTORS = ("PRIMARY", "MANUF", "SRVWC")


def listed(what):
    run = subprocess.run([GVC, "info", TABLE, what], check=True, capture_output=True, text=True)
    return [line.split()[0] for line in run.stdout.splitlines() if line.strip()]


def perimeter(exporter, sector, importers):
    flow = ",".join("%s_%s" % (part, sector) for part in PARTS[exporter].split(","))
    run = subprocess.run([GVC, "decompose", "-q", TABLE, "--perimeter-from", flow, "--perimeter-to",
                          ",".join(importers), "--by", "origin", "-o", "-"],
                         check=True, capture_output=True, text=True)
    rows = list(csv.DictReader(io.StringIO(run.stdout)))
    va = {own: sum(float(r["va"]) for r in rows if (r["origin"] == exporter) == own)
          for own in (True, False)}
    again = {own: sum(float(r["dcount"]) for r in rows if (r["origin"] == exporter) == own)
             for own in (True, False)}
    return {"EXGR": sum(va.values()) + sum(again.values()), "DC": va[True] + again[True],
            "DVA": va[True], "DDC": again[True], "FC": va[False] + again[False],
            "FVA": va[False], "FDC": again[False]}


def main():
    countries, sectors = listed("--countries"), listed("--sectors")
    path = os.path.join(SHARED, "golden", GOLDEN + ".csv.gz")
    with gzip.open(path, "rt", encoding="utf-8") as f:
        rows = [r for r in csv.DictReader(f)
                if r["exporter"] in PARTS and r["sector_perimeter"] in SECTORS]
    worst, cells = 0.0, 0
    for row in rows:
        partner = row["partner_perimeter"]
        abroad = [c for c in countries if c != row["exporter"]]
        sector = sectors[SECTORS.index(row["sector_perimeter"])]
        ours = perimeter(row["exporter"], sector, abroad if partner == "WLD" else [partner])
        for term, value in ours.items():
            gap = abs(value - float(row[term])) / (1e-12 * abs(float(row["EXGR"])) + 1e-9)
            worst = max(worst, gap if gap == gap else float("inf"))
            cells += 1
    print("# %d cells, worst at %.3f of the bound" % (cells, worst))
    with open(os.environ.get("COMPARED", os.devnull), "a", encoding="utf-8") as f:
        f.write(GOLDEN + ".csv.gz\n")
    print("%sok %d - perimeters by hand %s"
          % ("" if cells and worst <= 1 else "not ", int(LAST) + 1, GOLDEN))


main()
