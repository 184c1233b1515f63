import Platform

/// Giving values.
extension JSONEditor {
  /// How new lines, and what is in one line, look in this text.
  private var newline: [UInt8] {
    guard let end = bytes.firstIndex(of: Letter.newline), end > 0,
      bytes[end - 1] == Letter.carriageReturn
    else { return [Letter.newline] }
    return [Letter.carriageReturn, Letter.newline]
  }

  /// Whether the text stands in several lines: then what is new does, too.
  private var hasLines: Bool {
    let root = tree.root
    if root.count == 0 { return true }
    return bytes[root.offset..<end(root)].contains(Letter.newline)
  }

  /// Whether a space stands behind colons.
  private var isSpaced: Bool {
    guard let first = firstTable(tree.root) else { return true }
    var place = end(ofName: first.name(0))
    while place < bytes.count, bytes[place] != Letter.colon { place += 1 }
    return place + 1 < bytes.count && JSONEditor.isBlankByte(bytes[place + 1])
  }

  private func firstTable(_ node: Node) -> Node? {
    if node.kind == .table { return node.count > 0 ? node : nil }
    for element in node.elements { if let found = firstTable(element) { return found } }
    return nil
  }

  /// Where a name's closing quote ends.
  private func end(ofName name: Node) -> Int {
    var place = name.offset + 1
    while place < bytes.count, bytes[place] != Letter.quote {
      place += bytes[place] == Letter.backslash ? 2 : 1
    }
    return min(place + 1, bytes.count)
  }

  /// What a level is further in by: as the first line that is further in.
  private var step: [UInt8] {
    for line in bytes.split(separator: Letter.newline) {
      let blanks = line.prefix { $0 == Letter.space || $0 == Letter.tab }
      if !blanks.isEmpty, blanks.count < line.count { return Array(blanks) }
    }
    return [Letter.space, Letter.space]
  }

  /// How a new value looks whose line begins so.
  private func layout(_ base: [UInt8], isLines: Bool) -> JSONTreeWriter.Layout {
    JSONTreeWriter.Layout(
      isSpaced: isSpaced, step: isLines ? step : nil, base: base, newline: newline)
  }

  /// Puts another value in the place of one.
  mutating func replace(_ node: Node, with value: Node) {
    let range = node.offset..<end(node)
    let isLines = node.count > 0 ? bytes[range].contains(Letter.newline) : hasLines
    let layout = layout(indentation(at: node.offset), isLines: isLines)
    change(range, to: JSONTreeWriter.write(value, layout))
  }

  /// Adds a value where the path leads nowhere.
  mutating func insert(_ place: Place, _ value: Node) throws(EditError) {
    let parent = place.node
    var prefix: [UInt8] = []
    switch (place.rest[0], parent.kind) {
    case (.name(let name), .table):
      var writer = JSONWriter()
      writer.string(String(decoding: name, as: UTF8.self))
      prefix = writer.bytes + [Letter.colon] + (isSpaced ? [Letter.space] : [])
    case (.index(let index), .array):
      if index != parent.count {
        throw unfit(parent, "there is no element \(index): the next one is \(parent.count)")
      }
    case (.name, .array): throw unfit(parent, "a list has numbers, not names")
    case (.index, .table): throw unfit(parent, "a map has names, not numbers")
    default: throw unfit(parent, "\(parent.kind.name) has nothing in it")
    }
    let made = try JSONEditor.nested(Array(place.rest.dropFirst()), value, parent)
    if parent.count == 0 {
      fill(parent, prefix, made.root)
    } else {
      append(to: parent, prefix, made.root)
    }
  }

  /// A value inside those that steps lead through, all of them new.
  private static func nested(
    _ steps: [ValuePath.Step], _ value: Node, _ parent: Node
  ) throws(EditError) -> Tree {
    var builder = TreeBuilder(source: FrozenBytes([]))
    var record = builder.copy(value)
    for step in steps.reversed() {
      switch step {
      case .index(0): record = builder.array([record].span, at: 0)
      case .index(let index):
        throw .unfit(parent.position, "there is no element \(index) in a new list: begin with 0")
      case .name(let name):
        let members = [builder.text(.string, name, at: 0), record]
        record = (try? builder.table(members.span, at: 0)) ?? record
      }
    }
    return builder.finish(record)
  }

  /// Puts the first value into something empty.
  private mutating func fill(_ parent: Node, _ prefix: [UInt8], _ value: Node) {
    let (open, close) = (parent.offset + 1, end(parent) - 1)
    let base = indentation(at: parent.offset)
    if !hasLines {
      change(open..<open, to: prefix + JSONTreeWriter.write(value, layout(base, isLines: false)))
      return
    }
    let inner = base + step
    let text = newline + inner + prefix + JSONTreeWriter.write(value, layout(inner, isLines: true))
    // Comments that are there stay before it.
    var last = close
    while last > open, JSONEditor.isBlankByte(bytes[last - 1]) { last -= 1 }
    change(last..<close, to: text + newline + base)
  }

  /// Puts a value behind the last one.
  private mutating func append(to parent: Node, _ prefix: [UInt8], _ value: Node) {
    let last =
      parent.kind == .table ? parent.member(parent.count - 1) : parent.element(parent.count - 1)
    let start = parent.kind == .table ? parent.name(parent.count - 1).offset : last.offset
    let isLines = bytes[parent.offset..<start].contains(Letter.newline)
    var place = end(last)
    let next = skipBlanks(place)
    let hasComma = next < bytes.count && bytes[next] == Letter.comma
    if hasComma { place = next + 1 } else { change(place..<place, to: [Letter.comma]) }
    if isLines {
      let base = indentation(at: start)
      let text = prefix + JSONTreeWriter.write(value, layout(base, isLines: true))
      // A comment in the line of the last value stays there.
      var end = skipBlanks(place, inLine: true)
      if end >= bytes.count || bytes[end] != Letter.newline { end = place }
      if end > place, bytes[end - 1] == Letter.carriageReturn { end -= 1 }
      change(end..<end, to: newline + base + text + (hasComma ? [Letter.comma] : []))
    } else {
      let text = prefix + JSONTreeWriter.write(value, layout([], isLines: false))
      change(place..<place, to: (isSpaced ? [Letter.space] : []) + text)
    }
  }
}
