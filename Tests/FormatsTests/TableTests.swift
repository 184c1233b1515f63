import Formats
import Testing

@Suite("A table of values")
struct TableTests {
  private func filled(_ keys: some Sequence<String>) -> Table {
    var table = Table()
    for (number, key) in keys.enumerated() {
      let taken = table.add(Array(key.utf8), at: .start, Value(.integer(Int64(number)), at: .start))
      #expect(taken == nil)
    }
    return table
  }

  @Test("keeps the order in which values were added", arguments: [0, 1, 16, 17, 18, 1000])
  func order(_ count: Int) {
    let keys = (0..<count).map { "key \($0 * 7919 % 1009)" }
    let table = filled(keys)
    #expect(table.count == count)
    #expect(table.entries.map { String(decoding: $0.key, as: UTF8.self) } == keys)
  }

  @Test(
    "finds each value by its name, and none by another", arguments: [0, 1, 16, 17, 18, 100_000])
  func finding(_ count: Int) {
    let table = filled((0..<count).map { "\($0)" })
    #expect((0..<count).allSatisfy { table["\($0)"]?.content == .integer(Int64($0)) })
    #expect(table["\(count)"] == nil)
    #expect(table[""] == nil)
  }

  @Test("adds nothing where the name is taken, and tells by which entry", arguments: [3, 300])
  func taken(_ count: Int) {
    var table = filled((0..<count).map { "\($0)" })
    #expect(table.add(Array("2".utf8), at: .start, Value(.null, at: .start)) == 2)
    #expect(table.count == count)
    #expect(table["2"]?.content == .integer(2))
  }

  @Test("tells names apart by their bytes, not by what they look like")
  func bytes() {
    let table = filled(["é", "e\u{301}"])
    #expect(table["é"]?.content == .integer(0))
    #expect(table["e\u{301}"]?.content == .integer(1))
  }

  @Test("equals one with the same values in another order and at other places")
  func equality() {
    let far = SourcePosition(line: 9, column: 9)
    var other = Table()
    _ = other.add(Array("b".utf8), at: far, Value(.integer(1), at: far))
    _ = other.add(Array("a".utf8), at: far, Value(.integer(0), at: far))
    #expect(other == filled(["a", "b"]))
    #expect(other != filled(["b", "a"]))
    #expect(other != filled(["a"]))
  }
}
