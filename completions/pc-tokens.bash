# Completion of pc-tokens for bash, made from its declaration: do not edit.

# What values an option takes: sets `kind` and `data`. Fails where no next word is its value.
_pc_tokens_kind() {
  kind='' data=''
  case "$1 $2" in
    *' -e' | *' --encoding') kind=text ;;
    *' -m' | *' --model') kind=text ;;
    *' --like') kind=text ;;
    *' --mode') kind=choice data='auto exact estimated' ;;
    *' --counter') kind=text ;;
    *' --special') kind=choice data='ordinary allow forbid' ;;
    *' --max-entries') kind=text ;;
    *' --ignore-file') kind=file ;;
    *' -d' | *' --max-depth') kind=text ;;
    *' -l' | *' --language') kind=text ;;
    *' -g' | *' --glob') kind=text ;;
    *' -S' | *' --size') kind=text ;;
    *' --max-memory') kind=text ;;
    *' --newer') kind=text ;;
    *' --extension') kind=text ;;
    *' --format') kind=choice data='text json' ;;
    *' --color') kind=choice data='auto always never' ;;
    *' -j' | *' --jobs') kind=text ;;
    *' --cache-dir') kind=folder ;;
    *' --namespace') kind=text ;;
    *' --ttl') kind=text ;;
    'truncate'' -n' | 'truncate'' --tokens') kind=text ;;
    'split'' -n' | 'split'' --tokens') kind=text ;;
    'split'' --overlap') kind=text ;;
    'split'' --output') kind=file ;;
    'budget'' -n' | 'budget'' --tokens') kind=text ;;
    'top'' -n' | 'top'' --number') kind=text ;;
    'vocab'' --name') kind=text ;;
    *) return 1 ;;
  esac
}

