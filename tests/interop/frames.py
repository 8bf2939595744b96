"""frames.py - tools/python/gvc_read.py and tools/R/gvc_read.R give the rows of gvc's CSV: keys,
order and doubles, of every kind of view, through h5py, rhdf5 and hdf5r."""

import csv
import math
import os
import shutil
import subprocess
import sys

from common import done, gvc, has, make_folder, need, ok

need("h5py", "pandas")
import h5py  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

TOOLS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools")
sys.path.insert(0, os.path.join(TOOLS, "python"))
import gvc_read  # noqa: E402

# Letters outside ASCII, a comma, labels that pandas and R take for missing, an industry that one
# country lacks, no year.
LABELLED = """,CÔT_Bâtiment,CÔT_NA,ROW_Bâtiment,"ROW_a,b",NA_NA,CÔT_FD,ROW_FD,NA_FD
CÔT_Bâtiment,60,12,33,9,3,25,44,2
CÔT_NA,18,22,4,6,1,48,3,4
ROW_Bâtiment,36,10,435,138,5,19,478,6
"ROW_a,b",7,9,164,371,2,7,738,8
NA_NA,1,2,3,4,5,6,7,8
"""
OTHERS = "MIN FOO TEX MAT PUB"
VIEWS = {
    "country": "decompose t.h5",
    "sector": "decompose t.h5 --level sector --share",
    "pair": "decompose t.h5 --level pair --approach sink --terms gexp,dva,fva",
    "pair_source": "decompose t.h5 --level pair --terms gexp,dva,fva",
    "difference": "diff pair.h5 pair_source.h5 --cells",
    "bilateral": "decompose t.h5 --level bilateral",
    "imports": "decompose t.h5 --level bilateral --flow imports",
    "groups": "decompose t.h5 --level bilateral --group EUR=HQE,PAR --sector-groups groups.csv",
    "origin": "trace t.h5 --by both --level sector --exporter UPG,ASY --absorber HQE,BIG",
    "origin_sector": "trace t.h5 --origin-level sector --in final-demand",
    "layers": "stages t.h5 --tiers 2",
    "crossings": "stages t.h5 --crossings --level sector",
    "chain": "stages t.h5 --chain UPG_CAR",
    "position": "position t.h5 --level sector --length",
    "apl": "position t.h5 --apl --least 0.01",
    "indicators": "indicators t.h5 --level bilateral",
    "labels": "decompose labelled.csv --level bilateral",
    "labels_sector": "decompose labelled.csv --level sector",
    "labels_origin": "trace labelled.csv --origin-level sector --level sector",
    "labels_position": "position labelled.csv --level sector",
}
YEARS = ("2020", "2000", "2010")
RESULTS = [name + ".h5" for name in VIEWS] + ["panel.h5", "uneven.h5"]


def make_results():
    """NAME.h5 and NAME.csv of every view; rYEAR.h5 and panel.h5, which holds all years."""
    with open("labelled.csv", "w", encoding="utf-8") as file:
        file.write(LABELLED)
    with open("groups.csv", "w", encoding="utf-8") as file:
        file.write("BUS,services\nUTC,services\n")
    with open("fewer.csv", "w", encoding="utf-8") as file:
        file.write("".join("%s,OTH\n" % sector for sector in OTHERS.split()))
    gvc("example", "-q", "-o", "whole.h5")
    gvc("aggregate", "-q", "whole.h5", "--sectors", "fewer.csv", "-o", "t.h5")
    for name, command in VIEWS.items():
        gvc(*command.split(), "-q", "-o", name + ".h5")
    for year in YEARS:
        gvc("example", "-q", "--year", year, "-o", "t%s.h5" % year)
        gvc("decompose", "-q", "t%s.h5" % year, "--level", "sector", "-o", "r%s.h5" % year)
    gvc("batch", "decompose", *("t%s.h5" % year for year in YEARS), "--level", "sector",
        "-q", "-o", "panel.h5")
    make_uneven()
    for path in RESULTS:
        gvc("export", "-q", path, "-o", path[:-3] + ".csv")


def make_uneven():
    """A panel in which a year has another country and no sector "a,b"."""
    for year, text in (("2001", LABELLED),
                       ("2002", LABELLED.replace("NA_", "ÖST_").replace("a,b", "NA"))):
        with open("uneven_%s.csv" % year, "w", encoding="utf-8") as file:
            file.write(text)
    gvc("batch", "decompose", "uneven_2001.csv", "uneven_2002.csv", "--level", "bilateral",
        "-q", "-o", "uneven.h5")


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return rows[0], rows[1:]


