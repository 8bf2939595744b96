"""gvc_read - tables and results of gvc as pandas data frames and xarray datasets.

One file: copy it beside your script, or put its folder on PYTHONPATH. Needs Python 3.9, h5py and
pandas; read_xarray needs xarray as well.

    >>> import gvc_read
    >>> df = gvc_read.read_result("bilateral.h5")      # the rows of gvc's CSV, a row a cell
    >>> df.groupby("exporter")[["gexp", "dva"]].sum()
    >>> gvc_read.units(df)["dva"]
    'million USD, current prices'
    >>> t = gvc_read.read_table("example.h5")
    >>> A = t.Z / t.x                                  # coefficients: each column over its output
"""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass
from typing import Any, Iterable, Mapping, Optional, Union

import h5py
import numpy as np
import pandas as pd

__all__ = ["GvcFileError", "Table", "attributes", "read_panel", "read_result", "read_table",
           "read_xarray", "units"]

Path = Union[str, "os.PathLike[str]"]
Labels = Union[str, int, Iterable[Any]]

SCHEMA = 1  # files of layout 1.x are read


class GvcFileError(ValueError):
    """The file is none that this module reads; the message says why and what to do."""


# ---- public -------------------------------------------------------------------------------------


def read_result(path: Path, *, terms: Optional[Iterable[str]] = None,
                where: Optional[Mapping[str, Labels]] = None, categorical: bool = False,
                keep_zeros: bool = True, all_cells: bool = False) -> pd.DataFrame:
    """A result as a data frame: the keys, in order, then a column a term.

    The rows are those of gvc's CSV, in its order: without the own country (importer = exporter),
    and without industries that the table does not have. NaN is a value that is not defined; year
    0 is an unknown year.

    terms        only these columns, in this order
    where        only these labels of some keys; nothing else is read from the file
    categorical  keys of text become categories in the order of the file, which saves memory and
                 keeps countries in their order when they are grouped
    keep_zeros   False leaves out rows in which every term is 0
    all_cells    True keeps the cells that are no rows of the CSV: own country 0, absent NaN

    df.attrs holds what the file says of itself (title, method, source, warnings, ...), and under
    "columns" the units, long_name and formula of every term; see units(df).

        >>> read_result("bilateral.h5", terms=["gexp", "dva"], where={"exporter": ["UPG", "HQE"]})
    """
    with _File(path, "result") as file:
        names = _choose(path, "term", file.terms(), terms)
        dims = file.dims(names[0])
        labels = [file.labels(d) for d in dims]
        places = _places(path, dims, labels, where or {})
        labels = [known[at] for known, at in zip(labels, places)]
        kept = np.ones([len(known) for known in labels], bool)
        if not all_cells:
            kept &= _not_own(file.attrs.get("own_cell"), dims, labels)
            kept &= file.present(dims, places)
        values = {name: file.values(name, places)[kept] for name in names}
        if not all_cells and file.attrs.get("rows") == "defined":
            some = np.any([~np.isnan(column) for column in values.values()], axis=0)
            kept[kept] = some
            values = {name: column[some] for name, column in values.items()}
        if not keep_zeros:
            some = np.any([column != 0 for column in values.values()], axis=0)
            kept[kept] = some
            values = {name: column[some] for name, column in values.items()}
        columns: dict = {}
        for dim, known, at in zip(dims, labels, np.nonzero(kept)):
            if categorical and known.dtype == object:
                columns[dim] = pd.Categorical.from_codes(at, categories=known)
            else:
                columns[dim] = known[at]
        columns.update(values)
        df = pd.DataFrame(columns)
        df.attrs = {**file.attrs, "columns": {name: file.about(name) for name in names}}
        return df


def read_panel(paths: Union[Path, Iterable[Path]], **options: Any) -> pd.DataFrame:
    """Results of several years, one below the other by year; options as for read_result.

    The files must be results of the same kind: same keys, terms, units and method, no year twice.
    A file that holds several years is welcome, also alone. Attributes that are not the same in all
    files become dicts {path: value}.

        >>> df = read_panel(sorted(glob.glob("bilateral_*.h5")), terms=["gexp", "dva"])
        >>> df.pivot_table(index="year", columns="exporter", values="dva", aggfunc="sum")
    """
    paths = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    if not paths:
        raise ValueError("read_panel: no files")
    frames = [read_result(path, **options) for path in paths]
    seen: dict = {}
    for path, df in zip(paths, frames):
        _same_kind(paths[0], frames[0], path, df)
        for year in df["year"].unique():
            if year in seen:
                raise ValueError(f"year {year} is in two files: {seen[year]} and {path}")
            seen[year] = path
    parts = [df for _, df in sorted(((year, df[df["year"] == year]) for df in frames
                                     for year in df["year"].unique()), key=lambda part: part[0])]
    attrs = [df.attrs for df in frames]
    for part in parts:
        part.attrs = {}
    panel = _stack(parts) if parts else frames[0]
    panel.attrs = _common(paths, attrs)
    return panel


