import Formats
import Platform

/// Reads a command line by a command's declaration. First the words are told apart (options, their
/// values, operands, the program's words), then what was found is checked.
package struct Parser {
  /// A command line that was understood.
  package struct Result {
    /// What to do; nil where documents are asked for and no subcommand is named.
    package let action: Action?
    /// What was said.
    package let arguments: Arguments
  }

  private static let dash = UInt8(ascii: "-")

  let command: Command
  private let words: [[UInt8]]
  private var next = 0
  private var named: Action?
  private var arguments = Arguments()

  private init(_ command: Command, _ words: [[UInt8]]) {
    self.command = command
    self.words = words
  }

  /// What is done, as far as the line says until now.
  private var action: Action? { named ?? command.unnamed }

  /// Reads the words after the command's name. Where help or the version is asked for, operands
  /// may be missing.
  package static func parse(
    _ command: Command, _ words: [[UInt8]]
  ) throws(Failure) -> Result {
    var parser = Parser(command, words)
    try parser.separate()
    let wantsDocuments = parser.arguments.has("help") || parser.arguments.has("version")
    if !wantsDocuments { try parser.check() }
    return Result(action: parser.action, arguments: parser.arguments)
  }

  // MARK: Telling the words apart

  private mutating func nextWord() -> [UInt8]? {
    if next == words.count { return nil }
    next += 1
    return words[next - 1]
  }

  private mutating func separate() throws(Failure) {
    while let word = nextWord() {
      if word.count > 1, word[0] == Parser.dash, word[1] == Parser.dash {
        if word.count == 2 { try takeRest() } else { try takeLong(word.dropFirst(2)) }
      } else if word.count > 1, word[0] == Parser.dash {
        try takeLetters(word.dropFirst())
      } else {
        try takeOperand(word)
      }
    }
  }

  /// What follows `--`: the program's words; where none is run, words that are no options.
  private mutating func takeRest() throws(Failure) {
    if let action, action.runsProgram {
      while let word = nextWord() { arguments.program.append(word) }
    } else if action != nil {
      while let word = nextWord() { arguments.operands.append(word) }
    } else {
      // Without an action of its own the command needs a subcommand, wherever it stands.
      while let word = nextWord() { try takeOperand(word) }
    }
  }

  private mutating func takeOperand(_ word: [UInt8]) throws(Failure) {
    let text = String(decoding: word, as: UTF8.self)
    if named == nil, arguments.operands.isEmpty {
      if let subcommand = command.subcommand(text) {
        named = subcommand
        return
      }
      if command.unnamed == nil { throw noSubcommand(text) }
    }
    arguments.operands.append(word)
    // Said at once, before the program's own options are taken for ours.
    if let action, action.runsProgram, arguments.operands.count > action.mostOperands {
      throw surplus(action)
    }
  }

  private mutating func takeLong(_ word: ArraySlice<UInt8>) throws(Failure) {
    let equals = word.firstIndex(of: UInt8(ascii: "="))
    let name = String(decoding: word[..<(equals ?? word.endIndex)], as: UTF8.self)
    let attached = equals.map { Array(word[($0 + 1)...]) }
    let isMeant = { (option: Option) in
      option.name == name || option.aliases.contains { $0.name == name }
    }
    guard let option = command.option(of: action, where: isMeant) else { throw noOption(name) }
    try refuseReserved(option, shown: "--\(name)")
    let alias = option.aliases.first { $0.name == name }
    if option.valueName == nil || alias?.value != nil {
      if attached != nil { throw Failure(.usage, "--\(name) takes no value") }
      add(option, alias?.value.map { Array($0.utf8) })
    } else if attached != nil || option.isValueOptional {
      add(option, attached)
    } else {
      add(option, try takeValue(for: option, shown: "--\(name)"))
    }
  }

  private mutating func takeLetters(_ word: ArraySlice<UInt8>) throws(Failure) {
    var rest = word
    while let byte = rest.popFirst() {
      let letter = Character(UnicodeScalar(byte))
      guard let option = command.option(of: action, where: { $0.letter == letter }) else {
        throw noLetter(letter, in: word)
      }
      try refuseReserved(option, shown: "-\(letter)")
      if option.name == "help" {
        // Of `-h` and `--help`, the letter asks for the short form.
        add(option, Array("short".utf8))
      } else if option.valueName == nil {
        add(option, nil)
      } else if let first = rest.first {
        let value = Array(first == UInt8(ascii: "=") ? rest.dropFirst() : rest)
        if ValueCheck.expectation(option.kind, value) != nil, let meant = longName(word) {
          throw meantLong(meant)
        }
        add(option, value)
        rest = []
      } else if option.isValueOptional {
        add(option, nil)
      } else {
        add(option, try takeValue(for: option, shown: "-\(letter)"))
      }
    }
  }

  private mutating func takeValue(
    for option: Option, shown: @autoclosure () -> String
  ) throws(Failure) -> [UInt8] {
    guard let value = nextWord() else {
      let shown = shown()
      throw Failure(.usage, "\(shown) needs a value: \(shown) \(option.valueName ?? "VALUE")")
    }
    return value
  }

  private mutating func add(_ option: Option, _ bytes: [UInt8]?) {
    arguments.values.append(Arguments.Value(name: option.name, bytes: bytes))
  }

  // MARK: Checking what was found

  private func check() throws(Failure) {
    guard let action else {
      throw Failure(.usage, "no subcommand: \(command.subcommandList)")
    }
    if !arguments.values.isEmpty { try checkOptions(action) }
    try checkOperands(action)
    if action.runsProgram, arguments.program.first?.isEmpty ?? true {
      throw Failure(.usage, "no program to run: \(Usage.line(command, action))")
    }
  }

  private func checkOptions(_ action: Action) throws(Failure) {
    for value in arguments.values {
      guard let option = command.option(of: action, where: { $0.name == value.name }) else {
        // It stood before the subcommand, where it was what the command itself takes.
        throw Failure(.usage, "--\(value.name) does not apply to \(action.name)")
      }
      guard let bytes = value.bytes else { continue }
      try ValueCheck.check(bytes, option.kind, shown: "--\(option.name)")
    }
  }

  private func checkOperands(_ action: Action) throws(Failure) {
    let given = arguments.operands
    if given.count < action.leastOperands {
      throw Failure(
        .usage, "no \(action.operands[given.count].name): \(Usage.line(command, action))")
    }
    if given.count > action.mostOperands { throw surplus(action) }
    for (index, bytes) in given.enumerated() {
      // The last declared operand stands for all that follow.
      let operand = action.operands[min(index, action.operands.count - 1)]
      try ValueCheck.check(bytes, operand.kind, shown: operand.name)
    }
  }
}

