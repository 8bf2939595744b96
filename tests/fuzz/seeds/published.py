"""published.py - seeds in the layouts of published tables that are text: OECD, FIGARO, long tables,
Eora, EXIOBASE, pymrio, GLORIA"""
import json

from workbook import inside, xlsx
from world import INDUSTRIES, REGIONS, SECTORS, VA, X, Y, Z, frame, packed, text, uses, write

OECD = ("HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR")


def icio(categories=OECD, total="OUT", below=("TLS", "VA", "OUT"), first="V1", swap=False,
         regions=None):
    """Header and labels, final use by country, rows of taxes, value added and output below."""
    new = dict(zip(REGIONS, regions or REGIONS))
    names = [f"{new[r]}_{s}" for r, s in INDUSTRIES]
    columns, cells = uses(categories)
    lines = [[first, *names, *(f"{c}_{new[r]}" if swap else f"{new[r]}_{c}" for r, c in columns),
              total]]
    for i, name in enumerate(names):
        lines.append([name, *Z[i], *cells[i], X[i]])
    for k, label in enumerate(below):
        row = [0.5] * 4 if k < len(below) - 2 else X
        if k == len(below) - 2:
            row = [v - 0.5 * (len(below) - 2) for v in VA]
        lines.append([label, *row, *[0.25 if k < len(below) - 2 else ""] * len(columns), ""])
    return text(lines)


def oecd():
    taxes = ("DEU_TAXSUB", "KOR_TAXSUB")
    write("oecd-icio", "2023", icio())
    write("oecd-icio", "2021", icio(total="TOTAL", below=(*taxes, "VALU", "OUTPUT"), first=""))
    write("oecd-icio", "2018", icio(categories=(*OECD[:5], "P33"), total="TOTAL",
                                    below=(*taxes, "VALU", "OUTPUT"), first=""))
    write("oecd-icio", "2016", icio(categories=("HFCE", "NPS", "GGFC", "GFCF", "INV", "DIRP"),
                                    swap=True, total="DISC", below=("VA+TAXSUB", "OUT"), first='""'))
    split = icio(regions=["CHN", "CN1"])
    write("oecd-icio", "extended", split)
    write("oecd-icio", "split", frame([("x.zip/2019.csv", split), ("x.zip/2020.csv", icio())],
                                      "year=2019,splits"))
    inner = packed([("2016.csv", icio())])
    write("oecd-icio", "nested", frame([("a.zip/2016.zip", inner), ("ReadMe.txt", "x")]))


def figaro():
    categories = ("P3_S13", "P3_S14", "P3_S15", "P51G", "P5M")
    columns, cells = uses(categories)
    for kind, prefix in (("industries", ""), ("products", "CPA_")):
        names = [f"{r[:2]}_{prefix}{s}" for r, s in INDUSTRIES]
        lines = [["rowLabels", *names, *(f"{r[:2]}_{c}" for r, c in columns)]]
        lines += [[n, *Z[i], *cells[i]] for i, n in enumerate(names)]
        for label in ("D21X31", "OP_RES", "OP_NRES", "D1", "D29X39", "B2A3G"):
            row = VA if label == "B2A3G" else [0] * 4
            lines.append([f"W2_{label}", *row, *[0] * 10])
        write("figaro", kind, text(lines))
        flat = [["icioiRow", "icioiCol", "refArea", "rowIi", "counterpartArea", "colIi", "obsValue"]]
        if prefix:
            flat = [["iciopRow", "iciopCol", "refArea", "rowPp", "counterpartArea", "colPp", "obsValue"]]
        for line in lines[1:]:
            for head, cell in zip(lines[0][1:], line[1:]):
                a, b = (label.split("_", 1) for label in (line[0], head))
                flat.append([line[0], head, a[0], a[1], b[0], b[1], cell])
        write("figaro-flat", kind, text(flat))


