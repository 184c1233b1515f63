import Support

/// What came of a step.
struct Outcome: Equatable {
  var output: [String]
  var errors: [String]
  /// Nil where the shell ended before it could say.
  var status: Int32?
}

extension CaseFile {
  /// Runs the steps in one shell, which starts in a folder of its own, and returns what came of
  /// each.
  func run() -> [Outcome] {
    let folder = Scratch()
    // The shell's own files lie elsewhere, so that the folder holds only what the commands make.
    let notes = Scratch()
    var script = ""
    for (index, step) in steps.enumerated() {
      let note = "\(notes.path)/\(index)"
      notes.write("\(index)", step.command + "\n")
      script += "source \(note) > \(note).out 2> \(note).err < /dev/null\n"
      script += "echo $? > \(note).status\n"
    }
    notes.write("script", script)
    // A command that hangs fails its file, not the whole run.
    notes.shell(
      "cd '\(folder.path)' && exec timeout --kill-after=5 120 bash '\(notes.path)/script'",
      environment: [
        "HOME": folder.path, "PC_CACHE_DIR": folder.cache, "REPOSITORY": Programs.repository,
        "TMPDIR": notes.path,
      ])
    return steps.indices.map { index in
      Outcome(
        output: CaseFile.lines(notes.read("\(index).out")),
        errors: CaseFile.lines(notes.read("\(index).err"), of: "\(notes.path)/\(index): "),
        status: Int32(notes.read("\(index).status").dropLast()))
    }
  }

  /// The lines of what was printed; bash puts the place of its script before its own errors.
  private static func lines(_ text: String, of place: String? = nil) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let place, line.hasPrefix(place) else { return String(line) }
      return "bash: " + line.dropFirst(place.count)
    }
    lines.dropTrailingGap()
    return lines
  }

  /// What is wrong with an outcome, for people; nil where it is as expected.
  func difference(_ step: Step, _ outcome: Outcome) -> String? {
    var text = ""
    func compare(_ stream: String, _ expected: [String], _ found: [String]) {
      if Pattern.matches(expected, found) { return }
      text += "\n  \(stream) should be"
      text += expected.isEmpty ? " empty" : expected.map { "\n    - \($0)" }.joined()
      text += "\n  \(stream) is" + (found.isEmpty ? " empty" : "")
      text += found.map { "\n    + \($0)" }.joined()
    }
    compare("standard output", step.output, outcome.output)
    compare("standard error", step.errors, outcome.errors)
    if outcome.status != step.status {
      let found = outcome.status.map { "\($0)" } ?? "unknown: the shell ended, or hung"
      text += "\n  the status should be \(step.status) and is \(found)"
    }
    if text.isEmpty { return nil }
    return "\(name):\(step.line): $ \(step.command)\(text)"
  }
}
