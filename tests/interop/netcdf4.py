"""netcdf4.py - results through netCDF4, the library below most climate and GIS tools."""

import itertools

from common import KEYS, TERMS, done, make_files, need, ok, same_frame

need("netCDF4", "pandas")
import netCDF4  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

make_files()
with netCDF4.Dataset("r.h5") as f:
    ok(list(f.dimensions) == KEYS, "dimensions, in order", list(f.dimensions))
    ok([v for v in f.variables if v not in KEYS] == TERMS, "variables, in order",
       list(f.variables))
    labels = [f[key][:].tolist() for key in KEYS]
    columns = {t: np.ma.filled(f[t][:], np.nan).ravel() for t in TERMS}
    index = pd.MultiIndex.from_tuples(itertools.product(*labels), names=KEYS)
    same_frame(pd.DataFrame(columns, index=index), "netCDF4")
done()