def long_run():
    columns, cells = uses(("xCONS_h", "xGFCF"))
    heads = [(r, SECTORS.index(s) + 1, s) for r, s in INDUSTRIES]
    heads += [(r, k % 2 + 24, c) for k, (r, c) in enumerate(columns)]
    lines = [["year", "row_country", "row_id", "row_isic3", "col_country", "col_id", "col_isic3",
              "value"]]
    for year in (1965, 1966):
        for i in range(4):
            for head, cell in zip(heads, [*Z[i], *cells[i]]):
                lines.append([year, *heads[i], *head, cell])
        for j in range(4):
            lines.append([year, "xTOT", 27, "xVA", *heads[j], VA[j]])
            lines.append([year, "xTOT", 32, "xGO", *heads[j], X[j]])
            lines.append([year, *heads[j], "xTOT", 32, "xX", X[j]])
    for target in ("wiod-longrun",):
        write(target, "years", frame([("long.csv", text(lines))], "year=1966"))
        write(target, "one", text(lines[:1] + lines[1:45]))


def eora():
    names = [(r.title(), r, "Industries", s) for r, s in INDUSTRIES]
    columns, cells = uses(("Household final consumption P.3h", "Gross fixed capital formation P.51"))
    fd = [(r.title(), r, "Final Demand", c) for r, c in columns]
    va = ["Compensation of employees D.1", "Taxes on production D.29", "Subsidies on production D.39"]
    files = [("T", Z), ("FD", cells), ("VA", [VA, [0] * 4, [0] * 4]), ("Q", [[1, 2, 3, 4e-6]]),
             ("QY", [[0] * 4])]
    labels = [("labels_T.txt", names), ("labels_FD.txt", fd),
              ("labels_VA.txt", [("Primary Inputs", v) for v in va]),
              ("labels_Q.txt", [("CO2", "Total (Gg)")])]
    labels = [(n, text([*line, ""] for line in lines).replace(",", "\t")) for n, lines in labels]
    tables = [(f"Eora26_2015_bp_{n}.txt", text(lines, "\t")) for n, lines in files]
    for target in ("eora",):
        write(target, "folder", frame([*tables, *labels]))
        write(target, "zip", frame([(f"Eora26_2015_bp.zip/{n}", d) for n, d in tables + labels]))
        write(target, "indices", frame([*((f"Eora26_2015_bp.zip/{n}", d) for n, d in tables),
                                        *((f"indices.zip/{n}", d) for n, d in labels)]))
        full = [(n.split("_")[-1], d) for n, d in tables]
        write(target, "full", frame([*full, *labels]))


def headed(rows, columns, cells, kinds=("region", "sector"), extra=False):
    """pymrio's text: two header rows and two label columns."""
    left = len(rows[0])
    lines = [[kinds[k], *[""] * (left - 1), *(c[k] for c in columns)] for k in (0, 1)]
    if extra:
        lines.append([*(("region", "sector", "unit")[:left] if left > 1 else ("stressor",)),
                      *[""] * len(columns)])
    lines += [[*row, *line] for row, line in zip(rows, cells)]
    return text(lines, "\t")


def parameters(files, **more):
    return json.dumps({"files": {n: {"name": f"{n}.txt", "nr_index_col": str(i), "nr_header": str(h)}
                                 for n, i, h in files}, **more})


def system(extra, folder=""):
    columns, cells = uses(("Households", "Capital"))
    flows = [list(map(str, row)) for row in INDUSTRIES]
    files = [("Z.txt", headed(flows, INDUSTRIES, Z, extra=extra)),
             ("Y.txt", headed(flows, columns, cells, ("region", "category"), extra)),
             ("x.txt", text([["region", "sector", "indout"],
                             *([*row, x] for row, x in zip(flows, X))], "\t")),
             ("unit.txt", text([["region", "sector", "unit"],
                                *([*row, "M.EUR"] for row in flows)], "\t")),
             ("metadata.json", json.dumps({"description": "seed", "name": "seed", "system": "ixi",
                                           "version": "v3.8", "history": []})),
             ("file_parameters.json", parameters([("Z", 2, 2), ("Y", 2, 2), ("x", 2, 1),
                                                  ("unit", 2, 1)], systemtype="IOSystem"))]
    stressors = ["Taxes less subsidies on products purchased: Total", "Operating surplus: Rents", "CO2"]
    account = [("F.txt", headed([[s] for s in stressors], INDUSTRIES, [[0] * 4, VA, [1, 2, 3, 4]],
                                extra=extra)),
               ("F_Y.txt", headed([[s] for s in stressors], columns, [[0] * 4] * 3, extra=extra)),
               ("unit.txt", text([["stressor", "unit"], *([s, "M.EUR"] for s in stressors)], "\t")),
               ("file_parameters.json", parameters([("F", 1, 2), ("F_Y", 1, 2), ("unit", 1, 1)],
                                                   systemtype="Extension", name="satellite"))]
    return [(folder + n, d) for n, d in files], [(n, d) for n, d in account]


