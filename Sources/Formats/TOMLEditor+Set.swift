import Platform

/// Other values, and more of them.
extension TOMLEditor {
  /// Puts a value in the place of another; false where it cannot be written there.
  mutating func replace(_ place: Place, _ value: Node) throws(EditError) -> Bool {
    let node = place.node
    if place.steps.isEmpty {
      change(
        0..<text.count,
        try written(node) { () throws(TOMLWriteError) in try TOMLTreeWriter.write(value) })
      return true
    }
    if let range = outline.value(at: node.offset) {
      change(range, try inline(value, node))
      return true
    }
    var isElement = false
    if case .index = place.steps[place.steps.count - 1] { isElement = true }
    if isElement, value.kind != .table {
      throw unfit(node, "an element of an array of tables is a table, not \(value.kind.name)")
    }
    let inside = statements(in: place.steps)
    guard place.inlineDepth == nil, let first = inside.first,
      outline.statements[first].kind != .pair,
      value.kind == node.kind, TOMLTreeWriter.hasHeaders(value)
    else { return false }
    let names = TOMLEditor.names(place.steps)
    let sections = try written(node) { () throws(TOMLWriteError) in
      isElement
        ? try TOMLTreeWriter.element(value, names) : try TOMLTreeWriter.sections(value, names)
    }
    let start = lineStart(outline.statements[first].range.lowerBound)
    change(start..<start, sections)
    remove(inside, withBlankLines: false)
    return true
  }

  /// Adds a value behind the last one that the path leads to.
  mutating func insert(_ place: Place, _ value: Node) throws(EditError) {
    let node = place.node
    switch (node.kind, place.rest[0]) {
    case (.table, .name):
      if place.inlineDepth == nil {
        try addMember(place, value)
      } else {
        try addInlineMember(place, value)
      }
    case (.table, .index):
      throw unfit(node, "a table has no elements with numbers: expected a name in the path")
    case (.array, let step):
      guard plain(step, node) == .index(node.count) else {
        throw unfit(
          node, "the array has \(node.count) elements: expected an index up to \(node.count)")
      }
      if let range = outline.value(at: node.offset) {
        addElement(place, range, try inline(value, node, below: place.rest.dropFirst()))
      } else {
        try addTable(place, value)
      }
    default:
      throw unfit(node, "expected a table or an array on the way, found \(node.kind.name)")
    }
  }

  // MARK: Text of values

  private func written(
    _ node: Node, _ body: () throws(TOMLWriteError) -> [UInt8]
  ) throws(EditError) -> [UInt8] {
    do throws(TOMLWriteError) { return try body() } catch { throw unfit(node, error.message) }
  }

  /// A value in one line, with what has to be around it so that some steps lead to it.
  private func inline(
    _ value: Node, _ node: Node, below steps: some Sequence<Step> = [Step]()
  ) throws(EditError) -> [UInt8] {
    var (before, after): ([UInt8], [UInt8]) = ([], [])
    for step in steps {
      switch step {
      case .name(let name):
        before += "{ ".utf8 + TOMLTreeWriter.key([name]) + " = ".utf8
        after = " }".utf8 + after
      case .index(0):
        before.append(Letter.openBracket)
        after = [Letter.closeBracket] + after
      case .index: throw unfit(node, "an array that is made anew begins with 0")
      }
    }
    let text = try written(node) { () throws(TOMLWriteError) in try TOMLTreeWriter.inline(value) }
    return before + text + after
  }

  /// `a.b = VALUE` for the steps, behind others that lead to the table that it is written in.
  private func pair(
    _ outer: [[UInt8]], _ steps: [Step], _ value: Node, _ node: Node
  ) throws(EditError) -> [UInt8] {
    let names = TOMLEditor.names(steps.prefix { if case .name = $0 { true } else { false } })
    return TOMLTreeWriter.key(outer + names) + " = ".utf8
      + (try inline(value, node, below: steps.dropFirst(names.count)))
  }

  // MARK: In a line

  private mutating func addInlineMember(_ place: Place, _ value: Node) throws(EditError) {
    // The braces that it gets into are those of the last value that has some: dotted keys in them
    // make tables, too.
    var depth = place.nodes.count - 1
    while depth > 0, outline.value(at: place.nodes[depth].offset) == nil { depth -= 1 }
    let brace = place.nodes[depth].offset
    let prefix = Array(place.steps[depth...])
    let new = try pair(TOMLEditor.names(prefix), place.rest, value, place.node)
    let before = outline.inlinePairs.last { $0.brace == brace && $0.steps.starts(with: prefix) }
    if let before {
      change(before.range.upperBound..<before.range.upperBound, ", ".utf8 + new)
    } else if let range = outline.value(at: brace) {
      change(range, "{ ".utf8 + new + " }".utf8)
    }
  }

  private mutating func addElement(_ place: Place, _ range: Range<Int>, _ new: [UInt8]) {
    let array = place.node
    guard array.count > 0,
      let last = outline.value(at: array.element(array.count - 1).offset)
    else {
      change((range.lowerBound + 1)..<(range.lowerBound + 1), new)
      return
    }
    let start = lineStart(last.lowerBound)
    let next = skipLines(last.upperBound)
    let hasComma = text[next] == Letter.comma
    guard isBlank(start..<last.lowerBound), start > range.lowerBound else {
      change(last.upperBound..<last.upperBound, ", ".utf8 + new)
      return
    }
    // Each element has a line of its own: so has the new one.
    let place = hasComma ? next + 1 : last.upperBound
    if !hasComma { change(place..<place, [Letter.comma]) }
    var end = place
    while TOMLEditor.isSpace(text[end]) { end += 1 }
    if text[end] == Letter.hash {
      end = lineEnd(end)
      while end > place, text[end - 1] == Letter.newline || text[end - 1] == Letter.carriageReturn {
        end -= 1
      }
    } else {
      end = place
    }
    let indent = text.copy(start..<last.lowerBound)
    change(end..<end, [Letter.newline] + indent + new + (hasComma ? [Letter.comma] : []))
  }

