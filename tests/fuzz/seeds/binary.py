"""binary.py - seeds in the layouts of published tables that are workbooks, R, Stata, MATLAB files"""
import io

import h5py
import numpy
import pandas

import rdata
from rdata import R, Sequence
from workbook import inside, xlsb, xlsx
from world import INDUSTRIES, REGIONS, SECTORS, VA, X, Z, frame, packed, uses, write


# ---- WIOD's sheet of 2016: as R, as Stata, as a workbook -----------------------------------------
def sheet_2016():
    columns, cells = uses(("CONS_h", "GFCF"))
    rows = [("A01" if s == "A01" else s, "Crop and animal production", r, SECTORS.index(s) + 1)
            for r, s in INDUSTRIES]
    data = [[*Z[i], *cells[i], X[i]] for i in range(4)]
    rows += [("TXSP", "taxes less subsidies on products", "TOT", 66),
             ("VA", "Value added at basic prices", "TOT", 70), ("GO", "Output at basic prices", "TOT",
                                                                73)]
    data += [[0.0] * 9, [*VA, *[0] * 5], [*X, *[0] * 5]]
    names = [f"{r}{SECTORS.index(s) + 1}" for r, s in INDUSTRIES]
    names += [f"{r}{57 + k % 2 * 3}" for k, (r, _) in enumerate(columns)]
    return rows, [*names, "TOT"], [[float(c) for c in line] for line in data]


def wiod_2016():
    rows, names, data = sheet_2016()
    labels = {"IndustryCode": [r[0] for r in rows], "IndustryDescription": [r[1] for r in rows],
              "Country": [r[2] for r in rows], "RNr": [float(r[3]) for r in rows],
              "Year": [2014.0] * len(rows)}
    columns = {n: [line[k] for line in data] for k, n in enumerate(names)}
    for version in (2, 3):
        write("wiod-rdata", f"version{version}",
              rdata.save({"wiot": rdata.frame({**labels, **columns})}, version))
    factor = R([1, 1, 2, 2, 3, 3, 3], levels=[*REGIONS, "TOT"], **{"class": ["factor"]})
    write("wiod-rdata", "factor", rdata.save({"x": rdata.frame({**labels, "Country": factor,
                                                                **columns})}, pack=True))
    whole = {**labels, **{n if n == "TOT" else f"v{n}": c for n, c in columns.items()}}
    for version in (114, 117, 118):
        out = io.BytesIO()
        pandas.DataFrame(whole).to_stata(out, write_index=False, version=version,
                                         time_stamp=pandas.Timestamp(2001, 1, 1).to_pydatetime())
        write("wiod-stata", f"wide{version}", out.getvalue())
    head = [[*[""] * 4, *(r[k] for r in rows[:4]), *(u for u in ("CONS_h", "GFCF")) , "CONS_h", "GFCF",
             "GO"] for k in (0, 1)]
    head.append([*[""] * 4, *(r[2] for r in rows[:4]), "DEU", "DEU", "KOR", "KOR", "TOT"])
    head.append([*[""] * 4, "c1", "c2", "c1", "c2", "c57", "c60", "c57", "c60", "c62"])
    title = ["Intercountry Input-Output Table for 2014", "", "(industry-by-industry)",
             "(millions of US$)"]
    sheet = [[title[0]], [], *head]
    sheet[2][0], sheet[3][0] = title[2], title[3]
    sheet += [[*r[:3], f"r{r[3]}", *line] for r, line in zip(rows, data)]
    for target in ("wiod-workbook", "book"):
        write(target, "2016-xlsb", frame(inside("WIOT2014.xlsb", xlsb({"2014": sheet}))))
        write(target, "2016-xlsx", frame(inside("WIOT2014.xlsx", xlsx({"2014": sheet}))))
        write(target, "2016-packed", packed(xlsb({"2014": sheet})))


