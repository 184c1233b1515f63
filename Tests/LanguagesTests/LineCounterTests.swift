import Testing

@testable import Languages

/// The counts of a text, taken in pieces of so many bytes.
func counts(_ language: String, _ text: String, piece: Int = .max) -> LineCounts {
  let bytes = Array(text.utf8)
  var counter = LineCounter(Languages.named(language))
  var place = 0
  while place < bytes.count {
    let end = place + min(piece, bytes.count - place)
    counter.update(bytes.span.bytes.extracting(place..<end))
    place = end
  }
  return counter.finish()
}

/// Blank lines, comments, code.
func expect(
  _ language: String, _ text: String, _ blank: Int, _ comment: Int, _ code: Int,
  at location: SourceLocation = #_sourceLocation
) {
  let expected = LineCounts(
    lines: blank + comment + code, blank: blank, comment: comment, code: code)
  #expect(counts(language, text) == expected, sourceLocation: location)
  for piece in [1, 2, 3, 7, 63, 64, 65, 80, 100] {
    #expect(counts(language, text, piece: piece) == expected, sourceLocation: location)
  }
}

@Suite("Counting lines")
struct LineCounterTests {
  @Test("counts nothing in nothing, and a last line without an end")
  func ends() {
    expect("C", "", 0, 0, 0)
    expect("C", "\n", 1, 0, 0)
    expect("C", "a", 0, 0, 1)
    expect("C", "a\n", 0, 0, 1)
    expect("C", "a\n ", 1, 0, 1)
    expect("C", "// a", 0, 1, 0)
    expect("C", "/*", 0, 1, 0)
  }

  @Test("takes a carriage return for white space")
  func carriageReturns() {
    expect("C", "a\r\n\r\n// b\r\n", 1, 1, 1)
    expect("C", "a\rb\r", 0, 0, 1)
  }

  @Test("passes over a byte order mark")
  func mark() {
    expect("C", "\u{FEFF}// a\n", 0, 1, 0)
    expect("C", "\u{FEFF}\n", 1, 0, 0)
    expect("Shell", "\u{FEFF}# a\nb\n", 0, 1, 1)
    expect("C", "\u{FEFF}", 0, 0, 0)
    expect("C", "\u{FEFE}", 0, 0, 1)
    expect("C", "a\u{FEFF}\n", 0, 0, 1)
  }

  @Test("tells comments from code in C")
  func c() {
    expect("C", "int a; // b\n// c\n  /* d */\n/* e */ f;\n", 0, 2, 2)
    expect("C", "/*\n * a\n\n */\nint b; /* c\n d */ int e;\n", 1, 3, 2)
    expect("C", "/*/ a */ \n/**/\n/***/ b\n", 0, 2, 1)
    expect("C", "a = \"// no /* comment\"; b\n/* c */\n", 0, 1, 1)
    expect("C", "a = '\"'; // b\n// c\n", 0, 1, 1)
    expect("C", "a = \"\\\"/*\";\n// b\n", 0, 1, 1)
    expect("C", "a = \"b\\\n/* c\";\nd\n", 0, 0, 3)
    expect("C", "#error don't\n/* a */\n", 0, 1, 1)
    expect("C", "a / b\n", 0, 0, 1)
    expect("C", "// a /*\nb\n", 0, 1, 1)
    expect("C", "/* a // */ b\n", 0, 0, 1)
  }

  @Test("finds ends wherever they lie", arguments: 0..<140)
  func borders(_ shift: Int) {
    let space = String(repeating: " ", count: shift)
    expect("C", "\(space)/* a\n\(space)b */\nc\n", 0, 2, 1)
    expect("C", "\(space)\"\\\"/*\"\n// c\n\(space)/**/\n", 0, 2, 1)
    expect("Python", "\(space)\"\"\"a\n\(space)b\"\"\"\nc\n", 0, 2, 1)
    expect("Python", "\(space)r\"\"\"a\n\(space)b\"\"\"\nc\n", 0, 2, 1)
    expect("Python", "\(space)R'''a'''\nx\n\(space)u'''\n\n'''", 1, 3, 1)
    expect("Python", "\(space)xr'''a'''\n\(space)f'''a\n'''\n", 0, 0, 3)
    expect("Python", "x = \\\n\(space)= r'''a'''\n", 0, 0, 2)
    expect("Assembly", "\(space)a ; /* b\nc */\n\(space); d\n", 0, 2, 1)
    expect("Rust", "\(space)/*/**/\n/*a*/*/b\n//c", 0, 2, 1)
    expect("Text", "\(space)a\n\n\(space)\nb\(space)\n", 2, 0, 2)
  }

