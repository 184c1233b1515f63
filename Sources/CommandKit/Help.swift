/// `--help`, and `-h` for those who only need reminding.
package enum Help {
  /// The help for a command, or for one subcommand of it.
  package static func text(_ command: Command, _ action: Action?, isShort: Bool) -> String {
    let subcommand = action.flatMap { $0.name.isEmpty ? nil : $0 }
    return isShort ? short(command, subcommand) : full(command, subcommand)
  }

  // MARK: In short

  private static func short(_ command: Command, _ subcommand: Action?) -> String {
    let own = (subcommand ?? command.unnamed)?.options ?? []
    var text = Usage.lines(command, subcommand.map { [$0] } ?? command.actions)
    text += "\n" + Prose.fill(subcommand?.purpose ?? command.purpose, start: "")
    if subcommand == nil { text += section("Subcommands", subcommands(command)) }
    let isShared = subcommand == nil && command.unnamed == nil
    text += section(
      isShared ? "Options of every subcommand" : "Options",
      (own + command.options).map { ($0.shownUsage, $0.help) })
    let common = CommonOptions.offered(by: command).map { option in
      option.letter.map { "-\($0)/--\(option.name)" } ?? "--\(option.name)"
    }
    text += "\n" + Prose.fill(common.joined(separator: ", "), start: "Common options: ", indent: 2)
    let called = subcommand.map { "\(command.name) \($0.name)" } ?? command.name
    return text + "In full: \(called) --help\n"
  }

  // MARK: In full

  private static func full(_ command: Command, _ subcommand: Action?) -> String {
    let shown = subcommand ?? command.unnamed
    let called = subcommand.map { "\(command.name) \($0.name)" } ?? command.name
    var text = Prose.fill(subcommand?.purpose ?? command.purpose, start: "\(called) - ", indent: 2)
    text += "\n" + Usage.lines(command, subcommand.map { [$0] } ?? command.actions)
    for paragraph in subcommand?.description ?? command.description + (shown?.description ?? []) {
      text += "\n" + Prose.fill(paragraph, start: "")
    }
    if subcommand == nil, !command.subcommands.isEmpty {
      text += section("Subcommands", subcommands(command))
      text += Prose.fill("More on each: \(command.name) SUBCOMMAND --help", start: "  ")
    }
    text += section("Operands", (shown?.operands ?? []).map { ($0.name, $0.help) })
    let own = (shown?.options ?? []) + command.options
    text += section(
      shown == nil ? "Options of every subcommand" : "Options",
      own.map { ($0.shownUsage, $0.fullHelp) })
    let common = CommonOptions.offered(by: command)
    text += section("Common options", common.map { ($0.shownUsage, $0.fullHelp) })
    text += reserved(command)
    text += section("Environment", command.settings.map { ($0.name, $0.fullHelp) })
    text += section("Exit status", statuses(command, shown.map { [$0] } ?? command.actions))
    if subcommand == nil {
      text += section("Files", command.files.map { ($0.path, Prose.capitalized($0.meaning)) })
    }
    text += examples(subcommand.map { [$0] } ?? command.actions)
    return text + "\nManual: man \(command.name)\n"
  }

  private static func section(_ title: String, _ rows: [(String, String)]) -> String {
    rows.isEmpty ? "" : "\n\(title):\n" + Prose.table(rows.map { (term: $0.0, meaning: $0.1) })
  }

  private static func subcommands(_ command: Command) -> [(String, String)] {
    command.subcommands.map { ($0.name, $0.purpose) }
  }

  private static func reserved(_ command: Command) -> String {
    let names = CommonOptions.taken(by: command).map { $0.name }
      .filter { CommonOptions.reserved.contains($0) }
    if names.isEmpty { return "" }
    return Prose.fill(
      "Reserved for later: " + Prose.list(names.map { "--\($0)" }, "and"), start: "  ")
  }

  private static func statuses(_ command: Command, _ actions: [Action]) -> [(String, String)] {
    StatusMeaning.all(command, runsProgram: actions.contains { $0.runsProgram })
      .map { ($0.term, $0.meaning) }
  }

  private static func examples(_ actions: [Action]) -> String {
    let examples = actions.flatMap { $0.examples }
    if examples.isEmpty { return "" }
    return "\nExamples:\n"
      + examples.map { example in
        // A line to copy is never broken.
        Prose.fill(Prose.introducing(example.effect), start: "  ") + "    $ \(example.line)\n"
      }.joined()
  }
}
