import Platform

/// Commands that are sent together. Each is a list of texts, as Redis's protocol has it.
///
///     *COUNT\r\n  then for each word:  $LENGTH\r\n  the word  \r\n
struct RemoteRequest {
  /// What is to be sent, in order.
  private(set) var pieces: [[UInt8]] = [[]]
  /// How many answers will come.
  private(set) var commandCount = 0
  /// How many bytes there are.
  private(set) var byteCount = 0
  /// Whether a command changes what the server has.
  private(set) var changesData = false

  /// A word from which on it is not worth copying.
  static let copiedBytesMax = 16384

  /// Adds a command that changes what the server has: its name, then its words.
  mutating func addChange(_ name: StaticString, _ words: [UInt8]...) {
    changesData = true
    add(name, words)
  }

  /// Adds a command: its name, then its words.
  mutating func add(_ name: StaticString, _ words: [UInt8]...) { add(name, words) }

  private mutating func add(_ name: StaticString, _ words: [[UInt8]]) {
    commandCount += 1
    append(UInt8(ascii: "*"), words.count + 1)
    add(name.withUTF8Buffer { Array($0) })
    for word in words { add(word) }
  }

  private mutating func add(_ word: [UInt8]) {
    append(UInt8(ascii: "$"), word.count)
    if word.count > RemoteRequest.copiedBytesMax {
      pieces.append(word)
      pieces.append([])
    } else {
      pieces[pieces.count - 1] += word
    }
    pieces[pieces.count - 1] += RemoteRequest.lineEnd
    byteCount += word.count + 2
  }

  private mutating func append(_ mark: UInt8, _ number: Int) {
    let last = pieces.count - 1
    let digits = Program.digits(UInt64(number))
    pieces[last].append(mark)
    pieces[last] += digits
    pieces[last] += RemoteRequest.lineEnd
    byteCount += digits.count + 3
  }

  private static var lineEnd: [UInt8] { [UInt8(ascii: "\r"), UInt8(ascii: "\n")] }
}
