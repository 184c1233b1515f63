import Settings

/// What is said of the parts of a declaration, the same in the help and in the man page.
extension Option {
  /// How it is written: `-j, --jobs N`.
  var shownUsage: String { Usage.shown(self) }

  /// What it does, with the words that it takes and its other names.
  var fullHelp: String {
    var parts = [help]
    if case .choice(let words) = kind, !words.allSatisfy({ help.mentions($0) }) {
      parts.append("\(valueName ?? "the value") is \(Prose.list(words, "or"))")
    }
    if isRepeatable { parts.append("may be given several times") }
    let same = aliases.filter { $0.value == nil }.map { "--\($0.name)" }
    if !same.isEmpty { parts.append("also \(Prose.list(same, "and"))") }
    for alias in aliases {
      if let value = alias.value { parts.append("--\(alias.name) stands for --\(name) \(value)") }
    }
    return parts.joined(separator: "; ")
  }
}

extension Setting {
  /// What it does, the values that it takes, and what holds without it.
  var fullHelp: String {
    var text = document
    switch kind {
    case .choice, .size, .integer: text += " It is \(expectation)."
    case .duration, .path, .text, .presence: break
    }
    return text + " Without it: \(standard)."
  }
}

extension StatusMeaning {
  /// The statuses of a command in ascending order, each once: what it declares beats the usual.
  static func all(_ command: Command, runsProgram: Bool) -> [(term: String, meaning: String)] {
    var meanings = command.statuses
    var usual: [StatusMeaning] = [
      .init(.done, "Done"), .init(.usage, "The command line or a setting makes no sense"),
      .init(.inputOutput, "Reading or writing failed"),
    ]
    if runsProgram {
      usual += [
        .init(.cannotRun, "The program cannot be run"),
        .init(.notFound, "There is no such program"),
      ]
    }
    for status in usual where !meanings.contains(where: { $0.status == status.status }) {
      meanings.append(status)
    }
    meanings.sort { $0.status.code < $1.status.code }
    var rows = meanings.map { (term: "\($0.status.code)", meaning: Prose.capitalized($0.meaning)) }
    if runsProgram {
      rows.append(
        (term: "other", meaning: "The program's own status, or 128 and the signal that ended it"))
    }
    return rows
  }
}

extension String {
  /// Whether the text holds the word. The library's own search would bring the engine of regular
  /// expressions into every program, which costs each of them 0.1 ms at its start.
  fileprivate func mentions(_ word: String) -> Bool {
    let (text, word) = (Array(utf8), Array(word.utf8))
    return text.indices.contains { text[$0...].starts(with: word) }
  }
}
