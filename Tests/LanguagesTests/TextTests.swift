import Patterns
import Testing

@testable import Languages

extension ByteView {
  /// The bytes as a text.
  var text: String {
    String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
  }

  /// The lines.
  var lines: [ByteView] {
    var lines: [ByteView] = []
    var place = 0
    while place < count {
      let (line, next) = line(at: place)
      lines.append(line)
      place = next
    }
    return lines
  }
}

@Suite("The rules about content")
struct RulesTextTests {
  private let lines = ByteView(ContentRules.text).lines

  @Test("name languages that there are")
  func languages() {
    let names = lines.filter { $0.starts(with: "  ") && !$0.starts(with: "    ") }
      .flatMap { $0.text.split(separator: ",") }
      .map { String($0.drop { $0 == " " }) }
    #expect(names.count > 300)
    #expect(names.filter { Languages.named($0) == nil } == [])
  }

  @Test("have a sign before each condition")
  func conditions() {
    let signs: Set<Character> = ["=", "&", "!", "?"]
    let wrong = lines.filter { $0.starts(with: "    ") }.map(\.text).filter { line in
      let rest = Array(line.dropFirst(4))
      return rest.count < 3 || !signs.contains(rest[0]) || rest[1] != " "
    }
    #expect(wrong == [])
  }

  @Test("have patterns that can be compiled")
  func patterns() {
    let wrong = lines.filter { $0.starts(with: "    ") && $0[4] != UInt8(ascii: "?") }
      .map { String($0.text.dropFirst(6)) }
      .filter { (try? Pattern(Array("(?m)\($0)".utf8))) == nil }
    #expect(wrong == [])
  }

  @Test("stand for extensions that are known")
  func extensions() {
    let unknown = lines.filter { $0.starts(with: ".") }.flatMap { $0.text.split(separator: " ") }
      .filter { named("a\($0)") == "unknown" && named(String($0)) == "unknown" }
    #expect(unknown == [])
  }

  @Test("keep their names for what is listed")
  func shared() {
    let listed = Set(lines.filter { $0.starts(with: "@") }.map(\.text))
    let used = lines.filter { $0.starts(with: "    = @") }.map { String($0.text.dropFirst(6)) }
      .filter { !$0.contains("[") }
    #expect(Set(used).subtracting(listed) == [])
  }
}