def same(title, header, rows, names, columns):
    """columns: texts of the keys and terms as sequences, in the order of names."""
    ok(list(names) == header, title + ": columns", list(names))
    count = len(columns[0])
    wrong = [] if count == len(rows) else ["%d rows, %d in the CSV file" % (count, len(rows))]
    for k, (name, column) in enumerate(zip(names, columns)):
        for i, (value, row) in enumerate(zip(column, rows)):
            if not equal(name, value, row[k]):
                wrong.append("%s, line %d: %r, in the CSV file %r" % (name, i + 2, value, row[k]))
                break
    ok(not wrong, title + ": rows, labels, doubles", "\n".join(wrong))


def equal(name, value, text):
    if isinstance(value, float):
        return math.isnan(value) if text == "" else value == float(text)
    return str(value) == (text or ("0" if name == "year" else ""))


def check_python():
    for path in RESULTS:
        df = gvc_read.read_result(path)
        header, rows = read_csv(path[:-3] + ".csv")
        same("Python, " + path, header, rows, df.columns, [df[name].tolist() for name in df])
        factors = gvc_read.read_result(path, categorical=True)
        ok(all((factors[name] == df[name]).all() for name in df if df[name].dtype == object)
           and all(factors[name].equals(df[name]) for name in df if df[name].dtype != object),
           "Python, %s: categories" % path)


R_SCRIPT = """
options(gvc.reader = reader)
if (!requireNamespace(reader, quietly = TRUE)) quit(status = 77)
text <- function(x) if (is.double(x)) sprintf("%a", x) else enc2utf8(as.character(x))
put <- function(df, name) {
    rows <- do.call(paste, c(unname(lapply(df, text)), sep = "\\t"))
    file <- file(paste0(name, ".", reader), "wb")
    writeLines(c(paste(names(df), collapse = "\\t"), rows), file, useBytes = TRUE)
    close(file)
}
for (path in commandArgs(TRUE)) put(gvc_read_result(path), path)
if (reader == "rhdf5") {
    put(gvc_read_result("labels.h5", factors = TRUE), "factors")
    put(gvc_panel(c("r2020.h5", "r2000.h5", "r2010.h5")), "years")
    put(gvc_read_result("bilateral.h5", terms = c("fva", "dva"), keep_zeros = FALSE,
                        where = list(sector = c("CAR", "AGR"), exporter = "UPG")), "where")
    put(gvc_read_result("labels.h5", all_cells = TRUE), "all")
}
t <- gvc_read_table("t.h5")
put(data.frame(row = rep(rownames(t$Z), ncol(t$Z)), column = rep(colnames(t$Z), each = nrow(t$Z)),
               Z = as.vector(t$Z)), "Z")
put(data.frame(industry = names(t$x), x = unname(t$x), jobs = t$E["EMP", ]), "x")
"""


def r_frame(name, reader):
    with open(name + "." + reader, encoding="utf-8", newline="\n") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    columns = []
    for name, *texts in zip(*rows):
        hexadecimal = any(text.startswith(("0x", "-0x")) for text in texts)
        number = {"NaN": math.nan, "NA": math.nan}
        columns.append([number[t] if t in number else float.fromhex(t) for t in texts]
                       if hexadecimal else texts)
    return rows[0], columns


def frame_of(df):
    """Header and rows of a frame as a CSV file has them."""
    texts = [["" if isinstance(v, float) and math.isnan(v) else repr(v) if isinstance(v, float)
              else str(v) for v in df[name].tolist()] for name in df]
    return list(df.columns), [list(row) for row in zip(*texts)]


def check_r(reader, paths):
    """R writes what it read, numbers in hexadecimal; here it is compared."""
    script = 'source("%s")\nreader <- "%s"\n%s' % (
        os.path.join(TOOLS, "R", "gvc_read.R"), reader, R_SCRIPT)
    with open("script.R", "w", encoding="utf-8") as file:
        file.write(script)
    run = subprocess.run(["Rscript", "--vanilla", "script.R", *paths], check=False,
                         capture_output=True, text=True)
    if run.returncode == 77:
        ok(True, "R # SKIP R has no package " + reader)
        return
    ok(run.returncode == 0, reader + ": all files", run.stderr)
    if run.returncode != 0:
        return
    for path in paths:
        same("%s, %s" % (reader, path), *read_csv(path[:-3] + ".csv"), *r_frame(path, reader))
    for name, df in python_frames().items():
        if reader == "rhdf5" or name in ("Z", "x"):
            same("%s, %s: as Python" % (reader, name), *frame_of(df), *r_frame(name, reader))