  // MARK: In lines of its own

  /// Adds a member to a table that is not written in a line.
  private mutating func addMember(_ place: Place, _ value: Node) throws(EditError) {
    let steps = place.steps
    // Behind those of its members that dotted keys have put into another table.
    let group = outline.statements.last { statement in
      statement.kind == .pair && outline.outerCount(statement) < steps.count
        && outline.isIn(statement, steps)
    }
    if let statement = group {
      let outer = steps[outline.outerCount(statement)...]
      let new = try pair(TOMLEditor.names(outer), place.rest, value, place.node)
      addLine(new, behind: statement)
      return
    }
    let names = TOMLEditor.names(
      place.rest.prefix { if case .name = $0 { true } else { false } })
    let isWhole = names.count == place.rest.count
    let header = TOMLEditor.names(steps)
    if isWhole, TOMLTreeWriter.hasHeaders(value) {
      let sections = try written(place.node) { () throws(TOMLWriteError) in
        try TOMLTreeWriter.sections(value, header + names)
      }
      addSections(sections, in: steps)
      return
    }
    let section = outline.statements.firstIndex { $0.kind != .pair && $0.steps == steps }
    if names.count == 1, steps.isEmpty || section != nil {
      let new = try pair([], place.rest, value, place.node)
      addLine(new, section: section ?? -1)
      return
    }
    let last = Array(place.rest[(names.count - 1)...])
    let new = try pair([], last, value, place.node)
    let line = TOMLTreeWriter.header(header + names.dropLast(), isElement: false)
    addSections(line + new + [Letter.newline], in: steps)
  }

  /// Adds a table to an array of them, behind all that is in the last one.
  private mutating func addTable(_ place: Place, _ value: Node) throws(EditError) {
    let names = TOMLEditor.names(place.steps)
    var sections: [UInt8]
    if place.rest.count > 1 {
      guard case .name = place.rest[1] else {
        throw unfit(place.node, "an element of an array of tables is a table, not an array")
      }
      sections = TOMLTreeWriter.header(names, isElement: true)
      sections += try pair([], Array(place.rest.dropFirst()), value, place.node)
      sections.append(Letter.newline)
    } else {
      guard value.kind == .table else {
        throw unfit(
          place.node, "an element of an array of tables is a table, not \(value.kind.name)")
      }
      sections = try written(place.node) { () throws(TOMLWriteError) in
        try TOMLTreeWriter.element(value, names)
      }
    }
    guard let last = statements(in: place.steps).last else { return }
    addSections(sections, at: outline.statements[last].range.upperBound)
  }

  /// Adds a line to the table of a header, behind its last one; of -1, to the outermost table.
  private mutating func addLine(_ new: [UInt8], section: Int) {
    let statements = outline.statements
    if let last = statements.last(where: { $0.kind == .pair && $0.section == section }) {
      addLine(new, behind: last)
    } else if section >= 0 {
      addLine(new, behind: statements[section])
    } else if let first = statements.first {
      // Above the first header, and above the comments that stand right before it.
      let start = commentsStart(lineStart(first.range.lowerBound))
      change(start..<start, new + [Letter.newline, Letter.newline])
    } else {
      let needsNewline = text.count > textStart && text[text.count - 1] != Letter.newline
      change(
        text.count..<text.count, (needsNewline ? [Letter.newline] : []) + new + [Letter.newline])
    }
  }

  private mutating func addLine(_ new: [UInt8], behind statement: TOMLOutline.Statement) {
    let start = lineStart(statement.range.lowerBound)
    let indent = text.copy(start..<statement.range.lowerBound)
    let end = statement.range.upperBound
    let hasNewline = text[end - 1] == Letter.newline
    change(
      end..<end, hasNewline ? indent + new + [Letter.newline] : [Letter.newline] + indent + new)
  }

  /// Adds tables with headers at the end of what can be added to a table: at the end of the text, or
  /// where the next element of an array begins that the table is in.
  private mutating func addSections(_ sections: [UInt8], in steps: [Step]) {
    var end = text.count
    for (number, step) in steps.enumerated() {
      guard case .index(let index) = step else { continue }
      let next = Array(steps[..<number]) + [.index(index + 1)]
      let statement = outline.statements.first { $0.kind == .element && $0.steps == next }
      if let statement {
        end = min(end, commentsStart(lineStart(statement.range.lowerBound)))
      }
    }
    addSections(sections, at: end)
  }

  private mutating func addSections(_ sections: [UInt8], at end: Int) {
    var new: [UInt8] = []
    let start = textStart
    if end > start {
      if text[end - 1] != Letter.newline { new.append(Letter.newline) }
      let line = lineStart(text[end - 1] == Letter.newline ? end - 1 : end)
      if !isBlank(line..<end) { new.append(Letter.newline) }
    }
    new += sections
    if end < text.count, !isBlank(end..<lineEnd(end)) { new.append(Letter.newline) }
    change(end..<end, new)
  }

  /// Where the comments begin that stand in the lines right above a line.
  private func commentsStart(_ line: Int) -> Int {
    var start = line
    while start > textStart {
      let above = lineStart(start - 1)
      var first = above
      while TOMLEditor.isSpace(text[first]) { first += 1 }
      if text[first] != Letter.hash { break }
      start = above
    }
    return start
  }
}
