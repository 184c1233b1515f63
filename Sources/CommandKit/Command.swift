import Settings

/// A command, declared once as plain data: its parser, `--help`, man page and completions are made
/// from this value.
///
/// What a declaration lists is not made before somebody asks for it: a command that runs touches
/// the options of one action, and none of the documents. (Both are classes because the runtime needs
/// 30,000 instructions for its first look at an optional value of so large a structure.)
public final class Command: Sendable {
  /// What it is called by.
  public let name: String
  /// What it is for, in a line without a full stop.
  public let purpose: String
  private let parts: Parts

  private struct Parts: Sendable {
    let description: @Sendable () -> [String]
    let options: @Sendable () -> [Option]
    let actions: @Sendable () -> [Action]
    let formats: @Sendable () -> [String]
    let refused: @Sendable () -> [Refusal]
    let settings: @Sendable () -> [Setting]
    let statuses: @Sendable () -> [StatusMeaning]
    let files: @Sendable () -> [FileMeaning]
    let related: @Sendable () -> [String]
  }

  /// Declares a command.
  public init(
    name: String, purpose: String,
    description: @autoclosure @escaping @Sendable () -> [String],
    options: @autoclosure @escaping @Sendable () -> [Option] = [],
    actions: @autoclosure @escaping @Sendable () -> [Action],
    formats: @autoclosure @escaping @Sendable () -> [String] = [],
    refused: @autoclosure @escaping @Sendable () -> [Refusal] = [],
    settings: @autoclosure @escaping @Sendable () -> [Setting] = [],
    statuses: @autoclosure @escaping @Sendable () -> [StatusMeaning] = [],
    files: @autoclosure @escaping @Sendable () -> [FileMeaning] = [],
    related: @autoclosure @escaping @Sendable () -> [String] = []
  ) {
    self.name = name
    self.purpose = purpose
    parts = Parts(
      description: description, options: options, actions: actions, formats: formats,
      refused: refused, settings: settings, statuses: statuses, files: files, related: related)
  }

  /// What it does and how to think of it: a paragraph each.
  public var description: [String] { parts.description() }
  /// What every action of it takes, beyond ``CommonOptions``.
  public var options: [Option] { parts.options() }
  /// What it can do. An action without a name is done where no subcommand is named.
  public var actions: [Action] { parts.actions() }
  /// The forms that `--format` takes; none where the option is refused.
  public var formats: [String] { parts.formats() }
  /// The common options that make no sense here, and why.
  public var refused: [Refusal] { parts.refused() }
  /// The variables that it reads.
  public var settings: [Setting] { parts.settings() }
  /// What its exit statuses mean, beyond the usual ones.
  public var statuses: [StatusMeaning] { parts.statuses() }
  /// The files that it reads and writes.
  public var files: [FileMeaning] { parts.files() }
  /// The man pages to read next, each with its section: `flock(2)`.
  public var related: [String] { parts.related() }
}

/// One thing that a command does: a subcommand, or what it does without one.
public final class Action: Sendable {
  /// The subcommand's name; empty for what is done where none is named.
  public let name: String
  /// What it does, in a line without a full stop.
  public let purpose: String
  /// Whether it runs a program, whose words come after `--`.
  public let program: ProgramWords
  /// Does it.
  public let run: @Sendable (inout Invocation) throws(Failure) -> ExitStatus
  private let makeDescription: @Sendable () -> [String]
  private let makeOptions: @Sendable () -> [Option]
  private let makeOperands: @Sendable () -> [Operand]
  private let makeExamples: @Sendable () -> [Example]

  /// Declares an action.
  public init(
    _ name: String, _ purpose: String,
    description: @autoclosure @escaping @Sendable () -> [String] = [],
    options: @autoclosure @escaping @Sendable () -> [Option] = [],
    operands: @autoclosure @escaping @Sendable () -> [Operand] = [],
    program: ProgramWords = .none,
    examples: @autoclosure @escaping @Sendable () -> [Example] = [],
    run: @escaping @Sendable (inout Invocation) throws(Failure) -> ExitStatus
  ) {
    self.name = name
    self.purpose = purpose
    self.program = program
    self.run = run
    makeDescription = description
    makeOptions = options
    makeOperands = operands
    makeExamples = examples
  }

  /// More about it: a paragraph each.
  public var description: [String] { makeDescription() }
  /// What only this action takes.
  public var options: [Option] { makeOptions() }
  /// What it takes beside options, in order.
  public var operands: [Operand] { makeOperands() }
  /// Command lines to learn from.
  public var examples: [Example] { makeExamples() }
}

