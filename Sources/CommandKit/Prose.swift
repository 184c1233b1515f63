/// Text for people, laid out for a terminal of 80 columns.
enum Prose {
  /// The last column that text may reach; one less than a terminal has, so that none wraps itself.
  static let width = 79

  /// Words as a list: `a`, `a or b`, `a, b or c`.
  static func list(_ words: [String], _ conjunction: String) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }

  /// Text that starts with a capital letter.
  static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// Text that something follows: with a colon, unless it ends with a mark of its own.
  static func introducing(_ text: String) -> String {
    text.hasSuffix("?") || text.hasSuffix(":") ? text : text + ":"
  }

  /// Lines of text, broken between words. The first starts with `start`; the others are indented
  /// as far as that reaches, or by `indent`. A word that is too long has a line of its own.
  static func fill(
    _ text: String, start: String, indent: Int? = nil, width: Int = Prose.width
  ) -> String {
    let margin = String(repeating: " ", count: indent ?? start.count)
    var result = ""
    var line = start
    var hasWord = false
    for word in text.split(separator: " ") {
      if hasWord, line.count + 1 + word.count > width {
        result += line + "\n"
        line = margin
        hasWord = false
      }
      if hasWord { line += " " }
      line += word
      hasWord = true
    }
    return result + line + "\n"
  }

  /// Rows of a term and its meaning, in two columns. A term that is too wide for the first column
  /// has a line of its own.
  static func table(_ rows: [(term: String, meaning: String)]) -> String {
    let limit = 28
    let widest = rows.map { $0.term.count }.filter { $0 <= limit }.max() ?? limit
    var result = ""
    for row in rows {
      if row.term.count <= widest {
        let gap = String(repeating: " ", count: widest - row.term.count + 2)
        result += fill(row.meaning, start: "  \(row.term)\(gap)")
      } else {
        let margin = String(repeating: " ", count: widest + 4)
        result += "  \(row.term)\n" + fill(row.meaning, start: margin)
      }
    }
    return result
  }
}
