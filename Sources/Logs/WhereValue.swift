import CBytes
import Glibc

/// A value that is compared: of an entry, or of the expression, whose literals lie in a line of their
/// own.
struct WhereValue {
  let line: LogLine
  let value: LineValue

  @inline(__always)
  init(_ line: LogLine, _ value: LineValue) {
    self.line = line
    self.value = value
  }

  @inline(__always)
  var kind: ValueKind { value.kind }

  // In bounds: values lie within their lines.
  @inline(__always)
  var start: UnsafePointer<UInt8> { line.start + value.start }

  @inline(__always)
  var count: Int { value.end - value.start }

  /// The same without escapes, where it has some. Costs copies.
  @inline(__always)
  func plain(_ body: (WhereValue) -> Bool) -> Bool {
    if kind == .escapedString { return decoded(body) }
    return body(self)
  }

  @inline(never)
  private func decoded(_ body: (WhereValue) -> Bool) -> Bool {
    LogLine.lending(JSONText.decoded(line, value)) {
      body(WhereValue($0, LineValue(0, $0.count, .string)))
    }
  }

  // MARK: Comparing values without escapes

  /// Whether two are equal. One that is not there is as good as null.
  func equals(_ other: WhereValue) -> Bool {
    switch (kind, other.kind) {
    case (.string, .string):
      count == other.count && memcmp(start, other.start, count) == 0
    case (.number, .number), (.string, .number), (.number, .string): order(other) == 0
    case (.yes, .yes), (.no, .no): true
    case (.null, .null), (.null, .none), (.none, .null), (.none, .none): true
    default: false
    }
  }

  /// Below 0 where it is below another, 0 where it is as large, above 0 where it is above. Nil where
  /// there is no order between the two.
  func order(_ other: WhereValue) -> Int? {
    switch (kind, other.kind) {
    case (.string, .string):
      let common = Int(memcmp(start, other.start, min(count, other.count)))
      return common == 0 ? count - other.count : common
    case (.number, .number), (.string, .number), (.number, .string):
      guard let number = WhereNumber(start, count),
        let wanted = WhereNumber(other.start, other.count)
      else { return nil }
      return WhereNumber.order(number, wanted)
    default: return nil
    }
  }

  /// Whether it is a text: a string, or a number as it is written.
  var isText: Bool { kind == .string || kind == .number }

  /// Whether it is a text in which another is, or an array with such an element.
  func contains(_ other: WhereValue) -> Bool {
    if kind == .array { return hasElement(other) }
    guard isText, other.isText else { return false }
    return bytes_find(start, count, other.start, other.count) != nil
  }

  /// Whether it is a text that begins with another.
  func starts(with other: WhereValue) -> Bool {
    guard isText, other.isText, count >= other.count else { return false }
    return memcmp(start, other.start, other.count) == 0
  }

  /// Whether it is a text that ends with another.
  func ends(with other: WhereValue) -> Bool {
    guard isText, other.isText, count >= other.count else { return false }
    // In bounds: it is at least as long as the other.
    return memcmp(start + (count - other.count), other.start, other.count) == 0
  }

  private func hasElement(_ wanted: WhereValue) -> Bool {
    if wanted.kind == .none { return false }
    var scanner = JSONScanner(line, at: value.start + 1)
    scanner.skipSpace()
    while scanner.byte != UInt8(ascii: "]"), let element = scanner.value() {
      if WhereValue(line, element).plain({ $0.equals(wanted) }) { return true }
      scanner.skipSpace()
      guard scanner.take(UInt8(ascii: ",")) else { break }
      scanner.skipSpace()
    }
    return false
  }
}
