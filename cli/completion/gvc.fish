# Completion of gvc for fish. The program itself knows what can come next.
function __gvc_candidates
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in ($words[1] help --print candidates -- $words[2..] "$current" 2>/dev/null)
        if test "$line" = :files
            set -l before (string match -r '^--[^=]*=' -- $current)
            set -l after (string replace -r '^--[^=]*=' '' -- $current)
            for file in (__fish_complete_path "$after")
                echo -- "$before$file"
            end
        else
            echo -- $line
        end
    end
end
complete -c gvc -f -a '(__gvc_candidates)'
