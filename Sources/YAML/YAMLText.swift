import Formats

/// The ways to write a string.
enum YAMLText {
  /// The longest key that is found without a sign before it is of 1024 characters.
  static let keyCountMax = 1000

  /// Without quotes where that is safe, else in double ones; without a newline either way.
  static func line(_ text: [UInt8], isFlow: Bool = false) -> [UInt8] {
    isPlain(text, isFlow: isFlow) ? text : quoted(text)
  }

  // MARK: Plain

  /// Whether a string without quotes is read back as the same string, by readers of YAML 1.1, too.
  static func isPlain(_ text: [UInt8], isFlow: Bool = false) -> Bool {
    guard let first = text.first, let last = text.last, mayBegin(first, text),
      last != UInt8(ascii: " "), last != UInt8(ascii: ":"), isPrintable(text)
    else { return false }
    var before: UInt8 = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: " ") where before == UInt8(ascii: ":"): return false
      case UInt8(ascii: "#") where before == UInt8(ascii: " "): return false
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
        UInt8(ascii: "}"):
        if isFlow { return false }
      case UInt8(ascii: ":"), UInt8(ascii: "\""), UInt8(ascii: "'"):
        if isFlow { return false }
      case UInt8(ascii: "\t"), UInt8(ascii: "\n"): return false
      default: break
      }
      before = byte
    }
    if isWord(text) || looksLikeNumber(text) { return false }
    return text.withUnsafeBytes { YAMLScalar.resolve($0) == .string }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }

  private static func mayBegin(_ first: UInt8, _ text: [UInt8]) -> Bool {
    switch first {
    case UInt8(ascii: "-"):
      let rest = text.drop { $0 == UInt8(ascii: "-") }
      guard let next = rest.first, text.count - rest.count <= 2 else { return false }
      return isLetter(next) || isDigit(next)
    case UInt8(ascii: "<"): return text != Array("<<".utf8)
    case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "$"),
      UInt8(ascii: "("), UInt8(ascii: "+"), UInt8(ascii: "~"), UInt8(ascii: "^"):
      return true
    default: return isLetter(first) || isDigit(first) || first >= 0x80
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// What YAML 1.1 takes for a boolean or nothing, in any case of its letters.
  private static func isWord(_ text: [UInt8]) -> Bool {
    if text.count > 5 { return false }
    switch String(decoding: text, as: UTF8.self).lowercased() {
    case "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~": return true
    default: return false
    }
  }

  /// Whether YAML 1.1 may take it for a number or a date: more than it does, but nothing that it
  /// does is left out.
  private static func looksLikeNumber(_ text: [UInt8]) -> Bool {
    switch text[0] {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      text.allSatisfy { byte in
        isDigit(byte) || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f"))
          || "_:.,+- xoXOtTzZ".utf8.contains(byte)
      }
    default: false
    }
  }

  /// Whether all characters may stand in a text as they are.
  private static func isPrintable(_ text: [UInt8]) -> Bool {
    if text.allSatisfy({
      $0 < 0x7F && ($0 >= 0x20 || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\t"))
    }) {
      return true
    }
    return String(decoding: text, as: UTF8.self).unicodeScalars.allSatisfy { !isEscaped($0) }
  }

  /// Whether a character can only be written as an escape, or is better so.
  private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x09: false
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  // MARK: Quoted

  /// In double quotes.
  static func quoted(_ text: [UInt8]) -> [UInt8] {
    var quoted: [UInt8] = [UInt8(ascii: "\"")]
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\"".utf8
      case "\\": quoted += "\\\\".utf8
      case "\n": quoted += "\\n".utf8
      case "\t": quoted += "\\t".utf8
      case "\r": quoted += "\\r".utf8
      case _ where isEscaped(scalar):
        let digits = String(scalar.value, radix: 16)
        let width = scalar.value < 0x100 ? 2 : 4
        quoted += (width == 2 ? "\\x" : "\\u").utf8
        quoted += String(repeating: "0", count: width - digits.utf8.count).utf8
        quoted += digits.utf8
      default: quoted += String(scalar).utf8
      }
    }
    quoted.append(UInt8(ascii: "\""))
    return quoted
  }

  /// In single quotes; nil where they cannot hold it.
  static func singleQuoted(_ text: [UInt8]) -> [UInt8]? {
    guard isPrintable(text), !text.contains(UInt8(ascii: "\n")), !text.contains(UInt8(ascii: "\t"))
    else { return nil }
    var quoted: [UInt8] = [UInt8(ascii: "'")]
    for byte in text {
      if byte == UInt8(ascii: "'") { quoted.append(byte) }
      quoted.append(byte)
    }
    return quoted + [UInt8(ascii: "'")]
  }

  // MARK: Blocks

  /// A text of several lines as a block, from its sign on, without the newline at its end; nil where
  /// the block would not be read back as exactly that text.
  static func literal(_ text: [UInt8], indentation: Int) -> [UInt8]? {
    let newline = UInt8(ascii: "\n")
    guard text.contains(newline), let first = text.first, first > UInt8(ascii: " "),
      isPrintable(text)
    else { return nil }
    let lines = text.split(separator: newline, omittingEmptySubsequences: false)
    // A line of blanks alone is easily taken for an empty one.
    for line in lines where !line.isEmpty {
      if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) { return nil }
    }
    let newlines = lines.reversed().prefix { $0.isEmpty }.count
    var block: [UInt8] = Array((newlines == 0 ? "|-" : newlines == 1 ? "|" : "|+").utf8)
    for line in lines.dropLast(newlines == 0 ? 0 : 1) {
      block.append(newline)
      if line.isEmpty { continue }
      YAMLTreeWriter.indent(indentation, to: &block)
      block += line
    }
    return block
  }
}
