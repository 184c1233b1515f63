import Formats

/// The way to a value within an entry: keys, with dots between them, and places in arrays.
public struct LinePath: Equatable, Sendable {
  /// A step of the way.
  enum Step: Equatable, Sendable {
    case key([UInt8])
    case index(Int)
  }

  let steps: [Step]

  /// Reads `data.retries`, `items[0].name`; a key with other bytes is written in quotes: `"a.b"`.
  /// Nil where it is none of these.
  public init?(_ text: [UInt8]) {
    var steps: [Step] = []
    var at = 0
    while at < text.count {
      if text[at] == UInt8(ascii: "[") {
        guard let end = text[at...].firstIndex(of: UInt8(ascii: "]")), end > at + 1,
          let index = Int(String(decoding: text[(at + 1)..<end], as: UTF8.self)), index >= 0
        else { return nil }
        steps.append(.index(index))
        at = end + 1
      } else {
        if !steps.isEmpty {
          guard text[at] == UInt8(ascii: ".") else { return nil }
          at += 1
        }
        guard let key = LinePath.key(text, &at) else { return nil }
        steps.append(.key(key))
      }
    }
    if steps.isEmpty { return nil }
    self.steps = steps
  }

  /// Reads the same; a dot may come first, which says that the first key is a key and no role: `.worker`.
  public init?(named text: [UInt8]) {
    let hasDot = text.first == UInt8(ascii: ".")
    self.init(hasDot ? Array(text.dropFirst()) : text)
    if hasDot, case .index? = steps.first { return nil }
  }

  /// The way on behind the first step; nil where there is none.
  var rest: LinePath? { steps.count > 1 ? LinePath(steps: Array(steps.dropFirst())) : nil }

  private init(steps: [Step]) { self.steps = steps }

  /// A way of one key, whatever bytes it has.
  public init(key: [UInt8]) { steps = [.key(key)] }

  private static func key(_ text: [UInt8], _ at: inout Int) -> [UInt8]? {
    var key: [UInt8] = []
    if at < text.count, text[at] == UInt8(ascii: "\"") {
      at += 1
      while at < text.count, text[at] != UInt8(ascii: "\"") {
        if text[at] == UInt8(ascii: "\\"), at + 1 < text.count { at += 1 }
        key.append(text[at])
        at += 1
      }
      guard at < text.count else { return nil }
      at += 1
      return key
    }
    while at < text.count, text[at] != UInt8(ascii: "."), text[at] != UInt8(ascii: "[") {
      key.append(text[at])
      at += 1
    }
    return key.isEmpty ? nil : key
  }

  /// The value at the end of the way, in a line that is an entry; none where there is none. Of several
  /// with one key it is the last.
  public func find(in line: LogLine) -> LineValue {
    var scanner = JSONScanner(line)
    scanner.skipSpace()
    guard var value = scanner.value() else { return LineValue() }
    for step in steps {
      switch step {
      case .key(let key):
        guard value.kind == .object else { return LineValue() }
        value = LinePath.member(key, of: value, in: line)
      case .index(let index):
        guard value.kind == .array else { return LineValue() }
        value = LinePath.element(index, of: value, in: line)
      }
    }
    return value
  }

  private static func member(_ key: [UInt8], of object: LineValue, in line: LogLine) -> LineValue {
    var found = LineValue()
    forEachMember(of: object, in: line) { name, value in
      let isEqual =
        name.kind == .escapedString
        ? JSONText.decoded(line, name) == key : LinePath.isEqual(line, name, key)
      if isEqual { found = value }
    }
    return found
  }

  static func isEqual(_ line: LogLine, _ value: LineValue, _ bytes: [UInt8]) -> Bool {
    guard value.range.count == bytes.count else { return false }
    // In bounds: both have so many bytes.
    for index in bytes.indices where line.start[value.start + index] != bytes[index] {
      return false
    }
    return true
  }

  private static func element(_ index: Int, of array: LineValue, in line: LogLine) -> LineValue {
    var scanner = JSONScanner(line, at: array.start + 1)
    var count = 0
    scanner.skipSpace()
    while scanner.byte != UInt8(ascii: "]"), let value = scanner.value() {
      if count == index { return value }
      count += 1
      scanner.skipSpace()
      guard scanner.take(UInt8(ascii: ",")) else { break }
      scanner.skipSpace()
    }
    return LineValue()
  }

  /// Lends the members of an object, keys first, in the order in which they are written.
  public static func forEachMember(
    of object: LineValue, in line: LogLine, _ body: (_ key: LineValue, _ value: LineValue) -> Void
  ) {
    var scanner = JSONScanner(line, at: object.start + 1)
    scanner.skipSpace()
    while scanner.take(UInt8(ascii: "\"")), let key = scanner.string() {
      scanner.skipSpace()
      guard scanner.take(UInt8(ascii: ":")) else { return }
      scanner.skipSpace()
      guard let value = scanner.value() else { return }
      body(key, value)
      scanner.skipSpace()
      guard scanner.take(UInt8(ascii: ",")) else { return }
      scanner.skipSpace()
    }
  }

  /// The whole entry of a line.
  public static func root(of line: LogLine) -> LineValue {
    var scanner = JSONScanner(line)
    scanner.skipSpace()
    return scanner.value() ?? LineValue()
  }
}
