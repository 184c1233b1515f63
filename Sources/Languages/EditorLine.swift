import CBytes

/// The lines by which an editor is told a file's language: `vim: ft=c` and `-*- mode: c -*-` within the
/// first or last five lines.
enum EditorLine {
  private static let linesMax = 5
  /// Nobody writes such a line longer; each of its colons is looked at from both sides.
  private static let lineBytesMax = 1024

  /// The language that such a line names, where it is known.
  static func language(_ content: ByteView, isWhole: Bool) -> Language? {
    let head = firstLines(content)
    if head.contains("UseVimball") { return nil }
    let tail = isWhole ? lastLines(content, from: head.count) : ByteView("")
    // Emacs is asked first, in both parts: that is the order in which linguist looks.
    guard let mode = mode(head) ?? mode(tail) ?? fileType(head) ?? fileType(tail) else {
      return nil
    }
    return LanguageTable.shared.find(.name, mode)
  }

  private static func firstLines(_ content: ByteView) -> ByteView {
    var (place, lines) = (0, 0)
    // In bounds: a block of sixty-four bytes is there. Carriage returns are rare, and looked at one by
    // one.
    while place + 64 <= content.count,
      bytes_mask(content.base + place, UInt8(ascii: "\r")) == 0
    {
      var newlines = bytes_mask(content.base + place, UInt8(ascii: "\n"))
      while newlines != 0 {
        lines += 1
        if lines == linesMax { return content.prefix(place + newlines.trailingZeroBitCount + 1) }
        newlines &= newlines &- 1
      }
      place += 64
    }
    while lines < linesMax, place < content.count {
      place = content.line(at: place).next
      lines += 1
    }
    return content.prefix(place)
  }

  private static func lastLines(_ content: ByteView, from start: Int) -> ByteView {
    var place = content.count
    if place > start, content[place - 1] == UInt8(ascii: "\n") { place -= 1 }
    var lines = 0
    while place > start {
      if content[place - 1] == UInt8(ascii: "\n") {
        lines += 1
        if lines == linesMax { break }
      }
      place -= 1
    }
    return content.part(place..<content.count)
  }

  // MARK: Emacs

  private static let mark: StaticString = "-*-"

  private static func mode(_ text: ByteView) -> ByteView? {
    guard text.contains(mark) else { return nil }
    var place = 0
    while place < text.count {
      let (line, next) = text.line(at: place)
      if line.count <= lineBytesMax, let mode = modeOfLine(line) { return mode }
      place = next
    }
    return nil
  }

  private static func modeOfLine(_ line: ByteView) -> ByteView? {
    guard let open = line.find(ByteView(mark)) else { return nil }
    guard let close = line.find(ByteView(mark), from: open + 3) else { return nil }
    let inner = line.part(open + 3..<close)
    let alone = inner.trimmed()
    if isWord(alone) { return alone }
    var place = 0
    while place < inner.count {
      let end = inner.first(UInt8(ascii: ";"), from: place) ?? inner.count
      if let mode = value(inner.part(place..<end)) { return mode }
      place = end + 1
    }
    return nil
  }

  private static func isWord(_ text: ByteView) -> Bool {
    for place in 0..<text.count where isEnd(text[place]) { return false }
    return text.count > 0
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    ByteView.isSpace(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ";")
  }

  /// What stands behind `mode:` in one of the variables, which others may precede after a blank.
  private static func value(_ variable: ByteView) -> ByteView? {
    var place = 0
    while let colon = variable.first(UInt8(ascii: ":"), from: place) {
      var end = colon
      while end > 0, ByteView.isBlank(variable[end - 1]) { end -= 1 }
      let name = variable.part(max(0, end - 4)..<end)
      let isApart = end <= 4 || ByteView.isBlank(variable[end - 5])
      if name.equalsIgnoringCase(ByteView("mode")), isApart {
        var start = colon + 1
        while start < variable.count, ByteView.isBlank(variable[start]) { start += 1 }
        var last = start
        while last < variable.count, !isEnd(variable[last]) { last += 1 }
        return last > start ? variable.part(start..<last) : nil
      }
      place = colon + 1
    }
    return nil
  }

  // MARK: vim

  private static func fileType(_ text: ByteView) -> ByteView? {
    // Every option is set with one, and most texts have none there.
    guard text.first(UInt8(ascii: "=")) != nil else { return nil }
    var place = 0
    while place < text.count {
      let (line, next) = text.line(at: place)
      var from = line.count <= lineBytesMax ? 0 : line.count
      while let colon = line.first(UInt8(ascii: ":"), from: from) {
        if startsModeline(line, colon), let type = option(line, colon + 1) { return type }
        from = colon + 1
      }
      place = next
    }
    return nil
  }

  /// Whether `vi`, `vim`, `Vim`, either with a version, or ` ex` stands before a colon.
  private static func startsModeline(_ line: ByteView, _ colon: Int) -> Bool {
    var start = colon
    while start > 0, !ByteView.isBlank(line[start - 1]) { start -= 1 }
    let word = line.part(start..<colon)
    if word.equals("ex") { return start > 0 }
    if word.equals("vi") { return true }
    guard word.starts(with: "vim") || word.starts(with: "Vim") else { return false }
    var place = 3
    guard place < word.count else { return true }
    if [UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: ">")].contains(word[place]) {
      place += 1
    }
    guard place < word.count else { return false }
    while place < word.count {
      guard word[place] &- UInt8(ascii: "0") < 10 else { return false }
      place += 1
    }
    return true
  }

  /// The value of `ft`, `filetype` or `syntax` among options. With `set` before them they end at a
  /// colon, which must be there; otherwise blanks and colons lie between them.
  private static func option(_ line: ByteView, _ start: Int) -> ByteView? {
    var (place, end) = (start, line.count)
    while place < end, ByteView.isBlank(line[place]) { place += 1 }
    for word: StaticString in ["set", "se"] {
      let after = place + word.utf8CodeUnitCount
      guard line.dropping(place).starts(with: word), after < end, ByteView.isBlank(line[after])
      else { continue }
      guard let colon = line.first(UInt8(ascii: ":"), from: after) else { return nil }
      (place, end) = (after, colon)
      break
    }
    while place < end {
      while place < end, isSeparator(line[place]) { place += 1 }
      let name = place
      while place < end, ByteView.isWord(line[place]) { place += 1 }
      let nameEnd = place
      while place < end, ByteView.isBlank(line[place]) { place += 1 }
      if place < end, line[place] == UInt8(ascii: "=") {
        let value = place + 1
        place = value
        while place < end, !isSeparator(line[place]) {
          place += line[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        place = min(place, end)
        if isTypeOption(line.part(name..<nameEnd)) { return word(line.part(value..<place)) }
      } else if nameEnd == name, place < end, !isSeparator(line[place]) {
        return nil
      }
    }
    return nil
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    ByteView.isBlank(byte) || byte == UInt8(ascii: ":")
  }

  private static func isTypeOption(_ name: ByteView) -> Bool {
    name.equals("ft") || name.equals("filetype") || name.equals("syntax")
  }

  private static func word(_ text: ByteView) -> ByteView? {
    for place in 0..<text.count where !ByteView.isWord(text[place]) { return nil }
    return text.count > 0 ? text : nil
  }
}
