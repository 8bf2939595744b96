"""examples.py - tools/python/example.py and tools/R/example.R run on the example table: their shares
are gvc's, and a figure appears where the language can draw."""

import csv
import os
import shutil
import subprocess
import sys

from common import done, gvc, has, make_folder, need, ok

need("h5py", "pandas")
TOOLS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools")


def make_results():
    """Paths of the results, and what both programs should print of each country."""
    paths = []
    for year in ("2000", "2020"):
        gvc("example", "-q", "--year", year, "-o", "table_%s.h5" % year)
        paths.append(os.path.abspath("exports_%s.h5" % year))
        gvc("decompose", "-q", "table_%s.h5" % year, "--level", "sector", "-o", paths[-1])
    gvc("decompose", "-q", "table_2020.h5", "--share", "--terms", "gexp,dva", "-o", "shares.csv")
    with open("shares.csv", encoding="utf-8", newline="") as file:
        return paths, {row["exporter"]: "%.3f" % float(row["dva_sh"])
                       for row in csv.DictReader(file)}


def check(title, command, folder, paths, shares, draws):
    figure = os.path.abspath(title + ".png")
    run = subprocess.run([*command, *paths, figure], cwd=folder, check=False, capture_output=True,
                         text=True)
    rows = [line.split() for line in run.stdout.splitlines()]
    wrong = [country for country, share in shares.items()
             if not any(row[0] == country and float(row[1]) == float(share)
                        for row in rows if len(row) == 5 and row[0] in shares)]
    ok(not wrong, title + ": shares", "%s\n%s%s" % (wrong, run.stdout, run.stderr))
    if draws:
        image = os.path.exists(figure) and open(figure, "rb").read()
        ok(run.returncode == 0 and image and image[:4] == b"\x89PNG" and len(image) > 8000,
           title + ": figure", run.stderr)
    else:
        ok("no figure: Python has no matplotlib" in run.stderr, title + ": no figure, and told",
           run.stderr)


make_folder()
PATHS, SHARES = make_results()
check("python", [sys.executable, os.path.join(TOOLS, "python", "example.py")], ".", PATHS, SHARES,
      has("matplotlib"))
R_HAS = "quit(status = !any(sapply(c('rhdf5', 'hdf5r'), requireNamespace, quietly = TRUE)))"
if shutil.which("Rscript") is None:
    ok(True, "R # SKIP Rscript is not installed")
elif subprocess.run(["Rscript", "--vanilla", "-e", R_HAS], check=False,
                    stderr=subprocess.DEVNULL).returncode != 0:
    ok(True, "R # SKIP R has neither package rhdf5 nor hdf5r")
else:
    check("R", ["Rscript", "--vanilla", "example.R"], os.path.join(TOOLS, "R"), PATHS, SHARES, True)
done()
