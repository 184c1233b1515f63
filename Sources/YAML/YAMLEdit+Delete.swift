import Formats

/// Taking a value away.
extension YAMLEdit {
  mutating func delete(_ path: ValuePath, in tree: Tree) throws(EditError) -> YAMLChange {
    let (spot, _, steps, left) = try find(path, in: tree)
    guard left == 0 else { throw .notFound }
    guard let parent = spot.parent else {
      throw .unfit(position(spans[root].start), "the whole document cannot be deleted")
    }
    let holder = spans[parent]
    let place = position(spans[spot.key ?? spot.span].outerStart)
    let width = holder.kind == .tableStart ? 2 : 1
    if holder.content.count == width {
      emptied(parent, spot, tree, path)
    } else if holder.isFlow {
      deleteFromFlow(holder, spot.number, width)
    } else {
      deleteLines(holder, spot.number, width)
    }
    return YAMLChange(steps: steps, value: nil, place: place)
  }

  /// The last value is gone: brackets around nothing are left.
  private mutating func emptied(_ parent: Int, _ spot: Spot, _ tree: Tree, _ path: ValuePath) {
    let holder = spans[parent]
    if holder.isFlow { return change((holder.start + 1), (holder.end - 1), []) }
    let brackets = Array((holder.kind == .tableStart ? "{}" : "[]").utf8)
    // On the line of the key or the dash above, if it has one.
    var start = holder.start
    while start > 0, bytes[start - 1] <= UInt8(ascii: " ") { start -= 1 }
    let isBehind = start > 0 && lineStart(start) != lineStart(holder.start)
    if isBehind,
      bytes[start - 1] == UInt8(ascii: ":") || bytes[start - 1] == UInt8(ascii: "-")
        || holder.anchor != nil || holder.hasTag
    {
      return change(start, holder.end, [UInt8(ascii: " ")] + brackets)
    }
    change(holder.start, holder.end, brackets)
  }

  /// A value within brackets goes with the comma behind it, or, at the end, the one before it.
  private mutating func deleteFromFlow(_ holder: Span, _ number: Int, _ width: Int) {
    let first = holder.content[number * width]
    let next = (number + 1) * width
    if next < holder.content.count {
      return change(spans[first].outerStart, spans[holder.content[next]].outerStart, [])
    }
    let before = spans[holder.content[number * width - 1]].end
    change(before, spans[holder.content[number * width + width - 1]].end, [])
  }

  /// A value in a block goes with its lines.
  private mutating func deleteLines(_ holder: Span, _ number: Int, _ width: Int) {
    let starts =
      width == 1
      ? dashes(holder)
      : stride(from: 0, to: holder.content.count, by: 2).map { keyStart(holder.content[$0]) }
    guard number < starts.count else { return }
    let start = starts[number]
    let line = lineStart(start)
    if !isBlank(line, start), number + 1 < starts.count {
      return change(start, starts[number + 1], [])
    }
    let last = spans[holder.content[number * width + width - 1]]
    var end = max(last.end, start)
    if last.isMissing, width == 2 {
      end = behindColon(holder.content[number * width]) ?? end
    }
    end = lineEnd(end)
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    change(isBlank(line, start) ? line : start, min(bytes.count, end + 1), [])
  }

  /// Where a key begins, with the sign before it if it has one.
  private func keyStart(_ key: Int) -> Int {
    let start = spans[key].outerStart
    let line = lineStart(start)
    let sign = bytes[min(line, start)..<start].firstIndex { $0 != UInt8(ascii: " ") }
    if let sign, bytes[sign] == UInt8(ascii: "?") { return sign }
    return start
  }
}
