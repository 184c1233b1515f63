/// Reads a file of ranks: a line for each token, its bytes in base 64, a space, its id. Such files
/// end in `.tiktoken`.
public enum RankFile {
  /// Ids beyond this are not tokens of any vocabulary.
  static let idMax = (1 << 20) - 1

  /// What the lines say. They tell nothing of how texts are cut, nor of texts that are tokens of their
  /// own.
  public static func read(_ bytes: [UInt8]) throws(VocabularyError) -> VocabularySource {
    var source = VocabularySource()
    var line = 0
    var start = 0
    while start < bytes.count {
      line += 1
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      var last = end
      if last > start, bytes[last - 1] == 0x0D { last -= 1 }
      if last > start {
        guard let (token, id) = entry(bytes[start..<last]) else {
          throw VocabularyError(
            "expected a token in base 64, a space and its id; this is no file of ranks", line: line)
        }
        if id > idMax {
          throw VocabularyError("an id above \(idMax), the highest that is supported", line: line)
        }
        try source.add(token, id, line)
      }
      start = end + 1
    }
    return source
  }

  /// What a line says; an id that is too large is any that is.
  private static func entry(_ line: ArraySlice<UInt8>) -> (token: [UInt8], id: Int)? {
    guard let space = line.firstIndex(of: 0x20), let token = decode(line[..<space]),
      !token.isEmpty, space + 1 < line.endIndex
    else { return nil }
    var id = 0
    for byte in line[(space + 1)...] {
      let digit = byte &- UInt8(ascii: "0")
      if digit > 9 { return nil }
      if id <= idMax { id = id * 10 + Int(digit) }
    }
    return (token, id)
  }

  /// The bytes that stand in base 64; nil where a character is none of it.
  private static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var letters = text
    while letters.last == UInt8(ascii: "="), text.count - letters.count < 2 { letters.removeLast() }
    if letters.count % 4 == 1 { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(letters.count * 3 / 4)
    var (bits, held) = (UInt32(0), UInt32(0))
    for letter in letters {
      guard let value = value(letter) else { return nil }
      bits = bits << 6 | UInt32(value)
      held += 6
      if held >= 8 {
        held -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> held))
      }
    }
    return bytes
  }

  private static func value(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}

extension VocabularySource {
  fileprivate mutating func add(
    _ token: [UInt8], _ id: Int, _ line: Int
  ) throws(VocabularyError) {
    if id >= tokens.count {
      tokens += repeatElement([], count: id + 1 - tokens.count)
    }
    if !tokens[id].isEmpty {
      throw VocabularyError("the id \(id) stands for two tokens", line: line)
    }
    tokens[id] = token
  }
}
