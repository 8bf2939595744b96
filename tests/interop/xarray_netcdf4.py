"""xarray_netcdf4.py - results and tables as labelled arrays, engine netcdf4."""

from common import check_xarray

check_xarray("netcdf4", "netCDF4")
