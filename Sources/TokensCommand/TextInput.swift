import CommandKit
import Glibc
import Platform
import Tokens

/// A text that a subcommand works on as a whole: of a file, or of standard input.
struct TextInput {
  let bytes: [UInt8]
  /// What it is called in errors.
  let name: BytePath

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

  /// The longest part that begins at a place, has at most so many tokens, and ends between characters; an
  /// empty one where the next character has more. Cut out, a part may have other tokens than it had within
  /// the text: it is counted again.
  func part(from begin: Int, most: Int) -> (range: Range<Int>, tokens: Int) {
    let first = token(at: begin)
    // The rest of a token that was cut may be one with what follows.
    let rest = first < count && start(first) < begin ? 1 : 0
    var last = min(count, first + most + rest)
    while last > first {
      let end = characterStart(atOrBefore: encoded.ends[last - 1])
      if end > begin, let tokens = tokens(begin..<end), tokens <= most {
        return (begin..<end, tokens)
      }
      last -= 1
    }
    return (begin..<begin, 0)
  }

  /// The same, for the end of the text.
  func lastPart(most: Int) -> (range: Range<Int>, tokens: Int) {
    var first = max(0, count - most)
    while first < count {
      let begin = characterStart(atOrAfter: start(first))
      if let tokens = tokens(begin..<text.count), tokens <= most {
        return (begin..<text.count, tokens)
      }
      first += 1
    }
    return (text.count..<text.count, 0)
  }

  /// How many tokens a part has by itself.
  func tokens(_ range: Range<Int>) -> Int? {
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
