import CacheRoot
import Glibc
import Metrics
import Platform
import Settings

/// One run of a command: what was asked for, where answers go, and what is remembered of it.
public struct Invocation: ~Copyable {
  /// The command that runs.
  public let command: Command
  /// What was asked for.
  public let arguments: Arguments
  /// Standard output.
  public var output: Output
  /// The rows of what this run has measured, appended to the metrics file as it ends.
  private var rows: [UInt8] = []
  /// The same for people, where they asked.
  private var summaries: [String] = []

  private let startNanoseconds: Int64

  init(_ command: Command, _ arguments: Arguments) {
    self.command = command
    self.arguments = arguments
    startNanoseconds = Clock.system.sinceBoot()
    let isTerminal = IO.isTerminal(STDOUT_FILENO)
    let hasColor: Bool
    switch arguments.text("color") {
    case "always": hasColor = true
    case "never": hasColor = false
    default: hasColor = isTerminal && (Environment[Setting.noColor.name] ?? []).isEmpty
    }
    output = Output(isTerminal: isTerminal, hasColor: hasColor)
  }

  /// Whether JSON is wanted: by `--json` or by `--format json`.
  public var wantsJSON: Bool { arguments.has("json") || arguments.text("format") == "json" }

  /// The byte that ends each name: NUL with `--null`.
  public var nameEnd: UInt8 { arguments.has("null") ? 0 : UInt8(ascii: "\n") }

  /// Whether nothing but the answer is wanted.
  public var isQuiet: Bool { arguments.has("quiet") }

  /// Whether `--verbose` was given.
  public var isVerbose: Bool { arguments.has("verbose") }

  /// The cache directory that the options or the environment name; it is not opened.
  public func cacheDirectory() throws(CacheDirectoryError) -> CacheDirectory {
    try CacheDirectory(option: arguments.path("cache-dir"))
  }

  /// Tells something on standard error, with `--verbose`.
  public func note(_ text: @autoclosure () -> String) {
    if isVerbose { Diagnostics.line("\(command.name): \(text())") }
  }

  /// Tells on standard error of something that went wrong but does not end the command.
  public func warn(_ text: String) {
    if !isQuiet { Diagnostics.line("\(command.name): \(text)") }
  }

  /// A setting's value in the environment, else that of the preset that the environment names.
  public func setting<Value>(
    _ read: ([UInt8]?) throws(SettingError) -> Value?, _ setting: Setting
  ) throws(Failure) -> Value? {
    do throws(SettingError) {
      if let bytes = Environment[setting.name] { return try read(bytes) }
      return try read(try Preset.named { Environment[$0] }?.value(setting))
    } catch {
      throw Failure(error)
    }
  }

  /// Remembers what an operation cost.
  public mutating func record(_ measurement: Measurement) {
    measurement.appendRow(to: &rows)
    if arguments.has("stats") { summaries.append(measurement.summary) }
  }

  /// Appends what was remembered to the metrics file, and tells of it with `--stats`. It never
  /// fails the command. Called by itself as the command ends, and before it becomes another.
  public mutating func finish() {
    if arguments.has("stats") { tellStatistics() }
    if rows.isEmpty { return }
    let bytes = rows
    rows = []
    do throws(MetricsError) {
      let log = try MetricsLog(directory: try? cacheDirectory())
      try log?.append(rows: bytes)
    } catch {
      note("nothing recorded: \(error.message)")
    }
  }

  private func tellStatistics() {
    for summary in summaries { Diagnostics.line("\(command.name): \(summary)") }
    let elapsed = Clock.system.sinceBoot() - startNanoseconds
    Diagnostics.line(
      "\(command.name): whole run: \(Measurement.milliseconds(elapsed)) ms, "
        + "\(Environment.peakMemoryKiB) KiB at most")
  }
}
