"""xarray_h5netcdf.py - results and tables as labelled arrays, engine h5netcdf."""

from common import TERMS, done, make_files, need, ok, read_csv, same_frame

need("xarray", "h5netcdf", "pandas")
import numpy as np  # noqa: E402
import xarray as xr  # noqa: E402

make_files()
ds = xr.open_dataset("r.h5", engine="h5netcdf")
ok(list(ds.data_vars) == TERMS, "variables, in order", list(ds.data_vars))
same_frame(ds.to_dataframe(), "xarray, h5netcdf")

expected = read_csv()["dva"]
year, exporter, _, importer = expected.index[0]
picked = ds.dva.sel(year=year, exporter=exporter, importer=importer).sum("sector").item()
added = expected.xs((year, exporter, importer), level=["year", "exporter", "importer"]).sum()
ok(np.isclose(picked, added, rtol=1e-13), "selection by labels", "%r %r" % (picked, added))

table = xr.open_dataset("t.h5", engine="h5netcdf")
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
