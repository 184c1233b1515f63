import Platform

/// Changes values of a text in TOML where they stand. Whatever else is in the text, comments, blank
/// lines, quotes and ends of lines among them, keeps its bytes.
///
/// The text is read twice: as it was, and as it has become, so that nothing is ever handed out that
/// is not TOML. A table that was only named by what is deleted goes with it.
public struct TOMLEditor {
  typealias Step = ValuePath.Step

  let text: FrozenBytes
  let tree: Tree
  let outline: TOMLOutline
  /// Where the text begins, behind its mark.
  let textStart: Int
  private var changes: [(range: Range<Int>, bytes: [UInt8])] = []

  private init(_ text: FrozenBytes) throws(EditError) {
    self.text = text
    textStart = text.withBytes { bytes in
      bytes.withUnsafeBytes { $0.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
    }
    outline = TOMLOutline()
    do throws(ParseError) {
      tree = try TOMLParser.parse(text, outline: outline)
    } catch { throw .parse(error) }
  }

  /// The text with another value at a path; what is missing on the way is made. An index that is the
  /// number of an array's elements adds one.
  public static func set(
    _ path: ValuePath, to value: Node, in text: FrozenBytes
  ) throws(EditError) -> [UInt8] {
    var editor = try TOMLEditor(text)
    let place = editor.locate(path)
    do throws(TOMLWriteError) {
      // A value that is not to be written is refused before anything else is.
      _ = try TOMLTreeWriter.inline(value)
    } catch {
      throw editor.unfit(place.node, error.message)
    }
    if !place.rest.isEmpty {
      try editor.insert(place, value)
    } else if try !editor.replace(place, value) {
      // It is written in another way than its place allows: away with it, and then anew.
      let without = try delete(ValuePath(place.steps), in: text)
      return try set(ValuePath(place.steps), to: value, in: FrozenBytes(without))
    }
    return try editor.finish(place.node)
  }

  /// The text without the value at a path.
  public static func delete(
    _ path: ValuePath, in text: FrozenBytes
  ) throws(EditError) -> [UInt8] {
    var editor = try TOMLEditor(text)
    let place = editor.locate(path)
    guard place.rest.isEmpty else { throw .notFound }
    if place.steps.isEmpty { throw editor.unfit(place.node, "the whole cannot be deleted") }
    editor.remove(place)
    return try editor.finish(place.node)
  }

  // MARK: Places

  /// How far a path leads.
  struct Place {
    /// The steps that lead to values, with indexes from the beginning.
    var steps: [Step] = []
    /// The value before each of those steps, and the one behind the last.
    var nodes: [Node]
    /// The steps that lead nowhere.
    var rest: [Step] = []
    /// The number of the first of the values that stands behind a key, in its line: all below it do.
    var inlineDepth: Int?

    /// The last value.
    var node: Node { nodes[nodes.count - 1] }
  }

  private func locate(_ path: ValuePath) -> Place {
    var place = Place(nodes: [tree.root])
    for (number, step) in path.steps.enumerated() {
      guard let next = ValuePath.follow(step, from: place.node) else {
        place.rest = Array(path.steps[number...])
        break
      }
      place.steps.append(place.node.kind == .array ? plain(step, place.node) : step)
      place.nodes.append(next)
      if place.inlineDepth == nil, outline.value(at: next.offset) != nil {
        place.inlineDepth = place.nodes.count - 1
      }
    }
    return place
  }

  /// A step into an array as an index from the beginning; it may be the one behind the last.
  func plain(_ step: Step, _ array: Node) -> Step {
    switch step {
    case .index(let index): return .index(index < 0 ? array.count + index : index)
    case .name(let name):
      if let index = Int(String(decoding: name, as: UTF8.self)), Array("\(index)".utf8) == name {
        return .index(index)
      }
      return step
    }
  }

  /// The numbers of the statements that make a value, or something in it.
  func statements(in steps: [Step]) -> [Int] {
    outline.statements.indices.filter { outline.isIn(outline.statements[$0], steps) }
  }

  /// The names of a path, as they stand in a header.
  static func names(_ steps: some Sequence<Step>) -> [[UInt8]] {
    steps.compactMap { step in
      if case .name(let name) = step { return name }
      return nil
    }
  }

  func unfit(_ node: Node, _ message: String) -> EditError { .unfit(node.position, message) }

  // MARK: Bytes

  /// Where the line begins that a place is in.
  func lineStart(_ place: Int) -> Int {
    var start = place
    while start > textStart, text[start - 1] != Letter.newline { start -= 1 }
    return start
  }

  /// Where the next line begins, or the text ends.
  func lineEnd(_ place: Int) -> Int {
    var end = place
    while end < text.count {
      end += 1
      if text[end - 1] == Letter.newline { break }
    }
    return end
  }

  /// Whether a range holds nothing but blanks and ends of lines.
  func isBlank(_ range: Range<Int>) -> Bool {
    range.allSatisfy { TOMLEditor.isSpace(text[$0]) || TOMLEditor.isLineEnd(text[$0]) }
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == Letter.space || byte == Letter.tab }

  static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == Letter.newline || byte == Letter.carriageReturn
  }

  /// Skips blanks, ends of lines and comments, as they stand between the values of an array.
  func skipLines(_ place: Int) -> Int {
    var place = place
    while place < text.count {
      if text[place] == Letter.hash {
        place = lineEnd(place)
      } else if TOMLEditor.isSpace(text[place]) || TOMLEditor.isLineEnd(text[place]) {
        place += 1
      } else {
        break
      }
    }
    return place
  }

  // MARK: Changes

  /// Puts bytes in the place of others. Their ends of lines are written as those of the text.
  mutating func change(_ range: Range<Int>, _ bytes: [UInt8] = []) {
    changes.append((range, bytes))
  }

  private func finish(_ node: Node) throws(EditError) -> [UInt8] {
    let all = text.copy(0..<text.count)
    let newline = all.firstIndex(of: Letter.newline)
    let hasReturns = newline.map { $0 > 0 && all[$0 - 1] == Letter.carriageReturn } ?? false
    var result: [UInt8] = []
    var place = 0
    let ordered = changes.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    for change in ordered {
      result += all[place..<max(place, change.range.lowerBound)]
      for byte in change.bytes {
        if byte == Letter.newline, hasReturns { result.append(Letter.carriageReturn) }
        result.append(byte)
      }
      place = max(place, change.range.upperBound)
    }
    result += all[place...]
    do throws(ParseError) {
      _ = try TOMLParser.parse(FrozenBytes(result))
    } catch {
      throw unfit(node, "what would be written is not TOML: \(error.message)")
    }
    return result
  }
}
