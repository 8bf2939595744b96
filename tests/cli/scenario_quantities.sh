# Shocks of quantities on the example: output and value added before and after, by country and
# sector; what is kept is said below a table and in the attributes.
. "$LIB/tables.sh"
gvc example -o example.h5
gvc scenario demand example.h5 --country BIG --by -5% --keep UPG,HUB | rounded
gvc scenario demand example.h5 --buyer BIG --from UPG --sector ELE,CAR --by 10% --level sector \
    --keep UPG --terms output_change,va_change | rounded
gvc scenario demand example.h5 --from UPG --sector ELE --buyer BIG --by 1000 --keep UPG \
    --terms va_change,va_home,va_foreign | rounded
gvc scenario extract example.h5 --country UPG --sector ELE --keep UPG,PAR | rounded
gvc scenario extract example.h5 --sector UPG_ELE --variant backward.total --keep UPG,PAR | rounded
gvc scenario extract example.h5 --from UPG --to BIG --by 50% --keep UPG,BIG | rounded
gvc scenario extract example.h5 --from N --to BIG --by 50% --group N=UPG,PAR --keep N |
    rounded
gvc scenario source example.h5 --buyer BIG --from UPG --to PAR --sector ELE --by 50% \
    --keep UPG,PAR,BIG | rounded
gvc scenario source example.h5 --buyer BIG --to home --sector ELE --by 10% --keep BIG | rounded
gvc scenario source example.h5 --buyer BIG --from UPG --to ASY,PAR --split equal --keep ASY,PAR \
    --terms va_change | rounded
gvc scenario supply example.h5 --country UPG --by -10% --keep UPG,HUB | rounded
gvc scenario inoperability example.h5 --country UPG --sector ELE --by -20% --level sector \
    --keep UPG --terms output_percent,inoperability | rounded
gvc scenario inoperability example.h5 --country UPG --by -20% --periods 3 --resilience 0.5 \
    --keep UPG --terms inoperability,cumulative_change | rounded
gvc scenario source example.h5 --buyer BIG --from UPG --to PAR --sector ELE --by 50% -o r.json
grep -oE '"(method|closure|shocks|view)": *"[^"]*"' r.json
gvc methods scenario_source | head -n 12
