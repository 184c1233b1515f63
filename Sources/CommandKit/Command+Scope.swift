/// What the parser and the documents ask of a declaration.
extension Command {
  /// What is done where no subcommand is named.
  var unnamed: Action? { actions.first { $0.name.isEmpty } }

  /// The actions that have names.
  var subcommands: [Action] { actions.filter { !$0.name.isEmpty } }

  /// The action that is named so.
  func subcommand(_ name: String) -> Action? {
    name.isEmpty ? nil : actions.first { $0.name == name }
  }

  /// The names of the subcommands, as the end of an error line.
  var subcommandList: String {
    "there are " + Prose.list(subcommands.map { $0.name }, "and")
  }

  /// The option that is meant among those that count for an action: its own, the command's, the
  /// common ones. It runs for every option of every command line, and so builds no array.
  func option(of action: Action?, where isMeant: (Option) -> Bool) -> Option? {
    if let action, let own = action.options.first(where: isMeant) { return own }
    if let shared = options.first(where: isMeant) { return shared }
    guard let common = CommonOptions.all.first(where: isMeant) else { return nil }
    return CommonOptions.taken(common, by: self)
  }

  /// The options that count for an action and are to be shown and proposed.
  func offered(to action: Action?) -> [Option] {
    (action?.options ?? []) + options + CommonOptions.offered(by: self)
  }
}

extension Action {
  /// Whether it runs a program.
  var runsProgram: Bool { if case .required = program { true } else { false } }

  /// How many operands it needs.
  var leastOperands: Int {
    operands.reduce(0) { count, operand in
      switch operand.count {
      case .one, .some: count + 1
      case .optional, .many: count
      }
    }
  }

  /// How many operands it takes at most.
  var mostOperands: Int {
    let isEndless = operands.contains { operand in
      switch operand.count {
      case .many, .some: true
      case .one, .optional: false
      }
    }
    return isEndless ? .max : operands.count
  }
}
