import CFyaml
import Formats
import Platform

/// One edit of a text: finds the place, and collects which bytes become which.
struct YAMLEdit {
  typealias Span = YAMLSpans.Span

  /// Where a value is: its span, and what leads to it.
  struct Spot {
    var span: Int
    /// The list or table that holds it.
    var parent: Int?
    /// Its key, in a table.
    var key: Int?
    /// Which item or member of its parent it is, as the text has them.
    var number = 0
    /// Whether it is within brackets.
    var isFlow = false
  }

  let bytes: [UInt8]
  let spans: [Span]
  let root: Int
  private let lines: SourceLines
  /// How many bytes a mark at the beginning takes.
  private let markCount: Int
  private var changes: [(start: Int, end: Int, text: [UInt8])] = []

  init(_ text: FrozenBytes, document: Int) throws(EditError) {
    let bytes = text.copy(0..<text.count)
    self.bytes = bytes
    lines = SourceLines(text)
    markCount = UTF8Check.markLength(bytes.span)
    do throws(YAMLFault) {
      let found = try text.withBytes { (bytes) throws(YAMLFault) in
        try bytes.withUnsafeBytes { (bytes) throws(YAMLFault) in
          try YAMLSpans(bytes, document: document)
        }
      }
      guard let root = found.root else { throw YAMLFault(0, "the document is empty") }
      spans = found.all
      self.root = root
    } catch {
      throw .parse(error.error(lines))
    }
  }

  /// Puts a text in the place of some bytes.
  mutating func change(_ start: Int, _ end: Int, _ text: [UInt8]) {
    changes.append((start, end, text))
  }

  /// The text with the changes, with the line ends that it has. They must lie in their order: where
  /// they do not, the places were not found, and the text is such as could not be proved.
  func result(at position: SourcePosition) throws(EditError) -> [UInt8] {
    let newline = UInt8(ascii: "\n")
    let carriageReturn = UInt8(ascii: "\r")
    let first = bytes.firstIndex(of: newline) ?? 0
    let hasReturns = first > 0 && bytes[first - 1] == carriageReturn
    var result: [UInt8] = []
    var place = 0
    for change in changes {
      guard place <= change.start, change.start <= change.end, change.end <= bytes.count else {
        throw .unfit(position, "this value cannot be edited in place")
      }
      result += bytes[place..<change.start]
      for byte in change.text {
        if hasReturns, byte == newline { result.append(carriageReturn) }
        result.append(byte)
      }
      place = change.end
    }
    return result + bytes[place...]
  }

  func position(_ offset: Int) -> SourcePosition { lines.position(offset) }

  // MARK: Finding

  /// Follows a path as far as it leads; what is left of it is missing. `steps` become plain.
  func find(
    _ path: ValuePath, in tree: Tree
  ) throws(EditError) -> (spot: Spot, node: Node, steps: [ValuePath.Step], left: Int) {
    var spot = Spot(span: root)
    var node = tree.root
    var steps: [ValuePath.Step] = []
    for (number, step) in path.steps.enumerated() {
      let span = spans[spot.span]
      if span.kind == .alias {
        throw .unfit(
          position(span.start), "the path leads through an alias: edit the value that it stands for"
        )
      }
      let step = YAMLEdit.plain(step, node)
      guard let next = ValuePath.follow(step, from: node) else {
        return (spot, node, steps + path.steps[number...], path.steps.count - number)
      }
      var inner = Spot(span: 0, parent: spot.span, isFlow: spot.isFlow || span.isFlow)
      switch step {
      case .index(let index):
        inner.number = index
        inner.span = span.content[index]
      case .name(let name):
        inner.number = node.index(of: name) ?? 0
        if let merge = span.mergeKey, inner.number >= merge { inner.number += 1 }
        guard 2 * inner.number + 1 < span.content.count else {
          throw .unfit(
            position(span.start), "the value comes from a merge (<<): edit it where it is written")
        }
        inner.key = span.content[2 * inner.number]
        inner.span = span.content[2 * inner.number + 1]
      }
      steps.append(step)
      spot = inner
      node = next
    }
    return (spot, node, steps, 0)
  }

  /// A step by a number into an array counts from its beginning.
  static func plain(_ step: ValuePath.Step, _ node: Node) -> ValuePath.Step {
    guard node.kind == .array else { return step }
    switch step {
    case .index(let index): return .index(index < 0 ? node.count + index : index)
    case .name(let name):
      return Int(String(decoding: name, as: UTF8.self)).map { .index($0) } ?? step
    }
  }

  // MARK: Places in the text

  /// Where a line begins, behind a mark.
  func lineStart(_ offset: Int) -> Int {
    var place = min(offset, bytes.count)
    while place > markCount, bytes[place - 1] != UInt8(ascii: "\n") { place -= 1 }
    return place
  }

  /// Where a line ends, before its newline.
  func lineEnd(_ offset: Int) -> Int {
    var place = offset
    while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
    if place > offset, place > 0, bytes[place - 1] == UInt8(ascii: "\r") { place -= 1 }
    return place
  }

  /// How far a place is from the beginning of its line.
  func column(_ offset: Int) -> Int { offset - lineStart(offset) }

  /// Whether nothing but blanks stands between two places.
  func isBlank(_ start: Int, _ end: Int) -> Bool {
    if start >= end || end > bytes.count { return start == end }
    return bytes[start..<end].allSatisfy {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == 13
    }
  }

  /// The place behind the colon of a key.
  func behindColon(_ key: Int) -> Int? {
    let end = spans[key].end
    return bytes[end...].firstIndex(of: UInt8(ascii: ":")).map { $0 + 1 }
  }

  /// Where the dashes of a block's list stand.
  func dashes(_ list: Span) -> [Int] {
    var dashes = [list.start]
    let column = column(list.start)
    for item in list.content.dropLast() {
      var place = lineEnd(max(spans[item].end, dashes[dashes.count - 1] + 1))
      while place < bytes.count {
        while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
        place += 1
        let dash = place + column
        if dash < bytes.count, bytes[dash] == UInt8(ascii: "-"), isBlank(place, dash) {
          dashes.append(dash)
          break
        }
      }
    }
    return dashes
  }
}