def panel():
    columns, cells = uses(("h", "i"))
    heads = [(r, SECTORS.index(s) + 1) for r, s in INDUSTRIES]
    heads += [(r, 37 if c == "h" else 41) for r, c in columns]
    lines = [(y, *heads[i], *head, float(cell)) for y in (1995, 1996) for i in range(4)
             for head, cell in zip(heads, [*Z[i], *cells[i]])]
    frame_ = pandas.DataFrame(lines, columns=["year", "row_country", "row_item", "col_country",
                                              "col_item", "value"])
    frame_ = frame_.astype({"year": "int16", "row_item": "int8", "col_item": "int8"})
    out = io.BytesIO()
    frame_.to_stata(out, write_index=False, version=118,
                    time_stamp=pandas.Timestamp(2001, 1, 1).to_pydatetime())
    write("wiod-stata", "panel", frame([("wiot_full.dta", out.getvalue())], "year=1996"))


# ---- tables of R packages and the OECD ------------------------------------------------------------
def flat(lines):
    """By columns, as R stores a matrix."""
    return [float(line[j]) for j in range(len(lines[0])) for line in lines]


def packages():
    _, cells = uses(("C", "I"))
    table = R((Sequence(2005, 1), REGIONS, SECTORS,
               R(flat(Z), dim=[4, 4]), R(flat(cells), dim=[4, 4]), [float(x) for x in X]),
              names=["year", "countries", "industries", "inter", "final", "output"],
              **{"class": ["iot"]})
    write("iot-rdata", "package", rdata.save({"wiod05": table}))
    write("iot-rdata", "rds", rdata.save_rds(table))
    whole = [[*Z[i], *cells[i]] for i in range(4)]
    names = [f"{r}_{s}" for r, s in INDUSTRIES]
    write("r-matrix", "frame", rdata.save({"toy": rdata.frame(
        {f"V{j + 1}": [float(line[j]) for line in whole] for j in range(8)})}))
    write("r-matrix", "matrix", frame([
        ("toy.RData", rdata.save({"toy": R(flat(whole), dim=[4, 8], dimnames=(
            names, names + ["DEU_C", "DEU_I", "KOR_C", "KOR_I"]))})),
        ("countries.csv", "DEU\nKOR\n"), ("sectors.csv", "A01\nC10T12\n")]))
    years = ["2015", "2016"]
    parts = []
    for name, lines, heads in (("Z", Z, names), ("FD", [[sum(r[:2]), sum(r[2:])] for r in cells],
                                                 REGIONS)):
        values = [float(lines[i][j]) for j in range(len(heads)) for i in range(4) for _ in years]
        parts.append((f"ICIO2021econ{name}.RData", rdata.save({f"ICIO2021econ{name}": R(
            values, dim=[2, 4, len(heads)], dimnames=(years, names, heads))})))
    for name, line in (("VA", VA), ("X", X)):
        values = [float(v) for v in line for _ in years]
        parts.append((f"ICIO2021econ{name}.RData", rdata.save({f"ICIO2021econ{name}": R(
            values, dim=[2, 4], dimnames=(years, names))})))
    write("oecd-rdata", "parts", frame(parts, "year=2016"))
    write("oecd-rdata", "z", frame([("Z.RData", parts[0][1])], "year=2015"))


