import Platform
import Support

/// One command of a case file, and what is expected of it.
struct Step: Equatable {
  /// Where the command stands, counted from 1.
  var line: Int
  /// The command, for bash.
  var command: String
  /// The lines that it prints to standard output.
  var output: [String] = []
  /// The lines that it prints to standard error.
  var errors: [String] = []
  /// The status that it ends with.
  var status: Int32 = 0
}

/// A text of commands and what they print, as in a session at a terminal:
///
///     # What this is about. A line like this comes first, or after an empty line.
///     $ echo one; echo two >&2; false
///     one
///     ! two
///     ? 1
///
///     $ for word in a b; do
///     >   echo "$word"
///     > done
///     ...
///     [..]
///
/// `$ ` begins a command, `> ` right after it goes on with it. Then comes standard output, each
/// line of standard error after `! `, and the status after `? `, which is 0 where it is not said.
/// `[..]` stands for any text within a line, and a line of `...` for any lines. Empty lines at
/// the end of an output do not count.
struct CaseFile {
  /// Its path, from the root of the repository.
  let name: String
  /// Its commands, which share a folder and a shell.
  let steps: [Step]

  /// Reads a text, whose first line is the given one of the file.
  init(name: String, text: String, firstLine: Int = 1) throws(CaseError) {
    self.name = name
    self.steps = try CaseFile.steps(
      text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
      name: name, firstLine: firstLine)
  }

  /// Reads the blocks of a Markdown text that are fenced as `console`.
  init(name: String, markdown: String) throws(CaseError) {
    var steps: [Step] = []
    var block: (firstLine: Int, lines: [String])?
    let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated() {
      if block != nil, line == "```" {
        steps += try CaseFile.steps(
          block?.lines ?? [], name: name, firstLine: block?.firstLine ?? 0)
        block = nil
      } else if block != nil {
        block?.lines.append(line)
      } else if line == "```console" {
        block = (index + 2, [])
      }
    }
    if let block { throw CaseError(name: name, line: block.firstLine, reason: "no end of a block") }
    self.name = name
    self.steps = steps
  }

  private static func steps(
    _ lines: [String], name: String, firstLine: Int
  ) throws(CaseError) -> [Step] {
    var steps: [Step] = []
    var isAfterGap = true
    var isInCommand = false
    for (index, line) in lines.enumerated() {
      let number = firstLine + index
      defer { isAfterGap = line.isEmpty || (isAfterGap && line.hasPrefix("#")) }
      if line.hasPrefix("$ ") {
        steps.append(Step(line: number, command: String(line.dropFirst(2))))
        isInCommand = true
        continue
      }
      if isAfterGap, line.isEmpty || line.hasPrefix("#") {
        // A gap in an output is part of it until the next command or comment shows otherwise.
        if line.isEmpty, !steps.isEmpty { steps[steps.count - 1].output.append("") }
        continue
      }
      guard let last = steps.indices.last else {
        throw CaseError(name: name, line: number, reason: "comes before the first command")
      }
      if isInCommand, line.hasPrefix("> ") || line == ">" {
        steps[last].command += "\n" + line.dropFirst(2)
        continue
      }
      isInCommand = false
      if line.hasPrefix("! ") || line == "!" {
        steps[last].errors.append(String(line.dropFirst(2)))
      } else if line.hasPrefix("? ") {
        guard let status = Int32(line.dropFirst(2)), (0...255).contains(status) else {
          throw CaseError(name: name, line: number, reason: "no status from 0 to 255")
        }
        steps[last].status = status
      } else {
        steps[last].output.append(line)
      }
    }
    for index in steps.indices { steps[index].output.dropTrailingGap() }
    return steps
  }
}

/// A case file that cannot be read.
struct CaseError: Error, Equatable, CustomStringConvertible {
  let name: String
  let line: Int
  let reason: String

  var description: String { "\(name):\(line): \(reason)" }
}

extension [String] {
  /// Drops the empty lines at the end.
  mutating func dropTrailingGap() { while last == "" { removeLast() } }
}
