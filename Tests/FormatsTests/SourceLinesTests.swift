import Formats
import Platform
import Testing

@Suite("The lines of a text")
struct SourceLinesTests {
  private func lines(_ text: String) -> SourceLines { SourceLines(FrozenBytes(Array(text.utf8))) }

  @Test("are counted from 1, and their columns in characters")
  func positions() {
    let lines = lines("ab\n\né😀x\r\ny")
    let expected = [
      (0, "1:1"), (1, "1:2"), (2, "1:3"), (3, "2:1"), (4, "3:1"), (6, "3:2"), (10, "3:3"),
      (13, "4:1"), (14, "4:2"), (99, "4:2"), (-1, "1:1"),
    ]
    for (offset, position) in expected {
      #expect("\(lines.position(offset))" == position, "\(offset)")
    }
  }

  @Test("begin behind the mark with which a text may begin")
  func mark() {
    let lines = lines("\u{FEFF}a\nb")
    #expect("\(lines.position(3))" == "1:1")
    #expect("\(lines.position(4))" == "1:2")
    #expect("\(lines.position(5))" == "2:1")
  }

  @Test("end before their newlines")
  func ranges() {
    let lines = lines("ab\n\nc")
    #expect((0...4).map { lines.range(line: $0) } == [0..<0, 0..<2, 3..<3, 4..<5, 0..<0])
    #expect(self.lines("").range(line: 1) == 0..<0)
  }

  @Test("may be those of a part")
  func part() {
    let lines = SourceLines(FrozenBytes(Array("xx\nab\ncd".utf8)), 3..<8)
    #expect("\(lines.position(0))" == "1:1")
    #expect("\(lines.position(4))" == "2:2")
    #expect(lines.range(line: 2) == 3..<5)
  }
}
