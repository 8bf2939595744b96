"""read_hdf.py - /tidy through pandas.read_hdf (PyTables): one row a cell, rows of zeros left out."""

import warnings

from common import KEYS, TERMS, done, make_files, need, ok, read_csv

need("tables", "pandas")
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

# PyTables says that it does not know references; they are the dimension scales' own.
warnings.simplefilter("ignore")
make_files()
df = pd.read_hdf("r.h5", "tidy/bilateral")
ok(list(df.columns) == KEYS + TERMS, "columns", list(df.columns))
for key in KEYS[1:]:
    ok(all(isinstance(label, str) for label in df[key]), "labels of %s are texts" % key)
df = df.set_index(KEYS)
expected = read_csv()
expected = expected[(expected.fillna(1.0) != 0.0).any(axis=1)]
ok(list(df.index) == list(expected.index), "labels, in order",
   "%d rows, %d in the CSV file" % (len(df), len(expected)))
for term in TERMS:
    ok(len(df) == len(expected)
       and np.array_equal(df[term].to_numpy(), expected[term].to_numpy(), equal_nan=True),
       "%s is the same to the bit" % term)
done()
