"""example.py - from results to a figure: what exports are made of, and how the domestic share moved.

First, in a shell:

    for y in 2000 2010 2020; do
        gvc example --year $y -o table_$y.h5
        gvc decompose table_$y.h5 --level sector -o exports_$y.h5
    done

then: python3 example.py exports_*.h5 figure.png     (python3-matplotlib draws; .pdf and .svg too)
"""

import sys

import gvc_read

PARTS = {"dva": "domestic value added", "ddc": "domestic, counted again",
         "fva": "foreign value added", "fdc": "foreign, counted again"}
COLOURS = {"dva": "#0072B2", "ddc": "#9ECAE1", "fva": "#D55E00", "fdc": "#F5B895"}
MARKED = {"UPG": "#009E73", "ASY": "#CC79A7", "OIL": "#E69F00"}

*paths, figure = sys.argv[1:]

# One row a year, exporter and sector; sectors add up, shares are taken after.
df = gvc_read.read_panel(paths, terms=["gexp", *PARTS], categorical=True)
exports = df.groupby(["year", "exporter"], observed=True)[["gexp", *PARTS]].sum()
shares = exports[list(PARTS)].div(exports["gexp"], axis=0)
last = shares.loc[shares.index.get_level_values("year").max()].sort_values("dva")
print(exports["gexp"].unstack("year").round())
print("gexp in", gvc_read.units(df)["gexp"])
print(last.iloc[::-1].round(3))

try:
    import matplotlib
except ImportError:
    sys.exit("no figure: Python has no matplotlib (on Debian: apt install python3-matplotlib)")
matplotlib.use("Agg")  # files only, no window
import matplotlib.pyplot as plt  # noqa: E402

plt.rcParams.update({"font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
fig, (left, right) = plt.subplots(1, 2, figsize=(9, 4), width_ratios=[3, 2],
                                  layout="constrained")
start = last["dva"] * 0
for part, label in PARTS.items():
    left.barh(last.index.astype(str), last[part] * 100, left=start, color=COLOURS[part],
              label=label)
    start = start + last[part] * 100
left.set_title("What exports are made of, %d" % shares.index[-1][0], loc="left")
left.set_xlabel("% of gross exports")
left.set_xlim(0, 100)
left.legend(loc="upper center", bbox_to_anchor=(0.45, -0.16), ncols=2, frameon=False)

lines = shares["dva"].unstack("exporter") * 100
for country in lines:
    colour = MARKED.get(country, "#BBBBBB")
    right.plot(lines.index, lines[country], color=colour, marker="o", markersize=3,
               linewidth=2 if country in MARKED else 1, zorder=3 if country in MARKED else 2)
    if country in MARKED:
        right.annotate(country, (lines.index[-1], lines[country].iloc[-1]), (6, -3),
                       textcoords="offset points", color=colour, weight="bold")
right.set_title("Domestic value added, % of exports", loc="left")
right.set_xticks(lines.index)
right.set_ylim(40, 100)
fig.savefig(figure, dpi=150)
print("figure:", figure)