def read_xarray(path: Path, engine: Optional[str] = None) -> Any:
    """A result or a table as an xarray Dataset, one variable a term or matrix.

    Without an engine h5py reads everything into memory. engine="netcdf4" or "h5netcdf" is
    xarray.open_dataset, which reads when values are used; close the dataset after.
    Datasets are rectangular: the own country is there with zeros, absent industries are NaN.

        >>> ds = read_xarray("bilateral.h5")
        >>> ds.dva.sel(exporter="UPG", importer="HQE").sum("sector")
    """
    import xarray as xr
    with _File(path, None) as file:
        if engine is None:
            return file.dataset(xr)
    return xr.open_dataset(path, engine=engine)


@dataclass(frozen=True)
class Table:
    """A table; matrices are labelled (country, sector) on both sides, rows sell to columns."""

    Z: pd.DataFrame  # intermediate use: (country, sector) x (country, sector)
    Y: pd.DataFrame  # final use: (country, sector) x (country, category)
    V: pd.DataFrame  # rows of value added: label x (country, sector)
    x: pd.Series  # gross output
    E: Optional[pd.DataFrame]  # satellite accounts, None where there are none
    EY: Optional[pd.DataFrame]  # satellite accounts of final use itself
    VY: Optional[pd.DataFrame]  # primary rows that final use itself pays
    x_given: Optional[pd.Series]  # output as the source states it
    year: int  # 0: unknown
    units: str  # of Z, Y, V and x
    satellite_units: pd.Series  # by row of E
    roles: pd.Series  # by row of V: "value added", "taxes on products", "adjustment"
    countries: pd.Series  # full names by code; the code where there is none
    sectors: pd.Series
    attrs: dict  # what the file says of itself


def read_table(path: Path) -> Table:
    """A table as labelled data frames.

        >>> t = read_table("example.h5")
        >>> t.Z.loc["UPG", "HQE"]                      # sales of UPG's sectors to those of HQE
        >>> t.Z.groupby("country").sum().T.groupby("country").sum().T
        >>> L = np.linalg.inv(np.eye(len(t.x)) - (t.Z / t.x).fillna(0))
    """
    with _File(path, "table") as file:
        if "Z" not in file.names:
            raise GvcFileError(f"{path}: holds Z as sparse arrays, which are not read here")
        text = file.text
        industry = pd.MultiIndex.from_arrays(
            [text("industry_country"), text("industry_sector")], names=["country", "sector"])
        final = pd.MultiIndex.from_arrays(
            [text("final_use_country"), text("final_use_category")], names=["country", "category"])
        added = pd.Index(text("value_added"), name="value_added")
        extension = pd.Index(text("extension"), name="extension")

        def frame(name: str, rows: pd.Index, columns: pd.Index) -> Optional[pd.DataFrame]:
            return pd.DataFrame(file.get(name), rows, columns) if name in file.names else None

        def named(labels: str, names: str, name: str) -> pd.Series:
            return pd.Series([long or short for short, long in
                              zip(text(labels), text(names) if names in file.names
                                  else text(labels))], text(labels), object, name)

        given = file.get("x_given") if "x_given" in file.names else None
        roles = (text("value_added_role") if "value_added_role" in file.names
                 else ["value added"] * len(added))
        return Table(
            Z=frame("Z", industry, industry), Y=frame("Y", industry, final),
            V=frame("V", added, industry), x=pd.Series(file.get("x"), industry, name="x"),
            E=frame("E", extension, industry), EY=frame("EY", extension, final),
            VY=frame("VY", added, final),
            x_given=None if given is None else pd.Series(given, industry, name="x_given"),
            year=file.attrs["year"], units=file.attrs.get("units", "unknown"),
            satellite_units=pd.Series(text("extension_units"), extension, object, "units"),
            roles=pd.Series(roles, added, object, "role"),
            countries=named("country", "country_name", "country"),
            sectors=named("sector", "sector_name", "sector"), attrs=file.attrs)


def attributes(path: Path) -> dict:
    """What a table or result says of itself; under "columns" the units, long_name and formula of
    every term or matrix. Reads no numbers.

        >>> print(attributes("bilateral.h5")["method_reference"])
    """
    with _File(path, None) as file:
        return {**file.attrs, "columns": {name: file.about(name) for name in file.terms()}}


