# Completion of pc-metrics for fish, made from its declaration: do not edit.

# Prints the subcommand, how many operands stand before the cursor, and whether -- does.
function __pc_metrics_place
    set -l valued ' -o' \
        ' --operation' \
        ' --since' \
        ' --until' \
        ' --last' \
        ' --format' \
        ' --color' \
        ' -j' \
        ' --jobs' \
        ' --cache-dir' \
        'record -o' \
        'record --operation' \
        'record --since' \
        'record --until' \
        'record --last' \
        'record --format' \
        'record --color' \
        'record -j' \
        'record --jobs' \
        'record --cache-dir' \
        'add --outcome' \
        'add --hits' \
        'add --misses' \
        'add --bytes' \
        'add --peak' \
        'add -o' \
        'add --operation' \
        'add --since' \
        'add --until' \
        'add --last' \
        'add --format' \
        'add --color' \
        'add -j' \
        'add --jobs' \
        'add --cache-dir' \
        'tail -n' \
        'tail --lines' \
        'tail -o' \
        'tail --operation' \
        'tail --since' \
        'tail --until' \
        'tail --last' \
        'tail --format' \
        'tail --color' \
        'tail -j' \
        'tail --jobs' \
        'tail --cache-dir' \
        'health --max-ms' \
        'health --statistic' \
        'health --max-memory' \
        'health --min-hit-rate' \
        'health --min-lookups' \
        'health --min-batch-gain' \
        'health -o' \
        'health --operation' \
        'health --since' \
        'health --until' \
        'health --last' \
        'health --format' \
        'health --color' \
        'health -j' \
        'health --jobs' \
        'health --cache-dir' \
        'cleanup --older-than' \
        'cleanup --max-size' \
        'cleanup -o' \
        'cleanup --operation' \
        'cleanup --since' \
        'cleanup --until' \
        'cleanup --last' \
        'cleanup --format' \
        'cleanup --color' \
        'cleanup -j' \
        'cleanup --jobs' \
        'cleanup --cache-dir' \
        'path -o' \
        'path --operation' \
        'path --since' \
        'path --until' \
        'path --last' \
        'path --format' \
        'path --color' \
        'path -j' \
        'path --jobs' \
        'path --cache-dir'
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
                if test -z "$place" -a $operands = 0; and contains -- $word record add tail health cleanup path
                    set place $word
                else
                    set operands (math $operands + 1)
                end
        end
    end
    printf '%s\n' "$place" $operands before
end

# Whether options may stand here: of the given subcommand, or of any.
function __pc_metrics_in
    set -l place (__pc_metrics_place)
    test $place[3] = before; or return 1
    not set -q argv[1]; or test "$argv[1]" = "$place[1]"
end

# Whether an operand stands here: of the subcommand, from one position to another.
function __pc_metrics_at
    set -l place (__pc_metrics_place)
    test "$argv[1]" = "$place[1]"; or return 1
    test $place[2] -ge $argv[2]; or return 1
    not set -q argv[3]; or test $argv[3] = end; or test $place[2] -le $argv[3]
end

function __pc_metrics_program
    set -l place (__pc_metrics_place)
    test $place[3] = after -a "$place[1]" = "$argv[1]"
end

function __pc_metrics_program_words
    set -l words (commandline -opc)
    while test "$words[1]" != --
        set -e words[1]
    end
    set -e words[1]
    set -l line (string escape -- $words) (commandline -ct)
    complete -C "$line"
end

function __pc_metrics_folders
    __fish_complete_directories (commandline -ct | string replace -r '^--[^=]*=' '')
end

