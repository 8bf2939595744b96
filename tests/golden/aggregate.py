"""Aggregation and balancing of the WIOD table of 2005 against NumPy.

    aggregate.py GVC SHARED LAST

To ten countries and eight sectors by map files, Z and Y as C Z C' and C Y; by a set that is built
in, against the same map written out; stated accounts and signs after `gvc balance`. TAP on stdout."""
import csv
import gzip
import os
import subprocess
import sys
import tempfile

GVC, SHARED, LAST = sys.argv[1], sys.argv[2], int(sys.argv[3])
TABLE = os.path.join(SHARED, "data", "wiod2013", "wiot_2005.csv.gz")
FULL = os.path.join(SHARED, "data", "wiod2013", "wiot_2005_full_labelled.csv.gz")
number = LAST


def report(good, title, detail=""):
    global number
    number += 1
    print("%sok %d - %s%s" % ("" if good else "not ", number, title, detail))


def skip(why):
    report(True, "aggregation and balance against NumPy", " # SKIP " + why)
    sys.exit(0)


try:
    import h5py
    import numpy as np
except ImportError:
    skip("h5py or NumPy is not installed")
if not os.path.exists(TABLE):
    skip("no " + TABLE)


def names(file):
    with open(os.path.join(os.path.dirname(TABLE), file), encoding="utf-8") as f:
        return f.read().split()


COUNTRIES, SECTORS = names("countries.csv"), names("sectors.csv")
OWN = ["CHN", "JPN", "KOR", "TWN", "USA", "DEU", "MEX", "RoW"]
EAST = "BGR CZE EST HUN LTU LVA POL ROM SVK SVN RUS TUR".split()
GROUP = {c: c if c in OWN else "East" if c in EAST else "West" for c in COUNTRIES}
CLASS = {s: "k%d" % sum(int(s[1:]) > last for last in (1, 2, 7, 12, 16, 18, 27)) for s in SECTORS}


def gvc(*words):
    subprocess.run([GVC, *words, "-q"], check=True, capture_output=True)


def matrix(new, old_to_new, old):
    m = np.zeros((len(new), len(old)))
    for j, label in enumerate(old):
        m[new.index(old_to_new(label)), j] = 1
    return m


def texts(f, name):
    return [t.decode() for t in f[name][()]]


def compare(path, z, y, country, sector):
    """Is the stored table C Z C', C Y G' for these maps of labels?"""
    with h5py.File(path, "r") as f:
        industries, uses = texts(f, "industry"), texts(f, "final_use")
        c = matrix(industries, lambda l: country[l[0]] + "_" + sector[l[1]],
                   [(a, b) for a in COUNTRIES for b in SECTORS])
        g = matrix(uses, lambda l: country[l] + "_FD", COUNTRIES)
        return (np.array_equal(f["Z"][()], c @ z @ c.T) and np.array_equal(f["Y"][()], c @ y @ g.T))


def write_map(path, pairs):
    with open(path, "w", newline="", encoding="utf-8") as f:
        csv.writer(f).writerows(pairs.items())


with tempfile.TemporaryDirectory() as folder:
    out = os.path.join(folder, "out.h5")
    with gzip.open(TABLE, "rt") as f:
        flows = np.loadtxt(f, delimiter=",")
    n = flows.shape[0]
    z, y = flows[:, :n], flows[:, n:]
    write_map(os.path.join(folder, "c.csv"), GROUP)
    write_map(os.path.join(folder, "s.csv"), CLASS)
    gvc("aggregate", TABLE, "--countries", os.path.join(folder, "c.csv"), "--sectors",
        os.path.join(folder, "s.csv"), "--strict", "-o", out)
    # Whole millions: every sum is exact.
    report(compare(out, z, y, GROUP, CLASS), "WIOD 2005 as ten countries by eight sectors")
    gvc("aggregate", TABLE, "--countries", "EU27,USMCA", "--sectors", "ggdc10", "-o", out)
    eu = set("AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HUN IRL ITA LTU LUX LVA MLT NLD POL "
             "PRT ROM SVK SVN SWE".split())
    groups = {c: "EU27" if c in eu else "USMCA" if c in ("CAN", "MEX", "USA") else c
              for c in COUNTRIES}
    last = [(1, "AGR"), (2, "MIN"), (16, "MAN"), (17, "PU"), (18, "CON"), (22, "WRT"), (27, "TRA"),
            (30, "FIRE"), (33, "GOV"), (35, "OTH")]
    classes = {s: next(k for end, k in last if int(s[1:]) <= end) for s in SECTORS}
    report(compare(out, z, y, groups, classes), "WIOD 2005 by EU27, USMCA and ggdc10")
    if os.path.exists(FULL):
        before = os.path.join(folder, "before.h5")
        gvc("import", FULL, "-o", before)
        gvc("balance", FULL, "-o", out)
        with h5py.File(before, "r") as f, h5py.File(out, "r") as g:
            x, v, z, y = (f[name][()] for name in ("x_given", "V", "Z", "Y"))
            z2, y2 = g["Z"][()], g["Y"][()]
            most = x.max()
            rows = np.abs(z2.sum(axis=1) + y2.sum(axis=1) - x).max()
            columns = np.abs(z2.sum(axis=0) + v.sum(axis=0) - x).max()
            some = y.sum(axis=0) != 0
            uses = y2.sum(axis=0)[some] / y.sum(axis=0)[some]
            # A total of 0 may empty a row or column; no other cell loses its sign.
            sold, bought = x[:, None] != 0, (x - v.sum(axis=0) != 0)[None, :]
            signs = all(np.array_equal(np.sign(new) * kept, np.sign(old) * kept) and
                        (new * old >= 0).all() and not new[old == 0].any()
                        for new, old, kept in ((z2, z, sold * bought), (y2, y, sold)))
        report(rows < 1e-9 * most and columns < 1e-9 * most and np.ptp(uses) < 1e-9 and signs,
               "WIOD 2005 balanced to its published output and value added",
               " (rows %.1g, columns %.1g)" % (rows, columns))
