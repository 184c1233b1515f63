/// Keys and headers, and the rules about which table may be defined where.
extension TOMLParser {
  /// One part of a key, bare or quoted.
  mutating func key() throws(ParseError) -> TOMLKey {
    let start = offset
    let position = self.position(start)
    switch bytes[offset] {
    case Letter.quote, Letter.apostrophe:
      let quote = bytes[offset]
      if bytes[offset + 1] == quote, bytes[offset + 2] == quote {
        throw error("a key is no multi-line string: expected one quote")
      }
      let text = quote == Letter.quote ? try basicString() : try literalString()
      return TOMLKey(bytes: text, position: position, offset: start)
    default:
      while Letter.isWord(bytes[offset]) { offset += 1 }
      if offset == start {
        let isLetter = bytes[offset] >= 0x80 && !UTF8Check.isMark(offset, in: bytes.span)
        throw error(
          "expected a key, found \(found())"
            + (isLetter ? ": a key of other letters than A-Z and a-z needs quotes" : ""))
      }
      return TOMLKey(bytes: Array(bytes[start..<offset]), position: position, offset: start)
    }
  }

  // MARK: Headers

  /// `[a.b]` or `[[a.b]]`: the table that the next lines fill, and how deep it lies.
  mutating func header(_ root: TOMLTable) throws(ParseError) -> (TOMLTable, depth: Int) {
    offset += 1
    let isArray = bytes[offset] == Letter.openBracket
    if isArray { offset += 1 }
    var table = root
    var depth = 1
    skipSpaces()
    var key = try self.key()
    skipSpaces()
    while bytes[offset] == Letter.dot {
      table = try outer(key, in: table)
      depth += 1
      try checkDepth(depth, at: key.offset)
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
    return (isArray ? try element(key, in: table) : try defined(key, in: table), depth)
  }

  /// The table of that name on the way to the one that a header defines.
  private mutating func outer(_ key: TOMLKey, in table: TOMLTable) throws(ParseError) -> TOMLTable {
    guard let taken = table.index(of: key) else { return table.adding(key, .implicit) }
    switch table.child(taken) {
    case .table(let inner): return inner
    case .tables(let array): return array.elements[array.elements.count - 1]
    case .value: throw notExtensible(key, in: table, taken)
    }
  }

  /// The table that `[NAME]` defines.
  private mutating func defined(_ key: TOMLKey, in table: TOMLTable) throws(ParseError) -> TOMLTable
  {
    guard let taken = table.index(of: key) else { return table.adding(key, .header) }
    guard case .table(let inner) = table.child(taken), inner.kind == .implicit else {
      throw redefined(key, in: table, taken)
    }
    inner.kind = .header
    inner.position = key.position
    return inner
  }

  /// The table that `[[NAME]]` adds to an array.
  private mutating func element(_ key: TOMLKey, in table: TOMLTable) throws(ParseError) -> TOMLTable
  {
    let element = TOMLTable(.header, at: key.position)
    guard let taken = table.index(of: key) else {
      let array = TOMLTableArray(at: key.position)
      array.elements.append(element)
      _ = table.add(key, .tables(array))
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
  mutating func dotted(_ key: TOMLKey, in table: TOMLTable) throws(ParseError) -> TOMLTable {
    guard let taken = table.index(of: key) else { return table.adding(key, .dotted) }
    guard case .table(let inner) = table.child(taken), inner.kind != .header else {
      throw notExtensible(key, in: table, taken)
    }
    inner.kind = .dotted
    return inner
  }

  // MARK: Errors

  /// The error for a name that is taken. Keys stand in the current line.
  mutating func redefined(_ key: TOMLKey, in table: TOMLTable, _ taken: Int) -> ParseError {
    let first = line(of: taken, in: table)
    return error("\(key.shown) is defined already, in line \(first)", at: key.offset)
  }

  private mutating func notExtensible(
    _ key: TOMLKey, in table: TOMLTable, _ taken: Int
  ) -> ParseError {
    let what: String
    switch table.child(taken) {
    case .table: what = "is a table with a header of its own"
    case .tables: what = "is an array of tables"
    case .value:
      switch table.table.entries[taken].value.content {
      case .table: what = "is an inline table, which is complete"
      case .array: what = "is an array, which is complete"
      default: what = "is \(table.table.entries[taken].value.kindName), no table"
      }
    }
    let first = line(of: taken, in: table)
    return error(
      "\(key.shown) \(what): defined in line \(first), it cannot be added to here", at: key.offset)
  }

  private func line(of taken: Int, in table: TOMLTable) -> UInt32 {
    if case .table(let inner) = table.child(taken) { return inner.position.line }
    return table.line(taken)
  }
}