/// Whether an action takes the words of a program to run, after `--`.
public enum ProgramWords: Sendable {
  /// It runs none.
  case none
  /// It needs one.
  case required
}

/// What values an option or an operand takes, for checking and for completion.
public enum ValueKind: Sendable {
  /// Anything.
  case text
  /// A file's name.
  case file
  /// A folder's name.
  case folder
  /// A length of time: `N[ms|s|m|h|d]`.
  case duration
  /// A size in bytes: K, M and G are powers of 1024.
  case size
  /// A moment: RFC 3339, seconds since 1970, or a duration ago.
  case time
  /// A whole number in a range.
  case integer(ClosedRange<Int64>)
  /// A number, with or without a fraction, from zero up.
  case number
  /// One of these words.
  case choice([String])
  /// A signal's name or number.
  case signal
  /// One of the lines that this shell command prints; any text is taken.
  case query(String)
}

/// An option.
public struct Option: Sendable {
  /// Its long name, without the dashes.
  public let name: String
  /// Its one-letter name.
  public let letter: Character?
  /// What its value is called in the documents; nil for a flag.
  public let valueName: String?
  /// What values it takes.
  public let kind: ValueKind
  /// Whether the value may be left out: `--option[=VALUE]`.
  public let isValueOptional: Bool
  /// Whether it may be given several times; otherwise the last one counts.
  public let isRepeatable: Bool
  /// Other names, each with the value that it stands for.
  public let aliases: [Alias]
  /// What it does, in a sentence without its full stop.
  public let help: String

  /// Another name for an option.
  public struct Alias: Sendable {
    /// The other name, without the dashes.
    public let name: String
    /// The value that the other name stands for; nil where it takes what the option takes.
    public let value: String?

    /// Declares another name.
    public init(_ name: String, value: String? = nil) {
      self.name = name
      self.value = value
    }
  }

  /// A flag.
  public static func flag(
    _ name: String, letter: Character? = nil, aliases: [Alias] = [], _ help: String
  ) -> Option {
    Option(
      name: name, letter: letter, valueName: nil, kind: .text, isValueOptional: false,
      isRepeatable: false, aliases: aliases, help: help)
  }

  /// An option with a value.
  public static func value(
    _ name: String, letter: Character? = nil, _ valueName: String, _ kind: ValueKind,
    isValueOptional: Bool = false, isRepeatable: Bool = false, aliases: [Alias] = [],
    _ help: String
  ) -> Option {
    Option(
      name: name, letter: letter, valueName: valueName, kind: kind,
      isValueOptional: isValueOptional, isRepeatable: isRepeatable, aliases: aliases, help: help)
  }
}

/// Something that an action takes beside options.
public struct Operand: Sendable {
  /// How many of it there are.
  public enum Count: Sendable { case one, optional, many, some }

  /// What it is called in the documents.
  public let name: String
  /// What values it takes.
  public let kind: ValueKind
  /// How many of it there are: `one`, `optional` (none or one), `many` (any number), `some` (one or more).
  public let count: Count
  /// What it is, in a sentence without its full stop.
  public let help: String

  /// Declares an operand.
  public init(_ name: String, _ kind: ValueKind, count: Count = .one, _ help: String) {
    self.name = name
    self.kind = kind
    self.count = count
    self.help = help
  }
}

/// A command line to learn from.
public struct Example: Sendable {
  /// The line, as one types it.
  public let line: String
  /// What it does, in a sentence without its full stop.
  public let effect: String

  /// Declares an example.
  public init(_ line: String, _ effect: String) {
    self.line = line
    self.effect = effect
  }
}

/// A common option that a command does not take.
public struct Refusal: Sendable {
  /// The option's long name.
  public let option: String
  /// Why not, as the end of an error line.
  public let reason: String

  /// Declares a refusal.
  public init(_ option: String, _ reason: String) {
    self.option = option
    self.reason = reason
  }
}

/// What an exit status means for one command.
public struct StatusMeaning: Sendable {
  /// The status.
  public let status: ExitStatus
  /// What it means.
  public let meaning: String

  /// Declares a meaning.
  public init(_ status: ExitStatus, _ meaning: String) {
    self.status = status
    self.meaning = meaning
  }
}

/// What a file is to a command.
public struct FileMeaning: Sendable {
  /// The file's place.
  public let path: String
  /// What it holds.
  public let meaning: String

  /// Declares a file.
  public init(_ path: String, _ meaning: String) {
    self.path = path
    self.meaning = meaning
  }
}
