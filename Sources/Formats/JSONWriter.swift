/// Writes JSON, as compact as it can be, in the order in which it is told.
///
///     var json = JSONWriter()
///     json.object { json in
///       json.key("name"); json.string("a")
///     }
public struct JSONWriter {
  /// What was written so far, UTF-8.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// An empty text.
  public init() {}

  /// An object, whose members the body writes.
  public mutating func object(_ body: (inout JSONWriter) -> Void) {
    nest(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// An array, whose elements the body writes.
  public mutating func array(_ body: (inout JSONWriter) -> Void) {
    nest(UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  /// A member's name; its value comes next.
  public mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A string; what is not UTF-8 or not printable is escaped or replaced.
  public mutating func string(_ text: String) {
    separate()
    var text = text
    text.withUTF8 { JSONWriter.appendQuoted(UnsafeRawBufferPointer($0), to: &bytes) }
  }

  /// Adds a string with its quotes. What needs no escape is added in one go.
  static func appendQuoted(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    bytes.append(Letter.quote)
    var start = 0
    for index in text.indices {
      let byte = text[index]
      if byte >= Letter.space, byte != Letter.quote, byte != Letter.backslash,
        byte != Letter.delete
      {
        continue
      }
      bytes += UnsafeRawBufferPointer(rebasing: text[start..<index])
      start = index + 1
      switch byte {
      case Letter.quote, Letter.backslash: bytes += [Letter.backslash, byte]
      case Letter.newline: bytes += "\\n".utf8
      case Letter.tab: bytes += "\\t".utf8
      case Letter.carriageReturn: bytes += "\\r".utf8
      default:
        let digits = Array("0123456789abcdef".utf8)
        bytes += "\\u00".utf8
        bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    bytes += UnsafeRawBufferPointer(rebasing: text[start...])
    bytes.append(Letter.quote)
  }

  /// Bytes as text, replaced where they are not UTF-8; where they were, a second member
  /// `NAME_base64` gives them exactly.
  public mutating func name(_ key: String, bytes name: [UInt8]) {
    let text = String(decoding: name, as: UTF8.self)
    self.key(key)
    string(text)
    if !text.utf8.elementsEqual(name) {
      self.key("\(key)_base64")
      string(Base64.encode(name))
    }
  }

  /// A whole number.
  public mutating func number(_ value: some BinaryInteger) { literal("\(value)") }

  /// A number with at most so many digits after the point.
  public mutating func number(_ value: Double, digits: Int) {
    literal(Decimal.text(value, digits: digits))
  }

  /// `true` or `false`.
  public mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

  /// A value of a tree, with all that is in it.
  public mutating func value(_ node: Node) {
    separate()
    bytes += JSONTreeWriter.write(node, style: .compact)
  }

  /// A value that is written already.
  public mutating func written(_ value: [UInt8]) {
    separate()
    bytes += value
  }

  /// `null`.
  public mutating func null() { literal("null") }

  /// A newline, between two texts in one stream.
  public mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  private mutating func literal(_ text: String) {
    separate()
    bytes += text.utf8
  }

  private mutating func nest(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(open)
    needsComma = false
    body(&self)
    bytes.append(close)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }
}

/// Base64 with padding, as RFC 4648 has it.
public enum Base64 {
  /// The text for some bytes.
  public static func encode(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var value = group.reduce(0) { $0 << 8 | Int($1) }
      value <<= 8 * (3 - group.count)
      for index in 0..<4 {
        text.append(
          index <= group.count ? letters[value >> (18 - 6 * index) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes that a text stands for; nil if no bytes have that text.
  public static func decode(_ text: String) -> [UInt8]? { decode(Array(text.utf8)) }

  /// The bytes that a text stands for; nil if no bytes have that text.
  public static func decode(_ text: [UInt8]) -> [UInt8]? {
    let padding = text.suffix(2).count { $0 == UInt8(ascii: "=") }
    guard text.count % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var value = 0
    for (index, letter) in text.dropLast(padding).enumerated() {
      guard let six = sixBits(letter) else { return nil }
      value = value << 6 | six
      if index % 4 == 3 {
        bytes += [UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255)]
        value = 0
      }
    }
    // The bits of the last letter that no byte takes are zero, else two texts had the same bytes.
    switch padding {
    case 1 where value & 3 == 0: bytes += [UInt8(value >> 10), UInt8(value >> 2 & 255)]
    case 2 where value & 15 == 0: bytes.append(UInt8(value >> 4))
    case 0: break
    default: return nil
    }
    return bytes
  }

  private static func sixBits(_ letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(letter - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(letter - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(letter - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
