import CommandKit
import Formats
import Platform
import Store

/// What is said of entries, for people and for programs.
enum EntryReport {
  /// Why there is no answer.
  static func text(_ absence: Absence) -> String {
    switch absence {
    case .notThere: "not there"
    case .expired: "past its time"
    case .tooOld: "older than --ttl"
    case .changed(let dependency): "\(text(dependency)) has changed"
    }
  }

  static func text(_ dependency: Dependency) -> String {
    let name = String(decoding: dependency.name, as: UTF8.self)
    return dependency.kind == .variable ? "variable \(name)" : name
  }

  /// Everything that is known of an entry.
  static func details(
    _ entry: borrowing Entry, _ space: SpaceName, at now: Instant, isJSON: Bool
  ) -> [UInt8] {
    if isJSON { return json(entry, space, at: now) }
    var rows: [(String, String)] = [
      ("key", Visible.text(String(decoding: entry.key, as: UTF8.self))),
      ("namespace", Visible.text(space.description)),
      ("kind", kind(entry)),
      ("created", Moment.text(entry.created)),
      ("last used", Moment.text(entry.lastUsed)),
      ("uses", "\(entry.uses)"),
      ("cost", DurationFormat.text(nanoseconds: entry.costNanoseconds)),
      ("TTL left", timeLeft(entry, at: now)),
      ("size", SizeFormat.text(bytes: entry.payloadCount)),
      ("stored", SizeFormat.text(bytes: entry.fileCount)),
      ("codec", entry.isCompressed ? "zstd" : "none"),
    ]
    for tag in entry.tags {
      rows.append(("tag", Visible.text(String(decoding: tag, as: UTF8.self))))
    }
    for dependency in entry.dependencies {
      rows.append(("depends on", Visible.text(text(dependency))))
    }
    let lines = rows.map { name, value in
      "\(name):\(String(repeating: " ", count: 11 - name.utf8.count))\(value)\n"
    }
    return Array(lines.joined().utf8)
  }

  private static func kind(_ entry: borrowing Entry) -> String {
    entry.isNegative ? "negative" : entry.isMemo ? "command" : "value"
  }

  private static func timeLeft(_ entry: borrowing Entry, at now: Instant) -> String {
    guard let end = entry.expires else { return "for ever" }
    let left = end.nanoseconds - now.nanoseconds
    return left > 0 ? DurationFormat.text(nanoseconds: left) : "over"
  }

  /// A line of JSON.
  static func json(
    _ entry: borrowing Entry, _ space: SpaceName, at now: Instant
  ) -> [UInt8] {
    var json = JSONWriter()
    // A closure cannot borrow the entry.
    let (key, tags, dependencies) = (entry.key, entry.tags, entry.dependencies)
    let times = (entry.created, entry.lastUsed, entry.expires)
    let numbers = (entry.uses, entry.costNanoseconds, entry.payloadCount, entry.storedCount)
    let (kind, fileCount, isCompressed) = (kind(entry), entry.fileCount, entry.isCompressed)
    json.object { json in
      json.name("key", bytes: key)
      json.name("namespace", bytes: space.bytes)
      json.key("kind"); json.string(kind)
      json.key("created"); json.string(Moment.text(times.0))
      json.key("last_used"); json.string(Moment.text(times.1))
      json.key("uses"); json.number(numbers.0)
      json.key("cost_ms"); json.number(Double(numbers.1) / 1e6, digits: 3)
      json.key("expires")
      if let end = times.2 { json.string(Moment.text(end)) } else { json.null() }
      json.key("ttl_left_s")
      if let end = times.2 {
        json.number(Double(max(0, end.nanoseconds - now.nanoseconds)) / 1e9, digits: 3)
      } else {
        json.null()
      }
      json.key("size"); json.number(numbers.2)
      json.key("stored"); json.number(numbers.3)
      json.key("bytes"); json.number(fileCount)
      json.key("codec"); json.string(isCompressed ? "zstd" : "none")
      json.key("tags")
      json.array { json in for tag in tags { json.string(String(decoding: tag, as: UTF8.self)) } }
      json.key("dependencies")
      json.array { json in
        for dependency in dependencies {
          json.object { json in
            json.name(dependency.kind == .variable ? "variable" : "path", bytes: dependency.name)
          }
        }
      }
    }
    json.endLine()
    return json.bytes
  }

  /// A key with its value, as a line of JSON.
  static func value(_ entry: borrowing Entry) throws(Failure) -> [UInt8] {
    var value: [UInt8] = []
    try GetAction.forEachPiece(of: entry) { (piece) throws(Failure) in value += piece }
    let key = entry.key
    var json = JSONWriter()
    json.object { json in
      json.name("key", bytes: key)
      json.name("value", bytes: value)
    }
    json.endLine()
    return json.bytes
  }
}
