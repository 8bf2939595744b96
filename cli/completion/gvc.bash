# shellcheck shell=bash
# Completion of gvc for bash. The program itself knows what can come next.
_gvc() {
    local words=() word current line glue=
    # bash cuts words at '='; --level=pair is one.
    for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
        if [[ ${#words[@]} -gt 0 && ($word == = || $glue == =) ]]; then
            words[-1]+=$word
        else
            words+=("$word")
        fi
        glue=$word
    done
    current=${words[-1]}
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == :files ]]; then
            compopt -o filenames 2>/dev/null
            while IFS= read -r word; do
                COMPREPLY+=("$word")
            done < <(compgen -f -- "${current#--*=}")
        else
            line=${line%%$'\t'*}
            # What stands before '=' is there already.
            COMPREPLY+=("${line#--*=}")
        fi
    done < <("$1" help --print candidates -- "${words[@]}" 2>/dev/null)
}
complete -F _gvc gvc
