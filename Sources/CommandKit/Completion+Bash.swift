extension Completion {
  /// The file `completions/NAME.bash`. It needs nothing but bash, and uses bash-completion's way
  /// of completing another command's line where that is loaded.
  package static func bash(_ command: Command) -> String { Completion(command).bash }

  private var bash: String {
    origin("bash") + "\n" + bashKinds + "\n" + bashValues + "\n" + bashMain
      + "\ncomplete -F _\(identifier) \(command.name)\n"
  }

  /// The function that tells what values an option takes; it fails for one that takes none as
  /// the next word.
  private var bashKinds: String {
    var arms = ""
    for option in command.options + CommonOptions.offered(by: command) {
      arms += bashArm(option, at: "*")
    }
    for place in places {
      for option in command.actions.first(where: { $0.name == place.name })?.options ?? [] {
        arms += bashArm(option, at: Completion.quoted(place.name))
      }
    }
    return """
      # What values an option takes: sets `kind` and `data`. Fails where no next word is its value.
      _\(identifier)_kind() {
        kind='' data=''
        case "$1 $2" in
      \(Completion.indented(arms, by: 4))    *) return 1 ;;
        esac
      }

      """
  }

  private func bashArm(_ option: Option, at place: String) -> String {
    let spellings = option.spellings(takingValue: true)
    if spellings.isEmpty { return "" }
    let patterns = spellings.map { "\(place)' \($0)'" }.joined(separator: " | ")
    let end = option.isValueOptional ? "; return 1" : ""
    return "\(patterns)) \(Completion.bashKind(option.kind))\(end) ;;\n"
  }

  private static func bashKind(_ kind: ValueKind) -> String {
    switch kind {
    case .text, .duration, .size, .time, .integer, .number: "kind=text"
    case .file: "kind=file"
    case .folder: "kind=folder"
    case .choice(let words): "kind=choice data=\(quoted(words.joined(separator: " ")))"
    case .signal: "kind=choice data=\(quoted(signals.joined(separator: " ")))"
    case .query(let command): "kind=query data=\(quoted(command))"
    }
  }

  private var bashValues: String {
    #"""
    # Proposes the values of a kind that start as the word does, with `$prefix` before each.
    _\#(identifier)_values() {
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

    """#
  }

  private var bashMain: String {
    #"""
    _\#(identifier)() {
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

    \#(bashWalk)
    \#(Completion.indented(bashProgram, by: 2))
    \#(bashChoice)
      # Readline replaces only what follows the last `=` or `:`.
      raw=${COMP_WORDS[COMP_CWORD]-}
      [[ $raw == [=:]* ]] && raw=${raw##*[=:]}
      COMPREPLY=("${COMPREPLY[@]#"${cur%"$raw"}"}")
    }

    # Proposes what may stand beside options.
    _\#(identifier)_operand() {
    \#(Completion.indented(bashOperands, by: 2))}

    """#
  }

  /// Finds the place of the cursor: the subcommand, the operands, an option that wants its value.
  private var bashWalk: String {
    #"""
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
          --*) _\#(identifier)_kind "$place" "$word" && pending=$word ;;
          -?*)
            word=${word#-}
            while [[ $word ]]; do
              option=-${word:0:1}
              word=${word:1}
              if _\#(identifier)_kind "$place" "$option"; then
                [[ $word ]] || pending=$option
                break
              fi
            done
            ;;
          *)
    \#(Completion.indented(bashSubcommandArm, by: 8))
            operands+=1
            ;;
        esac
      done

    """#
  }

  /// Proposes what the place asks for.
  private var bashChoice: String {
    #"""
      if [[ $pending ]]; then
        _\#(identifier)_kind "$place" "$pending"
        value=$cur
        _\#(identifier)_values
      elif ((after)); then
        operands+=$((last - after))
        value=$cur
        _\#(identifier)_operand
      elif [[ $cur == --*=* ]]; then
        _\#(identifier)_kind "$place" "${cur%%=*}"
        prefix=${cur%%=*}= value=${cur#*=}
        _\#(identifier)_values
      elif [[ $cur == -[!-]?* ]] && _\#(identifier)_kind "$place" "${cur:0:2}"; then
        prefix=${cur:0:2} value=${cur:2}
        _\#(identifier)_values
      elif [[ $cur == -* ]]; then
        case $place in
    \#(Completion.indented(bashOptionArms, by: 6))    esac
        kind=choice value=$cur
        _\#(identifier)_values
      else
        value=$cur
        _\#(identifier)_operand
      fi

    """#
  }

  /// Knows a subcommand where one may stand.
  private var bashSubcommandArm: String {
    if command.subcommands.isEmpty { return ":" }
    let names = command.subcommands.map { $0.name }.joined(separator: " | ")
    return """
      if [[ -z $place ]] && ((operands == 0)); then
        case $word in
          \(names))
            place=$word
            continue
            ;;
        esac
      fi
      """
  }

  /// After `--` the line is another command's.
  private var bashProgram: String {
    let runners = places.filter { $0.runsProgram }.map { Completion.quoted($0.name) }
    if runners.isEmpty { return "" }
    return """
      # After -- the line is another command's.
      if ((after)); then
        case $place in
          \(runners.joined(separator: " | ")))
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
              _\(identifier)_values
            fi
            return
            ;;
        esac
      fi

      """
  }

  private var bashOptionArms: String {
    places.map { place in
      let words = place.options.flatMap { $0.spellings() }.joined(separator: " ")
      return "\(Completion.quoted(place.name))) data='\(words)' ;;\n"
    }.joined()
  }

  private var bashOperands: String {
    var text = ""
    if !command.subcommands.isEmpty {
      let names = command.subcommands.map { $0.name }.joined(separator: " ")
      text += """
        if [[ -z $place ]] && ((operands == 0 && !after)); then
          kind=choice data='\(names)'
          _\(identifier)_values
        fi

        """
    }
    text += "case \"$place $operands\" in\n"
    for place in places {
      for position in place.positions {
        let number = position.end == nil ? "*" : "\(position.start)"
        text += "  '\(place.name) '\(number)) \(Completion.bashKind(position.operand.kind)) ;;\n"
      }
    }
    text += "  *) kind='' ;;\nesac\n_\(identifier)_values\n"
    for place in places where place.runsProgram {
      text += """
        if [[ $place == '\(place.name)' && -z $value ]] && ((operands >= \(place.leastOperands))); then
          COMPREPLY+=(--)
        fi

        """
    }
    return text
  }
}
