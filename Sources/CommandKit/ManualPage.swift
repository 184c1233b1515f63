/// The man page of a command, in mdoc(7): all its subcommands on one page.
package enum ManualPage {
  /// The page's text.
  package static func text(_ command: Command) -> String {
    var page = Page()
    page.macro("Dd \(Version.date)")
    page.macro("Dt \(Page.argument(command.name.uppercased())) 1")
    // The system's name is left to the reader's formatter: mdoc(7) wants no word of ours here.
    page.macro("Os")
    page.macro("Sh NAME")
    page.macro("Nm \(Page.argument(command.name))")
    page.macro("Nd \(Page.argument(command.purpose))")
    page.macro("Sh SYNOPSIS")
    for action in command.actions { synopsis(action, &page) }
    description(command, &page)
    environment(command, &page)
    files(command, &page)
    statuses(command, &page)
    examples(command, &page)
    related(command, &page)
    return page.text
  }

  private static func synopsis(_ action: Action, _ page: inout Page) {
    page.macro("Nm")
    if !action.name.isEmpty { page.macro("Cm \(Page.argument(action.name))") }
    page.macro("Op Ar OPTION ...")
    for operand in action.operands {
      let name = Page.argument(operand.name)
      switch operand.count {
      case .one: page.macro("Ar \(name)")
      case .optional: page.macro("Op Ar \(name)")
      case .many: page.macro("Op Ar \(name) ...")
      case .some: page.macro("Ar \(name) ...")
      }
    }
    if action.runsProgram {
      page.macro("Fl \\-")
      page.macro("Ar CMD")
      page.macro("Op Ar ARG ...")
    }
  }

  private static func description(_ command: Command, _ page: inout Page) {
    page.macro("Sh DESCRIPTION")
    page.paragraphs(command.description + (command.unnamed?.description ?? []))
    if let unnamed = command.unnamed {
      let shared = command.subcommands.isEmpty ? command.options : []
      if !unnamed.operands.isEmpty || !(unnamed.options + shared).isEmpty {
        page.macro("Pp")
        page.filled(
          command.subcommands.isEmpty ? "It takes:" : "Where no subcommand is named, it takes:")
        items(unnamed, shared, &page)
      }
    }
    for action in command.subcommands {
      page.macro("Ss \(Page.argument("\(command.name) \(action.name)"))")
      page.paragraphs([action.purpose + "."] + action.description)
      items(action, [], &page)
    }
    if !command.options.isEmpty, !command.subcommands.isEmpty {
      page.macro("Ss Options of every subcommand")
      page.list(command.options.map { (Page.item($0), $0.fullHelp + ".") })
    }
    page.macro("Ss Common options")
    page.list(CommonOptions.offered(by: command).map { (Page.item($0), $0.fullHelp + ".") })
  }

  /// The operands and options of one action, and those that it shares with no other.
  private static func items(_ action: Action, _ shared: [Option], _ page: inout Page) {
    page.list(
      action.operands.map { ("It Ar \(Page.argument($0.name))", $0.help + ".") }
        + (action.options + shared).map { (Page.item($0), $0.fullHelp + ".") })
  }

  private static func environment(_ command: Command, _ page: inout Page) {
    if command.settings.isEmpty { return }
    page.macro("Sh ENVIRONMENT")
    page.list(command.settings.map { ("It Ev \(Page.argument($0.name))", $0.fullHelp) })
  }

  private static func files(_ command: Command, _ page: inout Page) {
    if command.files.isEmpty { return }
    page.macro("Sh FILES")
    page.list(
      command.files.map { ("It Pa \(Page.argument($0.path))", Prose.capitalized($0.meaning) + ".") }
    )
  }

  private static func statuses(_ command: Command, _ page: inout Page) {
    page.macro("Sh EXIT STATUS")
    let runsProgram = command.actions.contains { $0.runsProgram }
    page.list(
      StatusMeaning.all(command, runsProgram: runsProgram)
        .map { ("It \(Page.argument($0.term))", $0.meaning + ".") })
  }

  private static func examples(_ command: Command, _ page: inout Page) {
    let examples = command.actions.flatMap { $0.examples }
    if examples.isEmpty { return }
    page.macro("Sh EXAMPLES")
    for (index, example) in examples.enumerated() {
      if index > 0 { page.macro("Pp") }
      page.filled(Prose.introducing(example.effect))
      page.literal("$ " + example.line)
    }
  }

  private static func related(_ command: Command, _ page: inout Page) {
    if command.related.isEmpty { return }
    page.macro("Sh SEE ALSO")
    // No cross-references: lint looks them up on the machine that it runs on.
    for (index, name) in command.related.enumerated() {
      let (title, section) = Page.split(name)
      let end = index + 1 < command.related.count ? " ," : ""
      page.macro("Sy \(Page.argument(title)) Ns \(Page.argument(section))\(end)")
    }
  }
}

extension Version {
  /// When this version was made, as man pages show it; a constant, so that they are reproducible.
  static let date = "November 21, 2026"
}
