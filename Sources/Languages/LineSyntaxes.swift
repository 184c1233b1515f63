/// The syntaxes of all languages that have one, read from their text on the first use (0.1 ms).
struct LineSyntaxes: @unchecked Sendable {
  static let shared = LineSyntaxes()

  /// A language without a syntax has number 0: nothing in it is a comment.
  private var numbers = Array(repeating: UInt16(0), count: Languages.count)
  private var list = [LineSyntax([])]

  private init() {
    LineSyntaxes.eachEntry { take($0) }
  }

  /// Lends the lines of the text, each with those that go on with it.
  static func eachEntry(_ body: (ByteView) -> Void) {
    let source = ByteView(LineSyntaxes.text)
    let newline = UInt8(ascii: "\n")
    var place = 0
    while place < source.count {
      var end = source.first(newline, from: place) ?? source.count
      while end + 1 < source.count, source[end + 1] == UInt8(ascii: " ") {
        end = source.first(newline, from: end + 1) ?? source.count
      }
      body(source.part(place..<end))
      place = end + 1
    }
  }

  func syntax(_ language: Language?) -> LineSyntax {
    guard let language, Int(language.id) < numbers.count else { return list[0] }
    return list[Int(numbers[Int(language.id)])]
  }

  /// The most special bytes that a syntax has.
  var specialMax: Int { list.reduce(0) { max($0, $1.specialCount) } }

  /// Whether a language has comments that are known.
  func hasSyntax(_ language: Language) -> Bool { numbers[Int(language.id)] != 0 }

  private mutating func take(_ entry: ByteView) {
    guard let bar = entry.first(UInt8(ascii: "|")) else { return }
    var tokens: [LineSyntax.Token] = []
    var place = bar + 1
    while place < entry.count {
      if ByteView.isSpace(entry[place]) {
        place += 1
        continue
      }
      let start = place
      while place < entry.count, !ByteView.isSpace(entry[place]) { place += 1 }
      if let token = LineSyntaxes.token(entry.part(start..<place)) { tokens.append(token) }
    }
    list.append(LineSyntax(tokens))
    LineSyntaxes.eachName(entry.prefix(bar)) { name in
      if let language = LanguageTable.shared.find(.name, name) {
        numbers[Int(language.id)] = UInt16(list.count - 1)
      }
    }
  }

  static func eachName(_ names: ByteView, _ body: (ByteView) -> Void) {
    var place = 0
    while place < names.count {
      let end = names.first(UInt8(ascii: ","), from: place) ?? names.count
      body(names.part(place..<end).trimmed())
      place = end + 1
    }
  }

  private static func token(_ text: ByteView) -> LineSyntax.Token? {
    guard text.count > 2, let kind = kind(text[0]) else { return nil }
    let ends = text.dropping(2)
    let comma = ends.first(UInt8(ascii: ","))
    let open = ends.prefix(comma ?? ends.count)
    let close = comma.map { ends.dropping($0 + 1) } ?? open
    guard open.count <= 8, close.count <= 8, close.count > 0 else { return nil }
    return LineSyntax.Token(
      kind: kind, openCount: UInt8(open.count), closeCount: UInt8(close.count),
      open: word(open), close: word(close))
  }

  private static func kind(_ letter: UInt8) -> LineSyntax.Kind? {
    switch letter {
    case UInt8(ascii: "l"): .lineComment
    case UInt8(ascii: "f"): .firstComment
    case UInt8(ascii: "w"): .wordComment
    case UInt8(ascii: "b"): .blockComment
    case UInt8(ascii: "n"): .nestedComment
    case UInt8(ascii: "c"): .columnComment
    case UInt8(ascii: "s"): .string
    case UInt8(ascii: "p"): .plainString
    case UInt8(ascii: "m"): .longString
    case UInt8(ascii: "r"): .rawString
    case UInt8(ascii: "d"): .docString
    case UInt8(ascii: "x"): .nothing
    default: nil
    }
  }

  private static func word(_ text: ByteView) -> UInt64 {
    var word: UInt64 = 0
    for place in 0..<text.count {
      let byte = text[place] == UInt8(ascii: "~") ? UInt8(ascii: " ") : text[place]
      word |= UInt64(byte) << UInt64(8 * place)
    }
    return word
  }
}
