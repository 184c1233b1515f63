# Completion of pc-config for bash, made from its declaration: do not edit.

# What values an option takes: sets `kind` and `data`. Fails where no next word is its value.
_pc_config_kind() {
  kind='' data=''
  case "$1 $2" in
    *' -f' | *' --file') kind=file ;;
    *' --from') kind=choice data='yaml toml json jsonc' ;;
    *' --document') kind=text ;;
    *' --defaults') kind=file ;;
    *' --schema') kind=file ;;
    *' --env-prefix') kind=text ;;
    *' --max-size') kind=text ;;
    *' --max-depth') kind=text ;;
    *' --max-values') kind=text ;;
    *' --format') kind=choice data='text json yaml toml env flat' ;;
    *' --color') kind=choice data='auto always never' ;;
    *' --cache-dir') kind=folder ;;
    *' --namespace') kind=text ;;
    *' --ttl') kind=text ;;
    'get'' --default') kind=text ;;
    'get'' --type') kind=choice data='int float bool string list map null date' ;;
    'export'' --shell') kind=choice data='bash zsh sh fish' ;;
    'export'' --prefix') kind=text ;;
    'set'' --type') kind=choice data='int float bool string list map null date' ;;
    'settings'' --preset') kind=choice data='performance standard minimal' ;;
    *) return 1 ;;
  esac
}

# Proposes the values of a kind that start as the word does, with `$prefix` before each.
_pc_config_values() {
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

_pc_config() {
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
      --*) _pc_config_kind "$place" "$word" && pending=$word ;;
      -?*)
        word=${word#-}
        while [[ $word ]]; do
          option=-${word:0:1}
          word=${word:1}
          if _pc_config_kind "$place" "$option"; then
            [[ $word ]] || pending=$option
            break
          fi
        done
        ;;
      *)
        if [[ -z $place ]] && ((operands == 0)); then
          case $word in
            get | has | keys | len | type | dump | export | validate | diff | explain | path | set | delete | invalidate | settings)
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
    _pc_config_kind "$place" "$pending"
    value=$cur
    _pc_config_values
  elif ((after)); then
    operands+=$((last - after))
    value=$cur
    _pc_config_operand
  elif [[ $cur == --*=* ]]; then
    _pc_config_kind "$place" "${cur%%=*}"
    prefix=${cur%%=*}= value=${cur#*=}
    _pc_config_values
  elif [[ $cur == -[!-]?* ]] && _pc_config_kind "$place" "${cur:0:2}"; then
    prefix=${cur:0:2} value=${cur:2}
    _pc_config_values
  elif [[ $cur == -* ]]; then
    case $place in
      '') data='-f --file --from --jsonc --document --defaults --schema --must-exist --no-layers --env-prefix --no-env --stale-ok --max-size --max-depth --max-values --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'get') data='--default -r --raw --type -f --file --from --jsonc --document --defaults --schema --must-exist --no-layers --env-prefix --no-env --stale-ok --max-size --max-depth --max-values --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'has') data='-f --file --from --jsonc --document --defaults --schema --must-exist --no-layers --env-prefix --no-env --stale-ok --max-size --max-depth --max-values --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'keys') data='-f --file --from --jsonc --document --defaults --schema --must-exist --no-layers --env-prefix --no-env --stale-ok --max-size --max-depth --max-values --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'len') data='-f --file --from --jsonc --document --defaults --schema --must-exist --no-layers --env-prefix --no-env --stale-ok --max-size --max-depth --max-values --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'type') data='-f --file --from --jsonc --document --defaults --schema --must-exist --no-layers --env-prefix --no-env --stale-ok --max-size --max-depth --max-values --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'dump') data='-c --compact -f --file --from --jsonc --document --defaults --schema --must-exist --no-layers --env-prefix --no-env --stale-ok --max-size --max-depth --max-values --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'export') data='--shell --prefix --no-export -f --file --from --jsonc --document --defaults --schema --must-exist --no-layers --env-prefix --no-env --stale-ok --max-size --max-depth --max-values --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'validate') data='--strict --allow-remote-refs --assert-formats -f --file --from --jsonc --document --defaults --schema --must-exist --no-layers --env-prefix --no-env --stale-ok --max-size --max-depth --max-values --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'diff') data='-f --file --from --jsonc --document --defaults --schema --must-exist --no-layers --env-prefix --no-env --stale-ok --max-size --max-depth --max-values --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'explain') data='-f --file --from --jsonc --document --defaults --schema --must-exist --no-layers --env-prefix --no-env --stale-ok --max-size --max-depth --max-values --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'path') data='-f --file --from --jsonc --document --defaults --schema --must-exist --no-layers --env-prefix --no-env --stale-ok --max-size --max-depth --max-values --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'set') data='-n --dry-run --create --type -f --file --from --jsonc --document --defaults --schema --must-exist --no-layers --env-prefix --no-env --stale-ok --max-size --max-depth --max-values --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'delete') data='-n --dry-run -f --file --from --jsonc --document --defaults --schema --must-exist --no-layers --env-prefix --no-env --stale-ok --max-size --max-depth --max-values --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'invalidate') data='-f --file --from --jsonc --document --defaults --schema --must-exist --no-layers --env-prefix --no-env --stale-ok --max-size --max-depth --max-values --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'settings') data='--preset -f --file --from --jsonc --document --defaults --schema --must-exist --no-layers --env-prefix --no-env --stale-ok --max-size --max-depth --max-values --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
    esac
    kind=choice value=$cur
    _pc_config_values
  else
    value=$cur
    _pc_config_operand
  fi

  # Readline replaces only what follows the last `=` or `:`.
  raw=${COMP_WORDS[COMP_CWORD]-}
  [[ $raw == [=:]* ]] && raw=${raw##*[=:]}
  COMPREPLY=("${COMPREPLY[@]#"${cur%"$raw"}"}")
}

# Proposes what may stand beside options.
_pc_config_operand() {
  if [[ -z $place ]] && ((operands == 0 && !after)); then
    kind=choice data='get has keys len type dump export validate diff explain path set delete invalidate settings'
    _pc_config_values
  fi
  case "$place $operands" in
    'get '*) kind=query data='pc-config dump --format flat 2>/dev/null | sed '\''s/ = .*//'\''' ;;
    'has '*) kind=query data='pc-config dump --format flat 2>/dev/null | sed '\''s/ = .*//'\''' ;;
    'keys '0) kind=query data='pc-config dump --format flat 2>/dev/null | sed '\''s/ = .*//'\''' ;;
    'len '0) kind=query data='pc-config dump --format flat 2>/dev/null | sed '\''s/ = .*//'\''' ;;
    'type '0) kind=query data='pc-config dump --format flat 2>/dev/null | sed '\''s/ = .*//'\''' ;;
    'dump '0) kind=query data='pc-config dump --format flat 2>/dev/null | sed '\''s/ = .*//'\''' ;;
    'export '0) kind=query data='pc-config dump --format flat 2>/dev/null | sed '\''s/ = .*//'\''' ;;
    'diff '0) kind=file ;;
    'diff '1) kind=file ;;
    'explain '0) kind=query data='pc-config dump --format flat 2>/dev/null | sed '\''s/ = .*//'\''' ;;
    'set '0) kind=query data='pc-config dump --format flat 2>/dev/null | sed '\''s/ = .*//'\''' ;;
    'set '1) kind=text ;;
    'delete '0) kind=query data='pc-config dump --format flat 2>/dev/null | sed '\''s/ = .*//'\''' ;;
    'invalidate '*) kind=file ;;
    *) kind='' ;;
  esac
  _pc_config_values
}

complete -F _pc_config pc-config
