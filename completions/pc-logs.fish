# Completion of pc-logs for fish, made from its declaration: do not edit.

# Prints the subcommand, how many operands stand before the cursor, and whether -- does.
function __pc_logs_place
    set -l valued ' -n' \
        ' --limit' \
        ' --head' \
        ' --tail' \
        ' --around' \
        ' -C' \
        ' --context' \
        ' -F' \
        ' --fields' \
        ' --group-by' \
        ' --of' \
        ' --timeout' \
        ' --glob' \
        ' --level' \
        ' --not-level' \
        ' --worker' \
        ' --not-worker' \
        ' --task' \
        ' --not-task' \
        ' --phase' \
        ' --not-phase' \
        ' --event' \
        ' --not-event' \
        ' --level-filter' \
        ' --since' \
        ' --until' \
        ' --search' \
        ' --not-search' \
        ' --grep' \
        ' --not-grep' \
        ' -w' \
        ' --where' \
        ' --field' \
        ' --time-unit' \
        ' --max-files' \
        ' --format' \
        ' --color' \
        ' -j' \
        ' --jobs' \
        ' --cache-dir' \
        ' --namespace' \
        'stats --glob' \
        'stats --level' \
        'stats --not-level' \
        'stats --worker' \
        'stats --not-worker' \
        'stats --task' \
        'stats --not-task' \
        'stats --phase' \
        'stats --not-phase' \
        'stats --event' \
        'stats --not-event' \
        'stats --level-filter' \
        'stats --since' \
        'stats --until' \
        'stats --search' \
        'stats --not-search' \
        'stats --grep' \
        'stats --not-grep' \
        'stats -w' \
        'stats --where' \
        'stats --field' \
        'stats --time-unit' \
        'stats --max-files' \
        'stats --format' \
        'stats --color' \
        'stats -j' \
        'stats --jobs' \
        'stats --cache-dir' \
        'stats --namespace' \
        'histogram -e' \
        'histogram --every' \
        'histogram --by' \
        'histogram --glob' \
        'histogram --level' \
        'histogram --not-level' \
        'histogram --worker' \
        'histogram --not-worker' \
        'histogram --task' \
        'histogram --not-task' \
        'histogram --phase' \
        'histogram --not-phase' \
        'histogram --event' \
        'histogram --not-event' \
        'histogram --level-filter' \
        'histogram --since' \
        'histogram --until' \
        'histogram --search' \
        'histogram --not-search' \
        'histogram --grep' \
        'histogram --not-grep' \
        'histogram -w' \
        'histogram --where' \
        'histogram --field' \
        'histogram --time-unit' \
        'histogram --max-files' \
        'histogram --format' \
        'histogram --color' \
        'histogram -j' \
        'histogram --jobs' \
        'histogram --cache-dir' \
        'histogram --namespace' \
        'tasks --glob' \
        'tasks --level' \
        'tasks --not-level' \
        'tasks --worker' \
        'tasks --not-worker' \
        'tasks --task' \
        'tasks --not-task' \
        'tasks --phase' \
        'tasks --not-phase' \
        'tasks --event' \
        'tasks --not-event' \
        'tasks --level-filter' \
        'tasks --since' \
        'tasks --until' \
        'tasks --search' \
        'tasks --not-search' \
        'tasks --grep' \
        'tasks --not-grep' \
        'tasks -w' \
        'tasks --where' \
        'tasks --field' \
        'tasks --time-unit' \
        'tasks --max-files' \
        'tasks --format' \
        'tasks --color' \
        'tasks -j' \
        'tasks --jobs' \
        'tasks --cache-dir' \
        'tasks --namespace' \
        'artifacts --glob' \
        'artifacts --level' \
        'artifacts --not-level' \
        'artifacts --worker' \
        'artifacts --not-worker' \
        'artifacts --task' \
        'artifacts --not-task' \
        'artifacts --phase' \
        'artifacts --not-phase' \
        'artifacts --event' \
        'artifacts --not-event' \
        'artifacts --level-filter' \
        'artifacts --since' \
        'artifacts --until' \
        'artifacts --search' \
        'artifacts --not-search' \
        'artifacts --grep' \
        'artifacts --not-grep' \
        'artifacts -w' \
        'artifacts --where' \
        'artifacts --field' \
        'artifacts --time-unit' \
        'artifacts --max-files' \
        'artifacts --format' \
        'artifacts --color' \
        'artifacts -j' \
        'artifacts --jobs' \
        'artifacts --cache-dir' \
        'artifacts --namespace' \
        'timeline --glob' \
        'timeline --level' \
        'timeline --not-level' \
        'timeline --worker' \
        'timeline --not-worker' \
        'timeline --task' \
        'timeline --not-task' \
        'timeline --phase' \
        'timeline --not-phase' \
        'timeline --event' \
        'timeline --not-event' \
        'timeline --level-filter' \
        'timeline --since' \
        'timeline --until' \
        'timeline --search' \
        'timeline --not-search' \
        'timeline --grep' \
        'timeline --not-grep' \
        'timeline -w' \
        'timeline --where' \
        'timeline --field' \
        'timeline --time-unit' \
        'timeline --max-files' \
        'timeline --format' \
        'timeline --color' \
        'timeline -j' \
        'timeline --jobs' \
        'timeline --cache-dir' \
        'timeline --namespace' \
        'slow -n' \
        'slow --limit' \
        'slow -F' \
        'slow --fields' \
        'slow --glob' \
        'slow --level' \
        'slow --not-level' \
        'slow --worker' \
        'slow --not-worker' \
        'slow --task' \
        'slow --not-task' \
        'slow --phase' \
        'slow --not-phase' \
        'slow --event' \
        'slow --not-event' \
        'slow --level-filter' \
        'slow --since' \
        'slow --until' \
        'slow --search' \
        'slow --not-search' \
        'slow --grep' \
        'slow --not-grep' \
        'slow -w' \
        'slow --where' \
        'slow --field' \
        'slow --time-unit' \
        'slow --max-files' \
        'slow --format' \
        'slow --color' \
        'slow -j' \
        'slow --jobs' \
        'slow --cache-dir' \
        'slow --namespace' \
        'errors -n' \
        'errors --limit' \
        'errors --glob' \
        'errors --level' \
        'errors --not-level' \
        'errors --worker' \
        'errors --not-worker' \
        'errors --task' \
        'errors --not-task' \
        'errors --phase' \
        'errors --not-phase' \
        'errors --event' \
        'errors --not-event' \
        'errors --level-filter' \
        'errors --since' \
        'errors --until' \
        'errors --search' \
        'errors --not-search' \
        'errors --grep' \
        'errors --not-grep' \
        'errors -w' \
        'errors --where' \
        'errors --field' \
        'errors --time-unit' \
        'errors --max-files' \
        'errors --format' \
        'errors --color' \
        'errors -j' \
        'errors --jobs' \
        'errors --cache-dir' \
        'errors --namespace' \
        'schema --glob' \
        'schema --level' \
        'schema --not-level' \
        'schema --worker' \
        'schema --not-worker' \
        'schema --task' \
        'schema --not-task' \
        'schema --phase' \
        'schema --not-phase' \
        'schema --event' \
        'schema --not-event' \
        'schema --level-filter' \
        'schema --since' \
        'schema --until' \
        'schema --search' \
        'schema --not-search' \
        'schema --grep' \
        'schema --not-grep' \
        'schema -w' \
        'schema --where' \
        'schema --field' \
        'schema --time-unit' \
        'schema --max-files' \
        'schema --format' \
        'schema --color' \
        'schema -j' \
        'schema --jobs' \
        'schema --cache-dir' \
        'schema --namespace' \
        'index --glob' \
        'index --level' \
        'index --not-level' \
        'index --worker' \
        'index --not-worker' \
        'index --task' \
        'index --not-task' \
        'index --phase' \
        'index --not-phase' \
        'index --event' \
        'index --not-event' \
        'index --level-filter' \
        'index --since' \
        'index --until' \
        'index --search' \
        'index --not-search' \
        'index --grep' \
        'index --not-grep' \
        'index -w' \
        'index --where' \
        'index --field' \
        'index --time-unit' \
        'index --max-files' \
        'index --format' \
        'index --color' \
        'index -j' \
        'index --jobs' \
        'index --cache-dir' \
        'index --namespace' \
        'drop --glob' \
        'drop --level' \
        'drop --not-level' \
        'drop --worker' \
        'drop --not-worker' \
        'drop --task' \
        'drop --not-task' \
        'drop --phase' \
        'drop --not-phase' \
        'drop --event' \
        'drop --not-event' \
        'drop --level-filter' \
        'drop --since' \
        'drop --until' \
        'drop --search' \
        'drop --not-search' \
        'drop --grep' \
        'drop --not-grep' \
        'drop -w' \
        'drop --where' \
        'drop --field' \
        'drop --time-unit' \
        'drop --max-files' \
        'drop --format' \
        'drop --color' \
        'drop -j' \
        'drop --jobs' \
        'drop --cache-dir' \
        'drop --namespace' \
        'status --glob' \
        'status --level' \
        'status --not-level' \
        'status --worker' \
        'status --not-worker' \
        'status --task' \
        'status --not-task' \
        'status --phase' \
        'status --not-phase' \
        'status --event' \
        'status --not-event' \
        'status --level-filter' \
        'status --since' \
        'status --until' \
        'status --search' \
        'status --not-search' \
        'status --grep' \
        'status --not-grep' \
        'status -w' \
        'status --where' \
        'status --field' \
        'status --time-unit' \
        'status --max-files' \
        'status --format' \
        'status --color' \
        'status -j' \
        'status --jobs' \
        'status --cache-dir' \
        'status --namespace'
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
                if test -z "$place" -a $operands = 0; and contains -- $word stats histogram tasks artifacts timeline slow errors schema index drop status
                    set place $word
                else
                    set operands (math $operands + 1)
                end
        end
    end
    printf '%s\n' "$place" $operands before
