"""arrays_h5py.py - results and tables as h5py sees them: types, labels, dimension scales, attributes."""

from common import KEYS, TERMS, done, make_files, need, ok, read_csv

need("h5py", "pandas")
import h5py  # noqa: E402
import numpy as np  # noqa: E402

make_files()


def strings_are_variable(path):
    """Outside /tidy no dataset has fixed-length strings: they crash readers on netCDF-C 4.9.0."""
    bad = []

    def look(name, thing):
        if isinstance(thing, h5py.Dataset) and not name.startswith("tidy/"):
            info = h5py.check_string_dtype(thing.dtype)
            if thing.dtype.kind == "S" or (info is not None and info.length is not None):
                bad.append(name)
            if info is not None and info.encoding != "utf-8":
                bad.append(name + " is not UTF-8")

    with h5py.File(path) as f:
        f.visititems(look)
    ok(not bad, path + ": strings of datasets have variable length", bad)


def check_result():
    with h5py.File("r.h5") as f:
        ok(f.attrs["gvc_schema"] == "result", "r.h5: gvc_schema is the text 'result'",
           repr(f.attrs["gvc_schema"]))
        ok(all(t in f for t in TERMS), "r.h5: a dataset a term", list(f))
        dims = [scale[0].name[1:] for scale in f["dva"].dims]
        ok(dims == KEYS, "r.h5: dimension scales", dims)
        ok(f["gexp"].dtype == np.dtype("<f8"), "r.h5: doubles", f["gexp"].dtype)
        ok(f["year"].dtype == np.dtype("<i4"), "r.h5: year is an int32", f["year"].dtype)
        ok(np.isnan(f["gexp"].attrs["_FillValue"]).all(), "r.h5: _FillValue is NaN")
        units = f["gexp"].attrs["units"]
        ok(isinstance(units, str) and units != "", "r.h5: units are a text", repr(units))
        expected = read_csv()
        labels = [f[d].asstr()[:] if f[d].dtype.kind == "O" else f[d][:] for d in dims]
        place = [{label: i for i, label in enumerate(names)} for names in labels]
        cells = tuple(np.array([place[d][key[d]] for key in expected.index]) for d in range(4))
        for term in TERMS:
            ok(np.array_equal(f[term][:][cells], expected[term].to_numpy(), equal_nan=True),
               "r.h5: %s is the same to the bit" % term)


def check_table():
    with h5py.File("t.h5") as f:
        ok(f.attrs["gvc_schema"] == "table", "t.h5: gvc_schema is the text 'table'")
        dims = {name: [s[0].name[1:] for s in f[name].dims] for name in ("Z", "Y", "V", "x")}
        ok(dims == {"Z": ["industry", "use"], "Y": ["industry", "final_use"],
                    "V": ["value_added", "use"], "x": ["industry"]}, "t.h5: dimension scales", dims)
        rows = f["Z"][:].sum(axis=1) + f["Y"][:].sum(axis=1)
        output = f["x"][:]
        ok(np.allclose(rows, output, rtol=1e-12, atol=1e-9 * output.max()),
           "t.h5: rows of Z and Y add up to x", np.abs(rows - output).max())
        columns = f["Z"][:].sum(axis=0) + f["V"][:].sum(axis=0)
        ok(np.allclose(columns, output, rtol=1e-12, atol=1e-9 * output.max()),
           "t.h5: columns of Z and V add up to x", np.abs(columns - output).max())


strings_are_variable("r.h5")
strings_are_variable("t.h5")
check_result()
check_table()
done()
