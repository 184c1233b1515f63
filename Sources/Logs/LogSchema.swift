import Platform

/// A field that entries have.
public struct SchemaField {
  /// The way to it: keys with dots between them, and `[]` for the elements of an array.
  public let path: [UInt8]
  /// How many entries have it.
  public private(set) var entries = 0
  /// How many of its values are strings, numbers, booleans, nulls, objects and arrays.
  public private(set) var typeCounts = [Int](repeating: 0, count: LogSchema.types.count)
  /// Its first different values that are no objects or arrays, as JSON; of long ones nothing.
  public internal(set) var examples: [[UInt8]] = []
  /// How many different values there are, up to ``LogSchema/distinctMax``.
  public var distinct: Int { hashes.count }
  var hashes = HashSet()
  /// The entry that had it last.
  private var lastEntry = 0

  init(path: [UInt8]) { self.path = path }

  /// Counts a value of an entry, the first of which has the number 1.
  @inline(__always)
  mutating func note(_ type: Int, entry: Int) {
    if lastEntry != entry {
      lastEntry = entry
      entries &+= 1
    }
    typeCounts[type] &+= 1
  }
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
  private var fields: [SchemaField] = []
  private var tree = SchemaTree()
  /// How many entries there are.
  public private(set) var entries = 0
  /// Values of fields that are not told apart.
  public private(set) var others = 0
  private let lines = ShapedLines(width: LineTokens.widest)

  /// Asks for the fields.
  public init(_ query: LogQuery) { self.query = query }

  /// The fields: those that most entries have first; of as many, in order of their names.
  public func run() -> [SchemaField] {
    query.forEachSelected { selected in
      for index in selected.rows.indices {
        _ = query.withLine(selected.match(index)) { look(into: $0) }
      }
    }
    return fields.sorted { one, other in
      one.entries != other.entries
        ? one.entries > other.entries : one.path.lexicographicallyPrecedes(other.path)
    }
  }

  private func look(into line: LogLine) {
    if let lines, lines.begin(line) != nil {
      entries += 1
      _ = look(into: 0, lines, line, SchemaTree.root, depth: 0)
      return
    }
    let root = LinePath.root(of: line)
    if root.kind != .object { return }
    entries += 1
    look(into: root, line, SchemaTree.root, depth: 0)
  }

  // MARK: By tokens

  /// Looks into an object or an array of a line whose tokens are known. Returns the token behind it.
  private func look(
    into token: Int, _ lines: ShapedLines, _ line: LogLine, _ place: Int, depth: Int
  ) -> Int {
    // In bounds: the tokens are those of an object, so that each thing that begins has an end.
    let kinds = lines.tokens.kinds(0)
    if depth == LogSchema.depthMax { return ShapedLines.end(token, kinds) }
    var next = token + 1
    let isObject = kinds[token] == UInt8(ascii: "{")
    // What ends it is two more, in ASCII.
    while kinds[next] != kinds[token] + 2 {
      if isObject {
        let child = member(lines.text(next), line, of: place)
        next = note(next + 3, lines, line, child, depth: depth)
      } else {
        next = note(next, lines, line, elements(of: place), depth: depth)
      }
      if kinds[next] == UInt8(ascii: ",") { next += 1 }
    }
    return next + 1
  }

  /// Notes the value that begins with a token. Returns the token behind it.
  private func note(
    _ token: Int, _ lines: ShapedLines, _ line: LogLine, _ place: Int?, depth: Int
  ) -> Int {
    let kinds = lines.tokens.kinds(0)
    guard let place else {
      others += 1
      return ShapedLines.end(token, kinds)
    }
    switch kinds[token] {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      fields[place].note(kinds[token] == UInt8(ascii: "{") ? 4 : 5, entry: entries)
      return look(into: token, lines, line, place, depth: depth + 1)
    default:
      let value = lines.looked(lines.value(token, kinds), in: line)
      fields[place].note(LogSchema.type(value.kind), entry: entries)
      noteContent(value, line, place)
      return value.isString ? token + 2 : token + 1
    }
  }

  // MARK: Byte by byte

  private func look(into value: LineValue, _ line: LogLine, _ place: Int, depth: Int) {
    if depth == LogSchema.depthMax { return }
    if value.kind == .object {
      LinePath.forEachMember(of: value, in: line) { key, value in
        note(value, line, member(key, line, of: place), depth: depth)
      }
    } else if value.kind == .array {
      LinePath.forEachElement(of: value, in: line) {
        note($0, line, elements(of: place), depth: depth)
      }
    }
  }

  private func note(_ value: LineValue, _ line: LogLine, _ place: Int?, depth: Int) {
    guard let place else {
      others += 1
      return
    }
    fields[place].note(LogSchema.type(value.kind), entry: entries)
    if value.kind == .object || value.kind == .array {
      look(into: value, line, place, depth: depth + 1)
    } else {
      noteContent(value, line, place)
    }
  }

  // MARK: Fields

  /// The field of a key of the object that another field is; nil where there is no room for it.
  @inline(__always)
  private func member(_ key: LineValue, _ line: LogLine, of parent: Int) -> Int? {
    if key.kind == .string, let known = tree.guess(key, line, of: parent) { return known }
    let name = JSONText.decoded(line, key)
    if let known = tree.find(name, of: parent) { return known }
    var path = self.path(of: parent)
    if parent != SchemaTree.root { path.append(UInt8(ascii: ".")) }
    LogSchema.append(name, to: &path)
    guard add(path) else { return nil }
    tree.add(name, of: parent)
    return fields.count - 1
  }

  private func elements(of parent: Int) -> Int? {
    if let known = tree.elements(of: parent) { return known }
    guard add(path(of: parent) + Array("[]".utf8)) else { return nil }
    tree.addElements(of: parent)
    return fields.count - 1
  }

  private func path(of field: Int) -> [UInt8] {
    field == SchemaTree.root ? [] : fields[field].path
  }

  private func add(_ path: [UInt8]) -> Bool {
    if fields.count == LogSchema.fieldsMax || path.count > LogSchema.pathBytesMax { return false }
    fields.append(SchemaField(path: path))
    return true
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
    // A string is what it says, however it is written.
    let hash =
      value.kind == .escapedString
      ? Checksum.ofBlock(JSONText.decoded(line, value)) : line.hash(value.range)
    guard fields[place].hashes.insert(hash &+ (value.isString ? 1 : 0)) else { return }
    let quotes = value.isString ? 1 : 0
    let written = (value.start - quotes)..<(value.end + quotes)
    if fields[place].examples.count < LogSchema.examplesMax,
      written.count <= LogSchema.exampleBytesMax
    {
      fields[place].examples.append(line.copy(written))
    }
  }
}

extension LogLine {
  fileprivate func hash(_ range: Range<Int>) -> UInt64 {
    // In bounds: ranges come from values within the line.
    Checksum.ofBlock(
      UnsafeRawBufferPointer(start: start + range.lowerBound, count: range.count).bytes)
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
