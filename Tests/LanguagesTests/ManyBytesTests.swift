import Testing

@testable import Languages

/// What is done to many bytes at once, at each place where a step may end: in long texts by the widest
/// instructions that there are, in short pieces by those of every processor.
@Suite("Many bytes at once")
struct ManyBytesTests {
  /// So many bytes of a line that says nothing, before whatever follows.
  private func lines(_ count: Int) -> String { String(repeating: "i;\n", count: count / 3) }

  @Test("count as few do", arguments: 0..<70)
  func counting(_ shift: Int) {
    let space = String(repeating: " ", count: shift)
    let count = 150
    func repeated(_ text: String) -> String { String(repeating: text, count: count) }
    func expectMany(_ language: String, _ text: String, _ blank: Int, _ comment: Int, _ code: Int) {
      let expected = LineCounts(
        lines: count * (blank + comment + code), blank: count * blank, comment: count * comment,
        code: count * code)
      #expect(counts(language, repeated(text)) == expected)
      #expect(counts(language, repeated(text), piece: 1000) == expected)
    }
    expectMany("C", "\(space)/* a\n\n\(space)b */\nc(\"\\\"//\") / d;\n// e\n\(space)\n", 2, 3, 1)
    expectMany("Python", "\(space)r\"\"\"a\n\n\(space)b\"\"\"\nc = '#' \(space)# d\n# e\n", 1, 3, 1)
    expectMany("Python", "\(space)a = r'''b\n# c'''\n\(space)\"\"\"d\"\"\"\n", 0, 1, 2)
    expectMany("Text", "\(space)a\n\n\(space)\n", 2, 0, 1)
    expectMany("JavaScript", "`\n\(space)/* a\n` /* b\n\(space)*/ // c\n", 0, 1, 3)
  }

  @Test("count any text as its pieces", arguments: ["C", "Python", "Rust", "Lua", "Ruby", "Text"])
  func hostile(_ language: String) {
    var generator = SystemRandomNumberGenerator()
    let letters = Array("/*\"'\\\n #-[]r=`ab\r\t")
    for count in stride(from: 4090, to: 7000, by: 97) {
      let text = String((0..<count).map { _ in letters.randomElement(using: &generator) ?? "a" })
      let whole = counts(language, text)
      #expect(whole == counts(language, text, piece: 1000))
      #expect(whole == counts(language, text, piece: 1))
    }
  }

  @Test("tell a header's language by a line anywhere", arguments: [0, 63, 2046, 6000])
  func headers(_ length: Int) {
    func expect(_ text: String, _ language: String) {
      for shift in stride(from: 0, to: 66, by: 3) {
        let text = lines(length) + String(repeating: " ", count: shift) + text
        #expect(identified("a.h", text) == language)
        #expect(identified("a.h", text + "\n") == language)
        #expect(identified("a.h", text + "\n" + lines(5000)) == language)
      }
    }
    expect("class A;", "C++")
    expect("std::a", "C++")
    expect("# if __cplusplus > 1", "C++")
    expect("a __has_cpp_attribute", "C++")
    expect("@end", "Objective-C")
    expect("int class A;", "C")
    expect("\u{B}class A;", "C")
    expect("sd::a std::- a_cplusplus > _has_cpp_attribute", "C")
  }

  @Test("find a zero wherever it lies", arguments: [3, 127, 128, 129, 300, 1000])
  func zeros(_ count: Int) {
    for place in 0..<count {
      var bytes = Array(repeating: UInt8(ascii: "a"), count: count)
      #expect(identified("a.c", bytes: bytes) == "C")
      bytes[place] = 0
      #expect(identified("a.c", bytes: bytes) == "binary")
    }
  }

  @Test("find a word where it first is", arguments: 1..<70)
  func words(_ count: Int) {
    var generator = SystemRandomNumberGenerator()
    func letters(_ count: Int) -> [UInt8] {
      (0..<count).map { _ in Bool.random(using: &generator) ? 97 : 98 }
    }
    for length in 0..<200 {
      var text = letters(length)
      let word = letters(count)
      if length >= count, length % 2 == 0 {
        let place = Int.random(in: 0...(length - count), using: &generator)
        text.replaceSubrange(place..<(place + count), with: word)
      }
      let first = text.indices.first { text[$0...].starts(with: word) }
      let found = text.span.bytes.lend { text in word.span.bytes.lend { text.find($0) } }
      #expect(found == first)
    }
  }

  @Test("say of many files what they say of each")
  func natures() {
    let paths = [
      "a/b.c", "a/vendor/b.c", "a/vendor/c.min.js", "a/b.min.js", "vendor/x/a.c", "vendor/x/b.c",
      "Makefile", "docs/a.c", "a/docs/a.c", "extjs/a/b.js", "extjs/a/b.c", "extjs/a/c.xml", "",
      "README", "a/extjs/README.md", "packages/a.1/b.c", "packages/a/b.c", "vendor", "dist/",
    ]
    var natures = FileNatures()
    for one in paths {
      for path in [one] + paths {
        let path = Array(path.utf8)
        #expect(
          natures.of(path: path.span.bytes, content: path.span.bytes)
            == .of(path: path.span.bytes, content: path.span.bytes))
      }
    }
  }
}