# ---- workbooks ------------------------------------------------------------------------------------
def workbooks():
    columns, cells = uses(("F1", "F2"))
    for target, first, second, total in (("adb", "Multiregional Input-Output Table 2019",
                                          "2 economies, 2 industries", "ToT"),
                                         ("wiod", "Intercountry Input-Output Table for 2009",
                                          "Current prices", "TOT")):
        codes = ["c1", "c2", "c1", "c2", *(["F1", "F2"] * 2 if target == "adb" else
                                           ["c37", "c41"] * 2), total]
        head = [[first], [second], ["Millions of US dollars"], [],
                [*[""] * 4, *("Agriculture", "Food") * 2, *("Households", "Capital") * 2, "Total"],
                [*[""] * 4, *(r for r, _ in INDUSTRIES), *(r for r, _ in columns), total],
                [*[""] * 4, *codes]]
        sheet = head + [["", s, r, f"c{SECTORS.index(s) + 1}", *Z[i], *cells[i], X[i]]
                        for i, (r, s) in enumerate(INDUSTRIES)]
        for code, name, row in (("r60", "Total intermediate consumption", [sum(c) for c in zip(*Z)]),
                                ("r99", "taxes less subsidies on products", [0] * 4),
                                ("r64", "Value added at basic prices", VA),
                                ("r65", "Output at basic prices", X)):
            sheet.append(["", name, total, code, *row, *[0.5] * 4, 0.5])
        for inline in (False, True):
            parts = xlsx({"Legend": [["a", "b"]], f"{target} 2019": sheet}, inline)
            name = "inline" if inline else "shared"
            for out in (("adb-workbook", "book") if target == "adb" else
                        ("wiod-workbook",)):
                write(out, f"{target}-{name}", frame(inside(f"{target}.xlsx", parts)))
    flows = [[r, "Sector", s] for r, s in INDUSTRIES]
    fd = [[r, "Consumption category", c] for r, c in columns]
    heads = flows + fd
    sheet = [["", "", "", *(h[k] for h in heads)] for k in range(3)]
    sheet += [[*row, *Z[i], *cells[i]] for i, row in enumerate(flows)]
    sheet += [["-", "Factor of production", "VA", *VA, *[0] * 4],
              ["-", "Satellite account", "CO2", 1, 2, 3, 4, *[0] * 4]]
    units = [["", "", "unit"], ["Sector", "A01", "M EUR"], ["Sector", "C10T12", "M EUR"],
             ["Factor of production", "VA", "M EUR"], ["Satellite account", "CO2", "kt"]]
    for target in ("mario", "mario-workbook", "book"):
        write(target, "mario-flows", frame(inside("mario.xlsx", xlsx({"flows": sheet,
                                                                      "units": units}))))


def labelled():
    names = [f"{r}_{s}" for r, s in INDUSTRIES]
    columns, cells = uses(("HFCE", "GFCF"))
    sheet = [["", *names, *(f"{r}_{c}" for r, c in columns), "OUT"]]
    sheet += [[n, *Z[i], *cells[i], X[i]] for i, n in enumerate(names)]
    sheet += [["TLS", *[0] * 8], ["VA", *VA], ["OUT", *X]]
    write("labelled-workbook", "xlsx", frame(inside("t.xlsx", xlsx({"2019": sheet}))))
    write("labelled-workbook", "xlsb", frame(inside("t.xlsb", xlsb({"2019": sheet}))))


# ---- MATLAB ---------------------------------------------------------------------------------------
def matlab():
    _, cells = uses(("h", "g", "c"))
    out = io.BytesIO()
    with h5py.File(out, "w", userblock_size=512, libver=("earliest", "v108")) as f:
        for name, values in (("z", Z), ("f", cells), ("va", [VA]), ("X", [[x] for x in X])):
            f.create_dataset(name, data=numpy.array(values, float).T).attrs[
                "MATLAB_class"] = numpy.bytes_("double")
        number = 0
        for name, texts in (("country_list", REGIONS), ("sector_list", ["1 Crops", "2 Food"]),
                            ("final_list", ["household", "government", "capital"])):
            references = []
            for t in texts:
                item = f.create_dataset(f"#refs#/{chr(97 + number)}", data=numpy.array(
                    [[ord(c)] for c in t], "uint16"))
                item.attrs["MATLAB_class"] = numpy.bytes_("char")
                item.attrs["MATLAB_int_decode"] = numpy.int32(2)
                references.append([item.ref])
                number += 1
            cell = f.create_dataset(name, data=numpy.array(references, h5py.ref_dtype))
            cell.attrs["MATLAB_class"] = numpy.bytes_("cell")
    data = bytearray(out.getvalue())
    data[:512] = b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(508) + b"\0\2IM"
    for target in ("emerging",):
        write(target, "v1", bytes(data))


def make():
    wiod_2016()
    panel()
    packages()
    workbooks()
    labelled()
    matlab()
