# Completion of pc-logs for bash, made from its declaration: do not edit.

# What values an option takes: sets `kind` and `data`. Fails where no next word is its value.
_pc_logs_kind() {
  kind='' data=''
  case "$1 $2" in
    *' --glob') kind=text ;;
    *' --level') kind=text ;;
    *' --not-level') kind=text ;;
    *' --worker') kind=text ;;
    *' --not-worker') kind=text ;;
    *' --task') kind=text ;;
    *' --not-task') kind=text ;;
    *' --phase') kind=text ;;
    *' --not-phase') kind=text ;;
    *' --event') kind=text ;;
    *' --not-event') kind=text ;;
    *' --level-filter') kind=text ;;
    *' --since') kind=text ;;
    *' --until') kind=text ;;
    *' --search') kind=text ;;
    *' --not-search') kind=text ;;
    *' --grep') kind=text ;;
    *' --not-grep') kind=text ;;
    *' -w' | *' --where') kind=text ;;
    *' --field') kind=text ;;
    *' --time-unit') kind=choice data='auto s ms us ns' ;;
    *' --max-files') kind=text ;;
    *' --format') kind=choice data='lines text json csv tsv' ;;
    *' --color') kind=choice data='auto always never' ;;
    *' -j' | *' --jobs') kind=text ;;
    *' --cache-dir') kind=folder ;;
    *' --namespace') kind=text ;;
    ''' -n' | ''' --limit' | ''' --head') kind=text ;;
    ''' --tail') kind=text ;;
    ''' --around') kind=text ;;
    ''' -C' | ''' --context') kind=text ;;
    ''' -F' | ''' --fields') kind=text ;;
    ''' --group-by') kind=text ;;
    ''' --of') kind=text ;;
    ''' --timeout') kind=text ;;
    'histogram'' -e' | 'histogram'' --every') kind=text ;;
    'histogram'' --by') kind=choice data='level' ;;
    'slow'' -n' | 'slow'' --limit') kind=text ;;
    'slow'' -F' | 'slow'' --fields') kind=text ;;
    'errors'' -n' | 'errors'' --limit') kind=text ;;
    *) return 1 ;;
  esac
}

# Proposes the values of a kind that start as the word does, with `$prefix` before each.
_pc_logs_values() {
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

_pc_logs() {
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
      --*) _pc_logs_kind "$place" "$word" && pending=$word ;;
      -?*)
        word=${word#-}
        while [[ $word ]]; do
          option=-${word:0:1}
          word=${word:1}
          if _pc_logs_kind "$place" "$option"; then
            [[ $word ]] || pending=$option
            break
          fi
        done
        ;;
      *)
        if [[ -z $place ]] && ((operands == 0)); then
          case $word in
            stats | histogram | tasks | artifacts | timeline | slow | errors | schema | index | drop | status)
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
    _pc_logs_kind "$place" "$pending"
    value=$cur
    _pc_logs_values
  elif ((after)); then
    operands+=$((last - after))
    value=$cur
    _pc_logs_operand
  elif [[ $cur == --*=* ]]; then
    _pc_logs_kind "$place" "${cur%%=*}"
    prefix=${cur%%=*}= value=${cur#*=}
    _pc_logs_values
  elif [[ $cur == -[!-]?* ]] && _pc_logs_kind "$place" "${cur:0:2}"; then
    prefix=${cur:0:2} value=${cur:2}
    _pc_logs_values
  elif [[ $cur == -* ]]; then
    case $place in
      '') data='-n --limit --head --tail --around -C --context -F --fields -c --count --group-by --of -f --follow --until-match --timeout --invalid --tasks --rotated --glob --level --not-level --worker --not-worker --task --not-task --phase --not-phase --event --not-event --level-filter --since --until --search --not-search --grep --not-grep -i --ignore-case -w --where --field --time-unit --max-files --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'stats') data='--tasks --rotated --glob --level --not-level --worker --not-worker --task --not-task --phase --not-phase --event --not-event --level-filter --since --until --search --not-search --grep --not-grep -i --ignore-case -w --where --field --time-unit --max-files --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'histogram') data='-e --every --by --tasks --rotated --glob --level --not-level --worker --not-worker --task --not-task --phase --not-phase --event --not-event --level-filter --since --until --search --not-search --grep --not-grep -i --ignore-case -w --where --field --time-unit --max-files --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'tasks') data='--tasks --rotated --glob --level --not-level --worker --not-worker --task --not-task --phase --not-phase --event --not-event --level-filter --since --until --search --not-search --grep --not-grep -i --ignore-case -w --where --field --time-unit --max-files --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'artifacts') data='--tasks --rotated --glob --level --not-level --worker --not-worker --task --not-task --phase --not-phase --event --not-event --level-filter --since --until --search --not-search --grep --not-grep -i --ignore-case -w --where --field --time-unit --max-files --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'timeline') data='--tasks --rotated --glob --level --not-level --worker --not-worker --task --not-task --phase --not-phase --event --not-event --level-filter --since --until --search --not-search --grep --not-grep -i --ignore-case -w --where --field --time-unit --max-files --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'slow') data='-n --limit -F --fields --tasks --rotated --glob --level --not-level --worker --not-worker --task --not-task --phase --not-phase --event --not-event --level-filter --since --until --search --not-search --grep --not-grep -i --ignore-case -w --where --field --time-unit --max-files --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'errors') data='-n --limit --tasks --rotated --glob --level --not-level --worker --not-worker --task --not-task --phase --not-phase --event --not-event --level-filter --since --until --search --not-search --grep --not-grep -i --ignore-case -w --where --field --time-unit --max-files --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'schema') data='--tasks --rotated --glob --level --not-level --worker --not-worker --task --not-task --phase --not-phase --event --not-event --level-filter --since --until --search --not-search --grep --not-grep -i --ignore-case -w --where --field --time-unit --max-files --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'index') data='--tasks --rotated --glob --level --not-level --worker --not-worker --task --not-task --phase --not-phase --event --not-event --level-filter --since --until --search --not-search --grep --not-grep -i --ignore-case -w --where --field --time-unit --max-files --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'drop') data='--tasks --rotated --glob --level --not-level --worker --not-worker --task --not-task --phase --not-phase --event --not-event --level-filter --since --until --search --not-search --grep --not-grep -i --ignore-case -w --where --field --time-unit --max-files --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'status') data='--tasks --rotated --glob --level --not-level --worker --not-worker --task --not-task --phase --not-phase --event --not-event --level-filter --since --until --search --not-search --grep --not-grep -i --ignore-case -w --where --field --time-unit --max-files --json --format -q --quiet -v --verbose --color -j --jobs --concurrency-disable --cache-dir --namespace --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
    esac
    kind=choice value=$cur
    _pc_logs_values
  else
    value=$cur
    _pc_logs_operand
  fi

  # Readline replaces only what follows the last `=` or `:`.
  raw=${COMP_WORDS[COMP_CWORD]-}
  [[ $raw == [=:]* ]] && raw=${raw##*[=:]}
  COMPREPLY=("${COMPREPLY[@]#"${cur%"$raw"}"}")
}

# Proposes what may stand beside options.
_pc_logs_operand() {
  if [[ -z $place ]] && ((operands == 0 && !after)); then
    kind=choice data='stats histogram tasks artifacts timeline slow errors schema index drop status'
    _pc_logs_values
  fi
  case "$place $operands" in
    ' '*) kind=file ;;
    'stats '*) kind=file ;;
    'histogram '*) kind=file ;;
    'tasks '*) kind=file ;;
    'artifacts '0) kind=text ;;
    'artifacts '1) kind=folder ;;
    'timeline '0) kind=text ;;
    'timeline '*) kind=file ;;
    'slow '*) kind=file ;;
    'errors '*) kind=file ;;
    'schema '*) kind=file ;;
    'index '*) kind=file ;;
    'drop '*) kind=file ;;
    'status '*) kind=file ;;
    *) kind='' ;;
  esac
  _pc_logs_values
}

complete -F _pc_logs pc-logs