def pymrio():
    for extra in (False, True):
        name = "third-row" if extra else "plain"
        main, account = system(extra)
        write("pymrio", name, frame([*main, *((f"factor_inputs/{n}", d) for n, d in account)]))
        main, account = system(extra, "IOT_2019_ixi.zip/IOT_2019_ixi/")
        for folder in ("satellite", "factor_inputs"):
            inner = [(f"IOT_2019_ixi.zip/IOT_2019_ixi/{folder}/{n}", d) for n, d in account]
            if folder == "factor_inputs":
                inner.append(("IOT_2019_ixi.zip/IOT_2019_ixi/industries.txt",
                              text([["Number", "Name", "CodeNr", "CodeTxt"],
                                    [1, "A01", "p01.a", "A_PARI"], [2, "C10T12", "p15", "A_FOOD"]],
                                   "\t")))
            write("exiobase3", f"{name}-{folder}", frame([*main, *inner]))
    flows = [[r, "Sector", s] for r, s in INDUSTRIES]
    columns, cells = uses(("C", "I"))
    fd = [[r, "Consumption category", c] for r, c in columns]
    mario = []
    for name, rows, heads, values in (("Z", flows, flows, Z), ("Y", flows, fd, cells),
                                      ("V", [["-", "Factor of production", "VA"]], flows, [VA]),
                                      ("E", [["-", "Satellite account", "CO2"]], flows, [[1, 2, 3, 4]]),
                                      ("EY", [["-", "Satellite account", "CO2"]], fd, [[0] * 4])):
        lines = [["", "", "", *(h[k] for h in heads)] for k in range(3)]
        lines += [[*row, *line] for row, line in zip(rows, values)]
        mario.append((f"{name}.txt", text(lines)))
    mario.append(("units.txt", text([["", "", "unit"], *(["Sector", s, "M EUR"] for s in SECTORS),
                                     ["Factor of production", "VA", "M EUR"],
                                     ["Satellite account", "CO2", "kt"]])))
    for target in ("mario", "mario-text"):
        write(target, "mario", frame(mario))


def generic():
    """A table in parts: Z and Y as labelled texts; pymrio's folder without parameters."""
    names = [f"{r}_{s}" for r, s in INDUSTRIES]
    columns, cells = uses(("C", "I"))
    z = [["", *names], *([n, *row] for n, row in zip(names, Z))]
    y = [["", *(f"{r}_{c}" for r, c in columns)], *([n, *row] for n, row in zip(names, cells))]
    parts = [("Z.csv", text(z)), ("Y.csv", text(y)),
             ("VA.csv", text([["", *names], ["VA", *VA], ["TLS", 0, 0, 0, 0]])),
             ("X.csv", text([["", "X"], *([n, x] for n, x in zip(names, X))]))]
    write("csv-pair", "folder", frame(parts))
    write("csv-pair", "paths", frame(parts[:2], "paths"))
    write("csv-pair", "zip", frame([(f"t_2005.zip/{n}", d.replace(",", ";")) for n, d in parts]))
    flows = [[r, s, "M.EUR"] for r, s in INDUSTRIES]
    write("labelled-set", "flows", frame([
        ("z.txt", headed(flows, INDUSTRIES, Z)), ("y.txt", headed(flows, columns, cells)),
        ("va.txt", headed([["VA", "M.EUR"]], INDUSTRIES, [VA])),
        ("va_y.txt", headed([["VA", "M.EUR"]], columns, [[0] * 4]))]))
    a = [[Z[i][j] / X[j] for j in range(4)] for i in range(4)]
    shares = [[r, s, "M.EUR/M.EUR"] for r, s in INDUSTRIES]
    write("labelled-set", "coefficients", frame([
        ("mrIot_2.txt", headed(shares, INDUSTRIES, a)),
        ("mrFinalDemand_2.txt", headed(flows, columns, cells)),
        ("mrFactorInputs_2.txt", headed([["VA", "M.EUR/M.EUR"]], INDUSTRIES,
                                        [[VA[j] / X[j] for j in range(4)]]))]))


