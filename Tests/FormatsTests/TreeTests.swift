import Formats
import Platform
import Testing

private var nothing: FrozenBytes { FrozenBytes([]) }

/// The keys with their numbers as values, as a table.
private func filled(
  _ keys: some Sequence<String>, _ rule: TreeBuilder.DuplicateRule = .refuse
) throws -> Tree {
  var builder = TreeBuilder(source: nothing)
  var members: [TreeRecord] = []
  for (number, key) in keys.enumerated() {
    members.append(builder.text(.string, Array(key.utf8), at: number))
    members.append(builder.text(.integer, Array("\(number)".utf8), at: number))
  }
  let table = try builder.table(members.span, at: 0, rule)
  return builder.finish(table)
}

@Suite("A tree of values")
struct TreeTests {
  @Test("keeps the order in which values were added", arguments: [0, 1, 16, 17, 18, 1000])
  func order(_ count: Int) throws {
    let keys = (0..<count).map { "key \($0 * 7919 % 1009)" }
    let table = try filled(keys).root
    #expect(table.kind == .table)
    #expect(table.count == count)
    #expect(table.members.map { $0.name.text } == keys)
  }

  @Test(
    "finds each value by its name, and none by another", arguments: [0, 1, 16, 17, 18, 100_000])
  func finding(_ count: Int) throws {
    let table = try filled((0..<count).map { "\($0)" }).root
    #expect((0..<count).allSatisfy { table["\($0)"]?.integer == Int64($0) })
    #expect((0..<count).allSatisfy { table.index(of: Array("\($0)".utf8)) == $0 })
    #expect(table["\(count)"] == nil)
    #expect(table[""] == nil)
  }

  @Test("refuses a name that is taken, and tells where both stand", arguments: [3, 300])
  func taken(_ count: Int) {
    #expect(throws: DuplicateName.self) { try filled((0..<count).map { "\($0)" } + ["2"]) }
    do {
      _ = try filled((0..<count).map { "\($0)" } + ["2"])
    } catch {
      let error = error as? DuplicateName
      #expect(error?.first == 2)
      #expect(error?.second == UInt32(count))
    }
  }

  @Test(
    "lets the last value of a name win, in the place of the first", arguments: [3, 16, 17, 300])
  func lastWins(_ count: Int) throws {
    let keys = (0..<count).map { "\($0)" }
    let table = try filled(keys + ["2", "0", "2"], .lastWins).root
    #expect(table.members.map { $0.name.text } == keys)
    #expect(table["2"]?.integer == Int64(count + 2))
    #expect(table["0"]?.integer == Int64(count + 1))
    #expect(table["1"]?.integer == 1)
    // So few names are left that they need no index.
    let one = try filled(Array(repeating: "a", count: count), .lastWins).root
    #expect(one.count == 1)
    #expect(one["a"]?.integer == Int64(count - 1))
  }

  @Test("tells names apart by their bytes, not by what they look like")
  func bytes() throws {
    let table = try filled(["é", "e\u{301}"]).root
    #expect(table["é"]?.integer == 0)
    #expect(table["e\u{301}"]?.integer == 1)
  }

