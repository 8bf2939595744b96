# An amount that looks like a percent and is next to nothing of what it hits is warned of; amounts
# are said with their unit and share.
gvc example -q -o example.h5
gvc scenario demand example.h5 --country BIG --by -10 --keep UPG --terms va_change --format table
gvc scenario supply example.h5 --country BIG --by -10 --keep UPG --terms va_change --format table 2>&1 | grep -i 'mean'
gvc scenario price example.h5 --country BIG --by 10 --keep UPG --format table 2>&1 | grep -e mean -e cost
# Neither a share nor a large amount, nor a small one of little.
gvc scenario demand example.h5 --country BIG --by -10% --keep UPG --terms va_change --format table
gvc scenario demand example.h5 --country BIG --by 250000 --keep UPG --terms va_change --format table
gvc scenario demand example.h5 --country HUB --from HUB --sector FOO --by 10 --keep HUB --terms va_change --format table
# It is with the result, and --strict heeds it.
gvc scenario demand example.h5 --country BIG --by -10 --strict -q -o r.json
echo "exit $?"
grep '"warnings"' r.json
