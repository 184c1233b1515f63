# Completion of pc-lock for fish, made from its declaration: do not edit.

# Prints the subcommand, how many operands stand before the cursor, and whether -- does.
function __pc_lock_place
    set -l valued ' --format' \
        ' --color' \
        ' -j' \
        ' --jobs' \
        ' --cache-dir' \
        ' --namespace' \
        'run --slots' \
        'run -w' \
        'run --timeout' \
        'run -E' \
        'run --busy-status' \
        'run --strategy' \
        'run --backoff-min' \
        'run --backoff-max' \
        'run --signal' \
        'run --lease' \
        'run --notify-fd' \
        'run --format' \
        'run --color' \
        'run -j' \
        'run --jobs' \
        'run --cache-dir' \
        'run --namespace' \
        'fd --slots' \
        'fd -w' \
        'fd --timeout' \
        'fd -E' \
        'fd --busy-status' \
        'fd --strategy' \
        'fd --backoff-min' \
        'fd --backoff-max' \
        'fd --notify-fd' \
        'fd --format' \
        'fd --color' \
        'fd -j' \
        'fd --jobs' \
        'fd --cache-dir' \
        'fd --namespace' \
        'try --slots' \
        'try -w' \
        'try --timeout' \
        'try -E' \
        'try --busy-status' \
        'try --strategy' \
        'try --backoff-min' \
        'try --backoff-max' \
        'try --format' \
        'try --color' \
        'try -j' \
        'try --jobs' \
        'try --cache-dir' \
        'try --namespace' \
        'wait --slots' \
        'wait -w' \
        'wait --timeout' \
        'wait -E' \
        'wait --busy-status' \
        'wait --strategy' \
        'wait --backoff-min' \
        'wait --backoff-max' \
        'wait --format' \
        'wait --color' \
        'wait -j' \
        'wait --jobs' \
        'wait --cache-dir' \
        'wait --namespace' \
        'acquire --slots' \
        'acquire -w' \
        'acquire --timeout' \
        'acquire -E' \
        'acquire --busy-status' \
        'acquire --strategy' \
        'acquire --backoff-min' \
        'acquire --backoff-max' \
        'acquire --owner' \
        'acquire --lease' \
        'acquire --notify-fd' \
        'acquire --format' \
        'acquire --color' \
        'acquire -j' \
        'acquire --jobs' \
        'acquire --cache-dir' \
        'acquire --namespace' \
        'release --token' \
        'release --format' \
        'release --color' \
        'release -j' \
        'release --jobs' \
        'release --cache-dir' \
        'release --namespace' \
        'renew --token' \
        'renew --lease' \
        'renew --format' \
        'renew --color' \
        'renew -j' \
        'renew --jobs' \
        'renew --cache-dir' \
        'renew --namespace' \
        'status --format' \
        'status --color' \
        'status -j' \
        'status --jobs' \
        'status --cache-dir' \
        'status --namespace' \
        'list --format' \
        'list --color' \
        'list -j' \
        'list --jobs' \
        'list --cache-dir' \
        'list --namespace' \
        'break --format' \
        'break --color' \
        'break -j' \
        'break --jobs' \
        'break --cache-dir' \
        'break --namespace'
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
                if test -z "$place" -a $operands = 0; and contains -- $word run fd try wait acquire release renew status list break
                    set place $word
                else
                    set operands (math $operands + 1)
                end
        end
    end
    printf '%s\n' "$place" $operands before
end

# Whether options may stand here: of the given subcommand, or of any.
function __pc_lock_in
    set -l place (__pc_lock_place)
    test $place[3] = before; or return 1
    not set -q argv[1]; or test "$argv[1]" = "$place[1]"
end

# Whether an operand stands here: of the subcommand, from one position to another.
function __pc_lock_at
    set -l place (__pc_lock_place)
    test "$argv[1]" = "$place[1]"; or return 1
    test $place[2] -ge $argv[2]; or return 1
    not set -q argv[3]; or test $argv[3] = end; or test $place[2] -le $argv[3]
end

function __pc_lock_program
    set -l place (__pc_lock_place)
    test $place[3] = after -a "$place[1]" = "$argv[1]"
end

function __pc_lock_program_words
    set -l words (commandline -opc)
    while test "$words[1]" != --
        set -e words[1]
    end
    set -e words[1]
    set -l line (string escape -- $words) (commandline -ct)
    complete -C "$line"
end

function __pc_lock_folders
    __fish_complete_directories (commandline -ct | string replace -r '^--[^=]*=' '')
end

