"""pandas_h5py.py - the README's recipe with h5py and pandas only."""

from common import TERMS, done, make_files, need, same_frame

need("h5py", "pandas")
import h5py  # noqa: E402
import pandas as pd  # noqa: E402

make_files()
with h5py.File("r.h5") as f:
    dims = [s[0].name[1:] for s in f["dva"].dims]
    text = h5py.check_string_dtype
    labels = [f[d].asstr()[:] if text(f[d].dtype) else f[d][:] for d in dims]
    df = pd.DataFrame({t: f[t][:].ravel() for t in TERMS},
                      index=pd.MultiIndex.from_product(labels, names=dims))
same_frame(df, "pandas and h5py")
done()
