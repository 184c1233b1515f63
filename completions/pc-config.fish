# Completion of pc-config for fish, made from its declaration: do not edit.

# Prints the subcommand, how many operands stand before the cursor, and whether -- does.
function __pc_config_place
    set -l valued ' -f' \
        ' --file' \
        ' --from' \
        ' --document' \
        ' --defaults' \
        ' --schema' \
        ' --env-prefix' \
        ' --max-size' \
        ' --max-depth' \
        ' --max-values' \
        ' --format' \
        ' --color' \
        ' --cache-dir' \
        ' --namespace' \
        ' --ttl' \
        'get --default' \
        'get --type' \
        'get -f' \
        'get --file' \
        'get --from' \
        'get --document' \
        'get --defaults' \
        'get --schema' \
        'get --env-prefix' \
        'get --max-size' \
        'get --max-depth' \
        'get --max-values' \
        'get --format' \
        'get --color' \
        'get --cache-dir' \
        'get --namespace' \
        'get --ttl' \
        'has -f' \
        'has --file' \
        'has --from' \
        'has --document' \
        'has --defaults' \
        'has --schema' \
        'has --env-prefix' \
        'has --max-size' \
        'has --max-depth' \
        'has --max-values' \
        'has --format' \
        'has --color' \
        'has --cache-dir' \
        'has --namespace' \
        'has --ttl' \
        'keys -f' \
        'keys --file' \
        'keys --from' \
        'keys --document' \
        'keys --defaults' \
        'keys --schema' \
        'keys --env-prefix' \
        'keys --max-size' \
        'keys --max-depth' \
        'keys --max-values' \
        'keys --format' \
        'keys --color' \
        'keys --cache-dir' \
        'keys --namespace' \
        'keys --ttl' \
        'len -f' \
        'len --file' \
        'len --from' \
        'len --document' \
        'len --defaults' \
        'len --schema' \
        'len --env-prefix' \
        'len --max-size' \
        'len --max-depth' \
        'len --max-values' \
        'len --format' \
        'len --color' \
        'len --cache-dir' \
        'len --namespace' \
        'len --ttl' \
        'type -f' \
        'type --file' \
        'type --from' \
        'type --document' \
        'type --defaults' \
        'type --schema' \
        'type --env-prefix' \
        'type --max-size' \
        'type --max-depth' \
        'type --max-values' \
        'type --format' \
        'type --color' \
        'type --cache-dir' \
        'type --namespace' \
        'type --ttl' \
        'dump -f' \
        'dump --file' \
        'dump --from' \
        'dump --document' \
        'dump --defaults' \
        'dump --schema' \
        'dump --env-prefix' \
        'dump --max-size' \
        'dump --max-depth' \
        'dump --max-values' \
        'dump --format' \
        'dump --color' \
        'dump --cache-dir' \
        'dump --namespace' \
        'dump --ttl' \
        'export --shell' \
        'export --prefix' \
        'export -f' \
        'export --file' \
        'export --from' \
        'export --document' \
        'export --defaults' \
        'export --schema' \
        'export --env-prefix' \
        'export --max-size' \
        'export --max-depth' \
        'export --max-values' \
        'export --format' \
        'export --color' \
        'export --cache-dir' \
        'export --namespace' \
        'export --ttl' \
        'validate -f' \
        'validate --file' \
        'validate --from' \
        'validate --document' \
        'validate --defaults' \
        'validate --schema' \
        'validate --env-prefix' \
        'validate --max-size' \
        'validate --max-depth' \
        'validate --max-values' \
        'validate --format' \
        'validate --color' \
        'validate --cache-dir' \
        'validate --namespace' \
        'validate --ttl' \
        'diff -f' \
        'diff --file' \
        'diff --from' \
        'diff --document' \
        'diff --defaults' \
        'diff --schema' \
        'diff --env-prefix' \
        'diff --max-size' \
        'diff --max-depth' \
        'diff --max-values' \
        'diff --format' \
        'diff --color' \
        'diff --cache-dir' \
        'diff --namespace' \
        'diff --ttl' \
        'explain -f' \
        'explain --file' \
        'explain --from' \
        'explain --document' \
        'explain --defaults' \
        'explain --schema' \
        'explain --env-prefix' \
        'explain --max-size' \
        'explain --max-depth' \
        'explain --max-values' \
        'explain --format' \
        'explain --color' \
        'explain --cache-dir' \
        'explain --namespace' \
        'explain --ttl' \
        'path -f' \
        'path --file' \
        'path --from' \
        'path --document' \
        'path --defaults' \
        'path --schema' \
        'path --env-prefix' \
        'path --max-size' \
        'path --max-depth' \
        'path --max-values' \
        'path --format' \
        'path --color' \
        'path --cache-dir' \
        'path --namespace' \
        'path --ttl' \
        'set --type' \
        'set -f' \
        'set --file' \
        'set --from' \
        'set --document' \
        'set --defaults' \
        'set --schema' \
        'set --env-prefix' \
        'set --max-size' \
        'set --max-depth' \
        'set --max-values' \
        'set --format' \
        'set --color' \
        'set --cache-dir' \
        'set --namespace' \
        'set --ttl' \
        'delete -f' \
        'delete --file' \
        'delete --from' \
        'delete --document' \
        'delete --defaults' \
        'delete --schema' \
        'delete --env-prefix' \
        'delete --max-size' \
        'delete --max-depth' \
        'delete --max-values' \
        'delete --format' \
        'delete --color' \
        'delete --cache-dir' \
        'delete --namespace' \
        'delete --ttl' \
        'invalidate -f' \
        'invalidate --file' \
        'invalidate --from' \
        'invalidate --document' \
        'invalidate --defaults' \
        'invalidate --schema' \
        'invalidate --env-prefix' \
        'invalidate --max-size' \
        'invalidate --max-depth' \
        'invalidate --max-values' \
        'invalidate --format' \
        'invalidate --color' \
        'invalidate --cache-dir' \
        'invalidate --namespace' \
        'invalidate --ttl' \
        'settings --preset' \
        'settings -f' \
        'settings --file' \
        'settings --from' \
        'settings --document' \
        'settings --defaults' \
        'settings --schema' \
        'settings --env-prefix' \
        'settings --max-size' \
        'settings --max-depth' \
        'settings --max-values' \
        'settings --format' \
        'settings --color' \
        'settings --cache-dir' \
        'settings --namespace' \
        'settings --ttl'
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
                if test -z "$place" -a $operands = 0; and contains -- $word get has keys len type dump export validate diff explain path set delete invalidate settings
                    set place $word
                else
                    set operands (math $operands + 1)
                end
        end
    end
    printf '%s\n' "$place" $operands before
