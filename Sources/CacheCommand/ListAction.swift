import CommandKit
import Formats
import Platform
import Store

/// `pc-cache list`.
enum ListAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let selection = try Selection(invocation)
    let space = try Asking.namedSpace(invocation)
    let store = try Asking.store(invocation)
    let (isJSON, isLong) = (invocation.wantsJSON, invocation.arguments.has("long"))
    let end = invocation.nameEnd
    try store.forEachEntry(in: space) { (name, entry) throws(Failure) in
      guard selection.includes(entry, at: store.now) else { return true }
      if isJSON {
        try invocation.output.write(bytes: EntryReport.json(entry, name, at: store.now))
      } else if isLong {
        try invocation.output.line(ListAction.line(entry, name, at: store.now))
      } else if invocation.output.isTerminal {
        try invocation.output.line(Visible.text(String(decoding: entry.key, as: UTF8.self)))
      } else {
        try invocation.output.write(bytes: entry.key)
        try invocation.output.write(bytes: [end])
      }
      return true
    }
    return .done
  }

  /// Size, age, time left, uses, namespace and key.
  private static func line(
    _ entry: borrowing Entry, _ space: SpaceName, at now: Instant
  ) -> String {
    func padded(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    let left = entry.expires.map {
      DurationFormat.text(nanoseconds: max(0, $0.nanoseconds - now.nanoseconds))
    }
    let age = DurationFormat.text(nanoseconds: entry.ageNanoseconds(at: now))
    return [
      padded(SizeFormat.text(bytes: entry.fileCount), 10), padded(age, 10),
      padded(left ?? "ever", 10), padded("\(entry.uses)", 6), Visible.text(space.description),
      Visible.text(String(decoding: entry.key, as: UTF8.self)),
    ].joined(separator: "  ")
  }
}

/// Which entries are meant, of many.
struct Selection {
  private let patterns: [Glob]
  private let tags: [[UInt8]]
  private let olderThanNanoseconds: Int64?
  private let paths: [BytePath]
  private let isExpiredOnly: Bool

  init(_ invocation: borrowing Invocation) throws(Failure) {
    let arguments = invocation.arguments
    patterns = arguments.operands.map { Glob($0) }
    tags = arguments.all("tag")
    olderThanNanoseconds = arguments.duration("older-than")?.nanoseconds
    // An entry may have been put by either of a path's names.
    paths = arguments.all("depends").flatMap { bytes in
      let path = BytePath(bytes: bytes).absolute().withoutDots()
      return [path, path.resolved()]
    }
    isExpiredOnly = arguments.has("expired")
  }

  /// Whether nothing is said, so that everything is meant.
  var isEmpty: Bool {
    patterns.isEmpty && tags.isEmpty && olderThanNanoseconds == nil && paths.isEmpty
      && !isExpiredOnly
  }

  /// Whether only keys are named.
  var isByKeyOnly: Bool {
    tags.isEmpty && olderThanNanoseconds == nil && paths.isEmpty && !isExpiredOnly
  }

  /// Whether a key fits, as far as keys are named.
  func includes(key: [UInt8]) -> Bool { patterns.contains { $0.matches(key) } }

  func includes(_ entry: borrowing Entry, at now: Instant) -> Bool {
    // A closure cannot borrow the entry.
    let (key, entryTags, dependencies) = (entry.key, entry.tags, entry.dependencies)
    if !patterns.isEmpty, !patterns.contains(where: { $0.matches(key) }) { return false }
    if !tags.isEmpty, !tags.contains(where: { entryTags.contains($0) }) { return false }
    if let least = olderThanNanoseconds, entry.ageNanoseconds(at: now) <= least { return false }
    if isExpiredOnly, !entry.isExpired(at: now) { return false }
    if paths.isEmpty { return true }
    return paths.contains { path in dependencies.contains { $0.concerns(path) } }
  }
}
