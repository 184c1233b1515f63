import CommandKit
import Glibc
import Platform
import Tokens

/// A text that a subcommand works on as a whole: of a file, or of standard input.
struct TextInput {
  let bytes: [UInt8]
  /// What it is called in errors.
  let name: BytePath

  /// Reads what the operand of a subcommand that needs a vocabulary names; standard input, where there is
  /// none, or `-`.
  init(_ invocation: borrowing Invocation) throws(Failure) {
    try TextInput.refuseOtherCounts(invocation)
    try self.init(invocation.arguments.operands.first)
  }

  /// Refuses what would count without a vocabulary: nothing but one tells where tokens end.
  static func refuseOtherCounts(_ invocation: borrowing Invocation) throws(Failure) {
    try CountAsking.refuseOtherCounts(
      invocation, "it only counts; which tokens there are, a vocabulary tells")
  }

  /// Reads what an operand names; nil or `-`: standard input.
  init(_ operand: [UInt8]?) throws(Failure) {
    let path = operand.map { BytePath(bytes: $0) }
    guard let path, path.bytes != [UInt8(ascii: "-")] else {
      name = "standard input"
      bytes = try Failure.ofSystem { () throws(SystemError) in
        try TextInput.all(STDIN_FILENO, "standard input")
      }
      return
    }
    name = path
    bytes = try Failure.ofSystem { () throws(SystemError) in
      let file = try Descriptor.open(path, O_RDONLY | O_NOCTTY)
      return try TextInput.all(file.number, path)
    }
  }

  private static func all(_ descriptor: Int32, _ path: BytePath) throws(SystemError) -> [UInt8] {
    let bytes = try GrowingBytes.reading(descriptor, limit: 1 << 40, path: path).frozen()
    return bytes.copy(0..<bytes.count)
  }
}

/// A text with its tokens, and what may be cut out of it.
struct TokenizedText {
  let encoded: EncodedText
  private let encoder: TokenEncoder
  private let use: SpecialUse

  /// Encodes a text as the options say, and keeps of its tokens what is needed: their ends, to cut it.
  init(
    _ input: TextInput, keeping kept: EncodedText.Kept, _ invocation: inout Invocation
  ) throws(Failure) {
    let settings = try invocation.cacheSettings()
    let store = invocation.usableStore(settings)
    let vocabularies = try VocabularyAsking(invocation, store)
    encoder = try vocabularies.encoder(try vocabularies.choice(invocation))
    store?.close()
    use = CountAsking.use(invocation)
    do throws(ForbiddenSpecial) {
      encoded = try encoder.encode(input.bytes, use, keeping: kept)
    } catch {
      throw CountAsking.failure(.forbidden(error), input.name)
    }
  }

  var text: [UInt8] { encoded.text }
  var count: Int { encoded.count }

  /// Where a token begins.
  func start(_ token: Int) -> Int { token == 0 ? 0 : encoded.ends[token - 1] }

  /// The token that a place lies in, or begins at; their number at the end of the text.
  func token(at place: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if encoded.ends[middle] <= place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A part of the text, and how many tokens it has by itself.
  typealias Part = (range: Range<Int>, tokens: Int)

  /// How many parts are tried one after the other, before those that are left are searched by halving.
  private static let stepsMax = 8

  /// The longest part that begins at a place, has at most so many tokens, and ends between characters; an
  /// empty one where the next character has more. Cut out, a part may have other tokens than it had within
  /// the text: it is counted again.
  func part(from begin: Int, most: Int) -> Part {
    let first = token(at: begin)
    // The rest of a token that was cut may be one with what follows.
    let rest = first < count && start(first) < begin ? 1 : 0
    let last = min(count, first + most + rest)
    let longest = longest(of: last - first, most) { fewer in
      begin..<max(begin, characterStart(atOrBefore: encoded.ends[last - 1 - fewer]))
    }
    let next = characterStart(atOrAfter: min(begin + 1, text.count))
    return longest ?? fitting(begin..<next, most) ?? (begin..<begin, 0)
  }

  /// The same, for the end of the text.
  func lastPart(most: Int) -> Part {
    let first = max(0, count - most)
    let longest = longest(of: count - first, most) { fewer in
      characterStart(atOrAfter: start(first + fewer))..<text.count
    }
    let last = characterStart(atOrBefore: max(0, text.count - 1))
    return longest ?? fitting(last..<text.count, most) ?? (text.count..<text.count, 0)
  }

  /// The longest of so many parts that fits, where each is shorter than the one before; nil where none was
  /// found. Each is counted as a whole, so that to try all of them would take a time that grows with the
  /// square of the length. A longer part nearly always has more tokens: what halving finds fits, and
  /// hardly ever does one fit that is longer.
  private func longest(of count: Int, _ most: Int, _ part: (Int) -> Range<Int>) -> Part? {
    var low = min(count, TokenizedText.stepsMax)
    for fewer in 0..<low {
      if let found = fitting(part(fewer), most) { return found }
    }
    var high = count
    var found: Part?
    while low < high {
      let middle = (low + high) / 2
      let range = part(middle)
      if let fits = fitting(range, most) {
        (found, high) = (fits, middle)
      } else if range.isEmpty {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return found
  }

  /// A part with its tokens; nil where it is empty, or has more than so many.
  private func fitting(_ range: Range<Int>, _ most: Int) -> Part? {
    guard !range.isEmpty, let tokens = tokens(range), tokens <= most else { return nil }
    return (range, tokens)
  }

  /// How many tokens a part has by itself.
  private func tokens(_ range: Range<Int>) -> Int? {
    // What was allowed or not there in the whole is so in a part.
    (try? encoder.encode(Array(text[range]), use, keeping: []))?.count
  }

  /// Where the character begins that a place lies in; the place itself where that is between two.
  func characterStart(atOrBefore place: Int) -> Int {
    var start = place
    while start > 0, place - start < 4, start < text.count, text[start] & 0xC0 == 0x80 {
      start -= 1
    }
    // What is no UTF-8 has no characters to keep whole.
    return isCharacter(start, containing: place) ? start : place
  }

  func characterStart(atOrAfter place: Int) -> Int {
    let start = characterStart(atOrBefore: place)
    if start == place { return place }
    var end = place
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  private func isCharacter(_ start: Int, containing place: Int) -> Bool {
    if start == place { return true }
    let first = text[start]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
    return place < start + length && start + length <= text.count
  }
}
