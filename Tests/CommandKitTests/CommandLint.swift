import CommandKit

/// Finds the mistakes that a declaration can hold and the compiler cannot see.
enum CommandLint {
  /// The mistakes, each as a line that says where it is.
  static func mistakes(in command: Command) -> [String] {
    var found = texts(command) + names(command) + refusals(command)
    for action in command.actions {
      let place = action.name.isEmpty ? command.name : "\(command.name) \(action.name)"
      found += options(action.options + command.options, of: command).map { "\(place): \($0)" }
      found += operands(action).map { "\(place): \($0)" }
      for example in action.examples {
        found += Example.mistakes(in: example, of: command, action).map { "\(place): \($0)" }
      }
    }
    return found
  }

  // MARK: Words for people

  private static func texts(_ command: Command) -> [String] {
    var texts: [(String, String)] = [("purpose", command.purpose)]
    if command.description.isEmpty { texts.append(("description", "")) }
    texts += command.options.map { ("--\($0.name)", $0.help) }
    for action in command.actions {
      texts.append(("purpose of \(action.name)", action.purpose))
      texts += action.options.map { ("--\($0.name)", $0.help) }
      texts += action.operands.map { ($0.name, $0.help) }
      texts += action.examples.map { ($0.line, $0.effect) }
    }
    texts += command.statuses.map { ("status \($0.status.code)", $0.meaning) }
    texts += command.files.map { ($0.path, $0.meaning) }
    texts += command.refused.map { ("refusal of --\($0.option)", $0.reason) }
    return texts.compactMap { name, text in
      if text.isEmpty { return "\(name): says nothing" }
      if text.hasSuffix(".") { return "\(name): ends with a full stop" }
      return text.contains("\n") ? "\(name): has more than one line" : nil
    }
  }

  // MARK: Names

  private static func names(_ command: Command) -> [String] {
    var found: [String] = []
    if !isName(command.name) { found.append("\(command.name): not a command's name") }
    if command.actions.isEmpty { found.append("no actions") }
    for name in repeated(command.actions.map { $0.name }) {
      found.append("\(name): declared twice")
    }
    for action in command.actions where !action.name.isEmpty && !isName(action.name) {
      found.append("\(action.name): not a subcommand's name")
    }
    return found
  }

  private static func refusals(_ command: Command) -> [String] {
    let common = CommonOptions.all.map { $0.name }
    return command.refused.filter { !common.contains($0.option) }
      .map { "refusal of --\($0.option): no common option" }
      + repeated(command.refused.map { $0.option }).map { "refusal of --\($0): declared twice" }
  }

  private static func options(_ own: [Option], of command: Command) -> [String] {
    // Also those that the command refuses: a name means the same everywhere, or nothing.
    let scope = own + CommonOptions.all
    var found = repeated(scope.flatMap { [$0.name] + $0.aliases.map { $0.name } })
      .map { "--\($0): declared twice" }
    found += repeated(scope.compactMap { $0.letter.map(String.init) }).map {
      "-\($0): declared twice"
    }
    for option in own {
      for name in [option.name] + option.aliases.map({ $0.name }) where !isName(name) {
        found.append("--\(name): not an option's name")
      }
      if let letter = option.letter, !letter.isASCII || !(letter.isLetter || letter.isNumber) {
        found.append("-\(letter): not a letter or digit")
      }
      if option.valueName?.isEmpty == true {
        found.append("--\(option.name): value without a name")
      }
      if option.valueName == nil {
        if case .text = option.kind {
        } else {
          found.append("--\(option.name): value without a name")
        }
        if option.isValueOptional { found.append("--\(option.name): value without a name") }
      }
      found += choices(option.kind).map { "--\(option.name): \($0)" }
    }
    return found
  }

  private static func operands(_ action: Action) -> [String] {
    var found: [String] = []
    var isOpen = false
    var isOptional = false
    for operand in action.operands {
      if isOpen { found.append("\(operand.name): follows an operand without end") }
      switch operand.count {
      case .one: if isOptional { found.append("\(operand.name): follows an optional operand") }
      case .some:
        if isOptional { found.append("\(operand.name): follows an optional operand") }
        isOpen = true
      case .optional: isOptional = true
      case .many: isOpen = true
      }
      if operand.name.isEmpty { found.append("operand without a name") }
      found += choices(operand.kind).map { "\(operand.name): \($0)" }
    }
    return found
  }

  /// Words to choose from stand unquoted in the completions.
  private static func choices(_ kind: ValueKind) -> [String] {
    guard case .choice(let words) = kind else { return [] }
    if words.isEmpty { return ["nothing to choose from"] }
    return words.filter { word in
      word.isEmpty
        || !word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._+-".contains($0)) }
    }.map { "\($0): not a word to choose" }
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, (97...122).contains(first) else { return false }
    return text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
  }

  private static func repeated(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !seen.insert($0).inserted }
  }
}
