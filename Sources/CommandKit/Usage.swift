/// The lines that show how a command is called.
public enum Usage {
  /// How an action is called: `pc-lock run [OPTION]... NAME -- CMD...`.
  public static func line(_ command: Command, _ action: Action) -> String {
    var words = [command.name]
    if !action.name.isEmpty { words.append(action.name) }
    words.append("[OPTION]...")
    words += action.operands.map(shown)
    if action.runsProgram { words.append("-- CMD [ARG]...") }
    return words.joined(separator: " ")
  }

  /// How some actions are called, one below the other.
  static func lines(_ command: Command, _ actions: [Action]) -> String {
    var start = "usage: "
    var result = ""
    for action in actions {
      result += Prose.fill(line(command, action), start: start, indent: 11)
      start = "       "
    }
    return result
  }

  /// An operand with its number: `NAME`, `[NAME]`, `[FILE]...`, `FILE...`.
  static func shown(_ operand: Operand) -> String {
    switch operand.count {
    case .one: operand.name
    case .optional: "[\(operand.name)]"
    case .many: "[\(operand.name)]..."
    case .some: "\(operand.name)..."
    }
  }

  /// An option with its letter and value: `-j, --jobs N`. One without a letter leaves its place.
  static func shown(_ option: Option) -> String {
    let letter = option.letter.map { "-\($0), " } ?? "    "
    guard let value = option.valueName else { return "\(letter)--\(option.name)" }
    return option.isValueOptional
      ? "\(letter)--\(option.name)[=\(value)]" : "\(letter)--\(option.name) \(value)"
  }
}
