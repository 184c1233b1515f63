extension Completion {
  /// The file `completions/_NAME`, for a folder of zsh's `fpath`.
  package static func zsh(_ command: Command) -> String { Completion(command).zsh }

  private var function: String { "_\(command.name)" }

  private var zsh: String {
    let arms = places.map { place in
      "(\(Completion.quoted(place.name)))\n"
        + Completion.indented(zshPlace(place), by: 2) + "  ;;\n"
    }.joined()
    return "#compdef \(command.name)\n" + origin("zsh") + "\n" + zshHelpers + #"""
      \#(function)() {
        local place=''
        local -a common=(
      \#(Completion.indented(zshShared, by: 4))  )
      \#(Completion.indented(zshWalk, by: 2))
        case $place in
      \#(Completion.indented(arms, by: 4))  esac
      }

      \#(function) "$@"

      """#
  }

  /// The functions that propose values.
  private var zshHelpers: String {
    let subcommands = command.subcommands.map {
      "    \(Completion.quoted("\($0.name):\($0.purpose)"))\n"
    }.joined()
    let first = places[0].operands.first.map { operand in
      "  _alternative 'subcommands:subcommand:\(function)_subcommands' "
        + Completion.quoted("operands:\(operand.name):\(zshAction(operand.kind))")
    }
    let choice =
      command.subcommands.isEmpty
      ? ""
      : """
      \(function)_subcommands() {
        local -a subcommands=(
      \(subcommands)  )
        _describe -t subcommands subcommand subcommands
      }

      \(function)_first() {
      \(first ?? "  \(function)_subcommands")
      }


      """
    return choice + """
      # The lines that a command prints; they are data, and nothing in them is expanded.
      \(function)_query() {
        local -a lines=("${(@f)$(sh -c "$1" 2>/dev/null)}")
        lines=("${(@)lines:#}")
        shift
        compadd "$@" -a lines
      }
      \(zshQueries)

      \(function)_separator() {
        compadd "$@" -- --
      }


      """
  }

  /// A function for each command that is asked, because a specification cannot hold any text.
  private var zshQueries: String {
    queries.enumerated().map { index, query in
      "\(function)_query_\(index)() { \(function)_query \(Completion.quoted(query)) \"$@\"; }"
    }.joined(separator: "\n")
  }

  private var queries: [String] {
    var found: [String] = []
    for place in places {
      for kind in place.options.map({ $0.kind }) + place.operands.map({ $0.kind }) {
        if case .query(let query) = kind, !found.contains(query) { found.append(query) }
      }
    }
    return found
  }

  /// The options of all places.
  private var zshShared: String {
    (command.options + CommonOptions.offered(by: command)).flatMap(zshSpecs).map { $0 + "\n" }
      .joined()
  }

  /// Finds the subcommand, and makes of what follows it a command line of its own.
  private var zshWalk: String {
    if command.subcommands.isEmpty { return "" }
    let valued = places[0].options.filter { !$0.isValueOptional }
      .flatMap { $0.spellings(takingValue: true) }.joined(separator: "|")
    let names = command.subcommands.map { $0.name }.joined(separator: "|")
    return """
      integer i
      for ((i = 2; i < CURRENT; i++)); do
        case $words[i] in
          (--) break ;;
          (\(valued)) ((i++)) ;;
          (-?*) ;;
          (\(names))
            place=$words[i]
            words=("$words[1]" "${(@)words[i+1,-1]}")
            ((CURRENT -= i - 1))
            break
            ;;
          (*) break ;;
        esac
      done

      """
  }

  /// The options and operands of a place.
  private func zshPlace(_ place: Place) -> String {
    var text = ""
    if place.runsProgram {
      text += """
        if ((words[(i)--] < CURRENT)); then
          ((CURRENT -= words[(i)--]))
          shift "words[(i)--]" words
          _normal
          return
        fi

        """
    }
    let own = command.actions.first { $0.name == place.name }?.options ?? []
    var specs = own.flatMap(zshSpecs)
    let hasSubcommands = place.name.isEmpty && !command.subcommands.isEmpty
    if hasSubcommands { specs.append("'1: :\(function)_first'") }
    for (index, operand) in place.operands.enumerated() where index > 0 || !hasSubcommands {
      specs.append(zshOperand(operand, at: index + 1))
    }
    if place.runsProgram {
      specs.append("'*:separator:\(function)_separator'")
    }
    text += "_arguments -s -S $common"
    for spec in specs { text += " \\\n  \(spec)" }
    return text + "\n"
  }

  private func zshOperand(_ operand: Operand, at number: Int) -> String {
    let place =
      switch operand.count {
      case .one: "\(number):"
      case .optional: "\(number)::"
      case .many, .some: "*:"
      }
    let message = zshEscaped(operand.name, ":")
    return Completion.quoted("\(place)\(message):\(zshAction(operand.kind))")
  }

  /// The specifications of an option, one for each of its names; they exclude each other.
  private func zshSpecs(_ option: Option) -> [String] {
    let excluded =
      option.isRepeatable ? "*" : "(\(option.spellings().joined(separator: " ")))"
    let help = "[\(zshEscaped(option.help, "[]"))]"
    return option.spellings().map { spelling in
      guard let value = option.valueName, isTakingValue(option, spelling) else {
        return Completion.quoted(excluded + spelling + help)
      }
      let end = "\(zshEscaped(value, ":")):\(zshAction(option.kind))"
      // `=` and `+`: the value may be joined to the name, or be the next word; `-`: only joined.
      let joint = (spelling.hasPrefix("--") ? "=" : "+") + (option.isValueOptional ? "-" : "")
      let isShort = !spelling.hasPrefix("--")
      let link = isShort && option.isValueOptional ? "-" : joint
      return Completion.quoted(
        excluded + spelling + link + help + (option.isValueOptional ? "::" : ":") + end)
    }
  }

  private func isTakingValue(_ option: Option, _ spelling: String) -> Bool {
    option.spellings(takingValue: true).contains(spelling)
  }

  private func zshAction(_ kind: ValueKind) -> String {
    switch kind {
    case .text, .duration, .size, .time, .integer, .number: " "
    case .file: "_files"
    case .folder: "_files -/"
    case .choice(let words): "(\(words.joined(separator: " ")))"
    case .signal: "(\(Completion.signals.joined(separator: " ")))"
    case .query(let command): "\(function)_query_\(queries.firstIndex(of: command) ?? 0)"
    }
  }

  private func zshEscaped(_ text: String, _ special: String) -> String {
    var result = ""
    for character in text {
      if character == "\\" || special.contains(character) { result += "\\" }
      result.append(character)
    }
    return result
  }
}
