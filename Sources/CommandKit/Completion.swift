/// What the completions of all shells are made from.
///
/// A shell's completion first finds its place: the subcommand and how many operands stand before
/// the cursor. The walk to it is the same in all three, and skips the values of options.
package struct Completion {
  /// The part of a command line that one set of options and operands holds for.
  struct Place {
    /// The subcommand's name; empty before or without one.
    let name: String
    /// The options that may be given.
    let options: [Option]
    /// The words beside them.
    let operands: [Operand]
    /// Whether a program's words follow `--`.
    let runsProgram: Bool
    /// How many operands there must be before `--`.
    let leastOperands: Int

    init(_ command: Command, _ action: Action?) {
      name = action?.name ?? ""
      options = command.offered(to: action)
      operands = action?.operands ?? []
      runsProgram = action?.runsProgram ?? false
      leastOperands = action?.leastOperands ?? 0
    }

    /// The operands with the range of positions that each holds for; nil: without end.
    var positions: [(start: Int, end: Int?, operand: Operand)] {
      operands.enumerated().map { index, operand in
        switch operand.count {
        case .one, .optional: (index, index, operand)
        case .many, .some: (index, nil, operand)
        }
      }
    }
  }

  /// The signals that are proposed.
  static let signals = ["HUP", "INT", "QUIT", "KILL", "USR1", "USR2", "TERM", "CONT", "STOP"]

  let command: Command
  /// The places of the command: the one without a subcommand first.
  let places: [Place]
  /// The command's name as a part of a function's name.
  let identifier: String

  init(_ command: Command) {
    self.command = command
    places =
      [Place(command, command.unnamed)] + command.subcommands.map { Place(command, $0) }
    identifier = String(command.name.map { $0 == "-" ? "_" : $0 })
  }

  /// The line that tells where a file comes from.
  func origin(_ shell: String) -> String {
    "# Completion of \(command.name) for \(shell), made from its declaration: do not edit.\n"
  }

  /// Text in single quotes, as POSIX shells read it.
  static func quoted(_ text: String) -> String {
    "'"
      + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }

  /// Every line with spaces before it.
  static func indented(_ text: String, by count: Int) -> String {
    let margin = String(repeating: " ", count: count)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
  }
}

extension Option {
  /// The words that it is written as; of those that take a value only where `takingValue`.
  func spellings(takingValue: Bool = false) -> [String] {
    if takingValue, valueName == nil { return [] }
    let others = aliases.filter { !takingValue || $0.value == nil }.map { "--\($0.name)" }
    return (letter.map { ["-\($0)"] } ?? []) + ["--\(name)"] + others
  }
}