# Proposes the values of a kind that start as the word does, with `$prefix` before each.
_pc_tokens_values() {
  local line start=${value#[\"\']}
  start=${start//\\/}
  case $kind in
    choice)
      for line in $data; do
        [[ $line == "$value"* ]] && COMPREPLY+=("$prefix$line")
      done
      ;;
    file | folder)
      compopt -o filenames 2>/dev/null
      while IFS= read -r line; do
        COMPREPLY+=("$prefix$line")
      done < <(if [[ $kind == file ]]; then compgen -f -- "$start"; else compgen -d -- "$start"; fi)
      ;;
    query)
      # The lines are data: nothing in them is expanded, and they are quoted where they must be.
      while IFS= read -r line; do
        [[ $line == "$start"* ]] || continue
        [[ $value == [\"\']* ]] || printf -v line '%q' "$line"
        COMPREPLY+=("$prefix$line")
      done < <(sh -c "$data" 2>/dev/null)
      ;;
  esac
}

_pc_tokens() {
  local IFS=$' \t\n'
  local cur='' word='' place='' pending='' kind='' data='' prefix='' value='' option='' raw=''
  local -i i last=-1 operands=0 after=0
  local -a words=() origins=()
  COMPREPLY=()

  # Readline splits words at `=` and `:`; what was one word becomes one again.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]-}
    if ((i > 1)) && [[ $word == [=:]* || ${COMP_WORDS[i - 1]} =~ ^[=:]+$ ]]; then
      words[last]+=$word
    else
      last+=1
      words[last]=$word
      origins[last]=$i
    fi
  done
  cur=${words[last]}

  # The way to the place of the cursor.
  for ((i = 1; i < last; i++)); do
    word=${words[i]}
    if [[ $pending ]]; then
      pending=''
      continue
    fi
    case $word in
      --)
        after=$((i + 1))
        break
        ;;
      --*=*) ;;
      --*) _pc_tokens_kind "$place" "$word" && pending=$word ;;
      -?*)
        word=${word#-}
        while [[ $word ]]; do
          option=-${word:0:1}
          word=${word:1}
          if _pc_tokens_kind "$place" "$option"; then
            [[ $word ]] || pending=$option
            break
          fi
        done
        ;;
      *)
        if [[ -z $place ]] && ((operands == 0)); then
          case $word in
            encode | decode | truncate | split | budget | top | compare | vocab)
              place=$word
              continue
              ;;
          esac
        fi
        operands+=1
        ;;
    esac
  done


  if [[ $pending ]]; then
    _pc_tokens_kind "$place" "$pending"
    value=$cur
    _pc_tokens_values
  elif ((after)); then
    operands+=$((last - after))
    value=$cur
    _pc_tokens_operand
  elif [[ $cur == --*=* ]]; then
    _pc_tokens_kind "$place" "${cur%%=*}"
    prefix=${cur%%=*}= value=${cur#*=}
    _pc_tokens_values
  elif [[ $cur == -[!-]?* ]] && _pc_tokens_kind "$place" "${cur:0:2}"; then
    prefix=${cur:0:2} value=${cur:2}
    _pc_tokens_values
  elif [[ $cur == -* ]]; then
    case $place in
      '') data='-e --encoding -m --model --like --mode --counter --special --max-entries --binary -H --hidden -I --no-ignore --ignore-file -L --follow -x --one-file-system -d --max-depth -l --language -g --glob -S --size --max-memory --newer --extension --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'encode') data='--offsets -e --encoding -m --model --like --mode --counter --special --max-entries --binary -H --hidden -I --no-ignore --ignore-file -L --follow -x --one-file-system -d --max-depth -l --language -g --glob -S --size --max-memory --newer --extension --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'decode') data='-e --encoding -m --model --like --mode --counter --special --max-entries --binary -H --hidden -I --no-ignore --ignore-file -L --follow -x --one-file-system -d --max-depth -l --language -g --glob -S --size --max-memory --newer --extension --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'truncate') data='-n --tokens --from-end -e --encoding -m --model --like --mode --counter --special --max-entries --binary -H --hidden -I --no-ignore --ignore-file -L --follow -x --one-file-system -d --max-depth -l --language -g --glob -S --size --max-memory --newer --extension --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'split') data='-n --tokens --overlap --output -e --encoding -m --model --like --mode --counter --special --max-entries --binary -H --hidden -I --no-ignore --ignore-file -L --follow -x --one-file-system -d --max-depth -l --language -g --glob -S --size --max-memory --newer --extension --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'budget') data='-n --tokens -e --encoding -m --model --like --mode --counter --special --max-entries --binary -H --hidden -I --no-ignore --ignore-file -L --follow -x --one-file-system -d --max-depth -l --language -g --glob -S --size --max-memory --newer --extension --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'top') data='-n --number -e --encoding -m --model --like --mode --counter --special --max-entries --binary -H --hidden -I --no-ignore --ignore-file -L --follow -x --one-file-system -d --max-depth -l --language -g --glob -S --size --max-memory --newer --extension --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'compare') data='-e --encoding -m --model --like --mode --counter --special --max-entries --binary -H --hidden -I --no-ignore --ignore-file -L --follow -x --one-file-system -d --max-depth -l --language -g --glob -S --size --max-memory --newer --extension --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'vocab') data='--name -e --encoding -m --model --like --mode --counter --special --max-entries --binary -H --hidden -I --no-ignore --ignore-file -L --follow -x --one-file-system -d --max-depth -l --language -g --glob -S --size --max-memory --newer --extension --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
    esac
    kind=choice value=$cur
    _pc_tokens_values
  else
    value=$cur
    _pc_tokens_operand
  fi

  # Readline replaces only what follows the last `=` or `:`.
  raw=${COMP_WORDS[COMP_CWORD]-}
  [[ $raw == [=:]* ]] && raw=${raw##*[=:]}
  COMPREPLY=("${COMPREPLY[@]#"${cur%"$raw"}"}")
}

# Proposes what may stand beside options.
_pc_tokens_operand() {
  if [[ -z $place ]] && ((operands == 0 && !after)); then
    kind=choice data='encode decode truncate split budget top compare vocab'
    _pc_tokens_values
  fi
  case "$place $operands" in
    ' '*) kind=file ;;
    'encode '0) kind=file ;;
    'decode '*) kind=text ;;
    'truncate '0) kind=file ;;
    'split '0) kind=file ;;
    'budget '*) kind=file ;;
    'top '*) kind=file ;;
    'compare '0) kind=text ;;
    'compare '*) kind=file ;;
    'vocab '0) kind=choice data='list install add verify path models' ;;
    'vocab '*) kind=text ;;
    *) kind='' ;;
  esac
  _pc_tokens_values
}

complete -F _pc_tokens pc-tokens
