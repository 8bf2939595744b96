# A folder of several years is as many tables; one table says nothing of growth.
mkdir years
for year in 2000 2010 2020; do
    gvc example -q --year $year -o years/world_$year.h5
done
gvc growth -q years --country UPG >folder.csv
gvc growth -q years/world*.h5 --country UPG | cmp - folder.csv && echo "the same"
mkdir more one
mv years/world_2000.h5 more
gvc growth -q more/world_2000.h5 years --country UPG | cmp - folder.csv && echo "file and folder"
mv more/world_2000.h5 one
gvc growth one
echo "exit $?"
