import Formats
import Platform

/// Which logs a folder has.
public struct LogPlaces: Sendable {
  /// Whether those of single tasks are meant, too.
  public var includesTasks = false
  /// Whether those are meant, too, that are written no more.
  public var includesRotated = false
  /// A pattern for paths below the folder, instead of what is usual there.
  public var pattern: [UInt8]?

  /// What is usual.
  public init() {}

  /// The logs of a folder, in order: those of the workers by name, the orchestrator's, those of tasks;
  /// where there are none of these, the folder's own `*.jsonl`; with a pattern, all that match it. Those
  /// that were rotated come before the log that they were, the oldest first: so do their entries of one time.
  public func logs(in folder: BytePath) throws(SystemError) -> [LogFile] {
    if let pattern { return try matching(Glob(pattern), folder) }
    var found: [LogFile] = []
    found += try own(folder.appending("workers"), orNone: true) { _ in true }
    found += try own(folder, orNone: false) { name in
      self.base(name) == Array("orchestrator.jsonl".utf8)
    }
    if includesTasks { found += try tasks(folder.appending("tasks")) }
    if found.isEmpty { found += try own(folder, orNone: false) { _ in true } }
    return found
  }

  /// A log's name without what rotation and compression have added; nil where it is no log's, or one
  /// that is not meant.
  private func base(_ name: [UInt8]) -> [UInt8]? {
    if name.hasEnding(".jsonl") { return name }
    guard includesRotated else { return nil }
    let rest = LogPlaces.expanded(name)
    // .1, .20260131, -20260131, -2026-01-31T12:00:00
    let tail = Array(".jsonl".utf8)
    var end = rest.endIndex
    while end > rest.startIndex {
      let head = rest[..<end]
      if head.suffix(tail.count).elementsEqual(tail) {
        let added = rest[end...]
        return added.isEmpty || LogPlaces.isRotation(added) ? Array(head) : nil
      }
      end -= 1
    }
    return nil
  }

  /// Whether this is what rotation adds to the name of a log.
  static func isRotation(_ added: ArraySlice<UInt8>) -> Bool {
    guard added.first == UInt8(ascii: ".") || added.first == UInt8(ascii: "-") else { return false }
    return added.dropFirst().allSatisfy(isOfNumber)
  }

  /// Whether rotation may have added the end of a name, whatever the log is called.
  static func mayBeRotated(_ name: [UInt8]) -> Bool {
    let end = name.lastIndex { !isOfNumber($0) }.map { $0 + 1 } ?? 0
    return end > 0 && name[end...].contains { ".-".utf8.contains($0) }
  }

  /// Of two names that rotation has given, the one that it gave earlier: `.2` before `.1`, a date before
  /// later ones.
  static func isOlder(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    let (first, second) = (expanded(one), expanded(other))
    if first.count != second.count { return first.count > second.count }
    // A number has few digits, a date has many.
    let isNumber = first.reversed().prefix { $0 &- 48 < 10 }.count <= 5
    if isNumber, first != second { return !first.lexicographicallyPrecedes(second) }
    return first == second
      ? one.lexicographicallyPrecedes(other) : first.lexicographicallyPrecedes(second)
  }

  /// A name without what compression has added.
  private static func expanded(_ name: [UInt8]) -> ArraySlice<UInt8> {
    for ending in [".gz", ".zst"] where name.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
      return name.dropLast(ending.utf8.count)
    }
    return name[...]
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    byte &- 48 < 10 || "-_.:T".utf8.contains(byte)
  }

  private func own(
    _ folder: BytePath, orNone: Bool, where isMeant: ([UInt8]) -> Bool
  ) throws(SystemError) -> [LogFile] {
    var found: [(name: [UInt8], base: [UInt8], kind: FolderEntries.Kind)] = []
    do throws(SystemError) {
      try Directory.forEachEntry(of: folder) { name, kind in
        if kind != .folder, let base = base(name), isMeant(name) {
          found.append((name, base, kind))
        }
      }
    } catch {
      if orNone, error.code == 2 || error.code == 20 { return [] }
      throw error
    }
    found.sort { one, other in
      if one.base != other.base { return one.base.lexicographicallyPrecedes(other.base) }
      if one.name == one.base || other.name == other.base { return one.name.count > one.base.count }
      return LogPlaces.isOlder(one.name, other.name)
    }
    var logs: [LogFile] = []
    for (name, _, kind) in found {
      let path = folder.appending(name)
      // A pipe, whose other end may never come, has to be named. A link to nothing is told of.
      if kind != .file, let status = try? FileStatus.of(path: path), status.kind != .file {
        continue
      }
      logs.append(LogFile(path))
    }
    return logs
  }

  private func tasks(_ folder: BytePath) throws(SystemError) -> [LogFile] {
    guard let names = try? Directory.names(in: folder) else { return [] }
    var logs: [LogFile] = []
    for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      logs += try own(folder.appending(name), orNone: true) { log in
        self.base(log) == Array("execution.jsonl".utf8)
      }
    }
    return logs
  }

  /// All files below a folder whose paths, or whose names where the pattern has no slash, match.
  private func matching(_ glob: Glob, _ folder: BytePath) throws(SystemError) -> [LogFile] {
    let isOfName = !(pattern ?? []).contains(UInt8(ascii: "/"))
    var logs: [LogFile] = []
    var rest: [(path: BytePath, below: [UInt8])] = [(folder, [])]
    while let (path, below) = rest.popLast() {
      let names: [[UInt8]]
      do throws(SystemError) { names = try Directory.names(in: path) } catch {
        if below.isEmpty { throw error }
        continue
      }
      var folders: [(path: BytePath, below: [UInt8])] = []
      for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        let inner = path.appending(name)
        let relative = below.isEmpty ? name : below + [UInt8(ascii: "/")] + name
        guard let status = try? FileStatus.of(path: inner, followLinks: false) else { continue }
        if status.kind == .folder {
          folders.append((inner, relative))
        } else if glob.matches(isOfName ? name : relative) {
          // A link to nothing is told of.
          let kind = (try? FileStatus.of(path: inner))?.kind
          if kind == .file || kind == nil { logs.append(LogFile(inner)) }
        }
      }
      rest += folders.reversed()
    }
    return logs
  }
}
