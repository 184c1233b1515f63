import CFyaml
import Formats
import Platform

/// Putting a value in.
extension YAMLEdit {
  mutating func set(
    _ path: ValuePath, _ value: Node, in tree: Tree
  ) throws(EditError) -> YAMLChange {
    let (spot, node, steps, left) = try find(path, in: tree)
    let span = spans[spot.span]
    let place = position(span.outerStart)
    if left == 0 {
      replace(spot, value)
      return YAMLChange(steps: steps, value: value, place: place)
    }
    let missing = steps[(steps.count - left)...]
    if node.kind == .null, span.kind == .scalar {
      let whole = try YAMLEdit.wrapped(value, in: missing, at: place)
      replace(spot, whole)
      return YAMLChange(steps: Array(steps.dropLast(left)), value: whole, place: place)
    }
    guard let step = missing.first else { throw .notFound }
    let inner = try YAMLEdit.wrapped(value, in: missing.dropFirst(), at: place)
    switch (step, node.kind) {
    case (.name(let name), .table): add(name, inner, to: spot)
    case (.index(node.count), .array): append(inner, to: spot)
    case (.index(let index), .array):
      throw .unfit(
        place, "the list has \(node.count) items: expected an index up to that, found \(index)")
    case (.name, _): throw .unfit(place, "expected a table, found \(node.kind.name)")
    case (.index, _): throw .unfit(place, "expected a list, found \(node.kind.name)")
    }
    return YAMLChange(steps: Array(steps.dropLast(left - 1)), value: inner, place: place)
  }

  /// A value within the tables and lists that lead to it.
  static func wrapped(
    _ value: Node, in steps: ArraySlice<ValuePath.Step>, at place: SourcePosition
  ) throws(EditError) -> Node {
    var builder = TreeBuilder(source: FrozenBytes([]))
    var record = copy(value, to: &builder)
    for step in steps.reversed() {
      switch step {
      case .index(0):
        let items = [record]
        record = builder.array(items.span, at: 0)
      case .index(let index):
        throw .unfit(place, "there is no list yet: expected the index 0, found \(index)")
      case .name(let name):
        let members = [builder.text(.string, name, at: 0), record]
        do throws(DuplicateName) {
          record = try builder.table(members.span, at: 0)
        } catch {
          throw .notFound
        }
      }
    }
    return builder.finish(record).root
  }

  private static func copy(_ node: Node, to builder: inout TreeBuilder) -> TreeRecord {
    switch node.kind {
    case .null: return builder.null(at: 0)
    case .bool: return builder.bool(node.bool == true, at: 0)
    case .array:
      let items = node.elements.map { copy($0, to: &builder) }
      return builder.array(items.span, at: 0)
    case .table, .index:
      var members: [TreeRecord] = []
      for (name, value) in node.members {
        members.append(builder.text(.string, name.bytes, at: 0))
        members.append(copy(value, to: &builder))
      }
      // Its names were different where it comes from.
      return (try? builder.table(members.span, at: 0)) ?? builder.null(at: 0)
    default: return builder.text(node.kind, node.bytes, at: 0)
    }
  }

  // MARK: Replacing

  private mutating func replace(_ spot: Spot, _ value: Node) {
    let span = spans[spot.span]
    if spot.isFlow || span.isFlow && !YAMLTreeWriter.isBlock(value) {
      return put(spot, inline(value, like: span, isFlow: spot.isFlow))
    }
    guard YAMLTreeWriter.isBlock(value) else { return replaceByLeaf(spot, value) }
    var text: [UInt8] = []
    if span.isBlock, !span.hasTag {
      let isDedented = span.kind == .arrayStart && value.kind == .table && spot.key != nil
      let isLevel = isDedented && column(span.start) <= column(spans[spot.key ?? 0].start)
      YAMLTreeWriter.block(
        value, indentation: column(span.start) + (isLevel ? 2 : 0), isBegun: true, to: &text)
      let indentation = [UInt8](repeating: UInt8(ascii: " "), count: isLevel ? 2 : 0)
      return change(span.start, span.end, indentation + text.dropLast())
    }
    guard let key = spot.key else {
      // Behind a dash, or alone; an anchor has the line to itself.
      let hasLine = span.hasTag && span.anchor != nil
      if hasLine { text.append(UInt8(ascii: "\n")) }
      YAMLTreeWriter.block(
        value, indentation: itemColumn(spot), isBegun: spot.parent != nil && !hasLine, to: &text)
      return put(spot, text.dropLast())
    }
    // The lines stand below that of the key, whose comment stays.
    YAMLTreeWriter.block(
      value, indentation: column(spans[key].outerStart) + 2, isBegun: false, to: &text)
    text = [UInt8(ascii: "\n")] + text.dropLast()
    let behind = behindColon(key) ?? spans[key].end
    if span.hasTag, span.anchor != nil {
      text = [UInt8(ascii: " ")] + anchor(span).dropLast() + text
    }
    let start = span.isMissing ? behind : span.hasTag ? span.outerStart : span.start
    let end = span.isMissing ? behind : span.end
    var from = start
    while from > behind, bytes[from - 1] == UInt8(ascii: " ") { from -= 1 }
    let line = lineEnd(end)
    if isBlank(end, line) { return change(from, line, text) }
    change(from, end, [])
    change(line, line, text)
  }

