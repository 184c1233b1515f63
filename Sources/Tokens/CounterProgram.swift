import Glibc
import Platform

/// A program that counts: it gets a text as its standard input, and prints the count first of all.
public struct CounterProgram: Sendable {
  /// Its words.
  public let words: [[UInt8]]
  private let nanosecondsMax: Int64

  /// A program's words, as one types them at a shell: apart by spaces, with quotes; nil where a quote is
  /// left open, or there are none. It may take so long for a text.
  public init?(line: [UInt8], nanosecondsMax: Int64 = 600_000_000_000) {
    guard let words = CounterProgram.words(line), !words.isEmpty else { return nil }
    self.words = words
    self.nanosecondsMax = nanosecondsMax
  }

  private static func words(_ line: [UInt8]) -> [[UInt8]]? {
    var words: [[UInt8]] = []
    var word: [UInt8]?
    var quote: UInt8?
    for byte in line {
      if let open = quote {
        if byte == open { quote = nil } else { word?.append(byte) }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
        word = word ?? []
      } else if byte == 0x20 || byte == 0x09 || byte == 0x0A {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? []) + [byte]
      }
    }
    if quote != nil { return nil }
    if let done = word { words.append(done) }
    return words
  }

  /// The count of a text.
  func count(_ text: [UInt8]) throws(CountFailure) -> Int {
    let name = String(decoding: words[0], as: UTF8.self)
    let output: ProgramOutput
    do throws(SystemError) {
      let input = try Descriptor.inMemory()
      try IO.write(input.number, text)
      lseek(input.number, 0, SEEK_SET)
      output = try Program(words).output(
        by: Deadline(afterNanoseconds: nanosecondsMax, .system), limit: 1 << 20,
        input: input.number)
    } catch {
      if error.code == EFBIG, error.deed == "read" {
        throw .command("\(name): it printed more than 1 MiB, where a number was expected")
      }
      throw .command("\(name): cannot \(error.deed): \(error.reason)")
    }
    if let end = output.end, end != .exited(0) {
      throw .command("\(name): it ended with the status \(end.status)")
    }
    let word = output.bytes.drop { $0 <= 0x20 }.prefix { $0 > 0x20 }
    guard word.allSatisfy({ (48...57).contains($0) }),
      let count = Int(String(decoding: word, as: UTF8.self)), count < 1 << 48
    else {
      throw .command("\(name): it printed no whole number first of all")
    }
    return count
  }
}