// MARK: - Saying what is wrong

extension Parser {
  private func noSubcommand(_ text: String) -> Failure {
    let near = Suggestion.nearest(to: text, among: command.subcommands.map { $0.name })
    return Failure(
      .usage,
      "no subcommand \(text)"
        + (near == nil ? ": \(command.subcommandList)" : Suggestion.hint(near)))
  }

  /// One operand too many: a mistyped subcommand, a program without its `--`, or just too many.
  private func surplus(_ action: Action) -> Failure {
    let first = String(decoding: arguments.operands[0], as: UTF8.self)
    let subcommands = command.subcommands.map { $0.name }
    if named == nil, let near = Suggestion.nearest(to: first, among: subcommands) {
      return Failure(.usage, "no subcommand \(first)" + Suggestion.hint(near))
    }
    if action.runsProgram {
      return Failure(
        .usage, "the program to run comes after --: \(Usage.line(command, action))")
    }
    let extra = String(decoding: arguments.operands[action.mostOperands], as: UTF8.self)
    return Failure(.usage, "unexpected \(extra): \(Usage.line(command, action))")
  }

  private func refuseReserved(
    _ option: Option, shown: @autoclosure () -> String
  ) throws(Failure) {
    if CommonOptions.reserved.contains(option.name) {
      throw Failure(.usage, "\(shown()) is reserved: this version writes no profiles")
    }
  }

  /// Why a common option is not taken here; nil where the name is none.
  private func refusal(_ shown: String, _ isMeant: (Option) -> Bool) -> Failure? {
    guard let option = CommonOptions.all.first(where: isMeant) else { return nil }
    if let reason = command.refused.first(where: { $0.option == option.name })?.reason {
      return Failure(.usage, "\(shown) does not apply: \(reason)")
    }
    return option.name == "format"
      ? Failure(.usage, "\(shown) does not apply: there is one format only") : nil
  }

  private func noOption(_ name: String) -> Failure {
    let refused = refusal("--\(name)") { option in
      option.name == name || option.aliases.contains { $0.name == name }
    }
    if let refused { return refused }
    let isElsewhere = command.subcommands.first { $0.options.contains { $0.name == name } }
    if let owner = isElsewhere {
      return Failure(
        .usage,
        named.map { "--\(name) does not apply to \($0.name)" }
          ?? "--\(name) comes after its subcommand: \(command.name) \(owner.name) --\(name)")
    }
    let names = command.offered(to: action).flatMap { [$0.name] + $0.aliases.map { $0.name } }
    let near = Suggestion.nearest(to: name, among: names)
    return Failure(.usage, "no option --\(name)" + Suggestion.hint(near, prefix: "--"))
  }

  private func noLetter(_ letter: Character, in word: ArraySlice<UInt8>) -> Failure {
    if let meant = longName(word) { return meantLong(meant) }
    if let refused = refusal("-\(letter)", { $0.letter == letter }) { return refused }
    // Letters are ASCII; of anything else the word is shown as it was written.
    let shown = letter.isASCII ? "\(letter)" : String(decoding: word, as: UTF8.self)
    return Failure(.usage, "no option -\(shown)")
  }

  /// The long option that a word with a single dash spells.
  private func longName(_ word: ArraySlice<UInt8>) -> String? {
    let name = String(decoding: word.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
    return command.option(of: action, where: { $0.name == name })?.name
  }

  private func meantLong(_ name: String) -> Failure {
    Failure(.usage, "no option -\(name)" + Suggestion.hint("--\(name)"))
  }
}