  private mutating func replaceByLeaf(_ spot: Spot, _ value: Node) {
    let span = spans[spot.span]
    if !span.isBlock {
      if value.kind == .string, span.style == FYSS_PLAIN || isBlockText(span),
        isBlank(span.end, lineEnd(span.end)), !span.isMissing || spot.key != nil,
        let text = YAMLText.literal(value.bytes, indentation: textColumn(spot))
      {
        return put(spot, text, through: lineEnd(span.end))
      }
      return put(spot, inline(value, like: span, isFlow: false))
    }
    let text = anchor(span) + inline(value, like: span, isFlow: false)
    guard let key = spot.key, let behind = behindColon(key) else {
      return change(span.outerStart, span.end, text)
    }
    change(behind, span.end, [UInt8(ascii: " ")] + text)
  }

  private func isBlockText(_ span: Span) -> Bool {
    span.style == FYSS_LITERAL || span.style == FYSS_FOLDED
  }

  /// How far the further lines of a text are indented.
  private func textColumn(_ spot: Spot) -> Int {
    if let key = spot.key { return column(spans[key].outerStart) + 2 }
    return spot.parent == nil ? 2 : itemColumn(spot)
  }

  private func itemColumn(_ spot: Spot) -> Int {
    spot.parent.map { column(spans[$0].start) + 2 } ?? 0
  }

  /// A value on one line, with the quotes of the old one if it can have them.
  private func inline(_ value: Node, like span: Span, isFlow: Bool) -> [UInt8] {
    if value.kind == .string, span.kind == .scalar {
      if span.style == FYSS_SINGLE_QUOTED, let text = YAMLText.singleQuoted(value.bytes) {
        return text
      }
      if span.style == FYSS_DOUBLE_QUOTED { return YAMLText.quoted(value.bytes) }
    }
    if value.kind == .string { return YAMLText.line(value.bytes, isFlow: isFlow) }
    var text: [UInt8] = []
    YAMLTreeWriter.flow(value, to: &text)
    return text
  }

  /// Puts a text in the place of a value; its anchor stays, its tag does not.
  private mutating func put(
    _ spot: Spot, _ text: some Sequence<UInt8>, through end: Int? = nil
  ) {
    let span = spans[spot.span]
    let end = end ?? span.end
    let text = Array(text)
    let space = [UInt8(ascii: " ")]
    if span.isMissing, span.anchor == nil, !span.hasTag {
      var place = span.start
      if let key = spot.key {
        if let colon = colon(of: key) {
          place = colon
        } else {
          return change(spans[key].end, spans[key].end, Array(": ".utf8) + text)
        }
      } else if let parent = spot.parent, !spans[parent].isFlow {
        let dashes = dashes(spans[parent])
        if spot.number < dashes.count { place = dashes[spot.number] + 1 }
      }
      return change(place, max(place, end), space + text)
    }
    if span.hasTag {
      return change(span.outerStart, end, anchor(span) + text)
    }
    change(span.start, end, span.isMissing ? space + text : text)
  }

  /// The anchor of a value, with the blank behind it.
  private func anchor(_ span: Span) -> [UInt8] {
    guard let anchor = span.anchor else { return [] }
    return Array("&".utf8) + bytes[anchor] + [UInt8(ascii: " ")]
  }

  /// The place behind a key's colon, if it has one: within brackets it may have none.
  private func colon(of key: Int) -> Int? {
    var place = spans[key].end
    while place < bytes.count, bytes[place] <= UInt8(ascii: " ") { place += 1 }
    return place < bytes.count && bytes[place] == UInt8(ascii: ":") ? place + 1 : nil
  }

  // MARK: Adding

  private mutating func add(_ name: [UInt8], _ value: Node, to spot: Spot) {
    let span = spans[spot.span]
    var text: [UInt8] = []
    if span.isFlow {
      text = YAMLText.line(name, isFlow: true) + Array(": ".utf8)
      YAMLTreeWriter.flow(value, to: &text)
      return addToFlow(span, text)
    }
    let column = column(span.start)
    YAMLTreeWriter.indent(column, to: &text)
    YAMLTreeWriter.member(name, value, indentation: column, to: &text)
    addLines(text, behind: span)
  }

  private mutating func append(_ value: Node, to spot: Spot) {
    let span = spans[spot.span]
    var text: [UInt8] = []
    if span.isFlow {
      YAMLTreeWriter.flow(value, to: &text)
      return addToFlow(span, text)
    }
    let column = column(span.start)
    YAMLTreeWriter.indent(column, to: &text)
    text += "- ".utf8
    YAMLTreeWriter.item(value, indentation: column, to: &text)
    addLines(text, behind: span)
  }

  private mutating func addToFlow(_ span: Span, _ text: [UInt8]) {
    guard let last = span.content.last else {
      return change((span.start + 1), (span.start + 1), text)
    }
    var end = spans[last].end
    if spans[last].isMissing, span.kind == .tableStart {
      let key = span.content[span.content.count - 2]
      end = colon(of: key) ?? max(end, spans[key].end)
    }
    change(end, end, Array(", ".utf8) + text)
  }

  /// Adds lines behind the last one of a block.
  private mutating func addLines(_ text: [UInt8], behind span: Span) {
    var end = span.end
    if span.kind == .tableStart, let last = span.content.last, spans[last].isMissing {
      end = colon(of: span.content[span.content.count - 2]) ?? end
    } else if let last = span.content.last, spans[last].isMissing {
      end = max(end, (dashes(span).last ?? end) + 1)
    }
    let place = lineEnd(end)
    change(place, place, [UInt8(ascii: "\n")] + text.dropLast())
  }
}
