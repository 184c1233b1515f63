import CBytes

/// Finds the lines that may have a text, without reading the others: those that have its bytes, in
/// letters of either case, and those that have escapes by numbers, which may stand for any letters.
struct Probe {
  /// Further apart the two bytes that are looked for may not lie: so far may be read behind a buffer.
  private static let distanceMax = 32

  private let needle: [UInt8]
  /// Which of its bytes are looked for: the rarest two.
  private let first: Int
  private let second: Int
  private let isWide: Int32

  /// A probe for a text of ASCII in lower case, in which nothing has to be escaped; nil where that is
  /// too short to pay.
  init?(_ text: [UInt8]) {
    let needle = text.map(TextSignature.lower)
    guard needle.count >= 3 else { return nil }
    let ranked = needle.indices.sorted { Probe.rarity(needle[$0]) > Probe.rarity(needle[$1]) }
    let rarest = ranked[0]
    let other = ranked.dropFirst().first { abs($0 - rarest) <= Probe.distanceMax }
    guard let other else { return nil }
    self.needle = needle
    first = min(rarest, other)
    second = max(rarest, other)
    isWide = bytes_has_wide()
  }

  /// How rare a byte is in logs: the greater the rarer.
  private static func rarity(_ byte: UInt8) -> Int {
    let common = Array("\" ,:_e0t1a2oins-3r4.5d6lh78c9umpfgwby{}vkxjqz".utf8)
    return common.firstIndex(of: byte) ?? common.count
  }

  private static func fold(_ byte: UInt8) -> UInt8 { byte &- 97 < 26 ? 0x20 : 0 }

  /// Where, from an offset of a buffer on, a line may have the text: the offset of a byte of it. Nil where
  /// none has it before another offset. The buffer has room behind it.
  @inline(__always)
  func find(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int? {
    let (one, other) = (needle[first], needle[second])
    var at = start
    // In bounds: so much may be read behind a buffer.
    while at < end,
      let found = bytes_probe(
        bytes + at, bytes + end, one, Probe.fold(one), other, Probe.fold(other), second - first,
        isWide)
    {
      let offset = found - bytes
      if found.pointee == UInt8(ascii: "\\") && one != UInt8(ascii: "\\") { return offset }
      let begin = offset - first
      if begin >= start, isHere(bytes + begin, end - begin) { return offset }
      at = offset + 1
    }
    return nil
  }

  @inline(__always)
  private func isHere(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count >= needle.count else { return false }
    // In bounds: as many bytes are left.
    for index in needle.indices where TextSignature.lower(bytes[index]) != needle[index] {
      return false
    }
    return true
  }
}

extension LogFilter {
  /// A probe for what a line must have that passes; nil where there is no such text.
  var probe: Probe? {
    var texts: [[UInt8]] = []
    for (text, isWanted) in searches where isWanted {
      let runs = text.split(whereSeparator: { !LogFilter.isPlain($0) })
      // Some letters beyond ASCII are small or large forms of letters of ASCII.
      if text.allSatisfy({ $0 < 0x80 }) { texts += runs.map { Array($0) } }
    }
    if texts.isEmpty {
      for rule in words where rule.wanted.count == 1 {
        // A number may be written without quotes, and other words too.
        if case .equals(let text) = rule.wanted[0], text.allSatisfy(LogFilter.isPlain),
          !["true", "false"].contains(String(decoding: text, as: UTF8.self)),
          let byte = text.first, (byte | 0x20) &- 97 < 26
        {
          texts.append([UInt8(ascii: "\"")] + text + [UInt8(ascii: "\"")])
        }
      }
    }
    return texts.max { $0.count < $1.count }.flatMap { Probe($0) }
  }

  /// Whether a byte is written as it is in JSON, unless by its number.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
      && byte != UInt8(ascii: "/")
  }
}
