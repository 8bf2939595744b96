"""The accounting identities of a table's decomposition, in every cell and between levels.

    identities.py GVC TABLE

Tolerance: 1e-11 of world exports, as for any direct solution. Rows of orphan flows (exports without
output, named in the program's warning) cannot close and are left out of the identities. Prints the
worst gap relative to the tolerance; exit 1 if one is above 1."""
import csv
import re
import subprocess
import sys
from collections import defaultdict

KEYS = ("exporter", "sector", "importer")
LEVELS = {"country": KEYS[:1], "sector": KEYS[:2], "pair": (KEYS[0], KEYS[2]), "bilateral": KEYS}
BOTH = [("gexp", "dc", "fc"), ("dc", "dva", "ddc"), ("fc", "fva", "fdc"), ("dva", "vax", "ref")]
SOURCE = [("gvc", "gvcb", "gvcf"), ("gexp", "gvc", "davax"), ("gvcb", "fc", "ddc"),
          ("dva", "gvcf", "davax")]
ELEMENTARY = ["vax1", "vax2", "vax3", "vax4", "ref1", "ref2", "ddc", "fva1", "fva2", "fva3", "fva4",
              "fdc"]


def decompose(gvc, table, level, approach, *more):
    run = subprocess.run([gvc, "decompose", table, "--level", level, "--approach", approach, "-o", "-",
                          "--format", "csv", *more], capture_output=True, text=True, check=True)
    orphans = re.search(r"exports without output behind them: ([^;]*)", run.stderr)
    names = set(orphans.group(1).split(", ")) if orphans else set()
    keys = LEVELS[level]
    rows = {}
    for row in csv.DictReader(run.stdout.splitlines()):
        key = tuple(row.pop(k) for k in keys)
        row.pop("year")
        rows[key] = {k: float(v) for k, v in row.items()}
    return rows, names


class Check:
    def __init__(self, world):
        self.bound, self.worst, self.bad, self.count = 1e-11 * world, 0.0, 0, 0

    def equal(self, a, b, what, *labels):
        gap = abs(a - b) / self.bound
        self.count += 1
        if gap != gap or gap > self.worst:
            self.worst = gap if gap == gap else float("inf")
        if not gap <= 1:
            self.bad += 1
            if self.bad <= 5:
                print("# %s: %.17g and %.17g" % (what % labels, a, b))


def is_orphan(key, level, orphans):
    if not orphans:
        return False
    if level in ("sector", "bilateral"):
        return "%s_%s" % (key[0], key[1]) in orphans
    return any(name.startswith(key[0] + "_") for name in orphans)


def inside(check, rows, level, orphans, identities):
    for key, t in rows.items():
        if not is_orphan(key, level, orphans):
            for total, a, b in identities:
                check.equal(t[total], t[a] + t[b], "%s %s = %s + %s", key, total, a, b)


def between(check, fine, coarse, level):
    keep = [KEYS.index(k) for k in LEVELS[level]]
    sums = defaultdict(lambda: defaultdict(float))
    for key, terms in fine.items():
        total = sums[tuple(key[k] for k in keep)]
        for name, value in terms.items():
            total[name] += value
    for key, terms in coarse.items():
        for name, value in terms.items():
            check.equal(value, sums[key][name], "%s %s, sum of cells", key, name)


def main():
    gvc, table = sys.argv[1:3]
    fine, by_country = {}, {}
    check = None
    for approach in ("source", "sink"):
        fine[approach], orphans = decompose(gvc, table, "bilateral", approach)
        if check is None:
            check = Check(sum(t["gexp"] for t in fine[approach].values()))
        identities = BOTH + (SOURCE if approach == "source" else [])
        inside(check, fine[approach], "bilateral", orphans, identities)
        for level in ("country", "sector", "pair"):
            rows, _ = decompose(gvc, table, level, approach)
            inside(check, rows, level, orphans, identities)
            between(check, fine[approach], rows, level)
            by_country[approach] = rows if level == "country" else by_country[approach]
        terms, _ = decompose(gvc, table, "bilateral", approach, "--elementary")
        for key, t in terms.items():
            if not is_orphan(key, "bilateral", orphans):
                check.equal(t["gexp"], sum(t[k] for k in ELEMENTARY), "%s elementary", key)
                whole = fine[approach][key]
                check.equal(whole["vax"], sum(t["vax%d" % k] for k in (1, 2, 3, 4)), "%s vax", key)
                check.equal(whole["ref"], t["ref1"] + t["ref2"], "%s ref", key)
                check.equal(whole["fva"], sum(t["fva%d" % k] for k in (1, 2, 3, 4)), "%s fva", key)
    for key, source in by_country["source"].items():
        for name, value in by_country["sink"][key].items():
            if name in source:
                check.equal(source[name], value, "%s %s, source and sink", key, name)
    print("# %d equations, worst at %.4f of the tolerance" % (check.count, check.worst))
    return 1 if check.bad else 0


sys.exit(main())
