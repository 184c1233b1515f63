/// The options that every command takes, in the order in which the documents show them.
public enum CommonOptions {
  /// All of them.
  public static let all: [Option] = [
    .flag("json", "Write JSON: one object, or one object a line"),
    .value("format", "FORMAT", .text, "How to write the answer"),
    .flag("null", letter: "0", "End each name with a NUL byte instead of a newline"),
    .flag("quiet", letter: "q", "Say nothing but what was asked for"),
    .flag("verbose", letter: "v", "Tell on standard error what is done and why"),
    .value(
      "color", "WHEN", .choice(["auto", "always", "never"]),
      "When to use colours (default: auto)"),
    .value(
      "jobs", letter: "j", "N", .integer(1...4096),
      aliases: [.init("concurrency-disable", value: "1")],
      "Do at most so many things at once"),
    .value("cache-dir", "DIR", .folder, "Use this cache directory"),
    .value("namespace", "NAME", .text, "Keep apart from other namespaces"),
    .value("ttl", "DURATION", .duration, "Take cached answers up to this age"),
    .flag("refresh", "Compute a fresh answer, and cache it"),
    .flag("no-cache", aliases: [.init("cache-disable")], "Take no part in the cache"),
    .flag(
      "stats", aliases: [.init("performance-stats")], "Tell on standard error what this run did"),
    .value(
      "profile-cpu", "FILE", .file, isValueOptional: true,
      "Reserved for a profile of the time spent"),
    .value(
      "profile-memory", "FILE", .file, isValueOptional: true,
      "Reserved for a profile of the memory used"),
    .flag("help", letter: "h", "Show help: -h in short, --help in full"),
    .flag("version", "Show the version"),
  ]

  /// The names of those that are declared but not yet honoured, and so refused.
  static let reserved: [String] = ["profile-cpu", "profile-memory"]

  /// Those that a command takes.
  public static func taken(by command: Command) -> [Option] {
    all.compactMap { taken($0, by: command) }
  }

  /// One of them as a command takes it, `--format` with the forms of that command; nil where it
  /// is refused.
  static func taken(_ option: Option, by command: Command) -> Option? {
    if command.refused.contains(where: { $0.option == option.name }) { return nil }
    if option.name != "format" { return option }
    if command.formats.isEmpty { return nil }
    return .value("format", "FORMAT", .choice(command.formats), option.help)
  }

  /// Those that a command takes and honours: what documents show and completions propose.
  static func offered(by command: Command) -> [Option] {
    taken(by: command).filter { !reserved.contains($0.name) }
  }
}