  @Test("has values that say what they are, and nothing else")
  func kinds() throws {
    var builder = TreeBuilder(source: FrozenBytes(Array("left 2.5 right".utf8)))
    let values = [
      builder.null(at: 1), builder.bool(true, at: 2), builder.bool(false, at: 3),
      builder.text(.integer, Array("-17".utf8), at: 4), builder.text(.float, 5..<8, at: 5),
      builder.text(.string, Array("2".utf8), at: 6),
      builder.text(.integer, Array("9223372036854775808".utf8), at: 7),
    ]
    let array = builder.array(values.span, at: 0)
    let root = builder.finish(array).root
    #expect(root.kind == .array)
    #expect(root.elements.map { $0.offset } == [1, 2, 3, 4, 5, 6, 7])
    #expect(
      root.elements.map { $0.kind } == [.null, .bool, .bool, .integer, .float, .string, .integer])
    #expect(root.elements.map { $0.bool } == [nil, true, false, nil, nil, nil, nil])
    #expect(root.elements.map { $0.integer } == [nil, nil, nil, -17, nil, nil, nil])
    #expect(
      root.elements.map { $0.double } == [nil, nil, nil, -17, 2.5, nil, 9.223372036854775808e18])
    #expect(root.elements.map { $0.string } == [nil, nil, nil, nil, nil, [50], nil])
    #expect(
      root.elements.map { $0.text } == ["", "", "", "-17", "2.5", "2", "9223372036854775808"])
    #expect(root["a"] == nil)
    #expect(root.members.map { $0.name.text } == [])
    #expect(root.element(0).count == 0)
  }

  @Test("may hold a value in several places")
  func shared() throws {
    let root = try sharing().root
    #expect(plain(root) == "[[integer 1],[integer 1],{a:[integer 1]}]")
  }

  private func sharing() throws -> Tree {
    var builder = TreeBuilder(source: FrozenBytes(Array("a1".utf8)))
    let inner = builder.array([builder.text(.integer, 1..<2, at: 1)].span, at: 1)
    let table = try builder.table([builder.text(.string, 0..<1, at: 0), inner].span, at: 0)
    return builder.finish(builder.array([inner, inner, table].span, at: 0))
  }

  @Test("knows which source a value is from")
  func sources() throws {
    var builder = TreeBuilder(source: nothing, number: 3)
    let first = builder.bool(true, at: 0)
    builder.sourceNumber = 4
    let second = builder.bool(true, at: 0)
    #expect(
      builder.finish(builder.array([first, second].span, at: 0)).root.elements.map { $0.source }
        == [3, 4])
  }

  // MARK: As bytes

  @Test("is the same when it was kept as bytes", arguments: [0, 3, 17, 5000])
  func stored(_ count: Int) throws {
    let text = "# é\n" + (0..<count).map { "k\($0) = [\($0), 'é', \"\\n\($0)\"]\n" }.joined()
    let tree = try TOMLParser.parse(FrozenBytes(Array(text.utf8)))
    let again = try #require(Tree(stored: tree.stored().frozen()))
    #expect(plain(again.root) == plain(tree.root))
    #expect(again.root.members.map { $0.value.offset } == tree.root.members.map { $0.value.offset })
    #expect((0..<count).allSatisfy { again.root["k\($0)"]?.element(0).integer == Int64($0) })
    #expect(!again.isDamaged)
    // Once more, from bytes to bytes.
    let third = try #require(Tree(stored: again.stored().frozen()))
    #expect(plain(third.root) == plain(tree.root))
    #expect(
      try plain(#require(Tree(stored: sharing().stored().frozen())).root) == plain(sharing().root))
  }

  @Test("is none where the bytes are cut short or begin otherwise, and never ends the program")
  func damaged() throws {
    let text = (0..<40).map { "k\($0) = [\($0), {a = 'b'}]\n" }.joined()
    let stored = try TOMLParser.parse(FrozenBytes(Array(text.utf8))).stored()
    let bytes = stored.withBytes { bytes in bytes.withUnsafeBytes { Array($0) } }
    for count in [0, 3, 63, 64, bytes.count - 1] {
      #expect(Tree(stored: FrozenBytes(Array(bytes[..<count]))) == nil)
    }
    #expect(Tree(stored: FrozenBytes(bytes + [0])) == nil)
    #expect(Tree(stored: FrozenBytes([0] + bytes.dropFirst())) == nil)
    // What is read of damaged records is nonsense; that it is found out is the work of checksums.
    for offset in bytes.indices where offset % 7 == 0 {
      var other = bytes
      other[offset] ^= 0xFF
      if let tree = Tree(stored: FrozenBytes(other)) { _ = tree.root["k7"]?.bytes }
    }
  }
}
