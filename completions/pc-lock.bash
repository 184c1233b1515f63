# Completion of pc-lock for bash, made from its declaration: do not edit.

# What values an option takes: sets `kind` and `data`. Fails where no next word is its value.
_pc_lock_kind() {
  kind='' data=''
  case "$1 $2" in
    *' --format') kind=choice data='table json names' ;;
    *' --color') kind=choice data='auto always never' ;;
    *' -j' | *' --jobs') kind=text ;;
    *' --cache-dir') kind=folder ;;
    *' --namespace') kind=text ;;
    'run'' --slots') kind=text ;;
    'run'' -w' | 'run'' --timeout') kind=text ;;
    'run'' -E' | 'run'' --busy-status') kind=text ;;
    'run'' --strategy') kind=choice data='exponential event linear' ;;
    'run'' --backoff-min') kind=text ;;
    'run'' --backoff-max') kind=text ;;
    'run'' --signal') kind=choice data='HUP INT QUIT KILL USR1 USR2 TERM CONT STOP' ;;
    'run'' --lease') kind=text ;;
    'run'' --notify-fd') kind=text ;;
    'fd'' --slots') kind=text ;;
    'fd'' -w' | 'fd'' --timeout') kind=text ;;
    'fd'' -E' | 'fd'' --busy-status') kind=text ;;
    'fd'' --strategy') kind=choice data='exponential event linear' ;;
    'fd'' --backoff-min') kind=text ;;
    'fd'' --backoff-max') kind=text ;;
    'fd'' --notify-fd') kind=text ;;
    'try'' --slots') kind=text ;;
    'try'' -w' | 'try'' --timeout') kind=text ;;
    'try'' -E' | 'try'' --busy-status') kind=text ;;
    'try'' --strategy') kind=choice data='exponential event linear' ;;
    'try'' --backoff-min') kind=text ;;
    'try'' --backoff-max') kind=text ;;
    'wait'' --slots') kind=text ;;
    'wait'' -w' | 'wait'' --timeout') kind=text ;;
    'wait'' -E' | 'wait'' --busy-status') kind=text ;;
    'wait'' --strategy') kind=choice data='exponential event linear' ;;
    'wait'' --backoff-min') kind=text ;;
    'wait'' --backoff-max') kind=text ;;
    'acquire'' --slots') kind=text ;;
    'acquire'' -w' | 'acquire'' --timeout') kind=text ;;
    'acquire'' -E' | 'acquire'' --busy-status') kind=text ;;
    'acquire'' --strategy') kind=choice data='exponential event linear' ;;
    'acquire'' --backoff-min') kind=text ;;
    'acquire'' --backoff-max') kind=text ;;
    'acquire'' --owner') kind=text ;;
    'acquire'' --lease') kind=text ;;
    'acquire'' --notify-fd') kind=text ;;
    'release'' --token') kind=text ;;
    'renew'' --token') kind=text ;;
    'renew'' --lease') kind=text ;;
    *) return 1 ;;
  esac
}

# Proposes the values of a kind that start as the word does, with `$prefix` before each.
_pc_lock_values() {
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

_pc_lock() {
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
      --*) _pc_lock_kind "$place" "$word" && pending=$word ;;
      -?*)
        word=${word#-}
        while [[ $word ]]; do
          option=-${word:0:1}
          word=${word:1}
          if _pc_lock_kind "$place" "$option"; then
            [[ $word ]] || pending=$option
            break
          fi
        done
        ;;
      *)
        if [[ -z $place ]] && ((operands == 0)); then
          case $word in
            run | fd | try | wait | acquire | release | renew | status | list | break)
              place=$word
              continue
              ;;
          esac
        fi
        operands+=1
        ;;
    esac
  done

  # After -- the line is another command's.
  if ((after)); then
    case $place in
      'run')
        i=${origins[after]}
        if declare -F _comp_command_offset >/dev/null; then
          _comp_command_offset $i
        elif declare -F _command_offset >/dev/null; then
          _command_offset $i
        elif ((after == last)); then
          while IFS= read -r word; do
            COMPREPLY+=("$word")
          done < <(compgen -c -- "$cur" | sort -u)
        else
          kind=file value=$cur
          _pc_lock_values
        fi
        return
        ;;
    esac
  fi

  if [[ $pending ]]; then
    _pc_lock_kind "$place" "$pending"
    value=$cur
    _pc_lock_values
  elif ((after)); then
    operands+=$((last - after))
    value=$cur
    _pc_lock_operand
  elif [[ $cur == --*=* ]]; then
    _pc_lock_kind "$place" "${cur%%=*}"
    prefix=${cur%%=*}= value=${cur#*=}
    _pc_lock_values
  elif [[ $cur == -[!-]?* ]] && _pc_lock_kind "$place" "${cur:0:2}"; then
    prefix=${cur:0:2} value=${cur:2}
    _pc_lock_values
  elif [[ $cur == -* ]]; then
    case $place in
      '') data='--file --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'run') data='-s --shared --slots -w --timeout -n --nonblock -E --busy-status --strategy --backoff-min --backoff-max -F --exec -o --close --signal --lease --notify-fd --reentrant --file --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'fd') data='-s --shared --slots -w --timeout -n --nonblock -E --busy-status --strategy --backoff-min --backoff-max -u --unlock --notify-fd --reentrant --file --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'try') data='-s --shared --slots -w --timeout -n --nonblock -E --busy-status --strategy --backoff-min --backoff-max --file --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'wait') data='-s --shared --slots -w --timeout -n --nonblock -E --busy-status --strategy --backoff-min --backoff-max --file --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'acquire') data='-s --shared --slots -w --timeout -n --nonblock -E --busy-status --strategy --backoff-min --backoff-max --owner --lease --notify-fd --reentrant --file --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'release') data='--token --file --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'renew') data='--token --lease --file --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'status') data='--file --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'list') data='--file --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'break') data='--kill --file --json --format -0 --null -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
    esac
    kind=choice value=$cur
    _pc_lock_values
  else
    value=$cur
    _pc_lock_operand
  fi

  # Readline replaces only what follows the last `=` or `:`.
  raw=${COMP_WORDS[COMP_CWORD]-}
  [[ $raw == [=:]* ]] && raw=${raw##*[=:]}
  COMPREPLY=("${COMPREPLY[@]#"${cur%"$raw"}"}")
}

# Proposes what may stand beside options.
_pc_lock_operand() {
  if [[ -z $place ]] && ((operands == 0 && !after)); then
    kind=choice data='run fd try wait acquire release renew status list break'
    _pc_lock_values
  fi
  case "$place $operands" in
    'run '0) kind=query data='pc-lock list --format names 2>/dev/null' ;;
    'fd '0) kind=text ;;
    'try '0) kind=query data='pc-lock list --format names 2>/dev/null' ;;
    'wait '0) kind=query data='pc-lock list --format names 2>/dev/null' ;;
    'acquire '0) kind=query data='pc-lock list --format names 2>/dev/null' ;;
    'release '0) kind=query data='pc-lock list --format names 2>/dev/null' ;;
    'renew '0) kind=query data='pc-lock list --format names 2>/dev/null' ;;
    'status '0) kind=query data='pc-lock list --format names 2>/dev/null' ;;
    'break '0) kind=query data='pc-lock list --format names 2>/dev/null' ;;
    *) kind='' ;;
  esac
  _pc_lock_values
  if [[ $place == 'run' && -z $value ]] && ((operands >= 1)); then
    COMPREPLY+=(--)
  fi
}

complete -F _pc_lock pc-lock
