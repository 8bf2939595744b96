/* h5.c - writer: HDF5, which is netCDF-4 too; the work is done in io/hdf5 */
#include "hdf5/hdf5.h"
#include "writer.h"

const gvc_writer gvc_writer_h5 = {
    .info = {"hdf5", "HDF5, readable as netCDF-4",
             "One array of doubles a term over labelled dimensions, with units, formulas and the "
             "provenance as attributes. Opens in xarray, h5py, pandas, R and everything that reads "
             "netCDF-4; --tidy adds a compound table with a row a cell.",
             "h5 nc hdf5"},
    .file = &gvc_hdf5_result_file,
};
