/// Pieces of messages.
enum Words {
  /// `a, b or c`.
  static func list(_ words: [String], _ last: String) -> String {
    guard let end = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) " + end
  }

  /// `1 character`, `2 characters`.
  static func counted(_ count: Int, _ word: String) -> String {
    count == 1 ? "1 \(word)" : "\(count) \(word)s"
  }

  /// `1st`, `2nd`, `11th`, counted from 0.
  static func ordinal(_ index: Int) -> String {
    let number = index + 1
    if (11...13).contains(number % 100) { return "\(number)th" }
    switch number % 10 {
    case 1: return "\(number)st"
    case 2: return "\(number)nd"
    case 3: return "\(number)rd"
    default: return "\(number)th"
    }
  }

  /// A text in quotes, cut where it is long.
  static func quoted(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    let scalars = text.unicodeScalars
    guard scalars.count > 60 else { return "\"\(text)\"" }
    return "\"\(String(String.UnicodeScalarView(scalars.prefix(60))))...\""
  }
}
