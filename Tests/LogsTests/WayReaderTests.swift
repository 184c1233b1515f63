import Support
import Testing

@testable import Logs

/// Ways into lines are followed by tokens where there are many lines, and byte by byte elsewhere.
@Suite("Values at the ends of ways")
struct WayReaderTests {
  private static let names = ["a", "b", "level", "data", "a\u{e9}", "", "a.b", "retries", "x"]
  private static let ways = [
    "a", "data", "level", "data.retries", "data.a.b", "data[0]", "data[2].x", "a[1][0]", "b.b.b",
    "\"a.b\"", "data.\"\"", "x[0].data.level", "[0]", "a\u{e9}.x",
  ]

  /// A value with others in it, with spaces, escapes and keys that come twice.
  private func value(_ chance: inout SeededChance, _ depth: Int) -> String {
    let space = chance.next() % 4 == 0 ? " " : ""
    switch chance.next() % (depth > 3 ? 8 : 12) {
    case 0: return "\(Int64(bitPattern: chance.next()) >> Int64(chance.next() % 60))"
    case 1: return ["0", "-0.5e-3", "1.25", "1e9", "10.0", "-7"][Int(chance.next() % 6)]
    case 2: return ["true", "false", "null"][Int(chance.next() % 3)]
    case 3: return "\"say \\\"a\\\": \\u0061 \\\\\""
    case 4: return "\"{[:,]}\""
    case 5...7: return "\"\(chance.next() % 100)\""
    case 8, 9:
      let items = (0..<chance.next() % 5).map { _ in value(&chance, depth + 1) }
      return "[\(space)" + items.joined(separator: ",\(space)") + "\(space)]"
    default: return object(&chance, depth + 1)
    }
  }

  private func object(_ chance: inout SeededChance, _ depth: Int) -> String {
    let space = chance.next() % 4 == 0 ? " " : ""
    let members = (0..<chance.next() % 8).map { _ in
      var name = WayReaderTests.names[Int(chance.next() % UInt64(WayReaderTests.names.count))]
      // The same key, written in another way.
      if name == "a", chance.next() % 20 == 0 { name = "\\u0061" }
      return "\"\(name)\"\(space):\(space)\(value(&chance, depth))"
    }
    return "{\(space)" + members.joined(separator: "\(space), ") + "}\(space)"
  }

  @Test("are the same by tokens as byte by byte", arguments: 1...8)
  func differential(_ seed: UInt64) throws {
    var chance = SeededChance(seed)
    let paths = try WayReaderTests.ways.map { try #require(LinePath(Array($0.utf8))) }
    let reader = WayReader(paths)
    var found = 0
    for round in 0..<2000 {
      var text = object(&chance, 0)
      // Longer than what is looked at together, and more tokens than shapes have.
      if round % 100 == 99 { text = "{\"x\":\"" + String(repeating: "y", count: 9000) + "\"}" }
      if round % 100 == 98 {
        text = "{\"data\":[" + Array(repeating: "1", count: 300).joined(separator: ",") + "]}"
      }
      LogLine.lending(Array(text.utf8)) { line in
        reader.read(line)
        for (index, path) in paths.enumerated() {
          let (value, expected) = (reader.value(index, in: line), path.find(in: line))
          #expect(value.kind == expected.kind, "\(WayReaderTests.ways[index]) in \(text)")
          if value.kind == .none || value.kind != expected.kind { continue }
          #expect(value.range == expected.range, "\(WayReaderTests.ways[index]) in \(text)")
          found += 1
        }
      }
    }
    #expect(found > 2000)
  }
}
