/// What stands on a side of a comparison, as it is written.
struct WhereOperand {
  enum Kind {
    case literal(WhereProgram.Operand, LineValue)
    case path(first: [UInt8], rest: LinePath?, hasDot: Bool)
  }

  let kind: Kind
  let offset: Int

  /// The name that it consists of: neither a literal nor a path of more than that.
  fileprivate var name: [UInt8]? {
    if case .path(let first, nil, hasDot: false) = kind { return first }
    return nil
  }
}

/// Fields and literals.
extension WhereParser {
  mutating func readOperand() throws(WhereError) -> WhereOperand {
    skipSpace()
    let offset = at
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return literal(try readString(), .string, offset)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return literal(try readNumber(), .number, offset)
    default: break
    }
    guard byte == UInt8(ascii: ".") || WhereParser.isNameStart(byte) else {
      throw WhereError(at, "expected a field or a value")
    }
    if isAtKeyword {
      throw WhereError(at, "expected a field or a value: a field of this name has a dot before it")
    }
    if takeWord("true") { return literal([], .yes, offset) }
    if takeWord("false") { return literal([], .no, offset) }
    if takeWord("null") { return literal([], .null, offset) }
    return try readPath()
  }

  private mutating func literal(
    _ bytes: [UInt8], _ kind: ValueKind, _ offset: Int
  ) -> WhereOperand {
    let operand = program.addLiteral(bytes, kind)
    let value = program.literals[program.literals.count - 1]
    return WhereOperand(kind: .literal(operand, value), offset: offset)
  }

  /// Whatever could belong to a number is looked at, so that `1_000`, `007`, `500ms` and dates without
  /// quotes are refused as a whole.
  private mutating func readNumber() throws(WhereError) -> [UInt8] {
    let start = at
    while WhereParser.isName(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+") {
      at += 1
    }
    let bytes = Array(text[start..<at])
    if !WhereParser.isNumber(bytes) {
      throw WhereError(start, "expected a number as JSON has it, or a text in quotes")
    }
    return bytes
  }

  private static func isNumber(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return false }
      return WhereNumber(start, bytes.count) != nil
    }
  }

  // MARK: Paths

  private mutating func readPath() throws(WhereError) -> WhereOperand {
    let offset = at
    let hasDot = byte == UInt8(ascii: ".")
    if hasDot {
      at += 1
      if byte != UInt8(ascii: "\""), !WhereParser.isNameStart(byte) {
        throw WhereError(
          at, "expected a key: one that begins with a digit or another sign is written in quotes")
      }
    }
    let start = at
    try skipKey()
    let first = start..<at
    while true {
      if byte == UInt8(ascii: ".") {
        at += 1
        try skipKey()
      } else if byte == UInt8(ascii: "[") {
        at += 1
        try skipIndex()
      } else {
        break
      }
    }
    guard case .key(let key)? = LinePath(Array(text[first]))?.steps.first else {
      throw WhereError(offset, "expected a path, as data.retries or items[0].name")
    }
    if first.upperBound == at {
      return WhereOperand(kind: .path(first: key, rest: nil, hasDot: hasDot), offset: offset)
    }
    let isKey = text[first.upperBound] == UInt8(ascii: ".")
    guard let rest = LinePath(Array(text[(first.upperBound + (isKey ? 1 : 0))..<at])) else {
      throw WhereError(offset, "expected a path, as data.retries or items[0].name")
    }
    return WhereOperand(kind: .path(first: key, rest: rest, hasDot: hasDot), offset: offset)
  }

  /// Passes over a key as `LinePath` has it.
  private mutating func skipKey() throws(WhereError) {
    let start = at
    if byte == UInt8(ascii: "\"") {
      at += 1
      while at < text.count, byte != UInt8(ascii: "\"") {
        at += byte == UInt8(ascii: "\\") ? 2 : 1
      }
      if at >= text.count { throw WhereError(start, "the key has no end: expected \"") }
      at += 1
      return
    }
    while WhereParser.isName(byte) { at += 1 }
    if at == start { throw WhereError(at, "expected a key: other signs are written in quotes") }
  }

  private mutating func skipIndex() throws(WhereError) {
    let start = at
    while byte &- 48 < 10 { at += 1 }
    if at == start || at - start > 18 {
      throw WhereError(start, "expected the place of an element, counted from 0")
    }
    if byte != UInt8(ascii: "]") { throw WhereError(at, "expected ]") }
    at += 1
  }

  // MARK: From what is written to what is run

  /// Finds the place of an operand.
  mutating func operand(_ operand: WhereOperand) throws(WhereError) -> WhereProgram.Operand {
    switch operand.kind {
    case .literal(let literal, _): return literal
    case .path(let first, let rest, let hasDot):
      let slot = try slot(first, operand.offset)
      var substitutes: [Int] = []
      let role = Role.allCases.first { Array($0.name.utf8) == first }
      if let role, !hasDot {
        for key in names.keys[role.rawValue] where key != first {
          substitutes.append(try self.slot(key, operand.offset))
        }
      }
      program.fields.append(
        WhereProgram.Field(slot: slot, substitutes: substitutes, rest: rest))
      return .field(program.fields.count - 1)
    }
  }

  private mutating func slot(_ key: [UInt8], _ offset: Int) throws(WhereError) -> Int {
    guard let slot = keys.slot(key) else {
      throw WhereError(offset, "expected no more than \(EntryKeys.countMax) different fields")
    }
    return slot
  }

  /// Whether it is the field that says how grave an entry is.
  func isLevel(_ operand: WhereOperand) -> Bool {
    guard case .path(let first, nil, let hasDot) = operand.kind else { return false }
    return names.keys[Role.level.rawValue].contains(first)
      || (!hasDot && first == Array(Role.level.name.utf8))
  }

  /// The level that a level is compared with: its name without quotes, or, where they are put in order,
  /// in quotes too. Nil where it is compared with something else.
  func meantLevel(
    _ operand: WhereOperand, _ comparison: WhereProgram.Comparison
  ) throws(WhereError) -> LogLevel? {
    if let name = operand.name { return LogLevel(name) }
    guard comparison.isOrder, case .literal(_, let value) = operand.kind, value.kind == .string
    else { return nil }
    let text = Array(program.literalBytes[value.range])
    if WhereParser.isNumber(text) { return nil }
    guard let level = LogLevel(text) else {
      throw WhereError(
        operand.offset,
        "expected a level: trace, debug, info, notice, warn, error, critical, or another name of one"
      )
    }
    return level
  }
}