def python_frames():
    t = gvc_read.read_table("t.h5")
    labels = ["%s_%s" % key for key in t.x.index]
    z = t.Z.to_numpy()
    n = len(labels)
    return {
        "years": gvc_read.read_panel(["r2020.h5", "r2000.h5", "r2010.h5"]),
        "where": gvc_read.read_result("bilateral.h5", terms=["fva", "dva"], keep_zeros=False,
                                      where={"sector": ["CAR", "AGR"], "exporter": "UPG"}),
        "factors": gvc_read.read_result("labels.h5"),
        "all": gvc_read.read_result("labels.h5", all_cells=True),
        "Z": pd.DataFrame({"row": labels * n, "column": np.repeat(labels, n),
                           "Z": z.T.ravel()}),
        "x": pd.DataFrame({"industry": labels, "x": t.x.to_numpy(),
                           "jobs": t.E.loc["EMP"].to_numpy()}),
    }


def refused(title, words, call):
    try:
        call()
        message = "no error"
    except (ValueError, OSError) as error:
        message = str(error)
    ok(words in message, title, message)


def check_options():
    whole = gvc_read.read_result("bilateral.h5")
    part = gvc_read.read_result("bilateral.h5", terms=["fva", "dva"],
                                where={"sector": ["CAR", "AGR"], "exporter": "UPG"})
    expected = whole[whole.sector.isin(["CAR", "AGR"]) & (whole.exporter == "UPG")]
    expected = expected[["year", "exporter", "sector", "importer", "fva", "dva"]]
    pd.testing.assert_frame_equal(part, expected.reset_index(drop=True), check_exact=True)
    ok(len(part) == 18, "where and terms", len(part))
    some = gvc_read.read_result("bilateral.h5", keep_zeros=False)
    zero = (whole.iloc[:, 4:] == 0).all(axis=1)
    ok(0 < zero.sum() and some.equals(whole[~zero].reset_index(drop=True)), "rows of zeros")
    cells = gvc_read.read_result("labels.h5", all_cells=True)
    own = cells[(cells.exporter == cells.importer) & (cells.exporter == "ROW")]
    absent = cells[(cells.exporter == "NA") & (cells.sector == "Bâtiment")]
    ok(len(cells) == 27 and (own.dva.dropna() == 0).all() and absent.dva.isna().all(),
       "all cells: own country 0, absent industries NaN", cells)
    unit = gvc_read.units(gvc_read.read_result("sector.h5", terms=["dva", "dva_sh"]))
    ok(unit == {"dva": "million USD, current prices", "dva_sh": "1"}, "units", unit)
    ok(gvc_read.attributes("sector.h5")["columns"]["dva"]["long_name"] == "Domestic value added",
       "attributes")


def check_panels():
    years = gvc_read.read_panel(["r2020.h5", "r2000.h5", "r2010.h5"])
    ok(years.equals(gvc_read.read_result("panel.h5")), "files of one year each, and one of all")
    ok(years.attrs["method"] == "bm" and set(years.attrs["title"]) == {
        "r2020.h5", "r2000.h5", "r2010.h5"}, "attributes of a panel", years.attrs["title"])
    ok(gvc_read.read_panel("panel.h5").equals(years), "a panel in one file")
    refused("a year twice", "year 2000 is in two files: r2000.h5 and panel.h5",
            lambda: gvc_read.read_panel(["r2000.h5", "panel.h5"]))
    gvc("decompose", "-q", "t2010.h5", "--level", "sector", "--approach", "sink", "--terms",
        "gexp,dva", "-o", "sink.h5")
    refused("another method", "sink.h5 is no other year of r2000.h5: its variant is",
            lambda: gvc_read.read_panel(["r2000.h5", "sink.h5"], terms=["gexp", "dva"]))
    check_attributes_of_panels()


