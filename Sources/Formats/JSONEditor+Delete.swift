/// Removing values.
extension JSONEditor {
  /// Removes a value, its name, and the comma that belongs to it; in lines of its own, the lines.
  mutating func remove(_ node: Node, from parent: Node) {
    let isTable = parent.kind == .table
    guard
      let index = (0..<parent.count).first(where: {
        (isTable ? parent.member($0) : parent.element($0)).offset == node.offset
      })
    else { return }
    let start = isTable ? parent.name(index).offset : node.offset
    let end = self.end(node)
    let behind = skipBlanks(end)
    let hasComma = behind < bytes.count && bytes[behind] == Letter.comma
    if parent.count == 1 {
      removeOnly(start..<(hasComma ? behind + 1 : end), of: parent)
      return
    }
    let lineStart = self.lineStart(start)
    let isOwnLine = lineStart > parent.offset
    var last = hasComma ? behind + 1 : end
    if !hasComma || (index == parent.count - 1 && !isOwnLine) {
      // The last one: the comma before it goes, unless one stands behind it.
      let previous = isTable ? parent.member(index - 1) : parent.element(index - 1)
      let comma = skipBlanks(self.end(previous))
      if !hasComma, comma < start {
        if isOwnLine {
          change(comma..<(comma + 1), to: [])
        } else {
          change(comma..<last, to: [])
          return
        }
      }
    }
    if isOwnLine {
      let rest = skipBlanks(last, inLine: true)
      if rest < bytes.count, bytes[rest] == Letter.newline {
        change(lineStart..<(rest + 1), to: [])
        return
      }
    }
    // What follows in the same line moves up to where it stood.
    while last < bytes.count, bytes[last] == Letter.space || bytes[last] == Letter.tab { last += 1 }
    change(start..<last, to: [])
  }

  /// Where the line begins in which nothing but blanks stands before a place; the place itself, or 0
  /// where something else does.
  private func lineStart(_ place: Int) -> Int {
    var start = place
    while start > 0, bytes[start - 1] == Letter.space || bytes[start - 1] == Letter.tab {
      start -= 1
    }
    return start > 0 && bytes[start - 1] == Letter.newline ? start : 0
  }

  /// Removes the only value: what is left is empty, but for comments.
  private mutating func removeOnly(_ range: Range<Int>, of parent: Node) {
    let (open, close) = (parent.offset + 1, end(parent) - 1)
    let isBlank = (open..<close).allSatisfy {
      range.contains($0) || JSONEditor.isBlankByte(bytes[$0])
    }
    if isBlank {
      change(open..<close, to: [])
      return
    }
    let lineStart = self.lineStart(range.lowerBound)
    let rest = skipBlanks(range.upperBound, inLine: true)
    if lineStart > open, rest < bytes.count, bytes[rest] == Letter.newline {
      change(lineStart..<(rest + 1), to: [])
    } else {
      change(range, to: [])
    }
  }
}
