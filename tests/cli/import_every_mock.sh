# Every published layout that we have a small example of: imported as it is, then decomposed. A line
# for each: format found, industries, final-use columns, exports of the world; notes below it, where
# a note is what the layout is about.
. "$LIB/tables.sh"
if [ ! -d "${GVC_SHARED:-}/formats/mocks" ]; then
    echo "GVC_SHARED is not set"
    exit 77
fi

# try NAME FILE... [OPTION...] - files below formats/.
try() {
    name=$1
    shift
    for argument in "$@"; do
        shift
        case $argument in
        */*) set -- "$@" "$GVC_SHARED/formats/$argument" ;;
        *) set -- "$@" "$argument" ;;
        esac
    done
    rm -f t.h5
    gvc import -q "$@" -o t.h5 || return
    gvc info t.h5 >info.txt
    field() { sed -n "s/^$1: *//p" info.txt; }
    exports=$(gvc decompose -q t.h5 --terms gexp |
        awk -F, 'NR > 1 { sum += $NF } END { printf "%.8g", sum }')
    echo "$name: $(field 'source format'), n $(field industries), f $(field 'final use columns')," \
        "gexp $exports"
    $notes || return 0
    # Without those that only repeat the year in the name.
    awk '/^source notes:/ { on = 1; sub(/^source notes: */, "") ; print "    " $0; next }
        on && /^                      / { sub(/^ */, ""); print "    " $0; next }
        { on = 0 }' info.txt | grep -v 'from the name'
}

notes=true
try oecd_icio2016 mocks/oecd_icio2016/ICIO2016_2003.csv
try oecd_icio2016.zip mocks/oecd_icio2016/ICIO2016_2003.zip
try oecd_icio2018 mocks/oecd_icio2018/ICIO2018_2010.CSV
try oecd_icio2018.zip mocks/oecd_icio2018/ICIO2018_2010.zip
try oecd_icio2021 mocks/oecd_icio2021/ICIO2021_2018.csv
try oecd_icio2021.zip mocks/oecd_icio2021/ICIO_2015-2018.zip
try oecd_icio2023_sml mocks/oecd_icio2023_sml/2020_SML.csv
try oecd_icio2023_sml.zip mocks/oecd_icio2023_sml/2016-2020_SML.zip
try oecd_icio2023_ext mocks/oecd_icio2023_ext/2020.csv
try oecd_icio2023_ext.zip mocks/oecd_icio2023_ext/2016-2020.zip --keep-splits
try oecd_icio2025_sml mocks/oecd_icio2025_sml/2022_SML.csv
try oecd_icio2025_sml.zip mocks/oecd_icio2025_sml/2016-2022_SML.zip
try figaro_indbyind mocks/figaro_indbyind/matrix_eu-ic-io_ind-by-ind_24ed_2021.csv
try figaro_indbyind.zip mocks/figaro_indbyind/flatfile_eu-ic-io_ind-by-ind_24ed_2021.zip
try figaro_prodbyprod mocks/figaro_prodbyprod/matrix_eu-ic-io_prod-by-prod_24ed_2021.csv
try figaro_prodbyprod.zip mocks/figaro_prodbyprod/flatfile_eu-ic-io_prod-by-prod_24ed_2021.zip
try lrwiod_csv mocks/lrwiod_csv/lr_wiod_wiot_final_filled.csv --year 1966
try oecd_mock2016 samples/pymrio-layout-mocks/oecd_mock/ICIO2016_2003.csv
try oecd_mock2018 samples/pymrio-layout-mocks/oecd_mock/ICIO2018_2010.CSV
try oecd_mock2018.zip samples/pymrio-layout-mocks/oecd_mock/ICIO2018_2010.zip
notes=false
try oecd_icio2021_rdata mocks/oecd_icio2021_rdata --year 2018
try wiod2013_xlsx mocks/wiod2013_xlsx/WIOT09_ROW_Sep12.xlsx
try wiod2013_stata_long mocks/wiod2013_stata_long/wiot_full.dta --year 2009
try wiod2016_rdata mocks/wiod2016_rdata/WIOT2014_October16_ROW.RData
try wiod2016_stata mocks/wiod2016_stata/WIOT2014_October16_ROW.dta
try wiod2016_xlsb mocks/wiod2016_xlsb/WIOT2014_Nov16_ROW.xlsb
try adb_mrio_xlsx mocks/adb_mrio_xlsx/ADB-MRIO62-2019_Dec2022.xlsx
try adb_mrio_xlsx_2024 "mocks/adb_mrio_xlsx_2024/ADB-MRIO62-2023_August 2024.xlsx"
try exiobase382_zip mocks/exiobase382_zip/IOT_2019_ixi.zip
try exiobase39_zip mocks/exiobase39_zip/IOT_2019_ixi.zip
try eora26_zip mocks/eora26_zip/Eora26_2015_bp.zip
try eora_full_heterogeneous mocks/eora_full_heterogeneous --year 2015
try gloria_sut mocks/gloria_sut
try emerging_mat73 mocks/emerging_mat73/global_mrio_2019.mat
try pymrio_save_txt mocks/pymrio_save_txt
try icio_user_csv mocks/icio_user_csv/TOY_2015.csv
try wiod_rpackage samples/wiod2013-rpackage/wiot_2005.RData
try wiodtest samples/exvatools-test-tables/wiodtest_data.rda
try wiod_mock samples/pymrio-layout-mocks/wiod_mock/wiot09_row_sep12.xlsx
try eora26_mock samples/pymrio-layout-mocks/eora26_mock
try exio1_mock samples/pymrio-layout-mocks/exio1_mock
try exio2_mock samples/pymrio-layout-mocks/exio2_mock
try exio3_mock samples/pymrio-layout-mocks/exio3_mock
try gloria_mock samples/pymrio-layout-mocks/gloria_mock
try test_mrio samples/pymrio-layout-mocks/test_mrio
