import Glibc
import Metrics
import Platform

/// Where every program begins and ends.
public enum Front {
  /// Runs a command with the words of this process, and ends the process.
  public static func main(_ command: Command) -> Never {
    IO.reserveStandard()
    end(run(command, words(from: 1)))
  }

  /// Runs the command that the process was called by: one program under many names.
  public static func main(among commands: [Command], fallback: String) -> Never {
    IO.reserveStandard()
    let all = words(from: 0)
    let called = all.first.map { BytePath(bytes: $0).lastComponent } ?? []
    if let command = commands.first(where: { $0.name.utf8.elementsEqual(called) }) {
      end(run(command, Array(all.dropFirst())))
    }
    if all.count > 1, let command = commands.first(where: { $0.name.utf8.elementsEqual(all[1]) }) {
      end(run(command, Array(all.dropFirst(2))))
    }
    let names = commands.map { $0.name }.joined(separator: ", ")
    Diagnostics.line("\(fallback): call it by a command's name: \(names)")
    end(.usage)
  }

  /// The process's words from one on, as bytes.
  private static func words(from start: Int) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var index = start
    while index < CommandLine.argc {
      if let word = CommandLine.unsafeArgv[index] { words.append(BytePath(cString: word).bytes) }
      index += 1
    }
    return words
  }

  /// Ends the process. All output is written by now, so nothing is left to do on the way out; only
  /// a debug program goes the long way, since what a test covers is written there.
  private static func end(_ status: ExitStatus) -> Never {
    #if DEBUG
      exit(status.code)
    #else
      _exit(status.code)
    #endif
  }

  static func run(_ command: Command, _ words: [[UInt8]]) -> ExitStatus {
    do throws(Failure) {
      let parsed = try Parser.parse(command, words)
      if let status = try showDocuments(command, parsed) { return status }
      guard let action = parsed.action else { return .usage }
      try checkSettings()
      var invocation = Invocation(command, parsed.arguments)
      return try run(action, &invocation)
    } catch {
      if !error.message.isEmpty { Diagnostics.line("\(command.name): \(error.message)") }
      return error.status
    }
  }

  /// Refuses a wrong setting before the work begins, and not only when it is to be recorded.
  private static func checkSettings() throws(Failure) {
    do { try MetricsSettings.check() } catch { throw Failure(error) }
  }

  /// Runs the action; whatever comes of it, what it measured is recorded.
  private static func run(
    _ action: Action, _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus {
    do throws(Failure) {
      let status = try action.run(&invocation)
      try invocation.output.flush()
      invocation.finish()
      return status
    } catch {
      try? invocation.output.flush()
      invocation.finish()
      throw error
    }
  }

  private static func showDocuments(
    _ command: Command, _ parsed: Parser.Result
  ) throws(Failure) -> ExitStatus? {
    var output = Output(isTerminal: false, hasColor: false)
    if parsed.arguments.has("help") {
      let isShort = parsed.arguments.text("help") == "short"
      try output.write(Help.text(command, parsed.action, isShort: isShort))
    } else if parsed.arguments.has("version") {
      try output.line("\(command.name) \(Version.number)")
    } else {
      return nil
    }
    try output.flush()
    return .done
  }
}

/// Which version of the suite this is.
public enum Version {
  /// The number, as in CHANGELOG.md.
  public static let number = "0.1.0"
}
