# Completion of pc-tokens for fish, made from its declaration: do not edit.

# Prints the subcommand, how many operands stand before the cursor, and whether -- does.
function __pc_tokens_place
    set -l valued ' -e' \
        ' --encoding' \
        ' -m' \
        ' --model' \
        ' --like' \
        ' --mode' \
        ' --counter' \
        ' --special' \
        ' --max-entries' \
        ' --ignore-file' \
        ' -d' \
        ' --max-depth' \
        ' -l' \
        ' --language' \
        ' -g' \
        ' --glob' \
        ' -S' \
        ' --size' \
        ' --max-memory' \
        ' --newer' \
        ' --extension' \
        ' --format' \
        ' --color' \
        ' -j' \
        ' --jobs' \
        ' --cache-dir' \
        ' --namespace' \
        ' --ttl' \
        'encode -e' \
        'encode --encoding' \
        'encode -m' \
        'encode --model' \
        'encode --like' \
        'encode --mode' \
        'encode --counter' \
        'encode --special' \
        'encode --max-entries' \
        'encode --ignore-file' \
        'encode -d' \
        'encode --max-depth' \
        'encode -l' \
        'encode --language' \
        'encode -g' \
        'encode --glob' \
        'encode -S' \
        'encode --size' \
        'encode --max-memory' \
        'encode --newer' \
        'encode --extension' \
        'encode --format' \
        'encode --color' \
        'encode -j' \
        'encode --jobs' \
        'encode --cache-dir' \
        'encode --namespace' \
        'encode --ttl' \
        'decode -e' \
        'decode --encoding' \
        'decode -m' \
        'decode --model' \
        'decode --like' \
        'decode --mode' \
        'decode --counter' \
        'decode --special' \
        'decode --max-entries' \
        'decode --ignore-file' \
        'decode -d' \
        'decode --max-depth' \
        'decode -l' \
        'decode --language' \
        'decode -g' \
        'decode --glob' \
        'decode -S' \
        'decode --size' \
        'decode --max-memory' \
        'decode --newer' \
        'decode --extension' \
        'decode --format' \
        'decode --color' \
        'decode -j' \
        'decode --jobs' \
        'decode --cache-dir' \
        'decode --namespace' \
        'decode --ttl' \
        'truncate -n' \
        'truncate --tokens' \
        'truncate -e' \
        'truncate --encoding' \
        'truncate -m' \
        'truncate --model' \
        'truncate --like' \
        'truncate --mode' \
        'truncate --counter' \
        'truncate --special' \
        'truncate --max-entries' \
        'truncate --ignore-file' \
        'truncate -d' \
        'truncate --max-depth' \
        'truncate -l' \
        'truncate --language' \
        'truncate -g' \
        'truncate --glob' \
        'truncate -S' \
        'truncate --size' \
        'truncate --max-memory' \
        'truncate --newer' \
        'truncate --extension' \
        'truncate --format' \
        'truncate --color' \
        'truncate -j' \
        'truncate --jobs' \
        'truncate --cache-dir' \
        'truncate --namespace' \
        'truncate --ttl' \
        'split -n' \
        'split --tokens' \
        'split --overlap' \
        'split --output' \
        'split -e' \
        'split --encoding' \
        'split -m' \
        'split --model' \
        'split --like' \
        'split --mode' \
        'split --counter' \
        'split --special' \
        'split --max-entries' \
        'split --ignore-file' \
        'split -d' \
        'split --max-depth' \
        'split -l' \
        'split --language' \
        'split -g' \
        'split --glob' \
        'split -S' \
        'split --size' \
        'split --max-memory' \
        'split --newer' \
        'split --extension' \
        'split --format' \
        'split --color' \
        'split -j' \
        'split --jobs' \
        'split --cache-dir' \
        'split --namespace' \
        'split --ttl' \
        'budget -n' \
        'budget --tokens' \
        'budget -e' \
        'budget --encoding' \
        'budget -m' \
        'budget --model' \
        'budget --like' \
        'budget --mode' \
        'budget --counter' \
        'budget --special' \
        'budget --max-entries' \
        'budget --ignore-file' \
        'budget -d' \
        'budget --max-depth' \
        'budget -l' \
        'budget --language' \
        'budget -g' \
        'budget --glob' \
        'budget -S' \
        'budget --size' \
        'budget --max-memory' \
        'budget --newer' \
        'budget --extension' \
        'budget --format' \
        'budget --color' \
        'budget -j' \
        'budget --jobs' \
        'budget --cache-dir' \
        'budget --namespace' \
        'budget --ttl' \
        'top -n' \
        'top --number' \
        'top -e' \
        'top --encoding' \
        'top -m' \
        'top --model' \
        'top --like' \
        'top --mode' \
        'top --counter' \
        'top --special' \
        'top --max-entries' \
        'top --ignore-file' \
        'top -d' \
        'top --max-depth' \
        'top -l' \
        'top --language' \
        'top -g' \
        'top --glob' \
        'top -S' \
        'top --size' \
        'top --max-memory' \
        'top --newer' \
        'top --extension' \
        'top --format' \
        'top --color' \
        'top -j' \
        'top --jobs' \
        'top --cache-dir' \
        'top --namespace' \
        'top --ttl' \
        'compare -e' \
        'compare --encoding' \
        'compare -m' \
        'compare --model' \
        'compare --like' \
        'compare --mode' \
        'compare --counter' \
        'compare --special' \
        'compare --max-entries' \
        'compare --ignore-file' \
        'compare -d' \
        'compare --max-depth' \
        'compare -l' \
        'compare --language' \
        'compare -g' \
        'compare --glob' \
        'compare -S' \
        'compare --size' \
        'compare --max-memory' \
        'compare --newer' \
        'compare --extension' \
        'compare --format' \
        'compare --color' \
        'compare -j' \
        'compare --jobs' \
        'compare --cache-dir' \
        'compare --namespace' \
        'compare --ttl' \
        'vocab --name' \
        'vocab -e' \
        'vocab --encoding' \
        'vocab -m' \
        'vocab --model' \
        'vocab --like' \
        'vocab --mode' \
        'vocab --counter' \
        'vocab --special' \
        'vocab --max-entries' \
        'vocab --ignore-file' \
        'vocab -d' \
        'vocab --max-depth' \
        'vocab -l' \
        'vocab --language' \
        'vocab -g' \
        'vocab --glob' \
        'vocab -S' \
        'vocab --size' \
        'vocab --max-memory' \
        'vocab --newer' \
        'vocab --extension' \
        'vocab --format' \
        'vocab --color' \
        'vocab -j' \
        'vocab --jobs' \
        'vocab --cache-dir' \
        'vocab --namespace' \
        'vocab --ttl'
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
                if test -z "$place" -a $operands = 0; and contains -- $word encode decode truncate split budget top compare vocab
                    set place $word
                else
                    set operands (math $operands + 1)
                end
        end
    end
    printf '%s\n' "$place" $operands before
