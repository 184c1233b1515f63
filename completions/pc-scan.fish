# Completion of pc-scan for fish, made from its declaration: do not edit.

# Prints the subcommand, how many operands stand before the cursor, and whether -- does.
function __pc_scan_place
    set -l valued ' --sort' \
        ' --ignore-file' \
        ' -d' \
        ' --max-depth' \
        ' -e' \
        ' --extension' \
        ' -l' \
        ' --language' \
        ' -g' \
        ' --glob' \
        ' -t' \
        ' --type' \
        ' -S' \
        ' --size' \
        ' --max-memory' \
        ' --newer' \
        ' --format' \
        ' --color' \
        ' -j' \
        ' --jobs' \
        ' --cache-dir' \
        ' --namespace' \
        ' --ttl' \
        'changed -m' \
        'changed --mark' \
        'changed --ignore-file' \
        'changed -d' \
        'changed --max-depth' \
        'changed -e' \
        'changed --extension' \
        'changed -l' \
        'changed --language' \
        'changed -g' \
        'changed --glob' \
        'changed -t' \
        'changed --type' \
        'changed -S' \
        'changed --size' \
        'changed --max-memory' \
        'changed --newer' \
        'changed --format' \
        'changed --color' \
        'changed -j' \
        'changed --jobs' \
        'changed --cache-dir' \
        'changed --namespace' \
        'changed --ttl' \
        'mark --ignore-file' \
        'mark -d' \
        'mark --max-depth' \
        'mark -e' \
        'mark --extension' \
        'mark -l' \
        'mark --language' \
        'mark -g' \
        'mark --glob' \
        'mark -t' \
        'mark --type' \
        'mark -S' \
        'mark --size' \
        'mark --max-memory' \
        'mark --newer' \
        'mark --format' \
        'mark --color' \
        'mark -j' \
        'mark --jobs' \
        'mark --cache-dir' \
        'mark --namespace' \
        'mark --ttl' \
        'hash --ignore-file' \
        'hash -d' \
        'hash --max-depth' \
        'hash -e' \
        'hash --extension' \
        'hash -l' \
        'hash --language' \
        'hash -g' \
        'hash --glob' \
        'hash -t' \
        'hash --type' \
        'hash -S' \
        'hash --size' \
        'hash --max-memory' \
        'hash --newer' \
        'hash --format' \
        'hash --color' \
        'hash -j' \
        'hash --jobs' \
        'hash --cache-dir' \
        'hash --namespace' \
        'hash --ttl' \
        'languages --ignore-file' \
        'languages -d' \
        'languages --max-depth' \
        'languages -e' \
        'languages --extension' \
        'languages -l' \
        'languages --language' \
        'languages -g' \
        'languages --glob' \
        'languages -t' \
        'languages --type' \
        'languages -S' \
        'languages --size' \
        'languages --max-memory' \
        'languages --newer' \
        'languages --format' \
        'languages --color' \
        'languages -j' \
        'languages --jobs' \
        'languages --cache-dir' \
        'languages --namespace' \
        'languages --ttl' \
        'stack --rules' \
        'stack --ignore-file' \
        'stack -d' \
        'stack --max-depth' \
        'stack -e' \
        'stack --extension' \
        'stack -l' \
        'stack --language' \
        'stack -g' \
        'stack --glob' \
        'stack -t' \
        'stack --type' \
        'stack -S' \
        'stack --size' \
        'stack --max-memory' \
        'stack --newer' \
        'stack --format' \
        'stack --color' \
        'stack -j' \
        'stack --jobs' \
        'stack --cache-dir' \
        'stack --namespace' \
        'stack --ttl'
    set -l words (commandline -opc)
    set -e words[1]
    set -l place ''
    set -l operands 0
    while set -q words[1]
        set -l word $words[1]
        set -e words[1]
        switch $word
            case --
                printf '%s\n' "$place" (math $operands + (count $words)) after
                return
            case '--*'
                contains -- "$place $word" $valued; and set -e words[1]
            case '-?*'
                set -l letters (string split '' -- (string sub -s 2 -- $word))
                while set -q letters[1]
                    set -l letter $letters[1]
                    set -e letters[1]
                    if contains -- "$place -$letter" $valued
                        set -q letters[1]; or set -e words[1]
                        break
                    end
                end
            case '*'
                if test -z "$place" -a $operands = 0; and contains -- $word changed mark hash languages stack
                    set place $word
                else
                    set operands (math $operands + 1)
                end
        end
    end
    printf '%s\n' "$place" $operands before
