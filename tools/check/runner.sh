#!/usr/bin/env bash
# runner.sh - what runs our tests believes leak reports as far as it should (tools/reports.sh), tells
# the tests of the command line in their order, and adds up to the right line. A program that leaves
# reports as sanitizers do stands in for gvc.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder"/{tests/cli,tools,logs}
cp tests/cli/run "$folder/tests/cli"
cp tools/reports.sh tools/tap.sh "$folder/tools"
unset ASAN_OPTIONS GVC_REPORTS

# program unsure|leak [TIMES] - leaves such a report and fails, only the first TIMES times.
cat >"$folder/program" <<END
#!/bin/bash
runs=$folder/\$1-\${2:-always}
echo >>"\$runs"
eval "path=\${ASAN_OPTIONS#log_path=}.\$\$"
[[ -z \${2:-} ]] || ((\$(wc -l <"\$runs") <= \$2)) || exit 0
[[ \$1 == leak ]] || echo "Running thread 7 was not suspended. False leaks are possible." >"\$path"
echo "==7==ERROR: LeakSanitizer: detected memory leaks" >>"\$path"
exit 23
END
chmod +x "$folder/program"

number=0
expect() { # expect TITLE EXPECTED FOUND - one test
    number=$((number + 1))
    if [[ $2 == "$3" ]]; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        diff <(echo "$2") <(echo "$3") | sed 's/^/# /' || true
    fi
}

cd "$folder/tests/cli"
echo 'sleep 0.5' >a_late.sh
echo 'gvc leak' >b_leak.sh
echo 'gvc unsure 1' >c_once.sh
echo 'gvc unsure' >d_always.sh
echo 'echo nothing to do; exit 77' >e_skip.sh
printed=$(GVC=$folder/program GVC_REPORTS=$folder/logs/r.report ./run -j 3 | grep -v '^# [-+@]') || true
expect "the runner tells in order, and runs again what is unsure" "1..5
ok 1 - a_late
not ok 2 - b_leak
# run again: c_once, for LeakSanitizer could not stop a thread
ok 3 - c_once
# run again: d_always, for LeakSanitizer could not stop a thread
not ok 4 - d_always
ok 5 - e_skip # SKIP nothing to do" "$printed"
expect "reports that are not to be believed are set aside" "r.report.b_leak
r.unsure.c_once
r.unsure.d_always
r.unsure.d_always" "$(cd "$folder/logs" && printf '%s\n' * | sed 's/\.[0-9]*$//')"
rm -f "$folder"/logs/* "$folder"/*-*
printed=$(GVC=$folder/program ./run -j 0) || true
expect "no jobs at all are refused" "Bail out! -j wants a number of jobs" "$printed"

# total COMMAND... - what tools/test says at the end when it has run this and looked for leaks.
total() {
    rm -f "$folder"/logs/* "$folder"/*-*
    (
        logs=$folder/logs
        # shellcheck source=tools/tap.sh
        source "$folder/tools/tap.sh"
        "$@"
        leaks units
        finish
    ) | grep -E 'passed,.*failed(,.*skipped)?$|run again|leaked' | sed 's/, see .*//'
}
# with WORDS - a program of unit tests that runs the one above, and says that it has passed.
with() {
    cat >"$folder/criterion" <<END
#!/bin/bash
printf '1..1\nok 1 - some\n' >"\${1#--tap=}"
"$folder/program" $1 || true
END
    chmod +x "$folder/criterion"
}
with 'unsure 1'
expect "unit tests whose leak check was unsure run again" \
    "   some: run again, for LeakSanitizer could not stop a thread
1 passed, 0 failed" "$(total run_criterion some "$folder/criterion")"
with 'leak 1'
expect "a leak of unit tests fails" "   units: leaked memory
1 passed, 1 failed" "$(total run_criterion some "$folder/criterion")"
GVC=$folder/program
export GVC
expect "leaks and failures of the command line count" \
    "   units: leaked memory
2 passed, 3 failed, 1 skipped" "$(total run_tap cli "$folder/tests/cli/run" | grep -v 'run again\|(')"
cd "$root"
echo "1..$number"
