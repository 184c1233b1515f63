import CBytes
import Glibc

/// Bytes that somebody lends for the length of a call: what the rules look at, without a check at
/// each byte. Every place that is asked for is one below `count`.
struct ByteView {
  let base: UnsafePointer<UInt8>
  let count: Int

  init(_ base: UnsafePointer<UInt8>, _ count: Int) {
    self.base = base
    self.count = count
  }

  init(_ text: StaticString) {
    self.init(text.utf8Start, text.utf8CodeUnitCount)
  }

  @inline(__always)
  subscript(place: Int) -> UInt8 { base[place] }

  /// A copy.
  var bytes: [UInt8] {
    // In bounds: as many bytes as there are.
    [UInt8](UnsafeBufferPointer(start: base, count: count))
  }

  /// A part, which must lie within.
  func part(_ range: Range<Int>) -> ByteView {
    ByteView(base + range.lowerBound, range.count)
  }

  func dropping(_ count: Int) -> ByteView { part(min(count, self.count)..<self.count) }
  func prefix(_ count: Int) -> ByteView { part(0..<min(count, self.count)) }

  func starts(with text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    // In bounds: both are as long.
    return count >= length && memcmp(base, text.utf8Start, length) == 0
  }

  func ends(with text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    // In bounds: both are as long.
    return count >= length && memcmp(base + (count - length), text.utf8Start, length) == 0
  }

  func equals(_ other: ByteView) -> Bool {
    // In bounds: both are as long.
    count == other.count && memcmp(base, other.base, count) == 0
  }

  func equals(_ text: StaticString) -> Bool { equals(ByteView(text)) }

  /// Whether it is the same but for the case of ASCII letters.
  func equalsIgnoringCase(_ other: ByteView) -> Bool {
    guard count == other.count else { return false }
    for place in 0..<count where ByteView.lower(self[place]) != ByteView.lower(other[place]) {
      return false
    }
    return true
  }

  func first(_ byte: UInt8, from place: Int = 0) -> Int? {
    guard place < count else { return nil }
    // In bounds: the rest is as long.
    guard let found = memchr(base + place, Int32(byte), count - place) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  func last(_ byte: UInt8) -> Int? {
    var place = count
    while place > 0 {
      place -= 1
      if self[place] == byte { return place }
    }
    return nil
  }

  func find(_ other: ByteView, from place: Int = 0) -> Int? {
    guard place <= count else { return nil }
    // In bounds: the rest is as long.
    guard let found = bytes_find(base + place, count - place, other.base, other.count) else {
      return nil
    }
    return found - UnsafeRawPointer(base)
  }

  func contains(_ text: StaticString) -> Bool { find(ByteView(text)) != nil }

  func trimmed() -> ByteView {
    var (start, end) = (0, count)
    while start < end, ByteView.isSpace(self[start]) { start += 1 }
    while end > start, ByteView.isSpace(self[end - 1]) { end -= 1 }
    return part(start..<end)
  }

  /// The line that begins at a place, without its end, and where the next one begins: at `count`
  /// after the last. Ends are `\n`, `\r\n` and `\r`.
  func line(at place: Int) -> (line: ByteView, next: Int) {
    let newline = first(UInt8(ascii: "\n"), from: place) ?? count
    var end = newline
    if let lone = part(place..<newline).first(UInt8(ascii: "\r")) { end = place + lone }
    if end == newline { return (part(place..<end), min(count, newline + 1)) }
    return (part(place..<end), end + 1 == newline ? min(count, newline + 1) : end + 1)
  }

  @inline(__always)
  static func lower(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }

  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte &- 9 < 5 }

  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

  /// Whether a byte belongs to a word: letters, digits and `_`.
  @inline(__always)
  static func isWord(_ byte: UInt8) -> Bool {
    lower(byte) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
      || byte == UInt8(ascii: "_")
  }
}

extension RawSpan {
  /// Lends the bytes to rules.
  @inline(__always)
  func lend<Result>(_ body: (ByteView) -> Result) -> Result {
    withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return body(ByteView("")) }
      // In bounds: it is the span, which outlives the call.
      return body(ByteView(base.assumingMemoryBound(to: UInt8.self), bytes.count))
    }
  }
}