end

# Whether options may stand here: of the given subcommand, or of any.
function __pc_scan_in
    set -l place (__pc_scan_place)
    test $place[3] = before; or return 1
    not set -q argv[1]; or test "$argv[1]" = "$place[1]"
end

# Whether an operand stands here: of the subcommand, from one position to another.
function __pc_scan_at
    set -l place (__pc_scan_place)
    test "$argv[1]" = "$place[1]"; or return 1
    test $place[2] -ge $argv[2]; or return 1
    not set -q argv[3]; or test $argv[3] = end; or test $place[2] -le $argv[3]
end

function __pc_scan_folders
    __fish_complete_directories (commandline -ct | string replace -r '^--[^=]*=' '')
end

complete -c pc-scan -f
complete -c pc-scan -n '__pc_scan_in' -s H -l hidden -d 'Hidden files, too; never .git'
complete -c pc-scan -n '__pc_scan_in' -s I -l no-ignore -d 'Obey no ignore rules'
complete -c pc-scan -n '__pc_scan_in' -l ignore-file -r -F -d 'Obey this file\'s rules, too; a name without a slash is looked for in each folder'
complete -c pc-scan -n '__pc_scan_in' -s L -l follow -d 'Enter folders that links lead to, and take links to files for them'
complete -c pc-scan -n '__pc_scan_in' -s x -l one-file-system -d 'Enter no folder on another file system'
complete -c pc-scan -n '__pc_scan_in' -s d -l max-depth -x -d 'Go no deeper than this'
complete -c pc-scan -n '__pc_scan_in' -s e -l extension -x -d 'Only files whose names end so: py, tar.gz; any of several'
complete -c pc-scan -n '__pc_scan_in' -s l -l language -x -d 'Only files in this language; any of several'
complete -c pc-scan -n '__pc_scan_in' -s g -l glob -x -d 'Only what matches, or, with ! before it, only what does not; the last one counts'
complete -c pc-scan -n '__pc_scan_in' -s t -l type -x -a 'f file d folder l link p pipe s socket b block c character e empty' -d 'Only these: file, folder, link, pipe, socket, block, character, empty (default: file and link)'
complete -c pc-scan -n '__pc_scan_in' -s S -l size -x -d 'Only files of this size; +SIZE: at least, -SIZE: at most'
complete -c pc-scan -n '__pc_scan_in' -l max-memory -x -d 'Give up where what is found takes more memory (default: $PARSER_MAX_MEMORY_MB, else 2G)'
complete -c pc-scan -n '__pc_scan_in' -l newer -x -d 'Only what was changed after this moment, or after this file'
complete -c pc-scan -n '__pc_scan_in' -l json -d 'Write JSON: one object, or one object a line'
complete -c pc-scan -n '__pc_scan_in' -l format -x -a 'text json' -d 'How to write the answer'
complete -c pc-scan -n '__pc_scan_in' -s 0 -l null -d 'End each name with a NUL byte instead of a newline'
complete -c pc-scan -n '__pc_scan_in' -s q -l quiet -d 'Say nothing but what was asked for'
complete -c pc-scan -n '__pc_scan_in' -s v -l verbose -d 'Tell on standard error what is done and why'
complete -c pc-scan -n '__pc_scan_in' -l color -x -a 'auto always never' -d 'When to use colours (default: auto)'
complete -c pc-scan -n '__pc_scan_in' -s j -l jobs -x -d 'Do at most so many things at once'
complete -c pc-scan -n '__pc_scan_in' -l concurrency-disable -d 'Do at most so many things at once (--jobs 1)'
complete -c pc-scan -n '__pc_scan_in' -l cache-dir -x -a '(__pc_scan_folders)' -d 'Use this cache directory'
complete -c pc-scan -n '__pc_scan_in' -l namespace -x -d 'Keep apart from other namespaces'
complete -c pc-scan -n '__pc_scan_in' -l ttl -x -d 'Take cached answers up to this age'
complete -c pc-scan -n '__pc_scan_in' -l refresh -d 'Compute a fresh answer, and cache it'
complete -c pc-scan -n '__pc_scan_in' -l no-cache -d 'Take no part in the cache'
complete -c pc-scan -n '__pc_scan_in' -l cache-disable -d 'Take no part in the cache (--no-cache)'
complete -c pc-scan -n '__pc_scan_in' -l stats -d 'Tell on standard error what this run did'
complete -c pc-scan -n '__pc_scan_in' -l performance-stats -d 'Tell on standard error what this run did (--stats)'
complete -c pc-scan -n '__pc_scan_in' -s h -l help -d 'Show help: -h in short, --help in full'
complete -c pc-scan -n '__pc_scan_in' -l version -d 'Show the version'
complete -c pc-scan -n '__pc_scan_in \'\'; and __pc_scan_at \'\' 0 0' -a changed -d 'List what has changed since the last question, or since a mark'
complete -c pc-scan -n '__pc_scan_in \'\'; and __pc_scan_at \'\' 0 0' -a mark -d 'Remember how all files are now, under a name'
complete -c pc-scan -n '__pc_scan_in \'\'; and __pc_scan_at \'\' 0 0' -a hash -d 'Print a digest of each file and each folder'
complete -c pc-scan -n '__pc_scan_in \'\'; and __pc_scan_at \'\' 0 0' -a languages -d 'Count files, lines and bytes by language'
complete -c pc-scan -n '__pc_scan_in \'\'; and __pc_scan_at \'\' 0 0' -a stack -d 'Tell what a project is built with: languages, frameworks, databases, infrastructure'
complete -c pc-scan -n '__pc_scan_in \'\'' -l sort -x -a 'path name extension size modified' -d 'By path (the default), name, extension, size or modified'
complete -c pc-scan -n '__pc_scan_in \'\'' -s r -l reverse -d 'The other way round'
complete -c pc-scan -n '__pc_scan_in \'\'' -l stat -d 'With --json: sizes and times, too'
complete -c pc-scan -n '__pc_scan_in \'\'' -l languages -d 'What pc-scan languages tells, from the same pass as the next two'
complete -c pc-scan -n '__pc_scan_in \'\'' -l stack -d 'What pc-scan stack tells'
complete -c pc-scan -n '__pc_scan_in \'\'' -l hash -d 'What pc-scan hash tells'
complete -c pc-scan -n '__pc_scan_at \'\' 0 end' -F -d 'PATH'
complete -c pc-scan -n '__pc_scan_in \'changed\'' -s m -l mark -x -d 'Since this mark'
complete -c pc-scan -n '__pc_scan_in \'changed\'' -l unchanged -d 'List what has not changed instead; the next question is still about what has'
complete -c pc-scan -n '__pc_scan_in \'changed\'' -s s -l status -d 'With a letter for what has become of each'
complete -c pc-scan -n '__pc_scan_in \'changed\'' -l keep -d 'Ask, and let the next question be about the same changes'
complete -c pc-scan -n '__pc_scan_at \'changed\' 0 end' -F -d 'PATH'
complete -c pc-scan -n '__pc_scan_in \'mark\'' -l delete -d 'Forget the mark'
complete -c pc-scan -n '__pc_scan_in \'mark\'' -l list -d 'List all marks: when they were made, their names, their trees'
complete -c pc-scan -n '__pc_scan_at \'mark\' 1 end' -a '(__pc_scan_folders)' -d 'PATH'
complete -c pc-scan -n '__pc_scan_at \'hash\' 0 end' -F -d 'PATH'
complete -c pc-scan -n '__pc_scan_in \'languages\'' -s a -l all -d 'Count what is vendored, generated or documentation like all else'
complete -c pc-scan -n '__pc_scan_in \'languages\'' -l files -d 'List each file: language, blank, comment, code, name'
complete -c pc-scan -n '__pc_scan_in \'languages\'' -l plot -d 'Draw a bar for each language, too'
complete -c pc-scan -n '__pc_scan_at \'languages\' 0 end' -F -d 'PATH'
complete -c pc-scan -n '__pc_scan_in \'stack\'' -l explain -d 'With the evidence for each: file, line and rule'
complete -c pc-scan -n '__pc_scan_in \'stack\'' -l rules -r -F -d 'Rules of your own, beside those that come with the suite'
complete -c pc-scan -n '__pc_scan_at \'stack\' 0 end' -a '(__pc_scan_folders)' -d 'PATH'
