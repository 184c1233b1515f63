import CommandKit
import Formats
import Logs
import Platform

/// From the options to the filter.
enum FilterAsking {
  static func filter(
    _ invocation: borrowing Invocation, now: Instant
  ) throws(Failure) -> LogFilter {
    var filter = LogFilter()
    for role in [Role.level, .worker, .task, .phase, .event] {
      for word in invocation.arguments.all(role.name) {
        filter.add(role, try test(role, word, role.name))
      }
      for word in invocation.arguments.all("not-\(role.name)") {
        filter.add(role, try test(role, word, "not-\(role.name)"), isWanted: false)
      }
    }
    filter.dataLevels = invocation.arguments.all("level-filter").compactMap {
      Int64(String(decoding: $0, as: UTF8.self))
    }
    for text in invocation.arguments.all("search") { filter.search(text) }
    for text in invocation.arguments.all("not-search") { filter.search(text, isWanted: false) }
    let ignoresCase = invocation.arguments.has("ignore-case")
    for pattern in invocation.arguments.all("grep") {
      filter.match(pattern, ignoresCase: ignoresCase)
    }
    for pattern in invocation.arguments.all("not-grep") {
      filter.match(pattern, ignoresCase: ignoresCase, isWanted: false)
    }
    filter.conditions = invocation.arguments.all("where")
    filter.since = try moment("since", invocation, now)
    filter.until = try moment("until", invocation, now)
    return filter
  }

  /// `warn+` is that and all that is graver, anything else just that.
  private static func test(
    _ role: Role, _ word: [UInt8], _ option: String
  ) throws(Failure) -> LogFilter.Test {
    guard role == .level, word.last == UInt8(ascii: "+"), word.count > 1 else {
      return .equals(word)
    }
    guard let level = LogLevel(Array(word.dropLast())) else {
      let names = LogLevel.allCases.map { $0.name }.joined(separator: ", ")
      throw Failure(
        .usage,
        "--\(option): '\(String(decoding: word, as: UTF8.self))' is no level with a +; levels are "
          + names)
    }
    return .atLeast(level)
  }

  /// The moment that an option says.
  static func moment(
    _ option: String, _ invocation: borrowing Invocation, _ now: Instant
  ) throws(Failure) -> Int64? {
    guard let text = invocation.arguments.text(option) else { return nil }
    if let moment = LogMoment.parse(text, now: now) { return moment }
    throw Failure(
      .usage,
      "--\(option): '\(text)' is no time; expected 2026-01-31T12:00:00Z, -15m, yesterday 14:00, or "
        + "seconds since 1970")
  }

  /// Refuses filters where there is nothing to filter, and says why.
  static func refuse(
    _ invocation: borrowing Invocation, _ reason: String
  ) throws(Failure) {
    for option in LogsCommand.filters where invocation.arguments.has(option.name) {
      throw Failure(.usage, "--\(option.name): \(reason)")
    }
  }

  static func failure(_ error: FilterError) -> Failure {
    switch error {
    case .pattern(let pattern, let error):
      Failure(.usage, "\(String(decoding: pattern, as: UTF8.self)): \(error.message)")
    case .condition(let text, let error):
      Failure(
        .usage,
        "--where: \(String(decoding: text, as: UTF8.self)): at character \(error.offset + 1): "
          + error.message)
    }
  }
}