def gloria():
    """Two regions of two industries and two products; labels from the workbook or from lists."""
    t = [[0] * 8 for _ in range(8)]
    use = [[0] * 4 for _ in range(8)]
    place = {i: 4 * (i // 2) + i % 2 for i in range(4)}
    for i in range(4):
        t[place[i]][place[i] + 2] = X[i]
        for j in range(4):
            t[place[i] + 2][place[j]] = Z[i][j]
        use[place[i] + 2] = Y[i]
    v = [[VA[j // 4 * 2 + j % 4] if j % 4 < 2 and j // 4 == i else 0 for j in range(8)]
         for i in range(2)]
    name = "20240110_120secMother_AllCountries_002_{}-Results_2022_059_Markup001(full).csv"
    tables = [(f"GLORIA_MRIOs_59_2022/{name.format(n)}", text(lines))
              for n, lines in (("T", t), ("Y", use), ("V", v))]
    book = xlsx({
        "Regions": [["Lfd_Nr", "Region_acronyms", "Region_names"], [1, "DEU", "Germany"],
                    [2, "KOR", "Korea"]],
        "Sectors": [["Lfd_Nr", "Sector_names"], [1, "Wheat"], [2, "Food"]],
        "Value added and final demand": [["Lfd_Nr", "Value_added_names", "Final_demand_names"],
                                         [1, "Compensation of employees", "Households"],
                                         [2, "", "Capital"]],
        "Satellites": [["Lfd_Nr", "Sat_head_indicator", "Sat_indicator", "Sat_unit"],
                       [1, "Emissions", "CO2", "kt"]]})
    readme = inside("GLORIA_ReadMe_059.xlsx", book)
    lists = [("regions.csv", "DEU\nKOR\n"), ("sectors.csv", "Wheat\nFood\n")]
    write("gloria", "book", frame([*tables, *readme]))
    write("gloria", "model", frame([*tables, *readme], "model=B"))
    write("gloria", "lists", frame([*tables, *lists], "countries=regions.csv,sectors=sectors.csv"))
    satellites = [(f"GLORIA_SatelliteAccounts_059_2022/{name.format(n)}", text(lines))
                  for n, lines in (("TQ", [[1, 1, 0, 0] * 2]), ("YQ", [[0] * 4]))]
    write("gloria", "satellites", frame([*tables, *satellites, *readme]))


def supply_and_use():
    industries = [f"{r}_{s}" for r, s in INDUSTRIES]
    products = [f"{r}_p{SECTORS.index(s) + 1}" for r, s in INDUSTRIES]
    supply = [["", *products], *([n, *(X[i] if i == j else 0 for j in range(4))]
                                 for i, n in enumerate(industries))]
    use = [["use", *industries, "DEU_C", "DEU_I", "KOR_C", "KOR_I"],
           *([p, *Z[i], *Y[i]] for i, p in enumerate(products)), ["VA", *VA, *[0] * 4]]
    parts = [("supply.csv", text(supply)), ("use.csv", text(use))]
    for model in "ABCD":
        write("sut-csv", f"model-{model}", frame(parts, f"model={model}"))
    wide = [("use.csv", text(line[:5] for line in use[:5])),
            ("final_demand.csv", text([line[0], *line[5:]] for line in use[:5])),
            ("value_added.csv", text([["", *industries], ["VA", *VA]]))]
    write("sut-csv", "parts", frame([(f"t.zip/2019/{n}", d) for n, d in [parts[0], *wide]]))


def make():
    supply_and_use()
    generic()
    gloria()
    oecd()
    figaro()
    long_run()
    eora()
    pymrio()