end

# Whether options may stand here: of the given subcommand, or of any.
function __pc_logs_in
    set -l place (__pc_logs_place)
    test $place[3] = before; or return 1
    not set -q argv[1]; or test "$argv[1]" = "$place[1]"
end

# Whether an operand stands here: of the subcommand, from one position to another.
function __pc_logs_at
    set -l place (__pc_logs_place)
    test "$argv[1]" = "$place[1]"; or return 1
    test $place[2] -ge $argv[2]; or return 1
    not set -q argv[3]; or test $argv[3] = end; or test $place[2] -le $argv[3]
end

function __pc_logs_folders
    __fish_complete_directories (commandline -ct | string replace -r '^--[^=]*=' '')
end

complete -c pc-logs -f
complete -c pc-logs -n '__pc_logs_in' -l tasks -d 'Logs of single tasks, too: tasks/*/execution.jsonl'
complete -c pc-logs -n '__pc_logs_in' -l rotated -d 'Logs that were rotated, too: .jsonl.1, .jsonl.2.gz, .jsonl-20260131.zst'
complete -c pc-logs -n '__pc_logs_in' -l glob -x -d 'Of a folder, all files below it whose name matches; with a slash, whose path below it does, in which * stands for slashes, too'
complete -c pc-logs -n '__pc_logs_in' -l level -x -d 'Only this level; warn+ is that and all that is graver'
complete -c pc-logs -n '__pc_logs_in' -l not-level -x -d 'Not this level'
complete -c pc-logs -n '__pc_logs_in' -l worker -x -d 'Only this worker'
complete -c pc-logs -n '__pc_logs_in' -l not-worker -x -d 'Not this worker'
complete -c pc-logs -n '__pc_logs_in' -l task -x -d 'Only this task'
complete -c pc-logs -n '__pc_logs_in' -l not-task -x -d 'Not this task'
complete -c pc-logs -n '__pc_logs_in' -l phase -x -d 'Only this phase'
complete -c pc-logs -n '__pc_logs_in' -l not-phase -x -d 'Not this phase'
complete -c pc-logs -n '__pc_logs_in' -l event -x -d 'Only this event'
complete -c pc-logs -n '__pc_logs_in' -l not-event -x -d 'Not this event'
complete -c pc-logs -n '__pc_logs_in' -l level-filter -x -d 'Only where data.level is this number'
complete -c pc-logs -n '__pc_logs_in' -l since -x -d 'Only from this moment on'
complete -c pc-logs -n '__pc_logs_in' -l until -x -d 'Only before this moment'
complete -c pc-logs -n '__pc_logs_in' -l search -x -d 'Only where the message has this text, whatever the case of letters (of a text in ASCII, of letters of ASCII); all of several'
complete -c pc-logs -n '__pc_logs_in' -l not-search -x -d 'Not where the message has this text'
complete -c pc-logs -n '__pc_logs_in' -l grep -x -d 'Only lines that match this regular expression (PCRE2); all of several'
complete -c pc-logs -n '__pc_logs_in' -l not-grep -x -d 'Not lines that match it'
complete -c pc-logs -n '__pc_logs_in' -s i -l ignore-case -d 'Of regular expressions: letters of any case'
complete -c pc-logs -n '__pc_logs_in' -s w -l where -x -d 'Only where this holds: \'duration_ms > 500 and data.retries >= 2\'; all of several'
complete -c pc-logs -n '__pc_logs_in' -l field -x -d 'The key of time, level, worker, task, phase, event, message or duration (default: the usual ones, such as ts, time, timestamp, @timestamp)'
complete -c pc-logs -n '__pc_logs_in' -l time-unit -x -a 'auto s ms us ns' -d 'What times count that are numbers (default: auto, by their size)'
complete -c pc-logs -n '__pc_logs_in' -l max-files -x -d 'Keep what was read of so many logs (default: 10000)'
complete -c pc-logs -n '__pc_logs_in' -l json -d 'Write JSON: one object, or one object a line'
complete -c pc-logs -n '__pc_logs_in' -l format -x -a 'lines text json csv tsv' -d 'How to write the answer'
complete -c pc-logs -n '__pc_logs_in' -s q -l quiet -d 'Say nothing but what was asked for'
complete -c pc-logs -n '__pc_logs_in' -s v -l verbose -d 'Tell on standard error what is done and why'
complete -c pc-logs -n '__pc_logs_in' -l color -x -a 'auto always never' -d 'When to use colours (default: auto)'
complete -c pc-logs -n '__pc_logs_in' -s j -l jobs -x -d 'Do at most so many things at once'
complete -c pc-logs -n '__pc_logs_in' -l concurrency-disable -d 'Do at most so many things at once (--jobs 1)'
complete -c pc-logs -n '__pc_logs_in' -l cache-dir -x -a '(__pc_logs_folders)' -d 'Use this cache directory'
complete -c pc-logs -n '__pc_logs_in' -l namespace -x -d 'Keep apart from other namespaces'
complete -c pc-logs -n '__pc_logs_in' -l refresh -d 'Compute a fresh answer, and cache it'
complete -c pc-logs -n '__pc_logs_in' -l no-cache -d 'Take no part in the cache'
complete -c pc-logs -n '__pc_logs_in' -l cache-disable -d 'Take no part in the cache (--no-cache)'
complete -c pc-logs -n '__pc_logs_in' -l stats -d 'Tell on standard error what this run did'
complete -c pc-logs -n '__pc_logs_in' -l performance-stats -d 'Tell on standard error what this run did (--stats)'
complete -c pc-logs -n '__pc_logs_in' -s h -l help -d 'Show help: -h in short, --help in full'
complete -c pc-logs -n '__pc_logs_in' -l version -d 'Show the version'
complete -c pc-logs -n '__pc_logs_in \'\'; and __pc_logs_at \'\' 0 0' -a stats -d 'Sum up entries by level, event, worker and phase'
complete -c pc-logs -n '__pc_logs_in \'\'; and __pc_logs_at \'\' 0 0' -a histogram -d 'Count entries over time'
complete -c pc-logs -n '__pc_logs_in \'\'; and __pc_logs_at \'\' 0 0' -a tasks -d 'List tasks'
complete -c pc-logs -n '__pc_logs_in \'\'; and __pc_logs_at \'\' 0 0' -a artifacts -d 'List the files that a task has left'
complete -c pc-logs -n '__pc_logs_in \'\'; and __pc_logs_at \'\' 0 0' -a timeline -d 'Follow a task from its first entry on'
complete -c pc-logs -n '__pc_logs_in \'\'; and __pc_logs_at \'\' 0 0' -a slow -d 'Print the entries that took longest'
complete -c pc-logs -n '__pc_logs_in \'\'; and __pc_logs_at \'\' 0 0' -a errors -d 'Group errors by what their messages have in common'
complete -c pc-logs -n '__pc_logs_in \'\'; and __pc_logs_at \'\' 0 0' -a schema -d 'List the fields that entries have'
complete -c pc-logs -n '__pc_logs_in \'\'; and __pc_logs_at \'\' 0 0' -a index -d 'Read logs, so that the next question is quick'
complete -c pc-logs -n '__pc_logs_in \'\'; and __pc_logs_at \'\' 0 0' -a drop -d 'Forget what was read of logs; without any, of all'
complete -c pc-logs -n '__pc_logs_in \'\'; and __pc_logs_at \'\' 0 0' -a status -d 'List the logs of which something is kept'
complete -c pc-logs -n '__pc_logs_in \'\'' -s n -l limit -x -d 'The first so many'
complete -c pc-logs -n '__pc_logs_in \'\'' -l head -x -d 'The first so many (--limit)'
complete -c pc-logs -n '__pc_logs_in \'\'' -l tail -x -d 'The last so many'
complete -c pc-logs -n '__pc_logs_in \'\'' -l around -x -d 'Those around this moment: as many before it and from it on as --context says (default: 10)'
complete -c pc-logs -n '__pc_logs_in \'\'' -s C -l context -x -d 'With each entry so many before and behind it, whether they pass or not'
complete -c pc-logs -n '__pc_logs_in \'\'' -s F -l fields -x -d 'Only these fields, as CSV; worker is the key of this name, and where there is none the field that has the role, as in --where'
complete -c pc-logs -n '__pc_logs_in \'\'' -s c -l count -d 'How many there are; with --limit or --tail, so many at most'
complete -c pc-logs -n '__pc_logs_in \'\'' -l group-by -x -d 'For each combination of these fields, how many there are: level, worker, task, phase, event, any other field (data.retries), or times (time:1m, time:1h, time:1d); a field that is called like a column of numbers (count, sum) is shown with a dot before it (.count)'
complete -c pc-logs -n '__pc_logs_in \'\'' -l of -x -d 'With --group-by: of this field, too, the sum, the mean, the least, the most, and percentiles (the nearest rank: the smallest value that so many of a hundred are at or below), such as --of duration; numbers beyond those of a double are left out'
complete -c pc-logs -n '__pc_logs_in \'\'' -s f -l follow -d 'The last 10 (--tail says how many, --since from when), then what is added, until interrupted; through any rotation: of files that were renamed before they were looked at, too, as long as they are there and not compressed'
complete -c pc-logs -n '__pc_logs_in \'\'' -l until-match -d 'With --follow: end with the first that passes; of those that are there already only where --tail or --since asks for them'
complete -c pc-logs -n '__pc_logs_in \'\'' -l timeout -x -d 'With --follow: end after so long; status 1 where none has passed'
complete -c pc-logs -n '__pc_logs_in \'\'' -l invalid -d 'Print lines that are no entries, with log and line number'
complete -c pc-logs -n '__pc_logs_at \'\' 0 end' -F -d 'LOG'
complete -c pc-logs -n '__pc_logs_at \'stats\' 0 end' -F -d 'LOG'
complete -c pc-logs -n '__pc_logs_in \'histogram\'' -s e -l every -x -d 'The length of a stretch (default: one that makes at most 60)'
complete -c pc-logs -n '__pc_logs_in \'histogram\'' -l by -x -a 'level' -d 'Tell entries of different gravity apart'
complete -c pc-logs -n '__pc_logs_at \'histogram\' 0 end' -F -d 'LOG'
complete -c pc-logs -n '__pc_logs_at \'tasks\' 0 end' -F -d 'LOG'
complete -c pc-logs -n '__pc_logs_at \'artifacts\' 1 1' -a '(__pc_logs_folders)' -d 'DIR'
complete -c pc-logs -n '__pc_logs_at \'timeline\' 1 end' -F -d 'LOG'
complete -c pc-logs -n '__pc_logs_in \'slow\'' -s n -l limit -x -d 'So many (default: 20)'
complete -c pc-logs -n '__pc_logs_in \'slow\'' -s F -l fields -x -d 'Only these fields, as CSV'
complete -c pc-logs -n '__pc_logs_at \'slow\' 0 end' -F -d 'LOG'
complete -c pc-logs -n '__pc_logs_in \'errors\'' -s n -l limit -x -d 'The most frequent so many'
complete -c pc-logs -n '__pc_logs_at \'errors\' 0 end' -F -d 'LOG'
complete -c pc-logs -n '__pc_logs_at \'schema\' 0 end' -F -d 'LOG'
complete -c pc-logs -n '__pc_logs_at \'index\' 0 end' -F -d 'LOG'
complete -c pc-logs -n '__pc_logs_at \'drop\' 0 end' -F -d 'LOG'
complete -c pc-logs -n '__pc_logs_at \'status\' 0 end' -F -d 'LOG'
