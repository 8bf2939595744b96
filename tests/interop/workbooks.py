"""Workbooks that other programs write read the same as the text that they were made from: openpyxl,
pandas, LibreOffice, Gnumeric, each where it is installed. A labelled table of random numbers, and
the published mocks where GVC_SHARED has them."""

import csv
import glob
import os
import random
import shutil
import subprocess

import common

common.need("h5py", "openpyxl")

import h5py  # noqa: E402
import openpyxl  # noqa: E402

COUNTRIES, SECTORS = ["DEU", "FRA", "\u00c5LA"], ["A01", "B_C", "10T12", "Z"]


def table():
    """Rows of cells: header, industries, value added; numbers of any size, some blank."""
    random.seed(7)
    industries = [c + "_" + s for c in COUNTRIES for s in SECTORS]
    rows = [[""] + industries + [c + "_FD" for c in COUNTRIES]]
    for label in industries:
        # These programs keep fifteen digits, some of them more.
        numbers = [float("%.15g" % (random.random() * 10.0 ** random.randint(-6, 9)))
                   for _ in rows[0][1:]]
        numbers[random.randrange(12)] = random.choice([0, 7, -3.5, None])
        rows.append([label] + numbers)
    rows.append(["VA"] + [round(random.uniform(0, 1e6), 6) for _ in industries])
    return rows


def write_csv(rows, name):
    width = len(rows[0])
    with open(name, "w", encoding="utf-8", newline="") as file:
        for row in rows:
            row = row + [None] * (width - len(row))
            csv.writer(file).writerow(["" if v is None else v if isinstance(v, str) else repr(v)
                                       for v in row])


def with_openpyxl(rows, name):
    book = openpyxl.Workbook()
    book.active.title = "mine"
    for row in rows:
        book.active.append(row)
    book.create_sheet("notes").append(["made by hand"])
    book.save(name)


def with_pandas(rows, name):
    import pandas as pd
    frame = pd.DataFrame([row[1:] + [None] * (len(rows[0]) - len(row)) for row in rows[1:]],
                         index=[row[0] for row in rows[1:]], columns=rows[0][1:], dtype=float)
    frame.to_excel(name)


def run(command):
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True,
                   stdin=subprocess.DEVNULL)


def with_office(source, folder):
    """LibreOffice's .xlsx of a file, of the same name in the folder."""
    how = (["--infilter=Text - txt - csv (StarCalc):44,34,76,1,,1033"]
           if source.endswith(".csv") else [])
    run(["soffice", "-env:UserInstallation=file://" + os.path.abspath("office"), "--headless", *how,
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, source])
    return os.path.join(folder, os.path.splitext(os.path.basename(source))[0] + ".xlsx")


def arrays(path):
    """Every number of the table file and its labels."""
    with h5py.File(path, "r") as file:
        return {name: file[name][()] for name in file
                if isinstance(file[name], h5py.Dataset) and name not in ("year",)}


def equal(x, y):
    return x.shape == y.shape and (x == y).all()


def same(title, first, second):
    for name, path in (("a.h5", first), ("b.h5", second)):
        if os.path.exists(name):
            os.remove(name)
        common.gvc("import", path, "-o", name)
    a, b = arrays("a.h5"), arrays("b.h5")
    differ = [name for name in sorted(set(a) | set(b))
              if name not in a or name not in b or not equal(a[name], b[name])]
    common.ok(not differ, title, "differ: " + ", ".join(differ))


common.make_files()
ROWS = table()
write_csv(ROWS, "t.csv")
with_openpyxl(ROWS, "openpyxl.xlsx")
same("openpyxl", "t.csv", "openpyxl.xlsx")
with_pandas(ROWS, "pandas.xlsx")
same("pandas", "t.csv", "pandas.xlsx")
if shutil.which("ssconvert") is None:
    common.ok(True, "Gnumeric # SKIP ssconvert is not installed")
else:
    run(["ssconvert", "t.csv", "gnumeric.xlsx"])
    same("Gnumeric", "t.csv", "gnumeric.xlsx")
if shutil.which("soffice") is None:
    common.ok(True, "LibreOffice # SKIP soffice is not installed")
else:
    same("LibreOffice", "t.csv", with_office("t.csv", "from-csv"))
    for mock in ("wiod2013_xlsx/*.xlsx", "wiod2016_xlsb/*.xlsb", "adb_mrio_xlsx/*.xlsx"):
        for path in glob.glob(os.path.join(os.environ.get("GVC_SHARED", "/nowhere"), "formats",
                                           "mocks", mock)):
            same("LibreOffice, " + os.path.basename(path), path, with_office(path, "from-mock"))
common.done()