complete -c pc-lock -f
complete -c pc-lock -n '__pc_lock_in' -l file -d 'Take NAME as the path of a file to lock'
complete -c pc-lock -n '__pc_lock_in' -l json -d 'Write JSON: one object, or one object a line'
complete -c pc-lock -n '__pc_lock_in' -l format -x -a 'table json names' -d 'How to write the answer'
complete -c pc-lock -n '__pc_lock_in' -s 0 -l null -d 'End each name with a NUL byte instead of a newline'
complete -c pc-lock -n '__pc_lock_in' -s q -l quiet -d 'Say nothing but what was asked for'
complete -c pc-lock -n '__pc_lock_in' -s v -l verbose -d 'Tell on standard error what is done and why'
complete -c pc-lock -n '__pc_lock_in' -l color -x -a 'auto always never' -d 'When to use colours (default: auto)'
complete -c pc-lock -n '__pc_lock_in' -s j -l jobs -x -d 'Do at most so many things at once'
complete -c pc-lock -n '__pc_lock_in' -l concurrency-disable -d 'Do at most so many things at once (--jobs 1)'
complete -c pc-lock -n '__pc_lock_in' -l cache-dir -x -a '(__pc_lock_folders)' -d 'Use this cache directory'
complete -c pc-lock -n '__pc_lock_in' -l namespace -x -d 'Keep apart from other namespaces'
complete -c pc-lock -n '__pc_lock_in' -l refresh -d 'Compute a fresh answer, and cache it'
complete -c pc-lock -n '__pc_lock_in' -l no-cache -d 'Take no part in the cache'
complete -c pc-lock -n '__pc_lock_in' -l cache-disable -d 'Take no part in the cache (--no-cache)'
complete -c pc-lock -n '__pc_lock_in' -l stats -d 'Tell on standard error what this run did'
complete -c pc-lock -n '__pc_lock_in' -l performance-stats -d 'Tell on standard error what this run did (--stats)'
complete -c pc-lock -n '__pc_lock_in' -s h -l help -d 'Show help: -h in short, --help in full'
complete -c pc-lock -n '__pc_lock_in' -l version -d 'Show the version'
complete -c pc-lock -n '__pc_lock_in \'\'; and __pc_lock_at \'\' 0 0' -a run -d 'Hold a lock while a command runs'
complete -c pc-lock -n '__pc_lock_in \'\'; and __pc_lock_at \'\' 0 0' -a fd -d 'Lock a descriptor that the script opened'
complete -c pc-lock -n '__pc_lock_in \'\'; and __pc_lock_at \'\' 0 0' -a try -d 'Ask whether a lock is free: 0 free, 1 held'
complete -c pc-lock -n '__pc_lock_in \'\'; and __pc_lock_at \'\' 0 0' -a wait -d 'Wait until a lock is free, without taking it'
complete -c pc-lock -n '__pc_lock_in \'\'; and __pc_lock_at \'\' 0 0' -a acquire -d 'Take a lock for the calling script, until it releases it or ends'
complete -c pc-lock -n '__pc_lock_in \'\'; and __pc_lock_at \'\' 0 0' -a release -d 'Give up what acquire took'
complete -c pc-lock -n '__pc_lock_in \'\'; and __pc_lock_at \'\' 0 0' -a renew -d 'Let a lease last longer, from now on'
complete -c pc-lock -n '__pc_lock_in \'\'; and __pc_lock_at \'\' 0 0' -a status -d 'Show who holds a lock, since when, and how many wait'
complete -c pc-lock -n '__pc_lock_in \'\'; and __pc_lock_at \'\' 0 0' -a list -d 'List all locks that ever were, held or free'
complete -c pc-lock -n '__pc_lock_in \'\'; and __pc_lock_at \'\' 0 0' -a break -d 'Take a lock away from its holder'
complete -c pc-lock -n '__pc_lock_in \'run\'' -s s -l shared -d 'Share the lock with others that ask for it shared'
complete -c pc-lock -n '__pc_lock_in \'run\'' -l slots -x -d 'Let up to N hold it at once'
complete -c pc-lock -n '__pc_lock_in \'run\'' -s w -l timeout -x -d 'Give up after this time (default: $LOCK_TIMEOUT, else never)'
complete -c pc-lock -n '__pc_lock_in \'run\'' -s n -l nonblock -d 'Give up at once when it is held'
complete -c pc-lock -n '__pc_lock_in \'run\'' -s E -l busy-status -x -d 'End with this status when it was not granted'
complete -c pc-lock -n '__pc_lock_in \'run\'' -l strategy -x -a 'exponential event linear' -d 'Wait in the kernel\'s queue and look up at growing intervals, only wait in the queue, or sleep half a second at a time (default: $LOCK_BACKOFF_STRATEGY, else exponential)'
complete -c pc-lock -n '__pc_lock_in \'run\'' -l backoff-min -x -d 'Look up after this time first (default: 100ms)'
complete -c pc-lock -n '__pc_lock_in \'run\'' -l backoff-max -x -d 'Look up at least this often (default: 2s)'
complete -c pc-lock -n '__pc_lock_in \'run\'' -s F -l exec -d 'Become CMD, and leave the lock to it'
complete -c pc-lock -n '__pc_lock_in \'run\'' -s o -l close -d 'Do not let CMD inherit the descriptor of the lock'
complete -c pc-lock -n '__pc_lock_in \'run\'' -l signal -x -a 'HUP INT QUIT KILL USR1 USR2 TERM CONT STOP' -d 'Send CMD this signal when told to end (default: the one that came)'
complete -c pc-lock -n '__pc_lock_in \'run\'' -l lease -x -d 'Let the hold end after this time, unless it is renewed'
complete -c pc-lock -n '__pc_lock_in \'run\'' -l notify-fd -x -d 'Write "granted TOKEN", "busy" or "timeout" to this descriptor when it is known'
complete -c pc-lock -n '__pc_lock_in \'run\'' -l reentrant -d 'Go on where a parent of this process holds the lock'
complete -c pc-lock -n '__pc_lock_in \'run\'; and __pc_lock_at \'run\' 0 0' -a '(sh -c \'pc-lock list --format names 2>/dev/null\' 2>/dev/null)' -d 'NAME'
complete -c pc-lock -n '__pc_lock_in \'run\'; and __pc_lock_at \'run\' 1 end' -a -- -d 'The program to run follows'
complete -c pc-lock -n '__pc_lock_program \'run\'' -a '(__pc_lock_program_words)'
complete -c pc-lock -n '__pc_lock_in \'fd\'' -s s -l shared -d 'Share the lock with others that ask for it shared'
complete -c pc-lock -n '__pc_lock_in \'fd\'' -l slots -x -d 'Let up to N hold it at once'
complete -c pc-lock -n '__pc_lock_in \'fd\'' -s w -l timeout -x -d 'Give up after this time (default: $LOCK_TIMEOUT, else never)'
complete -c pc-lock -n '__pc_lock_in \'fd\'' -s n -l nonblock -d 'Give up at once when it is held'
complete -c pc-lock -n '__pc_lock_in \'fd\'' -s E -l busy-status -x -d 'End with this status when it was not granted'
complete -c pc-lock -n '__pc_lock_in \'fd\'' -l strategy -x -a 'exponential event linear' -d 'Wait in the kernel\'s queue and look up at growing intervals, only wait in the queue, or sleep half a second at a time (default: $LOCK_BACKOFF_STRATEGY, else exponential)'
complete -c pc-lock -n '__pc_lock_in \'fd\'' -l backoff-min -x -d 'Look up after this time first (default: 100ms)'
complete -c pc-lock -n '__pc_lock_in \'fd\'' -l backoff-max -x -d 'Look up at least this often (default: 2s)'
complete -c pc-lock -n '__pc_lock_in \'fd\'' -s u -l unlock -d 'Give the lock up'
complete -c pc-lock -n '__pc_lock_in \'fd\'' -l notify-fd -x -d 'Write "granted TOKEN", "busy" or "timeout" to this descriptor when it is known'
complete -c pc-lock -n '__pc_lock_in \'fd\'' -l reentrant -d 'Go on where a parent of this process holds the lock'
complete -c pc-lock -n '__pc_lock_in \'try\'' -s s -l shared -d 'Share the lock with others that ask for it shared'
complete -c pc-lock -n '__pc_lock_in \'try\'' -l slots -x -d 'Let up to N hold it at once'
complete -c pc-lock -n '__pc_lock_in \'try\'' -s w -l timeout -x -d 'Give up after this time (default: $LOCK_TIMEOUT, else never)'
complete -c pc-lock -n '__pc_lock_in \'try\'' -s n -l nonblock -d 'Give up at once when it is held'
complete -c pc-lock -n '__pc_lock_in \'try\'' -s E -l busy-status -x -d 'End with this status when it was not granted'
complete -c pc-lock -n '__pc_lock_in \'try\'' -l strategy -x -a 'exponential event linear' -d 'Wait in the kernel\'s queue and look up at growing intervals, only wait in the queue, or sleep half a second at a time (default: $LOCK_BACKOFF_STRATEGY, else exponential)'
complete -c pc-lock -n '__pc_lock_in \'try\'' -l backoff-min -x -d 'Look up after this time first (default: 100ms)'
complete -c pc-lock -n '__pc_lock_in \'try\'' -l backoff-max -x -d 'Look up at least this often (default: 2s)'
complete -c pc-lock -n '__pc_lock_at \'try\' 0 0' -a '(sh -c \'pc-lock list --format names 2>/dev/null\' 2>/dev/null)' -d 'NAME'
complete -c pc-lock -n '__pc_lock_in \'wait\'' -s s -l shared -d 'Share the lock with others that ask for it shared'
complete -c pc-lock -n '__pc_lock_in \'wait\'' -l slots -x -d 'Let up to N hold it at once'
complete -c pc-lock -n '__pc_lock_in \'wait\'' -s w -l timeout -x -d 'Give up after this time (default: $LOCK_TIMEOUT, else never)'
complete -c pc-lock -n '__pc_lock_in \'wait\'' -s n -l nonblock -d 'Give up at once when it is held'
complete -c pc-lock -n '__pc_lock_in \'wait\'' -s E -l busy-status -x -d 'End with this status when it was not granted'
complete -c pc-lock -n '__pc_lock_in \'wait\'' -l strategy -x -a 'exponential event linear' -d 'Wait in the kernel\'s queue and look up at growing intervals, only wait in the queue, or sleep half a second at a time (default: $LOCK_BACKOFF_STRATEGY, else exponential)'
complete -c pc-lock -n '__pc_lock_in \'wait\'' -l backoff-min -x -d 'Look up after this time first (default: 100ms)'
complete -c pc-lock -n '__pc_lock_in \'wait\'' -l backoff-max -x -d 'Look up at least this often (default: 2s)'
complete -c pc-lock -n '__pc_lock_at \'wait\' 0 0' -a '(sh -c \'pc-lock list --format names 2>/dev/null\' 2>/dev/null)' -d 'NAME'
complete -c pc-lock -n '__pc_lock_in \'acquire\'' -s s -l shared -d 'Share the lock with others that ask for it shared'
complete -c pc-lock -n '__pc_lock_in \'acquire\'' -l slots -x -d 'Let up to N hold it at once'
complete -c pc-lock -n '__pc_lock_in \'acquire\'' -s w -l timeout -x -d 'Give up after this time (default: $LOCK_TIMEOUT, else never)'
complete -c pc-lock -n '__pc_lock_in \'acquire\'' -s n -l nonblock -d 'Give up at once when it is held'
complete -c pc-lock -n '__pc_lock_in \'acquire\'' -s E -l busy-status -x -d 'End with this status when it was not granted'
complete -c pc-lock -n '__pc_lock_in \'acquire\'' -l strategy -x -a 'exponential event linear' -d 'Wait in the kernel\'s queue and look up at growing intervals, only wait in the queue, or sleep half a second at a time (default: $LOCK_BACKOFF_STRATEGY, else exponential)'
complete -c pc-lock -n '__pc_lock_in \'acquire\'' -l backoff-min -x -d 'Look up after this time first (default: 100ms)'
complete -c pc-lock -n '__pc_lock_in \'acquire\'' -l backoff-max -x -d 'Look up at least this often (default: 2s)'
complete -c pc-lock -n '__pc_lock_in \'acquire\'' -l owner -x -d 'Let the hold end with this process'
complete -c pc-lock -n '__pc_lock_in \'acquire\'' -l lease -x -d 'Let the hold end after this time, unless it is renewed'
complete -c pc-lock -n '__pc_lock_in \'acquire\'' -l notify-fd -x -d 'Write "granted TOKEN", "busy" or "timeout" to this descriptor when it is known'
complete -c pc-lock -n '__pc_lock_in \'acquire\'' -l reentrant -d 'Go on where a parent of this process holds the lock'
complete -c pc-lock -n '__pc_lock_at \'acquire\' 0 0' -a '(sh -c \'pc-lock list --format names 2>/dev/null\' 2>/dev/null)' -d 'NAME'
complete -c pc-lock -n '__pc_lock_in \'release\'' -l token -x -d 'Give up the hold with this token'
complete -c pc-lock -n '__pc_lock_at \'release\' 0 0' -a '(sh -c \'pc-lock list --format names 2>/dev/null\' 2>/dev/null)' -d 'NAME'
complete -c pc-lock -n '__pc_lock_in \'renew\'' -l token -x -d 'The hold\'s token (default: $PC_LOCK_TOKEN)'
complete -c pc-lock -n '__pc_lock_in \'renew\'' -l lease -x -d 'How long from now (default: as long as before)'
complete -c pc-lock -n '__pc_lock_at \'renew\' 0 0' -a '(sh -c \'pc-lock list --format names 2>/dev/null\' 2>/dev/null)' -d 'NAME'
complete -c pc-lock -n '__pc_lock_at \'status\' 0 0' -a '(sh -c \'pc-lock list --format names 2>/dev/null\' 2>/dev/null)' -d 'NAME'
complete -c pc-lock -n '__pc_lock_in \'break\'' -l kill -d 'End the holder: SIGTERM, and SIGKILL if it is still there two seconds later'
complete -c pc-lock -n '__pc_lock_at \'break\' 0 0' -a '(sh -c \'pc-lock list --format names 2>/dev/null\' 2>/dev/null)' -d 'NAME'
