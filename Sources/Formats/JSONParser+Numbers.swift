/// Numbers.
extension JSONParser {
  /// A number that begins with a digit or a minus sign.
  mutating func number() throws(ParseError) -> TreeRecord {
    let start = offset
    if next == Letter.minus { offset += 1 }
    let first = offset
    try digits("the number")
    if bytes[first] == Letter.zero, offset - first > 1 {
      throw error("a number has no zero before its other digits", at: first)
    }
    var kind = ValueKind.integer
    if next == Letter.dot {
      kind = .float
      offset += 1
      try digits("the fraction")
    }
    if next | 0x20 == UInt8(ascii: "e") {
      kind = .float
      offset += 1
      if next == Letter.minus || next == Letter.plus { offset += 1 }
      try digits("the exponent")
    }
    return builder.text(kind, start..<offset, at: start)
  }

  @inline(__always)
  private mutating func digits(_ what: StaticString) throws(ParseError) {
    let start = offset
    while Letter.isDigit(next) { offset += 1 }
    if offset == start { throw error("expected a digit of \(what), found \(found())") }
  }
}