end

# Whether options may stand here: of the given subcommand, or of any.
function __pc_config_in
    set -l place (__pc_config_place)
    test $place[3] = before; or return 1
    not set -q argv[1]; or test "$argv[1]" = "$place[1]"
end

# Whether an operand stands here: of the subcommand, from one position to another.
function __pc_config_at
    set -l place (__pc_config_place)
    test "$argv[1]" = "$place[1]"; or return 1
    test $place[2] -ge $argv[2]; or return 1
    not set -q argv[3]; or test $argv[3] = end; or test $place[2] -le $argv[3]
end

function __pc_config_folders
    __fish_complete_directories (commandline -ct | string replace -r '^--[^=]*=' '')
end

complete -c pc-config -f
complete -c pc-config -n '__pc_config_in' -s f -l file -r -F -d 'Read this file, and no others but those named like it, the later ones stronger; - is standard input'
complete -c pc-config -n '__pc_config_in' -l from -x -a 'yaml toml json jsonc' -d 'What the files are written in, where their names do not tell'
complete -c pc-config -n '__pc_config_in' -l jsonc -d 'Read JSON with comments, and commas at the ends'
complete -c pc-config -n '__pc_config_in' -l document -x -d 'Which document of a YAML file with several, or all, as a list (default: 1)'
complete -c pc-config -n '__pc_config_in' -l defaults -r -F -d 'What holds where nothing else says anything'
complete -c pc-config -n '__pc_config_in' -l schema -r -F -d 'What this schema has as defaults holds where nothing else says anything; for validate, what the values must be'
complete -c pc-config -n '__pc_config_in' -l must-exist -d 'End with 66 where there is no file, or a named one is not there'
complete -c pc-config -n '__pc_config_in' -l no-layers -d 'Leave out your own files and the system\'s'
complete -c pc-config -n '__pc_config_in' -l env-prefix -x -d 'What the names of overriding variables begin with (default: PC_CONFIG_)'
complete -c pc-config -n '__pc_config_in' -l no-env -d 'No variable overrides anything'
complete -c pc-config -n '__pc_config_in' -l stale-ok -d 'Where a file is broken, answer from what it said before'
complete -c pc-config -n '__pc_config_in' -l max-size -x -d 'Refuse longer files (default: $PARSER_MAX_MEMORY_MB, else 2G)'
complete -c pc-config -n '__pc_config_in' -l max-depth -x -d 'Refuse what is nested deeper in maps and lists (default: 512)'
complete -c pc-config -n '__pc_config_in' -l max-values -x -d 'Refuse YAML with more values once its aliases are followed (default: 10000000)'
complete -c pc-config -n '__pc_config_in' -l json -d 'Write JSON: one object, or one object a line'
complete -c pc-config -n '__pc_config_in' -l format -x -a 'text json yaml toml env flat' -d 'How to write the answer'
complete -c pc-config -n '__pc_config_in' -s 0 -l null -d 'End each name with a NUL byte instead of a newline'
complete -c pc-config -n '__pc_config_in' -s q -l quiet -d 'Say nothing but what was asked for'
complete -c pc-config -n '__pc_config_in' -s v -l verbose -d 'Tell on standard error what is done and why'
complete -c pc-config -n '__pc_config_in' -l color -x -a 'auto always never' -d 'When to use colours (default: auto)'
complete -c pc-config -n '__pc_config_in' -l cache-dir -x -a '(__pc_config_folders)' -d 'Use this cache directory'
complete -c pc-config -n '__pc_config_in' -l namespace -x -d 'Keep apart from other namespaces'
complete -c pc-config -n '__pc_config_in' -l ttl -x -d 'Take cached answers up to this age'
complete -c pc-config -n '__pc_config_in' -l refresh -d 'Compute a fresh answer, and cache it'
complete -c pc-config -n '__pc_config_in' -l no-cache -d 'Take no part in the cache'
complete -c pc-config -n '__pc_config_in' -l cache-disable -d 'Take no part in the cache (--no-cache)'
complete -c pc-config -n '__pc_config_in' -l stats -d 'Tell on standard error what this run did'
complete -c pc-config -n '__pc_config_in' -l performance-stats -d 'Tell on standard error what this run did (--stats)'
complete -c pc-config -n '__pc_config_in' -s h -l help -d 'Show help: -h in short, --help in full'
complete -c pc-config -n '__pc_config_in' -l version -d 'Show the version'
complete -c pc-config -n '__pc_config_in \'\'; and __pc_config_at \'\' 0 0' -a get -d 'Print values'
complete -c pc-config -n '__pc_config_in \'\'; and __pc_config_at \'\' 0 0' -a has -d 'Ask whether there are all these values: 0 yes, 1 no'
complete -c pc-config -n '__pc_config_in \'\'; and __pc_config_at \'\' 0 0' -a keys -d 'List the names in a map, or the numbers of a list\'s elements'
complete -c pc-config -n '__pc_config_in \'\'; and __pc_config_at \'\' 0 0' -a len -d 'Print how many values a map or a list has, or how many characters a string has'
complete -c pc-config -n '__pc_config_in \'\'; and __pc_config_at \'\' 0 0' -a type -d 'Print what a value is: int, float, bool, string, list, map, null or date'
complete -c pc-config -n '__pc_config_in \'\'; and __pc_config_at \'\' 0 0' -a dump -d 'Print the whole, or a part of it, as JSON, YAML, TOML, variables or flat lines'
complete -c pc-config -n '__pc_config_in \'\'; and __pc_config_at \'\' 0 0' -a export -d 'Print the values as variables for a shell to eval'
complete -c pc-config -n '__pc_config_in \'\'; and __pc_config_at \'\' 0 0' -a validate -d 'Check the files, and with a schema, their values'
complete -c pc-config -n '__pc_config_in \'\'; and __pc_config_at \'\' 0 0' -a diff -d 'Tell what is different between two files, whatever they are written in'
complete -c pc-config -n '__pc_config_in \'\'; and __pc_config_at \'\' 0 0' -a explain -d 'Tell where a value comes from: file and line, or variable, and what it overrides'
complete -c pc-config -n '__pc_config_in \'\'; and __pc_config_at \'\' 0 0' -a path -d 'List the files that were looked for, the weakest first, and what became of each'
complete -c pc-config -n '__pc_config_in \'\'; and __pc_config_at \'\' 0 0' -a set -d 'Give a value to a path, in the file, which keeps its comments and its order'
complete -c pc-config -n '__pc_config_in \'\'; and __pc_config_at \'\' 0 0' -a delete -d 'Remove a value from the file, which keeps all else'
complete -c pc-config -n '__pc_config_in \'\'; and __pc_config_at \'\' 0 0' -a invalidate -d 'Forget what was cached of all configurations, or of those with these files'
complete -c pc-config -n '__pc_config_in \'\'; and __pc_config_at \'\' 0 0' -a settings -d 'List the settings of this suite: what holds, and who says so'
complete -c pc-config -n '__pc_config_in \'get\'' -l default -x -d 'Print this, as it is, where there is no value'
complete -c pc-config -n '__pc_config_in \'get\'' -s r -l raw -d 'Print nothing behind the value, and change nothing on a terminal'
complete -c pc-config -n '__pc_config_in \'get\'' -l type -x -a 'int float bool string list map null date' -d 'End with 65 where the value is of another type'
complete -c pc-config -n '__pc_config_at \'get\' 0 end' -a '(sh -c \'pc-config dump --format flat 2>/dev/null | sed \\\'s/ = .*//\\\'\' 2>/dev/null)' -d 'PATH'
complete -c pc-config -n '__pc_config_at \'has\' 0 end' -a '(sh -c \'pc-config dump --format flat 2>/dev/null | sed \\\'s/ = .*//\\\'\' 2>/dev/null)' -d 'PATH'
complete -c pc-config -n '__pc_config_at \'keys\' 0 0' -a '(sh -c \'pc-config dump --format flat 2>/dev/null | sed \\\'s/ = .*//\\\'\' 2>/dev/null)' -d 'PATH'
complete -c pc-config -n '__pc_config_at \'len\' 0 0' -a '(sh -c \'pc-config dump --format flat 2>/dev/null | sed \\\'s/ = .*//\\\'\' 2>/dev/null)' -d 'PATH'
complete -c pc-config -n '__pc_config_at \'type\' 0 0' -a '(sh -c \'pc-config dump --format flat 2>/dev/null | sed \\\'s/ = .*//\\\'\' 2>/dev/null)' -d 'PATH'
complete -c pc-config -n '__pc_config_in \'dump\'' -s c -l compact -d 'JSON in one line'
complete -c pc-config -n '__pc_config_at \'dump\' 0 0' -a '(sh -c \'pc-config dump --format flat 2>/dev/null | sed \\\'s/ = .*//\\\'\' 2>/dev/null)' -d 'PATH'
complete -c pc-config -n '__pc_config_in \'export\'' -l shell -x -a 'bash zsh sh fish' -d 'For which shell (default: sh, which bash and zsh read, too)'
complete -c pc-config -n '__pc_config_in \'export\'' -l prefix -x -d 'What the names begin with'
complete -c pc-config -n '__pc_config_in \'export\'' -l no-export -d 'Set them for the shell alone, not for what it runs'
complete -c pc-config -n '__pc_config_at \'export\' 0 0' -a '(sh -c \'pc-config dump --format flat 2>/dev/null | sed \\\'s/ = .*//\\\'\' 2>/dev/null)' -d 'PATH'
complete -c pc-config -n '__pc_config_in \'validate\'' -l strict -d 'Tell of names that the schema does not have, and end with 65'
complete -c pc-config -n '__pc_config_in \'validate\'' -l allow-remote-refs -d 'Fetch what the schema refers to by address, with curl(1)'
complete -c pc-config -n '__pc_config_in \'validate\'' -l assert-formats -d 'Check format, too: date-time, email, ipv4, uri and the like'
complete -c pc-config -n '__pc_config_at \'diff\' 0 0' -F -d 'A'
complete -c pc-config -n '__pc_config_at \'diff\' 1 1' -F -d 'B'
complete -c pc-config -n '__pc_config_at \'explain\' 0 0' -a '(sh -c \'pc-config dump --format flat 2>/dev/null | sed \\\'s/ = .*//\\\'\' 2>/dev/null)' -d 'PATH'
complete -c pc-config -n '__pc_config_in \'set\'' -s n -l dry-run -d 'Print the changed file, and change nothing'
complete -c pc-config -n '__pc_config_in \'set\'' -l create -d 'Make the file where there is none'
complete -c pc-config -n '__pc_config_in \'set\'' -l type -x -a 'int float bool string list map null date' -d 'What the value is to be'
complete -c pc-config -n '__pc_config_at \'set\' 0 0' -a '(sh -c \'pc-config dump --format flat 2>/dev/null | sed \\\'s/ = .*//\\\'\' 2>/dev/null)' -d 'PATH'
complete -c pc-config -n '__pc_config_in \'delete\'' -s n -l dry-run -d 'Print the changed file, and change nothing'
complete -c pc-config -n '__pc_config_at \'delete\' 0 0' -a '(sh -c \'pc-config dump --format flat 2>/dev/null | sed \\\'s/ = .*//\\\'\' 2>/dev/null)' -d 'PATH'
complete -c pc-config -n '__pc_config_at \'invalidate\' 0 end' -F -d 'FILE'
complete -c pc-config -n '__pc_config_in \'settings\'' -l preset -x -a 'performance standard minimal' -d 'Show what would hold with this preset (default: $PC_PRESET)'
