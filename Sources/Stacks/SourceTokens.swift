/// The lines of a text.
enum TextLines {
  static func forEach(_ bytes: [UInt8], _ take: (Int, ArraySlice<UInt8>) -> Void) {
    var start = 0
    var line = 1
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      let isReturn = end > start && bytes[end - 1] == 13
      take(line, bytes[start..<(isReturn ? end - 1 : end)])
      start = end + 1
      line += 1
    }
  }
}

extension ArraySlice<UInt8> {
  /// Without blanks at its ends.
  var trimmed: ArraySlice<UInt8> {
    var slice = self
    while let first = slice.first, first == 32 || first == 9 { slice = slice.dropFirst() }
    while let last = slice.last, last == 32 || last == 9 { slice = slice.dropLast() }
    return slice
  }
}

/// A word, a string or a mark of a program's source.
struct SourceToken {
  enum Kind { case word, string, mark }
  let kind: Kind
  let text: ArraySlice<UInt8>
  let line: Int

  func isWord(_ word: String) -> Bool { kind == .word && text.elementsEqual(word.utf8) }
  func isMark(_ mark: Character) -> Bool { kind == .mark && text.first == mark.asciiValue }
}

/// The words, strings and marks of manifests that are programs, without their comments: enough to
/// tell a call from a text that looks like one.
struct SourceTokens {
  /// How comments begin.
  enum Comments { case hash, slashes, both }

  private let bytes: [UInt8]
  private let comments: Comments
  /// Whether a string in double quotes may have several lines.
  private let spansLines: Bool
  private var offset = 0
  private var line = 1
  private(set) var tokens: [SourceToken] = []

  init(_ bytes: [UInt8], _ comments: Comments, spansLines: Bool) {
    self.bytes = bytes
    self.comments = comments
    self.spansLines = spansLines
    while offset < bytes.count { next() }
  }

  private func has(_ text: String) -> Bool { bytes[offset...].starts(with: text.utf8) }

  private mutating func next() {
    let byte = bytes[offset]
    switch byte {
    case 10:
      line += 1
      offset += 1
    case 9, 13, 32: offset += 1
    case UInt8(ascii: "#") where comments != .slashes: skipLine()
    case UInt8(ascii: "/") where comments != .hash && has("//"): skipLine()
    case UInt8(ascii: "/") where comments != .hash && has("/*"): skipBlock()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): string(byte)
    default: word(byte)
    }
  }

  private mutating func skipLine() {
    while offset < bytes.count, bytes[offset] != 10 { offset += 1 }
  }

  private mutating func skipBlock() {
    while offset < bytes.count, !has("*/") {
      if bytes[offset] == 10 { line += 1 }
      offset += 1
    }
    offset = min(offset + 2, bytes.count)
  }

  private mutating func string(_ quote: UInt8) {
    let first = line
    let isLong = bytes[offset...].starts(with: [quote, quote, quote])
    offset += isLong ? 3 : 1
    let start = offset
    while offset < bytes.count {
      if bytes[offset] == quote, !isLong || bytes[offset...].starts(with: [quote, quote, quote]) {
        break
      }
      // A quote that nothing closes costs its own line only.
      if bytes[offset] == 10 {
        if !isLong, !spansLines || quote == UInt8(ascii: "'") { break }
        line += 1
      } else if bytes[offset] == UInt8(ascii: "\\") {
        offset += 1
        if offset < bytes.count, bytes[offset] == 10 { line += 1 }
      }
      offset += 1
    }
    offset = min(offset, bytes.count)
    tokens.append(SourceToken(kind: .string, text: bytes[start..<offset], line: first))
    if offset < bytes.count, bytes[offset] != 10 { offset += isLong ? 3 : 1 }
    offset = min(offset, bytes.count)
  }

  private mutating func word(_ byte: UInt8) {
    let start = offset
    while offset < bytes.count, SourceTokens.isWord(bytes[offset]) { offset += 1 }
    let isWord = offset > start
    if !isWord { offset += 1 }
    tokens.append(
      SourceToken(kind: isWord ? .word : .mark, text: bytes[start..<offset], line: line))
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 128...: true
    case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "$"): true
    default: false
    }
  }
}
