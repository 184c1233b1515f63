/// A pattern as JavaScript has it (ECMA-262, with its `u` flag) in the words of PCRE2. What the two
/// read alike passes as it is; what only PCRE2 has is refused, so that a schema means here what it
/// means elsewhere. Escaped signs that need no escape (`\@`) are let through.
struct ECMATranslation {
  let input: [UInt8]
  private(set) var output: [UInt8] = []
  /// Where a piece of the output begins, and which byte of the input it stands for.
  private var places: [(output: Int, input: Int)] = []
  private var offset = 0
  /// Whether a quantifier was just read, behind which PCRE2 takes `+` for another thing.
  private var isQuantified = false

  init(_ input: [UInt8]) { self.input = input }

  private static let space =
    #"\x{9}-\x{d}\x{20}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"#
    + #"\x{feff}"#
  private static let notSpace =
    #"\x{0}-\x{8}\x{e}-\x{1f}\x{21}-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}"#
    + #"\x{202a}-\x{202e}\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff}"#

  private var next: UInt8? { offset < input.count ? input[offset] : nil }

  private func isNext(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { input[offset...].starts(with: $0) }
  }

  /// Which byte of the input a place in the output comes from.
  func origin(of place: Int) -> Int {
    if place >= output.count { return input.count }
    return places.last { $0.output <= place }?.input ?? 0
  }

  private mutating func emit(_ text: String) { output += Array(text.utf8) }

  private func error(_ message: String, at place: Int) -> PatternError {
    .invalid(offset: place, message: message)
  }

