"""stata.py - Stata files that pandas wrote read the same as the CSV of the same numbers."""

import os
import subprocess
import tempfile

from common import done, gvc, need, ok

need("pandas")
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

os.chdir(tempfile.mkdtemp(prefix="gvc-interop-"))
rng = np.random.default_rng(20240613)
COUNTRIES = ["AUS", "CHN", "ROW"]
CODES, NUMBERS = ["A01", "C10-C12", "U"], [1, 5, 56]
USES = ["CONS_h", "CONS_np", "CONS_g", "GFCF", "INVEN"]
N = 9
cells = np.hstack([rng.random((N, N)).round(3), (50 * rng.random((N, 15))).round(3)])


def results(name):
    """The bilateral results of the table in a file, as text."""
    gvc("decompose", "-q", name, "--year", "2014", "--level", "bilateral", "-o", "result.csv")
    with open("result.csv", encoding="utf-8") as file:
        return file.read()


def csv_of(rows, columns, name):
    """The results of the same numbers as CSV."""
    pd.DataFrame(cells, rows, rows + columns).to_csv(name, index_label="V1")
    return results(name)


# The sheet of the release of 2016.
industries = [c + "_" + s for c in COUNTRIES for s in CODES]
expected = csv_of(industries, [c + "_" + u for c in COUNTRIES for u in USES], "t_2014.csv")
x, inputs = cells.sum(1), cells[:, :N].sum(0)
wide = np.zeros((N + 4, N + 16))
wide[:N, :-1], wide[:N, -1] = cells, x
wide[N:, :N] = inputs, 0 * x, x - inputs, x
names = (["v%s%d" % (c, k) for c in COUNTRIES for k in NUMBERS]
         + ["v%s%d" % (c, k) for c in COUNTRIES for k in range(57, 62)] + ["TOT"])
sheet = pd.DataFrame(wide, columns=names)
labels = pd.DataFrame({
    "IndustryCode": CODES * 3 + ["II_fob", "TXSP", "VA", "GO"],
    "IndustryDescription": "as published",
    "Country": [c for c in COUNTRIES for _ in CODES] + ["TOT"] * 4,
    "RNr": NUMBERS * 3 + [65, 66, 70, 73], "Year": 2014})
sheet = pd.concat([labels, sheet], axis=1)
for version in (114, 117, 118, 119):
    sheet.to_stata("w.dta", write_index=False, version=version)
    ok(results("w.dta") == expected, "sheet, version %d" % version)

# The long panel, its rows in any order; the year before holds twice as much.
items = ["%s_%d" % (c, k) for c in COUNTRIES for k in NUMBERS]
finals = [37, 38, 39, 41, 42]
expected = csv_of(items, ["%s_%d" % (c, k) for c in COUNTRIES for k in finals], "t_2014.csv")
keys = [(c, k) for c in COUNTRIES for k in NUMBERS] + [(c, k) for c in COUNTRIES for k in finals]
records = [(year, *keys[i], *keys[j], scale * cells[i, j])
           for year, scale in ((2013, 2), (2014, 1)) for i in range(N) for j in range(N + 15)]
records += [(2014, "TOT", 69, *keys[j], x[j]) for j in range(N)]
panel = pd.DataFrame(records, columns=["year", "row_country", "row_item", "col_country",
                                       "col_item", "value"])
for version in (114, 117, 118):
    panel.sample(frac=1, random_state=version).to_stata("p.dta", write_index=False, version=version)
    ok(results("p.dta") == expected, "panel, version %d" % version)

# What is no table is told.
pd.DataFrame({"exporter": ["AUS"], "dva": [1.5]}).to_stata("r.dta", write_index=False)
found = subprocess.run([os.environ.get("GVC", "gvc"), "info", "r.dta"], capture_output=True,
                       text=True, check=False)
ok(found.returncode == 1 and "is a Stata file of 1 row and 2 variables (exporter, dva)"
   in found.stderr, "another file is described", found.stderr)
done()
