"""xarray_h5netcdf.py - results and tables as labelled arrays, engine h5netcdf."""

from common import check_xarray

check_xarray("h5netcdf", "h5netcdf")