  mutating func run() throws(PatternError) {
    while let byte = next {
      places.append((output.count, offset))
      let wasQuantified = isQuantified
      isQuantified = false
      switch byte {
      case UInt8(ascii: "\\"): try escape(inClass: false)
      case UInt8(ascii: "["): try characterClass()
      case UInt8(ascii: "("): try group()
      case UInt8(ascii: "."):
        emit(#"[^\n\r\x{2028}\x{2029}]"#)
        offset += 1
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
        if wasQuantified, byte != UInt8(ascii: "?") {
          throw error("a quantifier follows a quantifier", at: offset)
        }
        output.append(byte)
        offset += 1
        isQuantified = !wasQuantified
      case UInt8(ascii: "{"): try counted(wasQuantified)
      default:
        output.append(byte)
        offset += 1
      }
    }
  }

  /// `{2}`, `{2,}`, `{2,3}`, or else the sign itself.
  private mutating func counted(_ wasQuantified: Bool) throws(PatternError) {
    let start = offset
    var end = offset + 1
    while end < input.count, isDigit(input[end]) || input[end] == UInt8(ascii: ",") { end += 1 }
    let isCount =
      end < input.count && input[end] == UInt8(ascii: "}") && end > start + 1
      && input[start + 1] != UInt8(ascii: ",")
    guard isCount else {
      emit(#"\{"#)
      offset += 1
      return
    }
    if wasQuantified { throw error("a quantifier follows a quantifier", at: start) }
    output += input[start...end]
    offset = end + 1
    isQuantified = true
  }

  private mutating func group() throws(PatternError) {
    let start = offset
    offset += 1
    if isNext("*") { throw error("expected something before the quantifier", at: offset) }
    guard isNext("?") else {
      output.append(UInt8(ascii: "("))
      return
    }
    var end = offset + 1
    let letters: [UInt8] = Array("ims-".utf8)
    while end < input.count, letters.contains(input[end]) { end += 1 }
    let isModified = end < input.count && input[end] == UInt8(ascii: ":")
    guard isModified || isNext("?=") || isNext("?!") || isNext("?<") else {
      throw error(
        "expected one of (?: (?= (?! (?<= (?<! (?<name>: JavaScript has no other group", at: start)
    }
    emit("(?")
    offset += 1
    if isModified {
      output += input[offset...end]
      offset = end + 1
    } else if isNext("<=") || isNext("<!") {
      output += input[offset..<(offset + 2)]
      offset += 2
    } else {
      output.append(input[offset])
      offset += 1
    }
  }

  private mutating func characterClass() throws(PatternError) {
    let start = offset
    output.append(UInt8(ascii: "["))
    offset += 1
    if next == UInt8(ascii: "^") {
      output.append(UInt8(ascii: "^"))
      offset += 1
    }
    while let byte = next {
      places.append((output.count, offset))
      switch byte {
      case UInt8(ascii: "]"):
        output.append(byte)
        offset += 1
        return
      case UInt8(ascii: "\\"): try escape(inClass: true)
      // PCRE2 reads `[:alpha:]` and its like.
      case UInt8(ascii: "["):
        emit(#"\["#)
        offset += 1
      default:
        output.append(byte)
        offset += 1
      }
    }
    throw error("the [ has no ]", at: start)
  }

  // MARK: What a backslash begins

  private mutating func escape(inClass: Bool) throws(PatternError) {
    let start = offset
    offset += 1
    guard let byte = next else { throw error("nothing follows the \\", at: start) }
    offset += 1
    switch byte {
    case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "w"), UInt8(ascii: "W"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"),
      UInt8(ascii: "b"):
      output += [UInt8(ascii: "\\"), byte]
    case UInt8(ascii: "B") where !inClass: emit(#"\B"#)
    case UInt8(ascii: "s"): set(ECMATranslation.space, inClass)
    case UInt8(ascii: "S"): set(ECMATranslation.notSpace, inClass)
    case UInt8(ascii: "v"): emit(#"\x{b}"#)
    case UInt8(ascii: "0") where next.map(isDigit) != true: emit(#"\x{0}"#)
    case UInt8(ascii: "1")...UInt8(ascii: "9") where !inClass: reference(byte)
    case UInt8(ascii: "k") where !inClass && next == UInt8(ascii: "<"): emit(#"\k"#)
    case UInt8(ascii: "c"):
      guard let letter = next, isLetter(letter) else {
        throw error("expected a letter behind \\c", at: start)
      }
      offset += 1
      emit("\\x{\(String(letter & 31, radix: 16))}")
    case UInt8(ascii: "x"):
      guard let value = hexadecimal(2) else {
        throw error("expected two hexadecimal digits behind \\x", at: start)
      }
      emit("\\x{\(String(value, radix: 16))}")
    case UInt8(ascii: "u"): try codePoint(start)
    case UInt8(ascii: "p"), UInt8(ascii: "P"):
      try property(isNegated: byte == UInt8(ascii: "P"), inClass, start)
    default:
      if isLetter(byte) || isDigit(byte) {
        let letter = String(decoding: [byte], as: UTF8.self)
        throw error("JavaScript has no \\\(letter)", at: start)
      }
      if byte < 0x80 { output.append(UInt8(ascii: "\\")) }
      output.append(byte)
    }
  }

  private mutating func set(_ text: String, _ inClass: Bool) {
    emit(inClass ? text : "[\(text)]")
  }

  private mutating func reference(_ first: UInt8) {
    var digits = [first]
    while let byte = next, isDigit(byte) {
      digits.append(byte)
      offset += 1
    }
    emit(#"\g{"#)
    output += digits
    emit("}")
  }

  private mutating func codePoint(_ start: Int) throws(PatternError) {
    var value: UInt32
    if next == UInt8(ascii: "{") {
      let end = input[offset...].firstIndex(of: UInt8(ascii: "}")) ?? offset
      let digits = String(decoding: input[min(offset + 1, end)..<end], as: UTF8.self)
      guard let number = UInt32(digits, radix: 16), number <= 0x10FFFF else {
        throw error("expected the number of a character in \\u{...}", at: start)
      }
      value = number
      offset = end + 1
    } else {
      guard let number = hexadecimal(4) else {
        throw error("expected four hexadecimal digits behind \\u", at: start)
      }
      value = number
      let behind = offset
      if value & 0xFC00 == 0xD800, isNext("\\u") {
        offset += 2
        if let low = hexadecimal(4), low & 0xFC00 == 0xDC00 {
          value = 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF
        } else {
          offset = behind
        }
      }
    }
    // Half of a pair occurs in no UTF-8; U+FDD0 is no character either.
    if value & 0xF800 == 0xD800 { value = 0xFDD0 }
    emit("\\x{\(String(value, radix: 16))}")
  }

  private mutating func hexadecimal(_ count: Int) -> UInt32? {
    guard offset + count <= input.count else { return nil }
    let digits = input[offset..<(offset + count)]
    guard digits.allSatisfy({ isDigit($0) || (isLetter($0) && $0 | 32 <= UInt8(ascii: "f")) })
    else { return nil }
    offset += count
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private mutating func property(
    isNegated: Bool, _ inClass: Bool, _ start: Int
  ) throws(PatternError) {
    guard next == UInt8(ascii: "{"),
      let end = input[offset...].firstIndex(of: UInt8(ascii: "}")), end > offset + 1
    else { throw error("expected {...} behind \\p", at: start) }
    let name = String(decoding: input[(offset + 1)..<end], as: UTF8.self)
    offset = end + 1
    switch name {
    case "ASCII": set(isNegated ? #"\x{80}-\x{10ffff}"# : #"\x{0}-\x{7f}"#, inClass)
    case "Assigned": emit(isNegated ? #"\p{Cn}"# : #"\P{Cn}"#)
    default: emit((isNegated ? #"\P{"# : #"\p{"#) + UnicodeProperty.short(name) + "}")
    }
  }
}

private func isDigit(_ byte: UInt8) -> Bool {
  byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

private func isLetter(_ byte: UInt8) -> Bool {
  byte | 32 >= UInt8(ascii: "a") && byte | 32 <= UInt8(ascii: "z")
}
