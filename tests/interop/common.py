"""common.py - what the Python scripts share: TAP lines, and the files that they read.

Every script makes its own files, in a folder of its own, with the program that GVC names:
t.h5 the example table, r.h5 a bilateral decomposition of it and of the year 2000 with /tidy, a panel
of two years, r.csv the same as text."""

import atexit
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile

KEYS = ["year", "exporter", "sector", "importer"]
TERMS = ["gexp", "dc", "dva", "vax", "davax", "ref", "ddc", "fc", "fva", "fdc",
         "gvc", "gvcb", "gvcf"]

_number = 0
_failed = 0


def ok(good, title, detail=""):
    """One TAP line; the detail explains a failure."""
    global _number, _failed
    _number += 1
    if not good:
        _failed += 1
    print("%s %d - %s" % ("ok" if good else "not ok", _number, title))
    if not good and detail != "":
        for line in str(detail).splitlines():
            print("# " + line)


def done():
    """The plan, last; exit status 1 if a test failed."""
    print("1..%d" % _number)
    sys.exit(1 if _failed else 0)


def has(module):
    """Whether it is installed."""
    return importlib.util.find_spec(module) is not None


def need(*modules):
    """Skip the whole script unless these modules are installed."""
    for name in modules:
        if not has(name):
            print("ok 1 - # SKIP python3 has no module %s" % name)
            print("1..1")
            sys.exit(0)


def gvc(*arguments):
    """Run the program; its message ends the script if it does not succeed."""
    program = os.environ.get("GVC", "gvc")
    done_ = subprocess.run([program, *arguments], stdin=subprocess.DEVNULL,
                           stderr=subprocess.PIPE, text=True, check=False)
    if done_.returncode != 0:
        sys.exit("gvc %s: exit status %d: %s"
                 % (" ".join(arguments), done_.returncode, done_.stderr))


def make_folder():
    """Change into a fresh folder."""
    folder = tempfile.mkdtemp(prefix="gvc-interop-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.chdir(folder)
    atexit.register(os.chdir, "/")


def make_files():
    """Change into a fresh folder that holds t.h5, r.h5 and r.csv."""
    make_folder()
    gvc("example", "-o", "t.h5")
    gvc("example", "--year", "2000", "-o", "t2000.h5")
    gvc("batch", "decompose", "t.h5", "t2000.h5", "--level", "bilateral", "-o", "r.h5", "--tidy")
    gvc("export", "r.h5", "-o", "r.csv")


def read_csv():
    """r.csv, every double exactly as written, keys as index."""
    import pandas as pd
    frame = pd.read_csv("r.csv", float_precision="round_trip", keep_default_na=False,
                        na_values={term: [""] for term in TERMS},
                        dtype={"exporter": str, "sector": str, "importer": str})
    return frame.set_index(KEYS)


def rows_of(frame):
    """A rectangular result without the cells that are no row of a text file: the own country, and
    industries that the table does not have (NaN in every term)."""
    keys = frame.index.to_frame()
    frame = frame[(keys["exporter"] != keys["importer"]).values]
    return frame.dropna(how="all")


def same_frame(frame, title):
    """The frame, indexed by KEYS, holds exactly the rows, labels and doubles of r.csv."""
    import numpy as np
    expected = read_csv()
    frame = rows_of(frame)
    ok(list(frame.index.names) == KEYS, title + ": dimensions", frame.index.names)
    ok(list(frame.index) == list(expected.index), title + ": labels, in order",
       "%d rows, %d in the CSV file" % (len(frame), len(expected)))
    for term in TERMS:
        ours, theirs = frame[term].to_numpy(), expected[term].to_numpy()
        ok(ours.shape == theirs.shape and np.array_equal(ours, theirs, equal_nan=True),
           "%s: %s is the same to the bit" % (title, term))


def check_xarray(engine, package):
    """Results and tables as labelled arrays, through one engine of xarray."""
    need("xarray", package, "pandas")
    import numpy as np
    import xarray as xr

    make_files()
    ds = xr.open_dataset("r.h5", engine=engine)
    ok(list(ds.data_vars) == TERMS, "variables, in order", list(ds.data_vars))
    same_frame(ds.to_dataframe(), "xarray, " + engine)

    expected = read_csv()["dva"]
    year, exporter, _, importer = expected.index[0]
    picked = ds.dva.sel(year=year, exporter=exporter, importer=importer).sum("sector").item()
    added = expected.xs((year, exporter, importer), level=["year", "exporter", "importer"]).sum()
    ok(np.isclose(picked, added, rtol=1e-13), "selection by labels", "%r %r" % (picked, added))

    table = xr.open_dataset("t.h5", engine=engine)
    z = table.Z.to_pandas()
    ok(list(z.index) == list(z.columns) == list(table.industry.values), "Z is a labelled matrix")
    sold = table.Z.groupby("industry_country").sum()
    whole = np.isclose(sold.sum().item(), table.Z.sum().item(), rtol=1e-12)
    ok(whole and set(sold.industry_country.values) == set(table.country.values),
       "Z grouped by country")
    by_hand = z[[label.split("_")[0] == exporter for label in z.index]].to_numpy().sum()
    ok(np.isclose(sold.sel(industry_country=exporter).sum().item(), by_hand, rtol=1e-12),
       "a country's sales, by group and by label")
    done()