def check_attributes_of_panels():
    for year in ("2000", "2010"):
        shutil.copy("r%s.h5" % year, "odd%s.h5" % year)
        with h5py.File("odd%s.h5" % year, "a") as file:
            file.attrs["residual"] = math.nan
            file["dva"].attrs["long_name"] = "Domestic value added, " + year
    panel = gvc_read.read_panel(["odd2000.h5", "odd2010.h5"])
    ok(gvc_read.units(panel)["dva"] == "million USD, current prices", "units where names differ")
    ok(math.isnan(panel.attrs["residual"]), "NaN in all files is one NaN", panel.attrs["residual"])
    with h5py.File("odd2010.h5", "a") as file:
        dva, share = file["dva"].attrs["units"], "1"
        file["dva"].attrs["units"], file["fva"].attrs["units"] = share, dva
    with h5py.File("odd2000.h5", "a") as file:
        file["dva"].attrs["units"], file["fva"].attrs["units"] = dva, share
    refused("units of other terms", "odd2010.h5 is no other year of odd2000.h5: its units is",
            lambda: gvc_read.read_panel(["odd2000.h5", "odd2010.h5"], terms=["dva", "fva"]))
    none = gvc_read.read_result("bilateral.h5", where={"exporter": [], "sector": ["AGR", "CAR"]})
    ok(len(none) == 0 and "dva" in none, "no label asked for, no row", none)


def check_errors():
    shutil.copy("sector.h5", "newer.h5")
    with h5py.File("newer.h5", "a") as file:
        file.attrs["gvc_schema_version"] = "2.0"
    with h5py.File("other.h5", "w") as file:
        file["x"] = [1.0]
    read = gvc_read.read_result
    refused("a newer layout", "newer.h5: has layout 2.0 and this module reads 1.x",
            lambda: read("newer.h5"))
    refused("another HDF5 file", "other.h5: is an HDF5 file, but none that gvc wrote",
            lambda: read("other.h5"))
    refused("a CSV file", "sector.csv: cannot be opened as HDF5", lambda: read("sector.csv"))
    refused("no file", "none.h5: no such file", lambda: read("none.h5"))
    refused("a table", "t.h5: is a table of gvc, not a result: use read_table",
            lambda: read("t.h5"))
    refused("an unknown term", "has no term 'dvaa'; dva or", lambda: read("sector.h5", terms="dvaa"))
    refused("an unknown label", "has no exporter 'UGP'; UPG?",
            lambda: read("sector.h5", where={"exporter": "UGP"}))


def check_table():
    t = gvc_read.read_table("t.h5")
    rows = t.Z.sum(axis=1) + t.Y.sum(axis=1)
    ok(np.allclose(rows, t.x, rtol=1e-12), "rows of Z and Y add up to x")
    ok(t.Z.loc[("UPG", "CAR"), ("HQE", "ELE")] == gvc_read.read_xarray("t.h5").Z.sel(
        industry="UPG_CAR", use="HQE_ELE").item() if has("xarray") else True, "labels of Z")
    inverse = np.linalg.inv(np.eye(len(t.x)) - (t.Z / t.x).fillna(0))
    ok(np.allclose(inverse @ t.Y.sum(axis=1), t.x, rtol=1e-9), "coefficients from Z and x")
    ok(t.units == "million USD" and t.satellite_units["EMP"] == "thousand jobs" and t.year == 2020
       and t.countries["UPG"].startswith("Upgradia"), "units and names")


def check_xarray():
    if not has("xarray"):
        ok(True, "datasets # SKIP python3 has no module xarray")
        return
    import xarray as xr
    for path in ("uneven.h5", "t.h5"):
        plain = gvc_read.read_xarray(path)
        for engine, module in (("h5netcdf", "h5netcdf"), ("netcdf4", "netCDF4")):
            if not has(module):
                ok(True, "datasets # SKIP python3 has no module " + module)
                continue
            with gvc_read.read_xarray(path, engine) as other:
                ok(plain.identical(other.load()), "%s: dataset, plain and %s" % (path, engine))


make_folder()
make_results()
check_python()
check_options()
check_panels()
check_errors()
check_table()
check_xarray()
# hdf5r takes its time; the code behind it is the same.
FEW = ["imports.h5", "labels_origin.h5", "panel.h5", "uneven.h5"]
for READER, PATHS in (("rhdf5", RESULTS), ("hdf5r", FEW)):
    if shutil.which("Rscript") is None:
        ok(True, "R # SKIP Rscript is not installed")
    else:
        check_r(READER, PATHS)
done()
