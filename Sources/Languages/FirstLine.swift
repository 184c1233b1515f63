/// The interpreter that a script's first line (`#!`) names.
enum FirstLine {
  /// The languages of the interpreter, none where there is no such line, or nobody knows it.
  static func languages(_ content: ByteView) -> [Language] {
    guard let interpreter = interpreter(content) else { return [] }
    var found: [Language] = []
    LanguageTable.shared.each(.interpreter, interpreter) { language in
      found.append(language)
      return true
    }
    return found
  }

  private static func interpreter(_ content: ByteView) -> ByteView? {
    guard content.starts(with: "#!") else { return nil }
    let line = content.prefix(content.first(UInt8(ascii: "\n")) ?? content.count)
    var words = Words(line.dropping(2))
    guard let path = words.next() else { return nil }
    var name = base(path)
    if name.equals("env") {
      guard let program = programOfEnv(&words) else { return nil }
      name = base(program)
    }
    name = withoutVersion(name)
    if name.equals("sh"), let program = executed(content) { name = program }
    if name.equals("osascript") {
      while let word = words.next() {
        if word.starts(with: "-l") { return nil }
      }
    }
    return name
  }

  /// The first word behind `env` that is neither an option nor a variable.
  private static func programOfEnv(_ words: inout Words) -> ByteView? {
    while let word = words.next() {
      if word[0] == UInt8(ascii: "-") { continue }
      if let equals = word.first(UInt8(ascii: "=")), equals > 0 { continue }
      return word
    }
    return nil
  }

  private static func base(_ path: ByteView) -> ByteView {
    path.dropping(path.last(UInt8(ascii: "/")).map { $0 + 1 } ?? 0)
  }

  /// `python3.11` is `python3`.
  private static func withoutVersion(_ name: ByteView) -> ByteView {
    var place = name.count
    while place > 0, name[place - 1] &- UInt8(ascii: "0") < 10 { place -= 1 }
    guard place < name.count, place > 1, name[place - 1] == UInt8(ascii: ".") else { return name }
    return name.prefix(place - 1)
  }

  /// A script of the shell may at once hand itself to another program: `exec tclsh "$0" "$@"`, in
  /// its first five lines.
  private static func executed(_ content: ByteView) -> ByteView? {
    var (place, lines) = (0, 0)
    while lines < 5, place < content.count {
      let (line, next) = content.line(at: place)
      if let exec = line.find(ByteView("exec ")) {
        let rest = line.dropping(exec + 5)
        var end = 0
        while end < rest.count, ByteView.isWord(rest[end]) { end += 1 }
        var behind = rest.dropping(end)
        if end > 0, take("$0", &behind), take("$@", &behind) { return rest.prefix(end) }
      }
      place = next
      lines += 1
    }
    return nil
  }

  /// Goes past blanks and quotes, at least one, and a word.
  private static func take(_ word: StaticString, _ text: inout ByteView) -> Bool {
    var place = 0
    while place < text.count,
      ByteView.isSpace(text[place]) || text[place] == UInt8(ascii: "\"")
        || text[place] == UInt8(ascii: "'")
    {
      place += 1
    }
    let rest = text.dropping(place)
    guard place > 0, rest.starts(with: word) else { return false }
    text = rest.dropping(word.utf8CodeUnitCount)
    return true
  }

  private struct Words {
    private var rest: ByteView

    init(_ text: ByteView) { rest = text }

    mutating func next() -> ByteView? {
      var start = 0
      while start < rest.count, ByteView.isSpace(rest[start]) { start += 1 }
      var end = start
      while end < rest.count, !ByteView.isSpace(rest[end]) { end += 1 }
      guard end > start else { return nil }
      let word = rest.part(start..<end)
      rest = rest.dropping(end)
      return word
    }
  }
}
