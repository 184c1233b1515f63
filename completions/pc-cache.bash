# Completion of pc-cache for bash, made from its declaration: do not edit.

# What values an option takes: sets `kind` and `data`. Fails where no next word is its value.
_pc_cache_kind() {
  kind='' data=''
  case "$1 $2" in
    *' --max-size') kind=text ;;
    *' --max-entries') kind=text ;;
    *' --namespace-max-entries') kind=text ;;
    *' --policy') kind=choice data='lru lfu cost' ;;
    *' --compress-level') kind=text ;;
    *' --compress-min') kind=text ;;
    *' --preset') kind=choice data='performance standard minimal' ;;
    *' --format') kind=choice data='text json tsv colon nul ndjson' ;;
    *' --color') kind=choice data='auto always never' ;;
    *' --cache-dir') kind=folder ;;
    *' --namespace') kind=text ;;
    *' --ttl') kind=text ;;
    'run'' --depends') kind=file ;;
    'run'' --env' | 'run'' --use-environment') kind=text ;;
    'run'' --tag') kind=text ;;
    'run'' --time-to-live') kind=text ;;
    'run'' --stale') kind=text ;;
    'run'' --modtime' | 'run'' --use-file-modtime') kind=file ;;
    'run'' --scope') kind=text ;;
    'run'' --key') kind=text ;;
    'get'' -o' | 'get'' --output') kind=file ;;
    'get'' --stale') kind=text ;;
    'get'' --share-from') kind=text ;;
    'put'' --depends') kind=file ;;
    'put'' --env' | 'put'' --use-environment') kind=text ;;
    'put'' --tag') kind=text ;;
    'put'' -i' | 'put'' --input') kind=file ;;
    'put'' --cost') kind=text ;;
    'list'' --tag') kind=text ;;
    'invalidate'' --tag') kind=text ;;
    'invalidate'' --older-than') kind=text ;;
    'invalidate'' --depends') kind=file ;;
    'batch'' --tag') kind=text ;;
    *) return 1 ;;
  esac
}

# Proposes the values of a kind that start as the word does, with `$prefix` before each.
_pc_cache_values() {
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

_pc_cache() {
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
      --*) _pc_cache_kind "$place" "$word" && pending=$word ;;
      -?*)
        word=${word#-}
        while [[ $word ]]; do
          option=-${word:0:1}
          word=${word:1}
          if _pc_cache_kind "$place" "$option"; then
            [[ $word ]] || pending=$option
            break
          fi
        done
        ;;
      *)
        if [[ -z $place ]] && ((operands == 0)); then
          case $word in
            run | get | put | delete | has | touch | list | size | stats | invalidate | clear | batch | gc | verify | rebuild | export | import | path | namespace | remote | doctor)
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
          _pc_cache_values
        fi
        return
        ;;
    esac
  fi

  if [[ $pending ]]; then
    _pc_cache_kind "$place" "$pending"
    value=$cur
    _pc_cache_values
  elif ((after)); then
    operands+=$((last - after))
    value=$cur
    _pc_cache_operand
  elif [[ $cur == --*=* ]]; then
    _pc_cache_kind "$place" "${cur%%=*}"
    prefix=${cur%%=*}= value=${cur#*=}
    _pc_cache_values
  elif [[ $cur == -[!-]?* ]] && _pc_cache_kind "$place" "${cur:0:2}"; then
    prefix=${cur:0:2} value=${cur:2}
    _pc_cache_values
  elif [[ $cur == -* ]]; then
    case $place in
      '') data='--max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'run') data='--depends --env --use-environment --tag --time-to-live --stale --warm --force --unless-busy --cwd --use-working-dir --modtime --use-file-modtime --stdin --scope --key --discard-failures --ordered --max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'get') data='-o --output --meta --stale --share-from --max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'put') data='--depends --env --use-environment --tag -i --input --negative --cost --no-compress --max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'delete') data='--max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'has') data='--max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'touch') data='--max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'list') data='--tag -l --long --max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'size') data='--human --max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'stats') data='--max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'invalidate') data='--tag --older-than --depends --expired --max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'clear') data='--max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'batch') data='--tag --max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'gc') data='--all --max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'verify') data='--repair --max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'rebuild') data='--max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'export') data='--local --max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'import') data='--max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'path') data='--max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'namespace') data='--max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'remote') data='--max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
      'doctor') data='--max-size --max-entries --namespace-max-entries --policy --compress-level --compress-min --preset --json --format -0 --null -q --quiet -v --verbose --color --cache-dir --namespace --ttl --refresh --no-cache --cache-disable --stats --performance-stats -h --help --version' ;;
    esac
    kind=choice value=$cur
    _pc_cache_values
  else
    value=$cur
    _pc_cache_operand
  fi

  # Readline replaces only what follows the last `=` or `:`.
  raw=${COMP_WORDS[COMP_CWORD]-}
  [[ $raw == [=:]* ]] && raw=${raw##*[=:]}
  COMPREPLY=("${COMPREPLY[@]#"${cur%"$raw"}"}")
}

# Proposes what may stand beside options.
_pc_cache_operand() {
  if [[ -z $place ]] && ((operands == 0 && !after)); then
    kind=choice data='run get put delete has touch list size stats invalidate clear batch gc verify rebuild export import path namespace remote doctor'
    _pc_cache_values
  fi
  case "$place $operands" in
    'get '*) kind=query data='pc-cache list --format text 2>/dev/null' ;;
    'put '0) kind=query data='pc-cache list --format text 2>/dev/null' ;;
    'delete '*) kind=query data='pc-cache list --format text 2>/dev/null' ;;
    'has '*) kind=query data='pc-cache list --format text 2>/dev/null' ;;
    'touch '*) kind=query data='pc-cache list --format text 2>/dev/null' ;;
    'list '*) kind=text ;;
    'invalidate '*) kind=text ;;
    'batch '0) kind=choice data='put get delete' ;;
    'batch '1) kind=file ;;
    'export '*) kind=text ;;
    'import '0) kind=file ;;
    'path '0) kind=text ;;
    'remote '0) kind=choice data='status push pull' ;;
    *) kind='' ;;
  esac
  _pc_cache_values
  if [[ $place == 'run' && -z $value ]] && ((operands >= 0)); then
    COMPREPLY+=(--)
  fi
}

complete -F _pc_cache pc-cache
