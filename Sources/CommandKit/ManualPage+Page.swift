extension ManualPage {
  /// A page that is being written, line by line.
  struct Page {
    private(set) var text = ""

    /// A line of macros, whose arguments are already escaped.
    mutating func macro(_ line: String) { text += ".\(line)\n" }

    /// Running text. Sentences start on lines of their own, as roff wants it to space them.
    mutating func filled(_ paragraph: String) {
      for sentence in Page.sentences(paragraph) {
        // Escapes make a line longer; 60 letters leave room for them below the 80 of lint.
        for line in Prose.fill(sentence, start: "", width: 60).split(separator: "\n") {
          text += Page.escaped(String(line)) + "\n"
        }
      }
    }

    /// Paragraphs, the first right below its heading.
    mutating func paragraphs(_ paragraphs: [String]) {
      for (index, paragraph) in paragraphs.enumerated() {
        if index > 0 { macro("Pp") }
        filled(paragraph)
      }
    }

    /// Terms, as lines of macros, with their meanings.
    mutating func list(_ items: [(term: String, meaning: String)]) {
      if items.isEmpty { return }
      macro("Bl -tag -width Ds")
      for item in items {
        macro(item.term)
        filled(item.meaning)
      }
      macro("El")
    }

    /// A line that is shown as it is.
    mutating func literal(_ line: String) {
      macro("Bd -literal -offset indent")
      text += Page.escaped(line, isLiteral: true) + "\n"
      macro("Ed")
    }

    /// The line that introduces an option.
    static func item(_ option: Option) -> String {
      var line = "It"
      if let letter = option.letter { line += " Fl \(letter) ," }
      line += " Fl \\-\(dashes(option.name))"
      guard let value = option.valueName else { return line }
      return line
        + (option.isValueOptional
          ? " Ns Op = Ns Ar \(argument(value))" : " Ar \(argument(value))")
    }

    /// Text as one argument of a macro: quoted, and never mistaken for a macro itself.
    static func argument(_ text: String) -> String {
      let bare = escaped(text).split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\\(dq")
      let isPlain = text.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
          || Character(UnicodeScalar(byte)).isNumber || Character(UnicodeScalar(byte)).isLetter
      }
      // Macros have names of two or three letters.
      return isPlain && text.utf8.count > 3 ? bare : "\"\\&\(bare)\""
    }

    /// A name and the section in parentheses behind it.
    static func split(_ name: String) -> (title: String, section: String) {
      guard let open = name.firstIndex(of: "(") else { return (name, "") }
      return (String(name[..<open]), String(name[open...]))
    }

    private static func dashes(_ text: String) -> String {
      text.split(separator: "-", omittingEmptySubsequences: false).joined(separator: "\\-")
    }

    /// Text without anything that roff would act on. The dashes of options, and all that are to
    /// be copied, are real ones; others may be drawn as hyphens.
    static func escaped(_ text: String, isLiteral: Bool = false) -> String {
      let words = text.split(separator: " ", omittingEmptySubsequences: false).map { word in
        var isOption = isLiteral
        var result = ""
        var previous: Character = " "
        for character in word {
          if character == "-", !previous.isLetter, !previous.isNumber { isOption = true }
          switch character {
          case "\\": result += "\\e"
          case "-" where isOption: result += "\\-"
          case "`": result += "\\(ga"
          case "^": result += "\\(ha"
          case "~": result += "\\(ti"
          case "'" where isLiteral: result += "\\(aq"
          default: result.append(character)
          }
          previous = character
        }
        return result
      }
      let line = words.joined(separator: " ")
      return line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
    }

    /// The sentences of a paragraph. A point inside one, as in `e.g.`, is known by what follows.
    private static func sentences(_ paragraph: String) -> [String] {
      var sentences: [String] = []
      var words: [Substring] = []
      for word in paragraph.split(separator: " ") {
        if let end = words.last?.trimmingSuffix(while: { "\")'".contains($0) }),
          end.hasSuffix(".") || end.hasSuffix("?") || end.hasSuffix("!"),
          word.first?.isLowercase == false
        {
          sentences.append(words.joined(separator: " "))
          words = []
        }
        words.append(word)
      }
      if !words.isEmpty { sentences.append(words.joined(separator: " ")) }
      return sentences
    }
  }
}

extension Substring {
  /// The text without the characters at its end that fit.
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> Substring {
    var text = self
    while let last = text.last, isTrimmed(last) { text.removeLast() }
    return text
  }
}
