# shellcheck shell=bash
# reports.sh - reports that sanitizers leave in files PREFIX.PID. Sourced, not run.
#
# LeakSanitizer has to stop all threads of a program. On a busy machine it sometimes cannot, says so,
# and may take for lost what such a thread still holds: that report is not to be believed.

# gvc_report_to PREFIX - programs started from now on leave their reports there.
gvc_report_to() {
    export ASAN_OPTIONS="log_path='$1'" GVC_REPORTS=$1
}

# gvc_unsure PREFIX - is there a report that is not to be believed? Such are set aside under names
# with .unsure in place of .report.
gvc_unsure() {
    local report name found=1
    for report in "$1".*; do
        if grep -q 'was not suspended\. False leaks are possible' "$report" 2>/dev/null; then
            name=${report##*/}
            mv "$report" "${report%/*}/${name/.report/.unsure}"
            found=0
        fi
    done
    return "$found"
}
