import Patterns

/// A text that is looked for in others, whatever the case of letters.
final class Needle {
  private let lower: [UInt8]
  /// For texts with letters beyond ASCII.
  private let pattern: Pattern?

  init(_ text: [UInt8]) throws(PatternError) {
    lower = text.map(TextSignature.lower)
    if text.allSatisfy({ $0 < 0x80 }) {
      pattern = nil
    } else {
      pattern = try Pattern(
        Needle.quoted(text), Pattern.Options(ignoresCase: true, usesMachineCode: true))
    }
  }

  /// What stands for the text itself in a regular expression.
  private static func quoted(_ text: [UInt8]) -> [UInt8] {
    var quoted: [UInt8] = []
    for byte in text {
      let isPlain = byte >= 0x80 || byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || byte == 0x20
      if !isPlain { quoted.append(UInt8(ascii: "\\")) }
      quoted.append(byte)
    }
    return quoted
  }

  /// The hashes that a block's signature must have where a message has the text. A letter beyond ASCII
  /// has another form, and some letters of ASCII have one beyond it.
  var hashes: [Int] {
    if pattern == nil { return TextSignature.hashes(of: lower) }
    var hashes: [Int] = []
    for run in lower.split(whereSeparator: { $0 >= 0x80 || $0 | 0x20 == 0x6B || $0 | 0x20 == 0x73 })
    {
      hashes += TextSignature.hashes(of: Array(run))
    }
    return hashes
  }

  /// Whether a string has it.
  func isIn(_ line: LogLine, _ value: LineValue) -> Bool {
    if value.kind == .escapedString {
      let text = JSONText.decoded(line, value)
      return text.withUnsafeBufferPointer { isIn($0) }
    }
    // In bounds: the value lies within the line.
    return isIn(
      UnsafeBufferPointer(start: line.start + value.start, count: value.end - value.start))
  }

  private func isIn(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if let pattern {
      return (try? pattern.matches(UnsafeRawBufferPointer(text).bytes)) ?? false
    }
    guard let first = lower.first else { return true }
    guard text.count >= lower.count else { return false }
    return lower.withUnsafeBufferPointer { lower in
      // In bounds: the last place from which as many bytes are left.
      for start in 0...(text.count - lower.count) where TextSignature.lower(text[start]) == first {
        var index = 1
        while index < lower.count, TextSignature.lower(text[start + index]) == lower[index] {
          index += 1
        }
        if index == lower.count { return true }
      }
      return false
    }
  }
}
