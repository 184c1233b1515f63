import Platform

/// What messages of one kind have in common: all that differs from one to the next is replaced.
///
/// - `<uuid>`: 8-4-4-4-12 hexadecimal digits
/// - `<hex>`: 0x and hexadecimal digits; at least eight of them, digits and letters, alone
/// - `<str>`: what is in quotes, with the quotes
/// - `<path>`: what begins with /, ./, ../ or ~/, up to a character that is none of a path
/// - `<n>`: digits, with points between them, a sign before them, or an exponent behind them
///
/// Costs time in proportion to the message, of which the first 4096 bytes are looked at.
public struct MessagePattern {
  private static let inputMax = 4096
  private static let outputMax = 512

  private let text: ArraySlice<UInt8>
  private var at = 0
  private var output: [UInt8] = []
  /// Quotes of which it is known that none that ends something follows.
  private var isUnclosed: [UInt8: Bool] = [:]

  /// The pattern of a message.
  public static func of(_ message: [UInt8]) -> [UInt8] {
    var pattern = MessagePattern(text: message.prefix(inputMax))
    pattern.run()
    return pattern.output
  }

  private init(text: ArraySlice<UInt8>) { self.text = text }

  private func byte(_ index: Int) -> UInt8 {
    text.indices.contains(index) ? text[index] : 0
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private mutating func run() {
    while at < text.count, output.count < MessagePattern.outputMax {
      let isStart = at == 0 || !MessagePattern.isWord(byte(at - 1))
      let byte = byte(at)
      if let end = quoted(byte, isStart) {
        replace("<str>", end)
      } else if let end = path(byte, isStart) {
        replace("<path>", end)
      } else if isStart, let end = uuid() {
        replace("<uuid>", end)
      } else if isStart, let end = hexadecimal() {
        replace("<hex>", end)
      } else if let end = number(byte, isStart) {
        replace("<n>", end)
      } else {
        output.append(byte)
        at += 1
      }
    }
  }

  private mutating func replace(_ mark: StaticString, _ end: Int) {
    mark.withUTF8Buffer { output += $0 }
    at = end
  }

  /// Where what is in quotes ends. A single one within a word is an apostrophe.
  private mutating func quoted(_ quote: UInt8, _ isStart: Bool) -> Int? {
    let isSingle = quote == UInt8(ascii: "'")
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "`") || (isSingle && isStart),
      isUnclosed[quote] != true
    else { return nil }
    var end = at + 1
    while end < text.count {
      if byte(end) == UInt8(ascii: "\\"), !isSingle {
        end += 2
        continue
      }
      if byte(end) == quote, !isSingle || !MessagePattern.isWord(byte(end + 1)) { return end + 1 }
      end += 1
    }
    isUnclosed[quote] = true
    return nil
  }

  /// Where a path ends.
  private func path(_ first: UInt8, _ isStart: Bool) -> Int? {
    guard isStart else { return nil }
    var begin = at
    switch first {
    case UInt8(ascii: "/"): break
    case UInt8(ascii: "~"): begin += 1
    case UInt8(ascii: "."): begin += byte(at + 1) == UInt8(ascii: ".") ? 2 : 1
    default: return nil
    }
    guard byte(begin) == UInt8(ascii: "/") else { return nil }
    var end = begin
    while end < text.count, MessagePattern.isWord(byte(end)) || "/.-+@%~=".utf8.contains(byte(end))
    {
      end += 1
    }
    // A point or a dash at the end is of the sentence.
    while end > begin + 1, byte(end - 1) == UInt8(ascii: ".") || byte(end - 1) == UInt8(ascii: "-")
    {
      end -= 1
    }
    return end > begin + 1 ? end : nil
  }

  private func hexCount(_ from: Int, _ most: Int) -> Int {
    var count = 0
    while count < most, hexDigit(byte(from + count)) != nil { count += 1 }
    return count
  }

  private func uuid() -> Int? {
    var end = at
    for (index, count) in [8, 4, 4, 4, 12].enumerated() {
      if index > 0 {
        guard byte(end) == UInt8(ascii: "-") else { return nil }
        end += 1
      }
      guard hexCount(end, count) == count else { return nil }
      end += count
    }
    return MessagePattern.isWord(byte(end)) ? nil : end
  }

  private func hexadecimal() -> Int? {
    if byte(at) == UInt8(ascii: "0"), byte(at + 1) | 0x20 == UInt8(ascii: "x") {
      let count = hexCount(at + 2, text.count)
      return count > 0 && !MessagePattern.isWord(byte(at + 2 + count)) ? at + 2 + count : nil
    }
    let end = at + hexCount(at, text.count)
    guard end - at >= 8, !MessagePattern.isWord(byte(end)) else { return nil }
    let digits = text[at..<end].count { MessagePattern.isDigit($0) }
    return digits > 0 && digits < end - at ? end : nil
  }

  private func number(_ first: UInt8, _ isStart: Bool) -> Int? {
    var end = at
    if first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      guard isStart, MessagePattern.isDigit(byte(at + 1)) else { return nil }
      end += 1
    }
    guard MessagePattern.isDigit(byte(end)) else { return nil }
    while MessagePattern.isDigit(byte(end))
      || (byte(end) == UInt8(ascii: ".") && MessagePattern.isDigit(byte(end + 1)))
    {
      end += 1
    }
    if byte(end) | 0x20 == UInt8(ascii: "e") {
      var exponent = end + 1
      if byte(exponent) == UInt8(ascii: "-") || byte(exponent) == UInt8(ascii: "+") {
        exponent += 1
      }
      let first = exponent
      while MessagePattern.isDigit(byte(exponent)) { exponent += 1 }
      if exponent > first, !MessagePattern.isWord(byte(exponent)) { end = exponent }
    }
    return end
  }
}
