import Platform

/// Values that are no longer wanted.
extension TOMLEditor {
  /// Takes a value away, with its name.
  mutating func remove(_ place: Place) {
    let depth = place.nodes.count - 1
    guard let inlineDepth = place.inlineDepth, inlineDepth < depth else {
      remove(statements(in: place.steps), withBlankLines: true)
      return
    }
    let parent = place.nodes[depth - 1]
    if parent.kind == .array, case .index(let index) = place.steps[depth - 1] {
      removeElement(index, of: parent)
    } else {
      removeInlineMember(place)
    }
  }

  /// Takes statements away: those below a header with all between them, others with their lines
  /// alone, so that the comments above them stay.
  mutating func remove(_ numbers: [Int], withBlankLines: Bool) {
    var index = 0
    while index < numbers.count {
      let first = outline.statements[numbers[index]]
      var last = first
      if first.kind != .pair {
        while index + 1 < numbers.count, numbers[index + 1] == numbers[index] + 1 {
          index += 1
          last = outline.statements[numbers[index]]
        }
      }
      index += 1
      let start = lineStart(first.range.lowerBound)
      var end = last.range.upperBound
      // Of the blank lines around a table, those above it are enough.
      if first.kind != .pair, withBlankLines, start == textStart || isBlankLine(before: start) {
        while end < text.count, isBlank(end..<lineEnd(end)) { end = lineEnd(end) }
      }
      change(start..<end)
    }
  }

  private func isBlankLine(before start: Int) -> Bool {
    isBlank(lineStart(start - 1)..<start)
  }

  private mutating func removeInlineMember(_ place: Place) {
    var depth = place.nodes.count - 2
    while depth > 0, outline.value(at: place.nodes[depth].offset) == nil { depth -= 1 }
    let brace = place.nodes[depth].offset
    let steps = place.steps[depth...]
    let pairs = outline.inlinePairs.filter { $0.brace == brace }
    var isAnyKept = false
    for (number, pair) in pairs.enumerated() {
      guard pair.steps.starts(with: steps) else {
        isAnyKept = true
        continue
      }
      if isAnyKept {
        change(pairs[number - 1].range.upperBound..<pair.range.upperBound)
      } else if number + 1 < pairs.count {
        change(pair.range.lowerBound..<pairs[number + 1].range.lowerBound)
      } else {
        change(pair.range)
      }
    }
  }

  private mutating func removeElement(_ index: Int, of array: Node) {
    guard let range = outline.value(at: array.element(index).offset) else { return }
    let next = skipLines(range.upperBound)
    let hasComma = text[next] == Letter.comma
    let end = hasComma ? next + 1 : range.upperBound
    // An element that has its lines to itself takes them away, with the comment behind it.
    let start = lineStart(range.lowerBound)
    var rest = end
    while TOMLEditor.isSpace(text[rest]) { rest += 1 }
    if start > array.offset, isBlank(start..<range.lowerBound),
      TOMLEditor.isLineEnd(text[rest]) || text[rest] == Letter.hash
    {
      change(start..<lineEnd(rest))
    } else if index > 0, index == array.count - 1,
      let before = outline.value(at: array.element(index - 1).offset),
      !(before.upperBound..<range.lowerBound).contains(where: { text[$0] == Letter.newline })
    {
      // With the comma before it; one behind it stays.
      change(before.upperBound..<range.upperBound)
    } else {
      change(range.lowerBound..<(hasComma ? rest : end))
    }
  }
}