end

# Whether options may stand here: of the given subcommand, or of any.
function __pc_tokens_in
    set -l place (__pc_tokens_place)
    test $place[3] = before; or return 1
    not set -q argv[1]; or test "$argv[1]" = "$place[1]"
end

# Whether an operand stands here: of the subcommand, from one position to another.
function __pc_tokens_at
    set -l place (__pc_tokens_place)
    test "$argv[1]" = "$place[1]"; or return 1
    test $place[2] -ge $argv[2]; or return 1
    not set -q argv[3]; or test $argv[3] = end; or test $place[2] -le $argv[3]
end

function __pc_tokens_folders
    __fish_complete_directories (commandline -ct | string replace -r '^--[^=]*=' '')
end

complete -c pc-tokens -f
complete -c pc-tokens -n '__pc_tokens_in' -s e -l encoding -x -d 'o200k_base (the default), o200k_harmony, cl100k_base, p50k_base, p50k_edit, r50k_base, gpt2, one that was added, or a file: ranks of tiktoken, or a tokenizer.json'
complete -c pc-tokens -n '__pc_tokens_in' -s m -l model -x -d 'The encoding of this model, such as gpt-4o (pc-tokens vocab models lists them)'
complete -c pc-tokens -n '__pc_tokens_in' -l like -x -d 'For a file of ranks, which does not say it: cut texts as this encoding does'
complete -c pc-tokens -n '__pc_tokens_in' -l mode -x -a 'auto exact estimated' -d 'exact fails where there is no vocabulary; estimated needs none (default: auto)'
complete -c pc-tokens -n '__pc_tokens_in' -l counter -x -d 'Let this program count: it gets the text, and prints a number. Where it fails, counts are estimates'
complete -c pc-tokens -n '__pc_tokens_in' -l special -x -a 'ordinary allow forbid' -d 'What texts such as <|endoftext|> are: text like any other (the default), tokens of their own, or an error'
complete -c pc-tokens -n '__pc_tokens_in' -l max-entries -x -d 'Remember the counts of so many texts, and of as many files (default: 10000)'
complete -c pc-tokens -n '__pc_tokens_in' -l binary -d 'Count what is no text, too, in folders'
complete -c pc-tokens -n '__pc_tokens_in' -s H -l hidden -d 'Hidden files, too; never .git'
complete -c pc-tokens -n '__pc_tokens_in' -s I -l no-ignore -d 'Obey no ignore rules'
complete -c pc-tokens -n '__pc_tokens_in' -l ignore-file -r -F -d 'Obey this file\'s rules, too; a name without a slash is looked for in each folder'
complete -c pc-tokens -n '__pc_tokens_in' -s L -l follow -d 'Enter folders that links lead to, and take links to files for them'
complete -c pc-tokens -n '__pc_tokens_in' -s x -l one-file-system -d 'Enter no folder on another file system'
complete -c pc-tokens -n '__pc_tokens_in' -s d -l max-depth -x -d 'Go no deeper than this'
complete -c pc-tokens -n '__pc_tokens_in' -s l -l language -x -d 'Only files in this language; any of several'
complete -c pc-tokens -n '__pc_tokens_in' -s g -l glob -x -d 'Only what matches, or, with ! before it, only what does not; the last one counts'
complete -c pc-tokens -n '__pc_tokens_in' -s S -l size -x -d 'Only files of this size; +SIZE: at least, -SIZE: at most'
complete -c pc-tokens -n '__pc_tokens_in' -l max-memory -x -d 'Give up where what is found takes more memory (default: $PARSER_MAX_MEMORY_MB, else 2G)'
complete -c pc-tokens -n '__pc_tokens_in' -l newer -x -d 'Only what was changed after this moment, or after this file'
complete -c pc-tokens -n '__pc_tokens_in' -l extension -x -d 'Only files whose names end so: py, tar.gz; any of several'
complete -c pc-tokens -n '__pc_tokens_in' -l json -d 'Write JSON: one object, or one object a line'
complete -c pc-tokens -n '__pc_tokens_in' -l format -x -a 'text json' -d 'How to write the answer'
complete -c pc-tokens -n '__pc_tokens_in' -s 0 -l null -d 'End each name with a NUL byte instead of a newline'
complete -c pc-tokens -n '__pc_tokens_in' -s q -l quiet -d 'Say nothing but what was asked for'
complete -c pc-tokens -n '__pc_tokens_in' -s v -l verbose -d 'Tell on standard error what is done and why'
complete -c pc-tokens -n '__pc_tokens_in' -l color -x -a 'auto always never' -d 'When to use colours (default: auto)'
complete -c pc-tokens -n '__pc_tokens_in' -s j -l jobs -x -d 'Do at most so many things at once'
complete -c pc-tokens -n '__pc_tokens_in' -l concurrency-disable -d 'Do at most so many things at once (--jobs 1)'
complete -c pc-tokens -n '__pc_tokens_in' -l cache-dir -x -a '(__pc_tokens_folders)' -d 'Use this cache directory'
complete -c pc-tokens -n '__pc_tokens_in' -l namespace -x -d 'Keep apart from other namespaces'
complete -c pc-tokens -n '__pc_tokens_in' -l ttl -x -d 'Take cached answers up to this age'
complete -c pc-tokens -n '__pc_tokens_in' -l refresh -d 'Compute a fresh answer, and cache it'
complete -c pc-tokens -n '__pc_tokens_in' -l no-cache -d 'Take no part in the cache'
complete -c pc-tokens -n '__pc_tokens_in' -l cache-disable -d 'Take no part in the cache (--no-cache)'
complete -c pc-tokens -n '__pc_tokens_in' -l stats -d 'Tell on standard error what this run did'
complete -c pc-tokens -n '__pc_tokens_in' -l performance-stats -d 'Tell on standard error what this run did (--stats)'
complete -c pc-tokens -n '__pc_tokens_in' -s h -l help -d 'Show help: -h in short, --help in full'
complete -c pc-tokens -n '__pc_tokens_in' -l version -d 'Show the version'
complete -c pc-tokens -n '__pc_tokens_in \'\'; and __pc_tokens_at \'\' 0 0' -a encode -d 'Print the ids of a text\'s tokens, on a line'
complete -c pc-tokens -n '__pc_tokens_in \'\'; and __pc_tokens_at \'\' 0 0' -a decode -d 'Print the text of tokens'
complete -c pc-tokens -n '__pc_tokens_in \'\'; and __pc_tokens_at \'\' 0 0' -a truncate -d 'Print the beginning of a text, or its end, of so many tokens at most'
complete -c pc-tokens -n '__pc_tokens_in \'\'; and __pc_tokens_at \'\' 0 0' -a split -d 'Cut a text into parts of so many tokens at most'
complete -c pc-tokens -n '__pc_tokens_in \'\'; and __pc_tokens_at \'\' 0 0' -a budget -d 'Print the files that fit into so many tokens, in the order in which they are named'
complete -c pc-tokens -n '__pc_tokens_in \'\'; and __pc_tokens_at \'\' 0 0' -a top -d 'List the files with the most tokens; on a terminal draw their shares, too'
complete -c pc-tokens -n '__pc_tokens_in \'\'; and __pc_tokens_at \'\' 0 0' -a compare -d 'Count with several encodings, side by side'
complete -c pc-tokens -n '__pc_tokens_in \'\'; and __pc_tokens_at \'\' 0 0' -a vocab -d 'List vocabularies, install, add, check and find them'
complete -c pc-tokens -n '__pc_tokens_at \'\' 0 end' -F -d 'FILE'
complete -c pc-tokens -n '__pc_tokens_in \'encode\'' -l offsets -d 'A line for each: its id, and the bytes where it begins and ends'
complete -c pc-tokens -n '__pc_tokens_at \'encode\' 0 0' -F -d 'FILE'
complete -c pc-tokens -n '__pc_tokens_in \'truncate\'' -s n -l tokens -x -d 'So many tokens at most'
complete -c pc-tokens -n '__pc_tokens_in \'truncate\'' -l from-end -d 'The end instead of the beginning'
complete -c pc-tokens -n '__pc_tokens_at \'truncate\' 0 0' -F -d 'FILE'
complete -c pc-tokens -n '__pc_tokens_in \'split\'' -s n -l tokens -x -d 'So many tokens at most'
complete -c pc-tokens -n '__pc_tokens_in \'split\'' -l overlap -x -d 'Each part begins with the last so many tokens of the one before'
complete -c pc-tokens -n '__pc_tokens_in \'split\'' -l output -r -F -d 'A file for each: PREFIX0001, PREFIX0002 and so on'
complete -c pc-tokens -n '__pc_tokens_at \'split\' 0 0' -F -d 'FILE'
complete -c pc-tokens -n '__pc_tokens_in \'budget\'' -s n -l tokens -x -d 'So many tokens at most'
complete -c pc-tokens -n '__pc_tokens_at \'budget\' 0 end' -F -d 'FILE'
complete -c pc-tokens -n '__pc_tokens_in \'top\'' -s n -l number -x -d 'So many (default: 20)'
complete -c pc-tokens -n '__pc_tokens_at \'top\' 0 end' -F -d 'FILE'
complete -c pc-tokens -n '__pc_tokens_at \'compare\' 1 end' -F -d 'FILE'
complete -c pc-tokens -n '__pc_tokens_in \'vocab\'' -l name -x -d 'What an added one is called (default: as its file)'
complete -c pc-tokens -n '__pc_tokens_at \'vocab\' 0 0' -a 'list install add verify path models' -d 'WHAT'
