/// Keys and headers, and the rules about which table may be defined where.
extension TOMLParser {
  /// One part of a key, bare or quoted.
  mutating func key() throws(ParseError) -> TreeRecord {
    let start = offset
    switch bytes[offset] {
    case Letter.quote, Letter.apostrophe:
      let quote = bytes[offset]
      if bytes[offset + 1] == quote, bytes[offset + 2] == quote {
        throw error("a key is no multi-line string: expected one quote")
      }
      return quote == Letter.quote ? try basicString() : try literalString()
    default:
      while Letter.isWord(bytes[offset]) { offset += 1 }
      if offset == start {
        let isLetter = bytes[offset] >= 0x80 && !UTF8Check.isMark(offset, in: bytes.span)
        throw error(
          "expected a key, found \(found())"
            + (isLetter ? ": a key of other letters than A-Z and a-z needs quotes" : ""))
      }
      return builder.text(.string, start..<offset, at: start)
    }
  }

  // MARK: Headers

  /// `[a.b]` or `[[a.b]]`: the table that the next lines fill, and how deep it lies.
  mutating func header(_ root: TOMLTable) throws(ParseError) -> (TOMLTable, depth: Int) {
    let start = offset
    offset += 1
    let isArray = bytes[offset] == Letter.openBracket
    if isArray { offset += 1 }
    var table = root
    var depth = 1
    skipSpaces()
    var steps: [ValuePath.Step] = []
    var key = try self.key()
    skipSpaces()
    while bytes[offset] == Letter.dot {
      if outline != nil { steps += outerSteps(key, in: table) }
      table = try outer(key, in: table)
      depth += 1
      try checkDepth(depth, at: Int(key.offset))
      offset += 1
      skipSpaces()
      key = try self.key()
      skipSpaces()
    }
    let close = isArray ? "]]" : "]"
    guard bytes[offset] == Letter.closeBracket,
      !isArray || bytes[offset + 1] == Letter.closeBracket
    else { throw error("expected \(close) after the table's name, found \(found())") }
    offset += close.utf8.count
    let inner = isArray ? try element(key, in: table) : try defined(key, in: table)
    if let outline {
      steps += outerSteps(key, in: table)
      outline.addHeader(steps, isElement: isArray, start..<offset)
    }
    return (inner, depth)
  }

  /// The steps to the table of that name, or to the last of the tables, where it is an array of them.
  private func outerSteps(_ key: TreeRecord, in table: TOMLTable) -> [ValuePath.Step] {
    let name = ValuePath.Step.name(text(key))
    if let number = table.index(of: key, builder), case .tables(let array) = table.child(number) {
      return [name, .index(array.elements.count - 1)]
    }
    return [name]
  }

  /// The table of that name on the way to the one that a header defines.
  private mutating func outer(_ key: TreeRecord, in table: TOMLTable) throws(ParseError)
    -> TOMLTable
  {
    guard let taken = table.index(of: key, builder) else {
      return table.adding(key, .implicit, builder)
    }
    switch table.child(taken) {
    case .table(let inner): return inner
    case .tables(let array): return array.elements[array.elements.count - 1]
    case nil: throw notExtensible(key, in: table, taken)
    }
  }

  /// The table that `[NAME]` defines.
  private mutating func defined(_ key: TreeRecord, in table: TOMLTable) throws(ParseError)
    -> TOMLTable
  {
    guard let taken = table.index(of: key, builder) else {
      return table.adding(key, .header, builder)
    }
    guard case .table(let inner) = table.child(taken), inner.kind == .implicit else {
      throw redefined(key, in: table, taken)
    }
    inner.kind = .header
    inner.offset = Int(key.offset)
    return inner
  }

  /// The table that `[[NAME]]` adds to an array.
  private mutating func element(_ key: TreeRecord, in table: TOMLTable) throws(ParseError)
    -> TOMLTable
  {
    let element = TOMLTable(.header, at: Int(key.offset))
    guard let taken = table.index(of: key, builder) else {
      let array = TOMLTableArray(at: Int(key.offset))
      array.elements.append(element)
      table.add(key, .tables(array), builder)
      return element
    }
    guard case .tables(let array) = table.child(taken) else {
      throw redefined(key, in: table, taken)
    }
    array.elements.append(element)
    return element
  }

  // MARK: Dotted keys

  /// The table of that name on the way to the one that a dotted key adds to.
  mutating func dotted(_ key: TreeRecord, in table: TOMLTable) throws(ParseError) -> TOMLTable {
    guard let taken = table.index(of: key, builder) else {
      return table.adding(key, .dotted, builder)
    }
    guard case .table(let inner) = table.child(taken), inner.kind != .header else {
      throw notExtensible(key, in: table, taken)
    }
    inner.kind = .dotted
    return inner
  }

  // MARK: Errors

  /// The error for a name that is taken. Keys stand in the current line.
  func redefined(_ key: TreeRecord, in table: TOMLTable, _ taken: Int) -> ParseError {
    let first = line(of: taken, in: table)
    return error("\(shown(key)) is defined already, in line \(first)", at: Int(key.offset))
  }

  private func notExtensible(
    _ key: TreeRecord, in table: TOMLTable, _ taken: Int
  ) -> ParseError {
    let what: String
    switch table.child(taken) {
    case .table: what = "is a table with a header of its own"
    case .tables: what = "is an array of tables"
    case nil:
      let kind = table.value(taken).kind
      switch kind {
      case .table: what = "is an inline table, which is complete"
      case .array: what = "is an array, which is complete"
      default: what = "is \(kind.name), no table"
      }
    }
    let first = line(of: taken, in: table)
    return error(
      "\(shown(key)) \(what): defined in line \(first), it cannot be added to here",
      at: Int(key.offset))
  }

  private func line(of taken: Int, in table: TOMLTable) -> UInt32 {
    if case .table(let inner) = table.child(taken) { return position(inner.offset).line }
    return position(Int(table.name(taken).offset)).line
  }

  /// How a key is named in an error.
  func shown(_ key: TreeRecord) -> String { SourceWords.name(text(key)) }

  /// The bytes of a key.
  func text(_ key: TreeRecord) -> [UInt8] {
    builder.withText(key) { text in text.withUnsafeBytes { Array($0) } }
  }
}
