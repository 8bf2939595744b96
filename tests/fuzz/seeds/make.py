#!/usr/bin/env python3
"""make.py - makes the seeds in tests/fuzz/corpus: make.py GVC REPLAY

GVC, the program, writes the stored tables and results; REPLAY, of tests/fuzz, says which targets
there are: layouts without a reader are left out. Needs the pandas and h5py of Debian.
"""
import bz2
import gzip
import lzma
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

import binary
import published
import world
from world import REGIONS, SECTORS, Y, Z, frame, packed, text, write

ICIO = published.icio(("HFCE", "GFCF"))


def texts():
    for target in ("labelled-csv", "detect", "csv"):
        write(target, "icio", ICIO)
        write(target, "crlf", "\ufeff" + ICIO.replace("\n", "\r\n"))
        write(target, "quoted", text([f'"{c}"' for c in line.split(",")]
                                     for line in ICIO.splitlines()))
    write("labelled-csv", "tabs", ICIO.replace(",", "\t"))
    write("labelled-csv", "semicolons", ICIO.replace(",", ";"))
    satellite = text([["account", "unit", "DEU_A01", "DEU_C10T12", "KOR_A01", "KOR_C10T12"],
                      ["CO2", "kt", 1, 2, 3, 4.5], ["jobs", "", 5, 6, 7, 8]])
    write("labelled-csv", "satellite", frame([("t_2004.csv", ICIO), ("s.csv", satellite)],
                                             "satellite=s.csv,member=t_2004.csv,splits"))
    user = text([*Z[i], Y[i][0] + Y[i][1], Y[i][2] + Y[i][3]] for i in range(4))
    lists = [("countrylist.csv", text([[r] for r in REGIONS])),
             ("sectorlist.csv", text([[s] for s in SECTORS]))]
    for target in ("icio-csv", "detect"):
        write(target, "user", user)
        write(target, "lists", frame([("toy_2015.csv", user), *[(f"toy_{n}", t) for n, t in lists]],
                                     "paths"))
        write(target, "folder", frame([("toy.csv", user), *lists]))
        write(target, "zip", frame([(f"toy.zip/{n}", t) for n, t in (("toy.csv", user), *lists)]))


def small_texts():
    write("csv", "numbers", "a,1,2,3,4,5,6,7,8\nb,1e5,-2,.5,3.,+4,1e-300,0,\n")
    write("csv", "tabs", "a\t1\t2\nb\t3\n\n\n")
    write("csv", "semicolons", "a;1,5;2\nb;3;4\n")
    write("csv", "quotes", 'a,"b ""c"" , d",  e \r\n"f\ng",1\r\n')
    write("list", "plain", "DEU\nKOR\nROW\n")
    write("list", "quoted", '\ufeff"Agriculture, fishing"\r\n"Mining"\r\nEnd')
    write("groups", "header", "country,group\nDEU,Europe\nFRA,Europe\nKOR,Asia\n")
    write("groups", "reversed", 'Group,Country\n"Rest, of all",ROW\nAsia, KOR \n')
    write("map", "countries", "country,to\nA,Europe\nB,Europe\n")
    write("map", "sectors", "x,Goods\ny,Goods\n")
    write("map", "shares", "sector,to,share\nx,Goods,0.25\nx,Services,0.75\ny,Services,1\n")
    write("totals", "output", "label,output,inputs\nA_x,5,1\nA_y,6,2\nB_x,7,\nB_y,,3\n")
    write("totals", "final", "label;value_added;output\nA_x;1;3\nA_C;;20\nB_C;;\n")
    write("weights", "plain", "sector,stage\nA01,early\nC10T12,late\n")
    write("weights", "shares", "country,sector,share,stage\n,A01,0.25,early\n,A01,.75,late\n"
          "KOR,C10T12,1e0,late\n")
    write("satellite", "plain", "account,unit,A_x,A_y,B_x,B_y\nCO2,kt,1,2,3,4\n")
    write("satellite", "final", "name;A_x;A_C;A_y;B_x;B_y;B_C\njobs;1;2;3;4;5;6\nCO2;0;0;0;0;0;0\n")
    for i, number in enumerate(("0", "-1.5", "+.5e-3", "1e308", "4.9e-324", "inf", "-NaN",
                                "2.2250738585072011e-308", "9007199254740993", "1E+22,",
                                "123456789012345678901234567890", "0.1e", "179769313486231580793e289",
                                "0000000000000000000000000000000000.0000000000000000000000001")):
        write("number", f"{i:02d}", number)


def written(name, data):
    folder = tempfile.mkdtemp()
    pathlib.Path(folder, name).write_bytes(data)
    return folder


def archives():
    table = ICIO.encode()
    inner = packed([("2020.csv", table)])
    write("files", "zip", packed([("a/2019.csv", table), ("a/readme.txt", "no table")]))
    write("files", "stored", packed([("2019.csv", table)], zipfile.ZIP_STORED))
    write("files", "nested", packed([("2016-2020/2020.zip", inner)]))
    write("files", "gz", gzip.compress(table, mtime=0))
    write("files", "bz2", bz2.compress(table))
    write("files", "xz", lzma.compress(table))
    write("files", "folder", frame([("x/2019.csv", ICIO), ("x/labels_T.txt", "a\n"),
                                    ("y.zip/2020.csv", ICIO)]))
    folder = written("t.csv", table)
    tar = subprocess.run(["tar", "--mtime=2001-01-01", "--owner=0", "--group=0", "--mode=0644",
                          "-b1", "-cf-", "t.csv"], cwd=folder, check=True,
                         stdout=subprocess.PIPE).stdout
    shutil.rmtree(folder)
    write("files", "tar", tar)
    write("detect", "gz", gzip.compress(table, mtime=0))
    write("detect", "nested", packed([("2016-2020/2020.zip", inner)]))


def stored(gvc):
    folder = written("t.csv", ICIO.encode())
    environment = dict(os.environ, OPENBLAS_NUM_THREADS="1")

    def run(*arguments):
        subprocess.run([gvc, *arguments], cwd=folder, env=environment, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    run("import", "t.csv", "-o", "t.h5", "--reproducible")
    run("decompose", "t.h5", "-o", "r.h5", "--reproducible")
    run("decompose", "t.h5", "-o", "s.h5", "--reproducible", "--level", "country", "--tidy")
    for target in ("gvc", "detect"):
        write(target, "stored", pathlib.Path(folder, "t.h5").read_bytes())
    for name in ("r", "s"):
        write("result", name, pathlib.Path(folder, f"{name}.h5").read_bytes())
    shutil.rmtree(folder)


def main():
    gvc, replay = (pathlib.Path(p).resolve() for p in sys.argv[1:3])
    listed = subprocess.run([replay, "--list"], check=True, stdout=subprocess.PIPE, text=True)
    world.TARGETS.update(listed.stdout.split())
    texts()
    small_texts()
    archives()
    stored(gvc)
    published.make()
    binary.make()


main()
