"""world.py - the table all seeds hold: two made-up countries, two sectors, two uses a country"""
import io
import pathlib
import zipfile

CORPUS = pathlib.Path(__file__).resolve().parent.parent / "corpus"
REGIONS = ["DEU", "KOR"]
SECTORS = ["A01", "C10T12"]
INDUSTRIES = [(r, s) for r in REGIONS for s in SECTORS]
Z = [[10, 2, 1, 0], [3, 20, 0, 2], [0, 1, 8, 4], [1, 2.5, 3, 15]]
Y = [[5, 2, 1, 0], [10, 5, 2, 1], [0, 0, 9, 3], [1, 0.5, 12, 6]]
X = [sum(Z[i]) + sum(Y[i]) for i in range(4)]
VA = [X[j] - sum(row[j] for row in Z) for j in range(4)]


def uses(categories):
    """Columns of final use, and Y with one column for each: what is too much is 0."""
    columns = [(r, c) for r in REGIONS for c in categories]
    cells = [[Y[i][2 * REGIONS.index(r) + k] if k < 2 else 0
              for r in REGIONS for k in range(len(categories))] for i in range(4)]
    return columns, cells


def text(lines, separator=",", end="\n"):
    return end.join(separator.join(str(c) for c in line) for line in lines) + end


def frame(files, options=None):
    """Several files as one seed (fuzz.h says how)."""
    out = [b"=== !" + options.encode()] if options else []
    for name, data in files:
        data = data.encode() if isinstance(data, str) else data
        assert b"\n=== " not in data
        out.append(b"=== " + name.encode() + b"\n" + data)
    return b"\n".join(out)


TARGETS = set()
DETECTED = {"book", "csv", "detect", "files", "groups", "list", "map", "number", "result",
            "satellite", "totals", "weights"}


def write(target, name, data):
    if target not in TARGETS:
        return
    if target not in DETECTED:  # one of each format
        DETECTED.add(target)
        write("detect", f"{target}-{name}", data)
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)


def packed(files, method=zipfile.ZIP_DEFLATED):
    """A zip whose bytes are the same in every run."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        for name, data in files:
            info = zipfile.ZipInfo(name, (2001, 1, 1, 0, 0, 0))
            info.compress_type = method
            z.writestr(info, data)
    return out.getvalue()
