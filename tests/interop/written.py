"""Workbooks and Stata files that gvc writes hold the numbers of its CSV: openpyxl, Gnumeric and
LibreOffice open the one, pandas the other."""

import csv
import glob
import math
import os
import shutil
import subprocess

import common

common.need("openpyxl", "pandas")

import openpyxl  # noqa: E402
import pandas as pd  # noqa: E402

DIGITS = 6e-16  # of 16 digits, the number's own last bit besides


def run(command):
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True,
                   stdin=subprocess.DEVNULL)


def cell(text):
    try:
        return float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        return text if text else None


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [[cell(text) for text in row] for row in csv.reader(file)]


def near(a, b):
    if isinstance(a, float) and isinstance(b, float):
        return math.isclose(a, b, rel_tol=DIGITS, abs_tol=0)
    return a == b


def same(title, found, expected):
    wrong = [(i + 1, x, y) for i, (a, b) in enumerate(zip(found, expected))
             for x, y in zip(a, b) if not near(x, y)]
    size = (len(found), {len(row) for row in found}) == (len(expected), {len(r) for r in expected})
    common.ok(size and not wrong, title, str(wrong[:3]) if size else "%d rows" % len(found))


common.make_files()
common.gvc("decompose", "t.h5", "--level", "bilateral", "--share", "-o", "s.h5")
for suffix in ("csv", "xlsx", "dta"):
    common.gvc("export", "s.h5", "-o", "s." + suffix)
EXPECTED = rows("s.csv")

# ---- the workbook ---------------------------------------------------------------------------------
book = openpyxl.load_workbook("s.xlsx")
common.ok(book.sheetnames == ["data", "About"], "sheets", str(book.sheetnames))
sheet = book["data"]
same("openpyxl", [[float(v) if isinstance(v, int) else v for v in row]
                  for row in sheet.iter_rows(values_only=True)], EXPECTED)
common.ok(sheet.freeze_panes == "E2" and sheet.auto_filter.ref == sheet.dimensions
          and sheet["A1"].font.b, "frozen panes, filter, bold header")
formats = {EXPECTED[0][c.column - 1][-3:] == "_sh": c.number_format for c in sheet[2][4:7]}
common.ok(formats == {False: "#,##0.0", True: "0.00%"} and sheet["A2"].number_format == "0",
          "formats of numbers", str(formats))
about = {row[0]: row[1:] for row in book["About"].iter_rows(values_only=True) if row[0]}
common.ok(about["dva"][:2] == ("Domestic value added", "million USD, current prices")
          and about["units"][0] == "million USD" and "s.xlsx" in about["history"][0],
          "what columns and attributes are", str(about.get("dva")))

# All years are on the sheet that programs read unless told otherwise.
common.gvc("example", "--year", "2000", "-q", "-o", "y2000.h5")
common.gvc("example", "--year", "2010", "-q", "-o", "y2010.h5")
common.gvc("batch", "decompose", "y2000.h5", "y2010.h5", "-q", "-o", "panel.h5")
common.gvc("export", "panel.h5", "-o", "panel.xlsx")
common.ok(sorted(set(pd.read_excel("panel.xlsx")["year"])) == [2000, 2010], "pandas: both years")

if shutil.which("ssconvert") is None:
    common.ok(True, "Gnumeric # SKIP ssconvert is not installed")
else:
    run(["ssconvert", "-O", "sheet=data", "s.xlsx", "gnumeric.csv"])
    same("Gnumeric", rows("gnumeric.csv"), EXPECTED)
if shutil.which("soffice") is None:
    common.ok(True, "LibreOffice # SKIP soffice is not installed")
else:
    # Numbers as stored, not as shown, but shares all the same as per cent; the first sheet.
    run(["soffice", "-env:UserInstallation=file://" + os.path.abspath("office"), "--headless",
         "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false,false,false,"
         "false,1", "--outdir", "office-csv", "s.xlsx"])
    found = rows(glob.glob("office-csv/*.csv")[0])
    DIGITS = 1e-14  # it writes 15 digits
    same("LibreOffice", found, EXPECTED)

# ---- the Stata file -------------------------------------------------------------------------------
frame = pd.read_stata("s.dta")
exact = pd.read_csv("s.csv", float_precision="round_trip", keep_default_na=False, na_values=[""])
common.ok(list(frame.columns) == list(exact.columns), "pandas: columns")
numbers = [c for c in exact.columns if exact[c].dtype == float]
common.ok(all(frame[c].equals(exact[c]) for c in numbers), "pandas: every bit of every number")
common.ok(all((frame[c] == exact[c]).all() for c in exact.columns if c not in numbers),
          "pandas: keys")
common.ok(str(frame["year"].dtype).startswith("int") and frame["exporter"].dtype == object,
          "pandas: types", str(frame.dtypes[:2]))
with pd.io.stata.StataReader("s.dta") as reader:
    labels = reader.variable_labels()
    common.ok(labels["dva"] == "Domestic value added (million USD, current prices)"
              and labels["dva_sh"] == "Domestic value added, share of gross exports", "pandas: labels",
              labels["dva"])
    common.ok(reader.data_label.startswith("Gross exports decomposed"), "pandas: title")
common.done()
