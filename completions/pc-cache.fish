# Completion of pc-cache for fish, made from its declaration: do not edit.

# Prints the subcommand, how many operands stand before the cursor, and whether -- does.
function __pc_cache_place
    set -l valued ' --max-size' \
        ' --max-entries' \
        ' --namespace-max-entries' \
        ' --policy' \
        ' --compress-level' \
        ' --compress-min' \
        ' --preset' \
        ' --format' \
        ' --color' \
        ' --cache-dir' \
        ' --namespace' \
        ' --ttl' \
        'run --depends' \
        'run --env' \
        'run --use-environment' \
        'run --tag' \
        'run --time-to-live' \
        'run --stale' \
        'run --modtime' \
        'run --use-file-modtime' \
        'run --scope' \
        'run --key' \
        'run --max-size' \
        'run --max-entries' \
        'run --namespace-max-entries' \
        'run --policy' \
        'run --compress-level' \
        'run --compress-min' \
        'run --preset' \
        'run --format' \
        'run --color' \
        'run --cache-dir' \
        'run --namespace' \
        'run --ttl' \
        'get -o' \
        'get --output' \
        'get --stale' \
        'get --share-from' \
        'get --max-size' \
        'get --max-entries' \
        'get --namespace-max-entries' \
        'get --policy' \
        'get --compress-level' \
        'get --compress-min' \
        'get --preset' \
        'get --format' \
        'get --color' \
        'get --cache-dir' \
        'get --namespace' \
        'get --ttl' \
        'put --depends' \
        'put --env' \
        'put --use-environment' \
        'put --tag' \
        'put -i' \
        'put --input' \
        'put --cost' \
        'put --max-size' \
        'put --max-entries' \
        'put --namespace-max-entries' \
        'put --policy' \
        'put --compress-level' \
        'put --compress-min' \
        'put --preset' \
        'put --format' \
        'put --color' \
        'put --cache-dir' \
        'put --namespace' \
        'put --ttl' \
        'delete --max-size' \
        'delete --max-entries' \
        'delete --namespace-max-entries' \
        'delete --policy' \
        'delete --compress-level' \
        'delete --compress-min' \
        'delete --preset' \
        'delete --format' \
        'delete --color' \
        'delete --cache-dir' \
        'delete --namespace' \
        'delete --ttl' \
        'has --max-size' \
        'has --max-entries' \
        'has --namespace-max-entries' \
        'has --policy' \
        'has --compress-level' \
        'has --compress-min' \
        'has --preset' \
        'has --format' \
        'has --color' \
        'has --cache-dir' \
        'has --namespace' \
        'has --ttl' \
        'touch --max-size' \
        'touch --max-entries' \
        'touch --namespace-max-entries' \
        'touch --policy' \
        'touch --compress-level' \
        'touch --compress-min' \
        'touch --preset' \
        'touch --format' \
        'touch --color' \
        'touch --cache-dir' \
        'touch --namespace' \
        'touch --ttl' \
        'list --tag' \
        'list --max-size' \
        'list --max-entries' \
        'list --namespace-max-entries' \
        'list --policy' \
        'list --compress-level' \
        'list --compress-min' \
        'list --preset' \
        'list --format' \
        'list --color' \
        'list --cache-dir' \
        'list --namespace' \
        'list --ttl' \
        'size --max-size' \
        'size --max-entries' \
        'size --namespace-max-entries' \
        'size --policy' \
        'size --compress-level' \
        'size --compress-min' \
        'size --preset' \
        'size --format' \
        'size --color' \
        'size --cache-dir' \
        'size --namespace' \
        'size --ttl' \
        'stats --max-size' \
        'stats --max-entries' \
        'stats --namespace-max-entries' \
        'stats --policy' \
        'stats --compress-level' \
        'stats --compress-min' \
        'stats --preset' \
        'stats --format' \
        'stats --color' \
        'stats --cache-dir' \
        'stats --namespace' \
        'stats --ttl' \
        'invalidate --tag' \
        'invalidate --older-than' \
        'invalidate --depends' \
        'invalidate --max-size' \
        'invalidate --max-entries' \
        'invalidate --namespace-max-entries' \
        'invalidate --policy' \
        'invalidate --compress-level' \
        'invalidate --compress-min' \
        'invalidate --preset' \
        'invalidate --format' \
        'invalidate --color' \
        'invalidate --cache-dir' \
        'invalidate --namespace' \
        'invalidate --ttl' \
        'clear --max-size' \
        'clear --max-entries' \
        'clear --namespace-max-entries' \
        'clear --policy' \
        'clear --compress-level' \
        'clear --compress-min' \
        'clear --preset' \
        'clear --format' \
        'clear --color' \
        'clear --cache-dir' \
        'clear --namespace' \
        'clear --ttl' \
        'batch --tag' \
        'batch --max-size' \
        'batch --max-entries' \
        'batch --namespace-max-entries' \
        'batch --policy' \
        'batch --compress-level' \
        'batch --compress-min' \
        'batch --preset' \
        'batch --format' \
        'batch --color' \
        'batch --cache-dir' \
        'batch --namespace' \
        'batch --ttl' \
        'gc --max-size' \
        'gc --max-entries' \
        'gc --namespace-max-entries' \
        'gc --policy' \
        'gc --compress-level' \
        'gc --compress-min' \
        'gc --preset' \
        'gc --format' \
        'gc --color' \
        'gc --cache-dir' \
        'gc --namespace' \
        'gc --ttl' \
        'verify --max-size' \
        'verify --max-entries' \
        'verify --namespace-max-entries' \
        'verify --policy' \
        'verify --compress-level' \
        'verify --compress-min' \
        'verify --preset' \
        'verify --format' \
        'verify --color' \
        'verify --cache-dir' \
        'verify --namespace' \
        'verify --ttl' \
        'rebuild --max-size' \
        'rebuild --max-entries' \
        'rebuild --namespace-max-entries' \
        'rebuild --policy' \
        'rebuild --compress-level' \
        'rebuild --compress-min' \
        'rebuild --preset' \
        'rebuild --format' \
        'rebuild --color' \
        'rebuild --cache-dir' \
        'rebuild --namespace' \
        'rebuild --ttl' \
        'export --max-size' \
        'export --max-entries' \
        'export --namespace-max-entries' \
        'export --policy' \
        'export --compress-level' \
        'export --compress-min' \
        'export --preset' \
        'export --format' \
        'export --color' \
        'export --cache-dir' \
        'export --namespace' \
        'export --ttl' \
        'import --max-size' \
        'import --max-entries' \
        'import --namespace-max-entries' \
        'import --policy' \
        'import --compress-level' \
        'import --compress-min' \
        'import --preset' \
        'import --format' \
        'import --color' \
        'import --cache-dir' \
        'import --namespace' \
        'import --ttl' \
        'path --max-size' \
        'path --max-entries' \
        'path --namespace-max-entries' \
        'path --policy' \
        'path --compress-level' \
        'path --compress-min' \
        'path --preset' \
        'path --format' \
        'path --color' \
        'path --cache-dir' \
        'path --namespace' \
        'path --ttl' \
        'namespace --max-size' \
        'namespace --max-entries' \
        'namespace --namespace-max-entries' \
        'namespace --policy' \
        'namespace --compress-level' \
        'namespace --compress-min' \
        'namespace --preset' \
        'namespace --format' \
        'namespace --color' \
        'namespace --cache-dir' \
        'namespace --namespace' \
        'namespace --ttl' \
        'remote --max-size' \
        'remote --max-entries' \
        'remote --namespace-max-entries' \
        'remote --policy' \
        'remote --compress-level' \
        'remote --compress-min' \
        'remote --preset' \
        'remote --format' \
        'remote --color' \
        'remote --cache-dir' \
        'remote --namespace' \
        'remote --ttl' \
        'doctor --max-size' \
        'doctor --max-entries' \
        'doctor --namespace-max-entries' \
        'doctor --policy' \
        'doctor --compress-level' \
        'doctor --compress-min' \
        'doctor --preset' \
        'doctor --format' \
        'doctor --color' \
        'doctor --cache-dir' \
        'doctor --namespace' \
        'doctor --ttl'
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
                if test -z "$place" -a $operands = 0; and contains -- $word run get put delete has touch list size stats invalidate clear batch gc verify rebuild export import path namespace remote doctor
                    set place $word
                else
                    set operands (math $operands + 1)
                end
        end
    end
    printf '%s\n' "$place" $operands before