  @Test("lets comments nest where the language does")
  func nesting() {
    expect("Rust", "/* /* a */\nb */\nc\n", 0, 2, 1)
    expect("Swift", "/* /* a */ */ b\n", 0, 0, 1)
    expect("Haskell", "{- {- a -}\n-}\nb -- c\n-- d\n", 0, 3, 1)
    expect("C", "/* /* a */\nb\n", 0, 1, 1)
  }

  @Test("takes Python's strings that stand alone for comments")
  func python() {
    expect("Python", "def a():\n  \"\"\"b\n\n  c\"\"\"\n  return 1 # d\n# e\n", 1, 3, 2)
    expect("Python", "a = \"\"\"b\n# c\n\"\"\"\n", 0, 0, 3)
    expect("Python", "a = '#'\nb = \"it's\" # c\n", 0, 0, 2)
  }

  @Test("knows strings over several lines")
  func strings() {
    expect("Go", "a := `\n// b\n`\n// c\n", 0, 1, 3)
    expect("JavaScript", "a = `\n/* b\n`\n", 0, 0, 3)
    expect("Rust", "let a = r#\"\n\" // b\n\"#;\n// c\nlet d = '\"'; // e\n", 0, 1, 4)
    expect("Lua", "a = [[\n-- b\n]]\n--[[ c\nd ]]\n-- e\n", 0, 3, 3)
    expect("C++", "auto a = R\"(\n// b\n)\";\n// c\n", 0, 1, 3)
  }

  @Test("knows where a comment may begin")
  func places() {
    expect("Shell", "a=${#b} # c\n# d\ne#f\n", 0, 1, 2)
    expect("Ruby", "=begin\na\n=end\nb # c\n", 0, 3, 1)
    expect("Perl", "=head1 a\n\nb\n\n=cut\nc\n", 2, 3, 1)
    expect("INI", "; a\n[b]\nc=d ; e\n", 0, 1, 2)
    expect("HTML", "<!-- a\nb -->\n<p>\n", 0, 2, 1)
    expect("SQL", "-- a\nselect '--'; /* b */\n", 0, 1, 1)
  }

  @Test("takes all that is visible for code where no comments are known")
  func others() {
    expect("JSON", "{\n\n  \"a\": 1 // b\n}\n", 1, 0, 3)
    expect("no such language", "# a\n\n", 1, 0, 1)
  }

  @Test("knows the languages that have a syntax, which have few special bytes")
  func syntaxes() {
    var unknown: [String] = []
    LineSyntaxes.eachEntry { entry in
      LineSyntaxes.eachName(entry.prefix(entry.first(UInt8(ascii: "|")) ?? 0)) { name in
        if LanguageTable.shared.find(.name, name) == nil { unknown.append(name.text) }
      }
    }
    #expect(unknown == [])
    #expect(LineSyntaxes.shared.specialMax <= 8)
    #expect(Languages.named("C").map { LineSyntaxes.shared.hasSyntax($0) } == true)
    #expect(Languages.named("JSON").map { LineSyntaxes.shared.hasSyntax($0) } == false)
  }

  @Test(
    "counts the same however the text is cut",
    arguments: [
      "C", "Python", "Rust", "Lua", "Ruby", "Shell", "HTML", "Julia", "Haskell", "CoffeeScript",
      "SQL",
      "Kotlin", "PHP", "Perl", "Swift", "TeX", "Clojure", "AsciiDoc",
    ])
  func cuts(_ language: String) {
    var generator = SystemRandomNumberGenerator()
    let words = [
      "/*", "*/", "//", "\"", "'", "\\", "\n", "\n", " ", "  ", "a", "#", "\"\"\"", "r#\"", "\"#",
      "--[[", "]]",
      "=begin", "=end", "{-", "-}", "<!--", "-->", "`", "###", "#=", "=#", "////", "\r\n", "%", ";",
      "xxxxxxxxxxxxxxxxxxx",
    ]
    for _ in 0..<40 {
      let text = (0..<200).map { _ in words.randomElement(using: &generator) ?? "" }.joined()
      let whole = counts(language, text)
      #expect(whole.lines == whole.blank + whole.comment + whole.code)
      for piece in [1, 5, 16, 64, 79, 81, 143, 160] {
        #expect(counts(language, text, piece: piece) == whole)
      }
    }
  }
}
