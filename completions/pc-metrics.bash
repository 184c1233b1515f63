# Completion of pc-metrics for bash, made from its declaration: do not edit.

# What values an option takes: sets `kind` and `data`. Fails where no next word is its value.
_pc_metrics_kind() {
  kind='' data=''
  case "$1 $2" in
    *' -o' | *' --operation') kind=query data='pc-metrics --format csv 2>/dev/null | sed 1d | cut -d, -f1' ;;
    *' --since') kind=text ;;
    *' --until') kind=text ;;
    *' --last') kind=text ;;
    *' --format') kind=choice data='table json csv' ;;
    *' --color') kind=choice data='auto always never' ;;
    *' -j' | *' --jobs') kind=text ;;
    *' --cache-dir') kind=folder ;;
    'add'' --outcome') kind=choice data='ok negative timeout error' ;;
    'add'' --hits') kind=text ;;
    'add'' --misses') kind=text ;;
    'add'' --bytes') kind=text ;;
    'add'' --peak') kind=text ;;
    'tail'' -n' | 'tail'' --lines') kind=text ;;
    'health'' --max-ms') kind=text ;;
    'health'' --statistic') kind=choice data='avg p50 p95 p99 max' ;;
    'health'' --max-memory') kind=text ;;
    'health'' --min-hit-rate') kind=text ;;
    'health'' --min-lookups') kind=text ;;
    'health'' --min-batch-gain') kind=text ;;
    'cleanup'' --older-than') kind=text ;;
    'cleanup'' --max-size') kind=text ;;
    *) return 1 ;;
  esac
}

# Proposes the values of a kind that start as the word does, with `$prefix` before each.
_pc_metrics_values() {
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

_pc_metrics() {
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
      --*) _pc_metrics_kind "$place" "$word" && pending=$word ;;
      -?*)
        word=${word#-}
        while [[ $word ]]; do
          option=-${word:0:1}
          word=${word:1}
          if _pc_metrics_kind "$place" "$option"; then
            [[ $word ]] || pending=$option
            break
          fi
        done
        ;;
      *)
        if [[ -z $place ]] && ((operands == 0)); then
          case $word in
            record | add | tail | health | cleanup | path)
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
      'record')
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
          _pc_metrics_values
        fi
        return
        ;;
    esac
  fi

  if [[ $pending ]]; then
    _pc_metrics_kind "$place" "$pending"
    value=$cur
    _pc_metrics_values
  elif ((after)); then
    operands+=$((last - after))
    value=$cur
    _pc_metrics_operand
  elif [[ $cur == --*=* ]]; then
    _pc_metrics_kind "$place" "${cur%%=*}"
    prefix=${cur%%=*}= value=${cur#*=}
    _pc_metrics_values
  elif [[ $cur == -[!-]?* ]] && _pc_metrics_kind "$place" "${cur:0:2}"; then
    prefix=${cur:0:2} value=${cur:2}
    _pc_metrics_values
  elif [[ $cur == -* ]]; then
    case $place in
      '') data='-o --operation --since --until --last --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'record') data='-o --operation --since --until --last --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'add') data='--outcome --hits --misses --bytes --peak -o --operation --since --until --last --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'tail') data='-n --lines -f --follow -o --operation --since --until --last --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'health') data='--max-ms --statistic --max-memory --min-hit-rate --min-lookups --min-batch-gain -o --operation --since --until --last --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'cleanup') data='--older-than --max-size -o --operation --since --until --last --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'path') data='-o --operation --since --until --last --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
    esac
    kind=choice value=$cur
    _pc_metrics_values
  else
    value=$cur
    _pc_metrics_operand
  fi

  # Readline replaces only what follows the last `=` or `:`.
  raw=${COMP_WORDS[COMP_CWORD]-}
  [[ $raw == [=:]* ]] && raw=${raw##*[=:]}
  COMPREPLY=("${COMPREPLY[@]#"${cur%"$raw"}"}")
}

# Proposes what may stand beside options.
_pc_metrics_operand() {
  if [[ -z $place ]] && ((operands == 0 && !after)); then
    kind=choice data='record add tail health cleanup path'
    _pc_metrics_values
  fi
  case "$place $operands" in
    ' '*) kind=file ;;
    'record '0) kind=query data='pc-metrics --format csv 2>/dev/null | sed 1d | cut -d, -f1' ;;
    'add '0) kind=query data='pc-metrics --format csv 2>/dev/null | sed 1d | cut -d, -f1' ;;
    'add '1) kind=text ;;
    'health '*) kind=file ;;
    *) kind='' ;;
  esac
  _pc_metrics_values
  if [[ $place == 'record' && -z $value ]] && ((operands >= 1)); then
    COMPREPLY+=(--)
  fi
}

complete -F _pc_metrics pc-metrics