end

# Whether options may stand here: of the given subcommand, or of any.
function __pc_cache_in
    set -l place (__pc_cache_place)
    test $place[3] = before; or return 1
    not set -q argv[1]; or test "$argv[1]" = "$place[1]"
end

# Whether an operand stands here: of the subcommand, from one position to another.
function __pc_cache_at
    set -l place (__pc_cache_place)
    test "$argv[1]" = "$place[1]"; or return 1
    test $place[2] -ge $argv[2]; or return 1
    not set -q argv[3]; or test $argv[3] = end; or test $place[2] -le $argv[3]
end

function __pc_cache_program
    set -l place (__pc_cache_place)
    test $place[3] = after -a "$place[1]" = "$argv[1]"
end

function __pc_cache_program_words
    set -l words (commandline -opc)
    while test "$words[1]" != --
        set -e words[1]
    end
    set -e words[1]
    set -l line (string escape -- $words) (commandline -ct)
    complete -C "$line"
end

function __pc_cache_folders
    __fish_complete_directories (commandline -ct | string replace -r '^--[^=]*=' '')
end

complete -c pc-cache -f
complete -c pc-cache -n '__pc_cache_in' -l max-size -x -d 'How many bytes all entries may take (default: $PC_CACHE_MAX_SIZE, else 1G)'
complete -c pc-cache -n '__pc_cache_in' -l max-entries -x -d 'How many entries there may be; 0: any number (default: $PC_CACHE_MAX_ENTRIES)'
complete -c pc-cache -n '__pc_cache_in' -l namespace-max-entries -x -d 'How many entries a namespace may have (default: $PC_CACHE_NAMESPACE_MAX_ENTRIES)'
complete -c pc-cache -n '__pc_cache_in' -l policy -x -a 'lru lfu cost' -d 'Which entries go when it is full: those not used for longest, those used least, or those that took least to make for their size (default: $PC_CACHE_POLICY, else lru)'
complete -c pc-cache -n '__pc_cache_in' -l compress-level -x -d 'How hard values are compressed; 0: not at all (default: $PC_CACHE_COMPRESS_LEVEL, else 1)'
complete -c pc-cache -n '__pc_cache_in' -l compress-min -x -d 'Smaller values are not compressed (default: $PC_CACHE_COMPRESS_MIN, else 4K)'
complete -c pc-cache -n '__pc_cache_in' -l preset -x -a 'performance standard minimal' -d 'Limits that are set together: pc-config settings shows them (default: $PC_PRESET)'
complete -c pc-cache -n '__pc_cache_in' -l json -d 'Write JSON: one object, or one object a line'
complete -c pc-cache -n '__pc_cache_in' -l format -x -a 'text json tsv colon nul ndjson' -d 'How to write the answer'
complete -c pc-cache -n '__pc_cache_in' -s 0 -l null -d 'End each name with a NUL byte instead of a newline'
complete -c pc-cache -n '__pc_cache_in' -s q -l quiet -d 'Say nothing but what was asked for'
complete -c pc-cache -n '__pc_cache_in' -s v -l verbose -d 'Tell on standard error what is done and why'
complete -c pc-cache -n '__pc_cache_in' -l color -x -a 'auto always never' -d 'When to use colours (default: auto)'
complete -c pc-cache -n '__pc_cache_in' -l cache-dir -x -a '(__pc_cache_folders)' -d 'Use this cache directory'
complete -c pc-cache -n '__pc_cache_in' -l namespace -x -d 'Keep apart from other namespaces'
complete -c pc-cache -n '__pc_cache_in' -l ttl -x -d 'Take cached answers up to this age'
complete -c pc-cache -n '__pc_cache_in' -l refresh -d 'Compute a fresh answer, and cache it'
complete -c pc-cache -n '__pc_cache_in' -l no-cache -d 'Take no part in the cache'
complete -c pc-cache -n '__pc_cache_in' -l cache-disable -d 'Take no part in the cache (--no-cache)'
complete -c pc-cache -n '__pc_cache_in' -l stats -d 'Tell on standard error what this run did'
complete -c pc-cache -n '__pc_cache_in' -l performance-stats -d 'Tell on standard error what this run did (--stats)'
complete -c pc-cache -n '__pc_cache_in' -s h -l help -d 'Show help: -h in short, --help in full'
complete -c pc-cache -n '__pc_cache_in' -l version -d 'Show the version'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a run -d 'Run a command, or print what it printed the last time'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a get -d 'Print the value of a key'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a put -d 'Keep a value: what comes from standard input'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a delete -d 'Remove entries by their keys'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a has -d 'Ask whether all keys are there and valid: 0 yes, 1 no'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a touch -d 'Give entries a new time to live, from now on: --ttl, otherwise for ever'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a list -d 'List the entries'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a size -d 'Print how many bytes the entries take'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a stats -d 'Tell how full the cache is, and what it was good for'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a invalidate -d 'Remove entries by pattern, tag, age or what they depend on'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a clear -d 'Remove all entries, or all of a namespace'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a batch -d 'Put, get or delete many entries as one operation'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a gc -d 'Remove what is past its time, what is too much, and what dead processes left'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a verify -d 'Read every entry to its last byte, and check the size against a walk'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a rebuild -d 'Count all entries anew'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a export -d 'Write entries to standard output, for import'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a import -d 'Read entries that export wrote'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a path -d 'Print where the cache is, or the file of an entry'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a namespace -d 'List the namespaces, with how much is in them'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a remote -d 'Ask how the remote cache is, or copy entries to it or from it'
complete -c pc-cache -n '__pc_cache_in \'\'; and __pc_cache_at \'\' 0 0' -a doctor -d 'Check whether all is well with the cache, and say what to do where it is not'
complete -c pc-cache -n '__pc_cache_in \'run\'' -l depends -r -F -d 'Only valid while this file, or all that is in this folder, is unchanged or absent'
complete -c pc-cache -n '__pc_cache_in \'run\'' -l env -x -d 'Only valid while this variable has the value that it has now'
complete -c pc-cache -n '__pc_cache_in \'run\'' -l use-environment -x -d 'Only valid while this variable has the value that it has now (--env)'
complete -c pc-cache -n '__pc_cache_in \'run\'' -l tag -x -d 'Give it a tag, to remove it by'
complete -c pc-cache -n '__pc_cache_in \'run\'' -l time-to-live -x -d 'The same as --ttl'
complete -c pc-cache -n '__pc_cache_in \'run\'' -l stale -x -d 'Give an answer older than this, too, and have it made anew in the background'
complete -c pc-cache -n '__pc_cache_in \'run\'' -l warm -d 'Have the answer made in the background, and print nothing'
complete -c pc-cache -n '__pc_cache_in \'run\'' -l force -d 'Run CMD in any case, and keep the answer'
complete -c pc-cache -n '__pc_cache_in \'run\'' -l unless-busy -d 'With --force: do nothing where the answer is being made at this moment'
complete -c pc-cache -n '__pc_cache_in \'run\'' -l cwd -d 'Keep answers for each working directory apart'
complete -c pc-cache -n '__pc_cache_in \'run\'' -l use-working-dir -d 'Keep answers for each working directory apart (--cwd)'
complete -c pc-cache -n '__pc_cache_in \'run\'' -l modtime -r -F -d 'Keep answers for each time of change of this file apart'
complete -c pc-cache -n '__pc_cache_in \'run\'' -l use-file-modtime -r -F -d 'Keep answers for each time of change of this file apart (--modtime)'
complete -c pc-cache -n '__pc_cache_in \'run\'' -l stdin -d 'Hand standard input to CMD, and keep answers for each input apart'
complete -c pc-cache -n '__pc_cache_in \'run\'' -l scope -x -d 'Keep answers apart from those of other scopes'
complete -c pc-cache -n '__pc_cache_in \'run\'' -l key -x -d 'Use this key in place of the words of CMD'
complete -c pc-cache -n '__pc_cache_in \'run\'' -l discard-failures -d 'Do not keep the answer where CMD fails'
complete -c pc-cache -n '__pc_cache_in \'run\'' -l ordered -d 'Keep the order of output and errors; a single write of CMD may have at most 400 KiB then'
complete -c pc-cache -n '__pc_cache_in \'run\'; and __pc_cache_at \'run\' 0 end' -a -- -d 'The program to run follows'
complete -c pc-cache -n '__pc_cache_program \'run\'' -a '(__pc_cache_program_words)'
complete -c pc-cache -n '__pc_cache_in \'get\'' -s o -l output -r -F -d 'Write it to this file, which is replaced whole'
complete -c pc-cache -n '__pc_cache_in \'get\'' -l meta -d 'Print what is known of the entry in place of its value'
complete -c pc-cache -n '__pc_cache_in \'get\'' -l stale -x -d 'Take it up to so long after its time, too'
complete -c pc-cache -n '__pc_cache_in \'get\'' -l share-from -x -d 'Look in this namespace as well, where it is not in one\'s own'
complete -c pc-cache -n '__pc_cache_at \'get\' 0 end' -a '(sh -c \'pc-cache list --format text 2>/dev/null\' 2>/dev/null)' -d 'KEY'
complete -c pc-cache -n '__pc_cache_in \'put\'' -l depends -r -F -d 'Only valid while this file, or all that is in this folder, is unchanged or absent'
complete -c pc-cache -n '__pc_cache_in \'put\'' -l env -x -d 'Only valid while this variable has the value that it has now'
complete -c pc-cache -n '__pc_cache_in \'put\'' -l use-environment -x -d 'Only valid while this variable has the value that it has now (--env)'
complete -c pc-cache -n '__pc_cache_in \'put\'' -l tag -x -d 'Give it a tag, to remove it by'
complete -c pc-cache -n '__pc_cache_in \'put\'' -s i -l input -r -F -d 'Read the value from this file; - is standard input'
complete -c pc-cache -n '__pc_cache_in \'put\'' -l negative -d 'Keep that there is no value: get ends with 1 without counting a miss'
complete -c pc-cache -n '__pc_cache_in \'put\'' -l cost -x -d 'What it took to make'
complete -c pc-cache -n '__pc_cache_in \'put\'' -l no-compress -d 'Store it as it is'
complete -c pc-cache -n '__pc_cache_at \'put\' 0 0' -a '(sh -c \'pc-cache list --format text 2>/dev/null\' 2>/dev/null)' -d 'KEY'
complete -c pc-cache -n '__pc_cache_at \'delete\' 0 end' -a '(sh -c \'pc-cache list --format text 2>/dev/null\' 2>/dev/null)' -d 'KEY'
complete -c pc-cache -n '__pc_cache_at \'has\' 0 end' -a '(sh -c \'pc-cache list --format text 2>/dev/null\' 2>/dev/null)' -d 'KEY'
complete -c pc-cache -n '__pc_cache_at \'touch\' 0 end' -a '(sh -c \'pc-cache list --format text 2>/dev/null\' 2>/dev/null)' -d 'KEY'
complete -c pc-cache -n '__pc_cache_in \'list\'' -l tag -x -d 'Only those with this tag'
complete -c pc-cache -n '__pc_cache_in \'list\'' -s l -l long -d 'With sizes and times'
complete -c pc-cache -n '__pc_cache_in \'size\'' -l human -d 'Print it for people: 1.5 MiB'
complete -c pc-cache -n '__pc_cache_in \'invalidate\'' -l tag -x -d 'Those with this tag'
complete -c pc-cache -n '__pc_cache_in \'invalidate\'' -l older-than -x -d 'Those that were made longer ago'
complete -c pc-cache -n '__pc_cache_in \'invalidate\'' -l depends -r -F -d 'Those that depend on this path, or on something below it or above it'
complete -c pc-cache -n '__pc_cache_in \'invalidate\'' -l expired -d 'Those whose time is over'
complete -c pc-cache -n '__pc_cache_in \'batch\'' -l tag -x -d 'Give all of them a tag (put)'
complete -c pc-cache -n '__pc_cache_at \'batch\' 0 0' -a 'put get delete' -d 'WHAT'
complete -c pc-cache -n '__pc_cache_at \'batch\' 1 1' -F -d 'FILE'
complete -c pc-cache -n '__pc_cache_in \'gc\'' -l all -d 'Look at every entry'
complete -c pc-cache -n '__pc_cache_in \'verify\'' -l repair -d 'Remove what is damaged, and count anew where the size is wrong'
complete -c pc-cache -n '__pc_cache_in \'export\'' -l local -d 'Also those that depend on files of this machine'
complete -c pc-cache -n '__pc_cache_at \'import\' 0 0' -F -d 'FILE'
complete -c pc-cache -n '__pc_cache_at \'remote\' 0 0' -a 'status push pull' -d 'WHAT'
