/// Patterns for texts of any bytes, as the shell has them for whole names: `*` stands for any bytes,
/// `?` for any one, `[a-z]` for one of a set, `[!a-z]` or `[^a-z]` for any other, and `\` takes the next byte as it
/// is. Nothing is special about `/` or a leading dot.
public struct Glob: Sendable {
  private enum Part {
    case any
    case one
    case byte(UInt8)
    case set([ClosedRange<UInt8>], isInverted: Bool)
  }

  private let parts: [Part]

  /// Reads a pattern. Every text is one: what is not complete stands for itself.
  public init(_ pattern: [UInt8]) {
    var parts: [Part] = []
    var index = 0
    while index < pattern.count {
      let byte = pattern[index]
      index += 1
      switch byte {
      case UInt8(ascii: "*"):
        // Several in a row stand for the same as one.
        if case .any? = parts.last { continue }
        parts.append(.any)
      case UInt8(ascii: "?"): parts.append(.one)
      case UInt8(ascii: "\\") where index < pattern.count:
        parts.append(.byte(pattern[index]))
        index += 1
      case UInt8(ascii: "["):
        if let (set, end) = Glob.set(pattern, from: index) {
          parts.append(set)
          index = end
        } else {
          parts.append(.byte(byte))
        }
      default: parts.append(.byte(byte))
      }
    }
    self.parts = parts
  }

  /// Reads what follows `[`; nil where no `]` ends it.
  private static func set(_ pattern: [UInt8], from start: Int) -> (Part, end: Int)? {
    var index = start
    let isInverted =
      index < pattern.count
      && (pattern[index] == UInt8(ascii: "!") || pattern[index] == UInt8(ascii: "^"))
    if isInverted { index += 1 }
    var ranges: [ClosedRange<UInt8>] = []
    let first = index
    while index < pattern.count {
      // A bracket that comes first is one of the set.
      if pattern[index] == UInt8(ascii: "]"), index > first {
        return (.set(ranges, isInverted: isInverted), index + 1)
      }
      if pattern[index] == UInt8(ascii: "\\"), index + 1 < pattern.count { index += 1 }
      let low = pattern[index]
      var high = low
      if index + 2 < pattern.count, pattern[index + 1] == UInt8(ascii: "-"),
        pattern[index + 2] != UInt8(ascii: "]")
      {
        index += 2
        if pattern[index] == UInt8(ascii: "\\"), index + 1 < pattern.count { index += 1 }
        high = pattern[index]
      }
      if low <= high { ranges.append(low...high) }
      index += 1
    }
    return nil
  }

  /// Whether the pattern stands for the whole text. Costs at most the product of both lengths.
  public func matches(_ text: [UInt8]) -> Bool {
    var (at, from) = (0, 0)
    var star: (part: Int, text: Int)?
    while from < text.count {
      if at < parts.count, case .any = parts[at] {
        star = (at, from)
        at += 1
      } else if at < parts.count, Glob.matches(parts[at], text[from]) {
        at += 1
        from += 1
      } else if let last = star {
        // The last star takes one byte more.
        star = (last.part, last.text + 1)
        (at, from) = (last.part + 1, last.text + 1)
      } else {
        return false
      }
    }
    while at < parts.count, case .any = parts[at] { at += 1 }
    return at == parts.count
  }

  private static func matches(_ part: Part, _ byte: UInt8) -> Bool {
    switch part {
    case .any, .one: true
    case .byte(let wanted): byte == wanted
    case .set(let ranges, let isInverted): ranges.contains { $0.contains(byte) } != isInverted
    }
  }
}