def units(df: pd.DataFrame) -> dict:
    """Units of the terms that are columns of the frame: {"dva": "million USD, current prices"}."""
    if "columns" not in df.attrs:
        raise ValueError("the frame has no attrs of gvc: operations such as merge drop them; take "
                         "the units of the frame that read_result returned")
    return {name: about.get("units", "") for name, about in df.attrs["columns"].items()
            if name in df.columns}


# ---- a file -------------------------------------------------------------------------------------


class _File:
    """An HDF5 file of gvc, of schema "table", "result" or either (None)."""

    def __init__(self, path: Path, schema: Optional[str]) -> None:
        if not os.path.exists(path):
            raise FileNotFoundError(f"{path}: no such file")
        try:
            self.file = h5py.File(path, "r")
        except OSError as error:
            raise GvcFileError(
                f"{path}: cannot be opened as HDF5: {error}. CSV files of gvc are read with "
                'pandas.read_csv(path, float_precision="round_trip")') from None
        try:
            self.attrs = {name: _plain(value) for name, value in self.file.attrs.items()}
            _check_schema(path, self.attrs, schema)
            self.names = _names(self.file)
        except BaseException:
            self.file.close()
            raise

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: Any) -> None:
        self.file.close()

    def terms(self) -> list:
        """Datasets of values: terms of a result, matrices of a table."""
        return [name for name in self.names
                if self.file[name].dtype.kind == "f" and not _is_scale(self.file[name])]

    def dims(self, name: str) -> list:
        return [dim[0].name[1:] for dim in self.file[name].dims]

    def get(self, name: str) -> np.ndarray:
        return self.file[name][...]

    def text(self, name: str) -> np.ndarray:
        if name not in self.names:
            return np.array([], object)
        return self.file[name].asstr()[...]

    def labels(self, dim: str) -> np.ndarray:
        if self.file[dim].dtype.kind == "i":
            return self.get(dim).astype("int64")
        return self.text(dim)

    def values(self, name: str, places: list) -> np.ndarray:
        """The block around the places is read, then the places are taken."""
        box = tuple(slice(at[0], at[-1] + 1) if len(at) else slice(0, 0) for at in places)
        block = self.file[name][box]
        if any(len(at) < extent for at, extent in zip(places, block.shape)):
            block = block[np.ix_(*(at - at[0] if len(at) else at for at in places))]
        return block

    def present(self, dims: list, places: list) -> np.ndarray:
        """Which industries the table has, to be broadcast over the cells."""
        if "present" not in self.names:
            return np.ones([1] * len(dims), bool)
        own = self.dims("present")
        mask = self.get("present")[np.ix_(*(places[dims.index(d)] for d in own))] != 0
        return _spread(mask, own, dims)

    def about(self, name: str) -> dict:
        attrs = self.file[name].attrs
        return {key: _plain(attrs[key]) for key in ("units", "long_name", "formula")
                if key in attrs}

    def dataset(self, xr: Any) -> Any:
        """As xarray.open_dataset makes it."""
        variables, coordinates = {}, set()
        for name in self.names:
            h5 = self.file[name]
            attrs = {key: _plain(value) for key, value in h5.attrs.items()
                     if key not in ("CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST",
                                    "_FillValue", "coordinates")}
            coordinates.update(_plain(h5.attrs.get("coordinates", "")).split())
            dims = [name] if _is_scale(h5) else self.dims(name)
            values = self.get(name) if h5.dtype.kind in "fi" else self.text(name)
            variables[name] = (dims, values, attrs)
        coords = {name: value for name, value in variables.items()
                  if name in coordinates or value[0] == [name]}
        data = {name: value for name, value in variables.items() if name not in coords}
        return xr.Dataset(data, coords, self.attrs)


def _is_scale(dataset: h5py.Dataset) -> bool:
    return h5py.h5ds.is_scale(dataset.id)


def _names(file: h5py.File) -> list:
    """Datasets of the root group in the order of writing."""
    try:
        names: list = []
        file.id.links.iterate(lambda name: names.append(name.decode()),
                              idx_type=h5py.h5.INDEX_CRT_ORDER)
    except (RuntimeError, OSError):
        names = list(file)  # a program that rewrote the file did not keep the order
    return [name for name in names if isinstance(file[name], h5py.Dataset)]


