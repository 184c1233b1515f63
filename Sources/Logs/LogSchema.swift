import Platform

/// A field that entries have.
public struct SchemaField {
  /// The way to it: keys with dots between them, and `[]` for the elements of an array.
  public let path: [UInt8]
  /// How many entries have it.
  public internal(set) var entries = 0
  /// How many of its values are strings, numbers, booleans, nulls, objects and arrays.
  public internal(set) var typeCounts = [Int](repeating: 0, count: LogSchema.types.count)
  /// Its first different values that are no objects or arrays, as JSON; of long ones nothing.
  public internal(set) var examples: [[UInt8]] = []
  /// How many different values there are, up to ``LogSchema/distinctMax``.
  public var distinct: Int { hashes.count }
  var hashes: Set<UInt64> = []
  /// The entry that had it last.
  var lastEntry = -1
}

/// Finds out which fields the entries that pass have. Memory: at most 16 KiB for each field, of which
/// there are ``fieldsMax`` at most.
public final class LogSchema {
  /// What types are called.
  public static let types = ["string", "number", "boolean", "null", "object", "array"]
  /// Different values are counted up to this number.
  public static let distinctMax = 1000
  /// So many fields are told apart.
  public static let fieldsMax = 4096
  /// Values deeper within one another are not looked into.
  private static let depthMax = 32
  private static let examplesMax = 3
  private static let exampleBytesMax = 64
  private static let pathBytesMax = 1024

  private let query: LogQuery
  private var places: [[UInt8]: Int] = [:]
  private var fields: [SchemaField] = []
  /// How many entries there are.
  public private(set) var entries = 0
  /// Values of fields that are not told apart.
  public private(set) var others = 0
  private var path: [UInt8] = []

  /// Asks for the fields.
  public init(_ query: LogQuery) { self.query = query }

  /// The fields: those that most entries have first; of as many, in order of their names.
  public func run() -> [SchemaField] {
    query.forEachSelected { selected in
      for index in selected.rows.indices {
        _ = query.withLine(selected.match(index)) { line in
          let root = LinePath.root(of: line)
          if root.kind != .object { return }
          entries += 1
          look(into: root, line, depth: 0)
        }
      }
    }
    return fields.sorted { one, other in
      one.entries != other.entries
        ? one.entries > other.entries : one.path.lexicographicallyPrecedes(other.path)
    }
  }

  private func look(into value: LineValue, _ line: LogLine, depth: Int) {
    if depth == LogSchema.depthMax { return }
    let count = path.count
    if value.kind == .object {
      LinePath.forEachMember(of: value, in: line) { key, value in
        if count > 0 { path.append(UInt8(ascii: ".")) }
        LogSchema.append(JSONText.decoded(line, key), to: &path)
        note(value, line, depth: depth)
        path.removeLast(path.count - count)
      }
    } else if value.kind == .array {
      path += "[]".utf8
      LinePath.forEachElement(of: value, in: line) { note($0, line, depth: depth) }
      path.removeLast(path.count - count)
    }
  }

  /// Adds a key, in quotes where it would be read as more than one.
  private static func append(_ key: [UInt8], to path: inout [UInt8]) {
    if !key.isEmpty, !key.contains(where: { ".[]\"\\,".utf8.contains($0) }) {
      path += key
      return
    }
    path.append(UInt8(ascii: "\""))
    for byte in key {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        path.append(UInt8(ascii: "\\"))
      }
      path.append(byte)
    }
    path.append(UInt8(ascii: "\""))
  }

  private func note(_ value: LineValue, _ line: LogLine, depth: Int) {
    guard let place = place() else {
      others += 1
      return
    }
    if fields[place].lastEntry != entries {
      fields[place].lastEntry = entries
      fields[place].entries += 1
    }
    fields[place].typeCounts[LogSchema.type(value.kind)] += 1
    if value.kind == .object || value.kind == .array {
      look(into: value, line, depth: depth + 1)
    } else {
      noteContent(value, line, place)
    }
  }

  private func place() -> Int? {
    if let place = places[path] { return place }
    guard fields.count < LogSchema.fieldsMax, path.count <= LogSchema.pathBytesMax else {
      return nil
    }
    places[path] = fields.count
    fields.append(SchemaField(path: path))
    return fields.count - 1
  }

  private static func type(_ kind: ValueKind) -> Int {
    switch kind {
    case .string, .escapedString: 0
    case .number: 1
    case .yes, .no: 2
    case .none, .null: 3
    case .object: 4
    case .array: 5
    }
  }

  private func noteContent(_ value: LineValue, _ line: LogLine, _ place: Int) {
    if fields[place].hashes.count >= LogSchema.distinctMax { return }
    let isString = value.isString
    let quotes = isString ? 1 : 0
    let written = (value.start - quotes)..<(value.end + quotes)
    // A string is what it says, however it is written.
    let content = isString ? JSONText.decoded(line, value) : line.copy(written)
    let hash = Checksum.ofBlock(content) &+ (isString ? 1 : 0)
    guard fields[place].hashes.insert(hash).inserted,
      fields[place].examples.count < LogSchema.examplesMax,
      written.count <= LogSchema.exampleBytesMax
    else { return }
    fields[place].examples.append(line.copy(written))
  }
}

extension LinePath {
  /// Lends the elements of an array.
  static func forEachElement(
    of array: LineValue, in line: LogLine, _ body: (LineValue) -> Void
  ) {
    var scanner = JSONScanner(line, at: array.start + 1)
    scanner.skipSpace()
    while scanner.byte != UInt8(ascii: "]"), let value = scanner.value() {
      body(value)
      scanner.skipSpace()
      guard scanner.take(UInt8(ascii: ",")) else { return }
      scanner.skipSpace()
    }
  }
}