complete -c pc-metrics -f
complete -c pc-metrics -n '__pc_metrics_in' -s o -l operation -x -a '(sh -c \'pc-metrics --format csv 2>/dev/null | sed 1d | cut -d, -f1\' 2>/dev/null)' -d 'Only rows of this operation, in which * stands for any characters'
complete -c pc-metrics -n '__pc_metrics_in' -l since -x -d 'Only rows of this moment or later'
complete -c pc-metrics -n '__pc_metrics_in' -l until -x -d 'Only rows of this moment or earlier'
complete -c pc-metrics -n '__pc_metrics_in' -l last -x -d 'Only the last N of those rows'
complete -c pc-metrics -n '__pc_metrics_in' -l json -d 'Write JSON: one object, or one object a line'
complete -c pc-metrics -n '__pc_metrics_in' -l format -x -a 'table json csv' -d 'How to write the answer'
complete -c pc-metrics -n '__pc_metrics_in' -s q -l quiet -d 'Say nothing but what was asked for'
complete -c pc-metrics -n '__pc_metrics_in' -s v -l verbose -d 'Tell on standard error what is done and why'
complete -c pc-metrics -n '__pc_metrics_in' -l color -x -a 'auto always never' -d 'When to use colours (default: auto)'
complete -c pc-metrics -n '__pc_metrics_in' -s j -l jobs -x -d 'Do at most so many things at once'
complete -c pc-metrics -n '__pc_metrics_in' -l concurrency-disable -d 'Do at most so many things at once (--jobs 1)'
complete -c pc-metrics -n '__pc_metrics_in' -l cache-dir -x -a '(__pc_metrics_folders)' -d 'Use this cache directory'
complete -c pc-metrics -n '__pc_metrics_in' -l refresh -d 'Compute a fresh answer, and cache it'
complete -c pc-metrics -n '__pc_metrics_in' -l no-cache -d 'Take no part in the cache'
complete -c pc-metrics -n '__pc_metrics_in' -l cache-disable -d 'Take no part in the cache (--no-cache)'
complete -c pc-metrics -n '__pc_metrics_in' -l stats -d 'Tell on standard error what this run did'
complete -c pc-metrics -n '__pc_metrics_in' -l performance-stats -d 'Tell on standard error what this run did (--stats)'
complete -c pc-metrics -n '__pc_metrics_in' -s h -l help -d 'Show help: -h in short, --help in full'
complete -c pc-metrics -n '__pc_metrics_in' -l version -d 'Show the version'
complete -c pc-metrics -n '__pc_metrics_in \'\'; and __pc_metrics_at \'\' 0 0' -a record -d 'Run a command and record what it cost'
complete -c pc-metrics -n '__pc_metrics_in \'\'; and __pc_metrics_at \'\' 0 0' -a add -d 'Record what a script has measured'
complete -c pc-metrics -n '__pc_metrics_in \'\'; and __pc_metrics_at \'\' 0 0' -a tail -d 'Show the last rows'
complete -c pc-metrics -n '__pc_metrics_in \'\'; and __pc_metrics_at \'\' 0 0' -a health -d 'Tell whether operations cost what they may'
complete -c pc-metrics -n '__pc_metrics_in \'\'; and __pc_metrics_at \'\' 0 0' -a cleanup -d 'Remove old rows'
complete -c pc-metrics -n '__pc_metrics_in \'\'; and __pc_metrics_at \'\' 0 0' -a path -d 'Print where the metrics file is'
complete -c pc-metrics -n '__pc_metrics_at \'\' 0 end' -F -d 'FILE'
complete -c pc-metrics -n '__pc_metrics_in \'record\'; and __pc_metrics_at \'record\' 0 0' -a '(sh -c \'pc-metrics --format csv 2>/dev/null | sed 1d | cut -d, -f1\' 2>/dev/null)' -d 'OPERATION'
complete -c pc-metrics -n '__pc_metrics_in \'record\'; and __pc_metrics_at \'record\' 1 end' -a -- -d 'The program to run follows'
complete -c pc-metrics -n '__pc_metrics_program \'record\'' -a '(__pc_metrics_program_words)'
complete -c pc-metrics -n '__pc_metrics_in \'add\'' -l outcome -x -a 'ok negative timeout error' -d 'How it ended (default: ok)'
complete -c pc-metrics -n '__pc_metrics_in \'add\'' -l hits -x -d 'How many answers came from a cache'
complete -c pc-metrics -n '__pc_metrics_in \'add\'' -l misses -x -d 'How many had to be computed'
complete -c pc-metrics -n '__pc_metrics_in \'add\'' -l bytes -x -d 'How much was read or written'
complete -c pc-metrics -n '__pc_metrics_in \'add\'' -l peak -x -d 'The most memory that was held'
complete -c pc-metrics -n '__pc_metrics_at \'add\' 0 0' -a '(sh -c \'pc-metrics --format csv 2>/dev/null | sed 1d | cut -d, -f1\' 2>/dev/null)' -d 'OPERATION'
complete -c pc-metrics -n '__pc_metrics_in \'tail\'' -s n -l lines -x -d 'How many rows (default: 10)'
complete -c pc-metrics -n '__pc_metrics_in \'tail\'' -s f -l follow -d 'Go on with the rows that are yet to come'
complete -c pc-metrics -n '__pc_metrics_in \'health\'' -l max-ms -x -d 'The most milliseconds for operations of this name, in which * stands for any characters; without a name for all, in place of the usual limits'
complete -c pc-metrics -n '__pc_metrics_in \'health\'' -l statistic -x -a 'avg p50 p95 p99 max' -d 'Which duration the limits are for (default: p95)'
complete -c pc-metrics -n '__pc_metrics_in \'health\'' -l max-memory -x -d 'The most memory (default: 50M)'
complete -c pc-metrics -n '__pc_metrics_in \'health\'' -l min-hit-rate -x -d 'The least part of hits (default: 80)'
complete -c pc-metrics -n '__pc_metrics_in \'health\'' -l min-lookups -x -d 'How many look-ups make a rate (default: 10)'
complete -c pc-metrics -n '__pc_metrics_in \'health\'' -l min-batch-gain -x -d 'What an item of a batch must cost less (default: 40)'
complete -c pc-metrics -n '__pc_metrics_at \'health\' 0 end' -F -d 'FILE'
complete -c pc-metrics -n '__pc_metrics_in \'cleanup\'' -l older-than -x -d 'Remove rows older than this'
complete -c pc-metrics -n '__pc_metrics_in \'cleanup\'' -l max-size -x -d 'Remove the oldest rows until the rest is this small'
