# A panel takes results that were made with the same options; which one differs is said. What may
# differ from year to year may.
for year in 2000 2010 2020; do
    gvc example --year $year -q -o e$year.h5
done
# pair COMMAND OPTION... -- OPTION... - results of two years with other options, merged.
pair() {
    command=$1
    shift
    first=
    while [ "$1" != -- ]; do
        first="$first $1"
        shift
    done
    shift
    # shellcheck disable=SC2086 # words on purpose
    gvc $command e2000.h5 $first -q -o a.h5
    # shellcheck disable=SC2086
    gvc $command e2010.h5 "$@" -q -o b.h5
    gvc batch merge a.h5 b.h5 -q -o p.h5
    echo "exit $?"
}
pair rates --elasticities 1,2,3 -- --elasticities 1,2,4
pair "scenario inoperability" --country UPG --by -10% --periods 3 --resilience 0.5 -- \
    --country UPG --by -10% --periods 3 --resilience 0.25
pair "scenario tariff" --from UPG --to ASY --rate 10% --erp -- \
    --from UPG --to ASY --rate 10% --erp --product-rate 5%
pair exposure --concentration --rest UPG -- --concentration --rest ASY
pair paths --exporter UPG --min 0.01 -- --exporter UPG --min 0.02
echo "-- the same"
pair rates -- --equal
pair rates --elasticities 1,2,3 -- --elasticities 1,2,3 --reproducible --memory 1G
pair decompose --exporter UPG --terms gexp,dva --solver lu -- --exporter ASY --terms gexp,dva
pair decompose --exporter UPG -- --exporter ASY --tidy
echo "-- a third one, behind a panel"
gvc rates e2000.h5 --elasticities 1,2,3 -q -o a.h5
gvc rates e2010.h5 --elasticities 1,2,3 -q -o b.h5
gvc rates e2020.h5 --elasticities 1,2,4 -q -o c.h5
gvc batch merge a.h5 b.h5 -q -o ab.h5
gvc batch merge c.h5 ab.h5 -q -o p.h5
echo "exit $?"
gvc rates e2020.h5 --elasticities 1,2,3 -q -o c.h5
gvc batch merge c.h5 ab.h5 -q -o p.h5
echo "exit $?"
