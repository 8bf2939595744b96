#!/usr/bin/env bash
# files.sh - makes the files that the examples of commands and topics name, in the folder where it runs
#
# An example of a new command that needs another file gets it here.
set -euo pipefail

gvc example -q -o example.h5
cp example.h5 table.h5
for year in 2000 2010 2020; do
    gvc example -q --year "$year" -o "world$year.h5"
done
gvc batch decompose world*.h5 -q -o panel.h5
gvc decompose world2010.h5 -q -o old.h5
gvc decompose world2020.h5 -q -o new.h5
cp new.h5 a.h5
cp new.h5 b.h5

# A headerless table of six countries, with the sectors of WIOD: every industry buys from all others,
# half of it at home.
printf '%s\n' DEU FRA CAN MEX USA KOR >countries.csv
printf 'c%d\n' {1..35} >sectors.csv
awk 'BEGIN {
    countries = 6; sectors = 35; n = countries * sectors
    for (i = 0; i < n; i++) {
        line = ""
        for (j = 0; j < n; j++) {
            home = int(i / sectors) == int(j / sectors)
            line = line (home ? 5 : 1) * (1 + (7 * i + 3 * j) % 5) ","
        }
        for (c = 0; c < countries; c++)
            line = line (int(i / sectors) == c ? 3000 : 100) + (i % 9) (c < countries - 1 ? "," : "")
        print line
    }
}' >flows.csv
gzip -c flows.csv >wiot_2005.csv.gz
cp countries.csv c.csv
cp sectors.csv s.csv
gvc import -q wiot_2005.csv.gz -o wiod2005.h5
cp wiod2005.h5 icio.h5
cp wiod2005.h5 wiod2000.h5
awk '{ print $0 "," (NR <= 16 ? "goods" : "services") }' sectors.csv >mine.csv
printf 'label,output\nUPG_ELE,900000\nHQE_BUS,2500000\n' >national_accounts.csv
