# shellcheck shell=bash
# tap.sh - runs programs that print TAP and adds up what they say. Sourced, not run.
# shellcheck disable=SC2154 # $logs, the folder for what they leave, is set by who sources this

# shellcheck source=tools/reports.sh
source "$(dirname "${BASH_SOURCE[0]}")/reports.sh"

passed=0
failed=0
skipped=0
failures=()

heading() {
    printf '== %s\n' "$*"
}

fail() {
    failed=$((failed + 1))
    failures+=("$1")
}

# count NAME TAP STATUS ERRORS SECONDS - adds the lines of a TAP file to the totals. A plan that was not kept
# and a bad exit status that no line explains are failures too: a crash must not pass.
count() {
    local name=$1 tap=$2 status=$3 errors=$4 seconds=$5
    local line planned=-1 seen=0 bad=0 good=0 left_out=0
    while IFS= read -r line; do
        case $line in
        "ok"*"# SKIP"* | "ok"*"# skip"*)
            left_out=$((left_out + 1))
            seen=$((seen + 1))
            ;;
        "ok" | "ok "*)
            good=$((good + 1))
            seen=$((seen + 1))
            ;;
        "not ok"*)
            bad=$((bad + 1))
            seen=$((seen + 1))
            line=${line#not ok}
            fail "$name: ${line#* - }"
            ;;
        "Bail out!"*)
            bad=$((bad + 1))
            fail "$name: $line"
            ;;
        "1.."*)
            line=${line#1..}
            planned=${line%%[!0-9]*}
            ;;
        esac
    done <"$tap"
    if ((planned < 0)); then
        fail "$name: printed no test plan (exit status $status)"
        bad=$((bad + 1))
    elif ((seen < planned)); then
        fail "$name: $seen of $planned tests reported (exit status $status)"
        bad=$((bad + 1))
    elif [[ $status != 0 ]] && ((bad == 0)); then
        fail "$name: exit status $status without a failed test"
        bad=$((bad + 1))
    fi
    passed=$((passed + good))
    skipped=$((skipped + left_out))
    printf '   %-32s %5d passed, %d failed, %d skipped (%d s)\n' \
        "$name" "$good" "$bad" "$left_out" "$seconds"
    grep '^# run again' "$tap" || true
    if ((bad > 0)); then
        grep -A 12 -E '^(not ok|Bail out!)' "$tap" | head -n 200 || true
        tail -n 40 "$errors"
    fi
}

# Where the TAP comes from: tap_printed FILE COMMAND..., from stdout; tap_of_criterion FILE PROGRAM,
# which writes it to a file.
tap_printed() {
    "${@:2}" >"$1.tap" 2>"$1.err" </dev/null
}
tap_of_criterion() {
    : >"$1.tap"
    "$2" --tap="$1.tap" >"$1.err" 2>&1 </dev/null
}

# perform HOW NAME COMMAND... - runs; what left a report that is not to be believed runs once more,
# and only that counts.
perform() {
    local how=$1 name=$2 file=$logs/${2//\//-} status=0 started=$SECONDS
    shift 2
    gvc_report_to "$file.report"
    "$how" "$file" "$@" || status=$?
    if gvc_unsure "$file.report"; then
        echo "   $name: run again, for LeakSanitizer could not stop a thread"
        status=0
        "$how" "$file" "$@" || status=$?
        gvc_unsure "$file.report" || true
    fi
    echo "$status $((SECONDS - started))" >"$file.ended"
    unset ASAN_OPTIONS GVC_REPORTS
}

# ended NAME - counts what was performed under that name.
ended() {
    local file=$logs/${1//\//-} status=killed seconds=0
    [[ ! -e $file.ended ]] || read -r status seconds <"$file.ended"
    count "$1" "$file.tap" "$status" "$file.err" "$seconds"
}

# run_tap NAME COMMAND... - a program that prints TAP.
run_tap() {
    perform tap_printed "$@"
    ended "$1"
}

# start_tap NAME COMMAND... - the same beside others, as many as there are cores; end_taps waits for
# all and counts them in the order of their start.
started=()
start_tap() {
    while (($(jobs -pr | wc -l) >= $(nproc))); do
        wait -n || true
    done
    started+=("$1")
    perform tap_printed "$@" &
}
end_taps() {
    local name
    wait
    for name in "${started[@]}"; do
        ended "$name"
    done
    started=()
}

# run_criterion NAME PROGRAM - tests written with Criterion. The verdict of a leak comes too late for
# their TAP, so leak reports are collected by leaks().
run_criterion() {
    perform tap_of_criterion "$@"
    ended "$1"
}

# leaks NAME - a failure for every leak report in $logs; other reports have failed their test already
# and are only shown.
leaks() {
    local report
    for report in "$logs"/*.report.*; do
        [[ -e $report ]] || continue
        if grep -q 'LeakSanitizer' "$report"; then
            fail "$1: leaked memory, see $report"
        fi
        head -n 60 "$report"
    done
}

# finish - the failures and the line with the totals; exits, with 1 if there are failures.
finish() {
    local line
    echo
    if ((failed > 0)); then
        heading "Failed"
        printf '   %s\n' "${failures[@]}"
    fi
    line="$passed passed, $failed failed"
    if ((skipped > 0)); then
        line+=", $skipped skipped"
    fi
    echo "$line"
    ((failed == 0)) || exit 1
    exit 0
}
