import Formats
import Platform

/// Reads YAML 1.2 by its core schema, the documents of a text each into a tree.
///
/// Beyond what the schema says:
/// - A key is its text as it is written: `1: a` and `"1": a` have the same key, that of `: a` is the
///   empty text. A key that is a list or a table is its compact JSON text.
/// - A key that stands twice in a table is refused.
/// - Dates are strings. Tags other than YAML's own change nothing.
/// - The key `<<` takes in the members of a table, or of a list of tables, that the table does not
///   have itself, behind its own. Those of an earlier table go before those of a later one.
public enum YAMLParser {
  /// What is allowed, and what is done beyond the standard.
  public struct Options: Sendable {
    /// How many arrays and tables may lie in one another.
    public var depthMax = 512
    /// How many values a document may have when each alias is counted as often as it is used.
    public var expandedCountMax = 10_000_000
    /// Whether the key `<<` takes in the members of other tables, as YAML 1.1 has it.
    public var mergesKeys = true

    /// The usual ones.
    public init() {}
  }

  /// The most bytes that are read: beyond, the C library's numbers end.
  static let byteCountMax = Int(Int32.max)

  /// Reads all documents of a text. One without any has none, not even an empty one.
  public static func parse(
    _ text: FrozenBytes, _ options: Options = Options()
  ) throws(ParseError) -> [Tree] {
    var trees: [Tree] = []
    _ = try read(text, options) { trees.append($1) }
    return trees
  }

  /// Reads one document of a text, counted from 0; the others must be right, too. A text without
  /// any document is an empty table.
  public static func parse(
    _ text: FrozenBytes, document: Int, _ options: Options = Options()
  ) throws(ParseError) -> Tree {
    var found: Tree?
    let count = try read(text, options) { if $0 == document { found = $1 } }
    if let found { return found }
    if count == 0, document == 0 {
      var builder = TreeBuilder(source: text)
      let none: [TreeRecord] = []
      if let root = try? builder.table(none.span, at: 0) { return builder.finish(root) }
    }
    throw ParseError(
      SourceLines(text).position(text.count),
      "there is no document \(document): the text has \(count), counted from 0")
  }

  /// Reads all documents; hands on each with its number, and says how many there are.
  private static func read(
    _ text: FrozenBytes, _ options: Options, _ take: (Int, Tree) -> Void
  ) throws(ParseError) -> Int {
    if text.count == 0 { return 0 }
    return try text.withBytes { (bytes) throws(ParseError) -> Int in
      try bytes.withUnsafeBytes { (bytes) throws(ParseError) -> Int in
        try check(bytes)
        do throws(YAMLFault) {
          return try documents(text, bytes, options, take)
        } catch {
          throw error.error(SourceLines(text))
        }
      }
    }
  }

  private static func documents(
    _ text: FrozenBytes, _ bytes: UnsafeRawBufferPointer, _ options: Options,
    _ take: (Int, Tree) -> Void
  ) throws(YAMLFault) -> Int {
    let mark = bytes.withMemoryRebound(to: UInt8.self) { UTF8Check.markLength($0.span) }
    if mark == bytes.count { return 0 }
    guard var events = YAMLEvents.open(bytes, skipping: mark) else {
      throw YAMLFault(0, "there is not enough memory to read the text")
    }
    var count = 0
    while try events.next() {
      guard events.kind == .documentStart else { continue }
      var composer = YAMLComposer(text, options)
      let root = try composer.document(&events)
      take(count, composer.finish(root))
      count += 1
    }
    return count
  }

  /// The most brackets and commas in one line. What begins with a bracket may turn out to be a key at
  /// the end of its line, and until then the C library keeps half a kilobyte for each of them.
  static let lineSignCountMax = 1_000_000

  /// Refuses what is not UTF-8, what is too long, and zero bytes, at which the C library stops.
  static func check(_ bytes: UnsafeRawBufferPointer) throws(ParseError) {
    guard bytes.count < byteCountMax else {
      throw ParseError(.start, "the text is too long: expected less than 2 GiB")
    }
    try bytes.withMemoryRebound(to: UInt8.self) { (bytes) throws(ParseError) in
      if bytes.count > 1, bytes[0] == 0 || bytes[1] == 0, isUTF16(bytes.span) {
        throw ParseError(.start, "the text is UTF-16 or UTF-32: expected UTF-8")
      }
      _ = try UTF8Check.check(bytes.span)
    }
    try checkLines(bytes)
    if let place = bytes.firstIndex(of: 0) {
      let lines = SourceLines(FrozenBytes(bytes.bytes))
      throw ParseError(lines.position(place), "a zero byte: expected text")
    }
  }

  private static func checkLines(_ bytes: UnsafeRawBufferPointer) throws(ParseError) {
    if bytes.count <= lineSignCountMax { return }
    var count = 0
    for (place, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "\n"): count = 0
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
        UInt8(ascii: "}"):
        count += 1
        if count > lineSignCountMax {
          throw ParseError(
            SourceLines(FrozenBytes(bytes.bytes)).position(place),
            "a line has more than \(lineSignCountMax) brackets and commas: break it into several")
        }
      default: break
      }
    }
  }

  /// Whether the first two characters are ASCII as UTF-16 or UTF-32 has it.
  private static func isUTF16(_ bytes: Span<UInt8>) -> Bool {
    bytes.count % 2 == 0 && (bytes[0] == 0) != (bytes[1] == 0)
  }
}