def _plain(value: Any) -> Any:
    """Python's own types: numpy's are not equal in comparisons of attrs, and not printed well."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, (np.generic, np.ndarray)):
        return value.item() if value.size == 1 else value.tolist()
    return value


def _check_schema(path: Path, attrs: Mapping[str, Any], wanted: Optional[str]) -> None:
    schema = attrs.get("gvc_schema")
    if schema not in ("table", "result"):
        raise GvcFileError(f"{path}: is an HDF5 file, but none that gvc wrote (it has no attribute "
                           "gvc_schema)")
    version = str(attrs.get("gvc_schema_version", ""))
    major = version.split(".")[0]
    if not major.isdigit() or int(major) > SCHEMA:
        raise GvcFileError(f"{path}: has layout {version or 'unknown'} and this module reads "
                           f"{SCHEMA}.x: take the gvc_read.py that came with the gvc that wrote it "
                           f"({attrs.get('gvc_version', 'unknown')})")
    if wanted is not None and schema != wanted:
        raise GvcFileError(f"{path}: is a {schema} of gvc, not a {wanted}: use read_{schema}")


# ---- labels and masks ---------------------------------------------------------------------------


def _choose(path: Path, what: str, known: Iterable[Any], asked: Optional[Labels]) -> list:
    """What is asked for, checked; everything without a question."""
    known = list(known)
    if asked is None:
        return known
    asked = [asked] if isinstance(asked, (str, int, np.integer)) else list(asked)
    for one in asked:
        if one not in known:
            near = difflib.get_close_matches(str(one), [str(k) for k in known], 3, 0.5)
            listed = [str(k) for k in known]
            hint = (" or ".join(near) + "?" if near else
                    "there is " + ", ".join(listed[:20]) + (", ..." if len(listed) > 20 else ""))
            raise ValueError(f"{path}: has no {what} {one!r}; {hint}")
    return asked


def _places(path: Path, dims: list, labels: list, where: Mapping[str, Labels]) -> list:
    """Positions along each dimension, in the order of the file."""
    _choose(path, "key", dims, list(where))
    places = []
    for dim, known in zip(dims, labels):
        asked = set(_choose(path, dim, known.tolist(), where.get(dim)))
        places.append(np.flatnonzero([label in asked for label in known.tolist()]))
    return places


def _spread(mask: np.ndarray, own: list, dims: list) -> np.ndarray:
    """The mask over its own dimensions, shaped so that it broadcasts over dims."""
    order = sorted(range(len(own)), key=lambda k: dims.index(own[k]))
    shape = [1] * len(dims)
    for k in order:
        shape[dims.index(own[k])] = mask.shape[k]
    return mask.transpose(order).reshape(shape)


def _not_own(rule: Optional[str], dims: list, labels: list) -> np.ndarray:
    """rule: "exporter importer": equal labels on these two are no rows."""
    if not rule:
        return np.ones([1] * len(dims), bool)
    own = rule.split()
    first, second = (labels[dims.index(d)] for d in own)
    return _spread(first[:, None] != second[None, :], own, dims)


# ---- panels -------------------------------------------------------------------------------------

# Numbers that differ in these do not belong below each other.
_KIND = ("view", "method", "variant", "perspective", "approach", "detail", "value_added",
         "output")


def _same_kind(first: Path, one: pd.DataFrame, path: Path, other: pd.DataFrame) -> None:
    def kind(df: pd.DataFrame) -> dict:
        return {"columns": ", ".join(df.columns),
                "units": ", ".join(f"{name}: {unit}" for name, unit in units(df).items()),
                **{key: df.attrs.get(key) for key in _KIND}}

    a, b = kind(one), kind(other)
    for what in a:
        if a[what] != b[what]:
            raise ValueError(f"{path} is no other year of {first}: its {what} is {b[what]}, "
                             f"not {a[what]}")


def _stack(parts: list) -> pd.DataFrame:
    columns: dict = {}
    for name in parts[0].columns:
        pieces = [part[name] for part in parts]
        if isinstance(pieces[0].dtype, pd.CategoricalDtype):
            columns[name] = pd.api.types.union_categoricals(pieces)
        else:
            columns[name] = np.concatenate([piece.to_numpy() for piece in pieces])
    return pd.DataFrame(columns)


def _common(paths: list, attrs: list) -> dict:
    """Attributes that all files share, and dicts {path: value} of the others. Columns have the
    same units in all of them (_same_kind); long_name and formula are those of the first."""
    common = {}
    for name in dict.fromkeys(name for one in attrs for name in one):
        values = {str(path): one[name] for path, one in zip(paths, attrs) if name in one}
        same = len(values) == len(attrs) and all(_equal(value, attrs[0][name])
                                                 for value in values.values())
        common[name] = attrs[0][name] if same or name == "columns" else values
    return common


def _equal(a: Any, b: Any) -> bool:
    """NaN, a figure that is not known, is the same in both."""
    return a == b or (a != a and b != b)
