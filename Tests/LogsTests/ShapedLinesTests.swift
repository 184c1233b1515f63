import Support
import Testing

@testable import Logs

/// Reading many lines at once, by their shapes, says of each what reading it alone byte by byte does.
@Suite struct ShapedLinesTests {
  private static let strange = Array("\"\"\\\\{}[]:,  00159.-+eEtrufalsn\t\r\u{1}\u{b}é".utf8)
  private static let keys = [
    "ts", "level", "event", "message", "worker_id", "a", "le\\u0076el", "duration_ms", "", "data",
    "a key that is longer than others", "severity", "q\\\"", "levelé",
  ]
  private static let scalars = [
    "0", "-0", "1", "12345678901234567890123", "0.5", "12345678901234567890.12345678901234567890",
    "10.25", "-3.5", "1e5", "1.5E-3", "true", "false", "null", "01",
    "1.23456789012345678901234567890.5", "0000000000000000000000000000000000001", "1.", ".5",
    "1.2.3", "00", "-", "tru", "nulll", "1e", "0x1", "+1", "NaN",
  ]

  private func value(_ chance: inout SeededChance, depth: Int) -> String {
    let gap = Int.random(in: 0..<4, using: &chance) == 0 ? " " : ""
    switch Int.random(in: 0..<(depth > 3 ? 7 : 10), using: &chance) {
    case 0...2:
      // Mostly those that are right.
      let count = Int.random(in: 0..<8, using: &chance) == 0 ? Self.scalars.count : 13
      return Self.scalars[Int.random(in: 0..<count, using: &chance)]
    case 3...6:
      let letters = ["x", "é", ":", ",", "{", "]", " ", "1", "\\n", "\\\\", "\\\"", "\\u00e9", "."]
      let count = Int.random(in: 0..<(depth == 0 ? 60 : 12), using: &chance)
      return "\"" + (0..<count).map { _ in letters.randomElement(using: &chance) ?? "x" }.joined()
        + "\""
    case 7:
      let count = Int.random(in: 0..<4, using: &chance)
      let values = (0..<count).map { _ in value(&chance, depth: depth + 1) }
      return "[\(gap)" + values.joined(separator: "\(gap),\(gap)") + "\(gap)]"
    default: return object(&chance, depth: depth + 1)
    }
  }

  private func object(_ chance: inout SeededChance, depth: Int) -> String {
    let gaps = ["", "", "", " ", "  ", "\t"]
    let gap = gaps.randomElement(using: &chance) ?? ""
    let count = Int.random(in: 0..<8, using: &chance)
    let members = (0..<count).map { _ in
      "\"\(Self.keys.randomElement(using: &chance) ?? "")\"\(gap):\(gap)"
        + value(&chance, depth: depth)
    }
    return "{\(gap)" + members.joined(separator: "\(gap),\(gap)") + "\(gap)}"
  }

  private func line(_ chance: inout SeededChance, _ before: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8]
    switch Int.random(in: 0..<40, using: &chance) {
    case 0: return []
    case 1: bytes = Array("{\"a\":\"\(String(repeating: "x", count: 9000))\"}".utf8)
    case 2: bytes = Array("{\"a\":[\(String(repeating: "1,", count: 200))1]}".utf8)
    case 3:
      let depth = Int.random(in: 60..<70, using: &chance)
      bytes = Array(repeating: UInt8(ascii: "["), count: depth)
      bytes = Array("{\"a\":".utf8) + bytes + bytes.map { $0 + 2 } + [UInt8(ascii: "}")]
    case 4...16:
      // The shape of a line before, with another number or word in it.
      bytes = before.randomElement(using: &chance) ?? Array("{}".utf8)
      for index in bytes.indices where bytes[index] &- 48 < 10 {
        bytes[index] = UInt8.random(in: 48...57, using: &chance)
      }
    default: bytes = Array(object(&chance, depth: 0).utf8)
    }
    if Int.random(in: 0..<3, using: &chance) == 0, !bytes.isEmpty {
      for _ in 0..<Int.random(in: 1..<3, using: &chance) {
        let place = Int.random(in: 0..<bytes.count, using: &chance)
        let byte = Self.strange.randomElement(using: &chance) ?? 0
        switch Int.random(in: 0..<3, using: &chance) {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        default: if bytes.count > 1 { bytes.remove(at: place) }
        }
      }
    }
    if Int.random(in: 0..<20, using: &chance) == 0 { bytes.append(UInt8(ascii: "\r")) }
    return bytes
  }

  /// How many bytes this processor can look at together.
  private static let widths = Set([min(32, LineTokens.widest), LineTokens.widest])

  @Test(arguments: 1...12, widths)
  func saysWhatTheScannerSays(_ seed: UInt64, width: Int32) {
    var chance = SeededChance(seed)
    var lines: [[UInt8]] = []
    for _ in 0..<1500 { lines.append(line(&chance, lines.suffix(20))) }
    let together = LineFields(FieldNames())
    let alone = LineFields(FieldNames())
    var entries = 0
    LogLine.lending(Array(lines.joined(separator: [UInt8(ascii: "\n")]))) { all in
      together.begin(all.start, all.count + 1, width: width)
      var start = all.start
      for line in lines {
        let count = together.entry(at: start)
        let isEntry = alone.read(LogLine(start, line.count))
        let text = String(decoding: line, as: UTF8.self)
        #expect((count == line.count) == isEntry, "\(text)")
        #expect(count == -1 || count == line.count, "\(text)")
        if isEntry {
          entries += 1
          for role in Role.allCases {
            #expect(together[role].range == alone[role].range, "\(text) \(role)")
            #expect(together[role].kind == alone[role].kind, "\(text) \(role)")
          }
        }
        // In bounds: a newline and the next line follow.
        start += line.count + 1
      }
    }
    #expect(entries > 500 && entries < 1400)
  }

  @Test func forgetsShapesWhenThereAreTooMany() {
    // Each has its own number of members, words and numbers: far more than are kept.
    var lines: [[UInt8]] = []
    for number in 0..<9000 {
      let members = (0..<13).map { bit in
        "\"k\(bit)\":" + (number >> bit & 1 == 0 ? "1" : "true")
      }
      lines.append(
        Array(("{\"level\":\"l\(number)\"," + members.joined(separator: ",") + "}").utf8))
    }
    let fields = LineFields(FieldNames())
    LogLine.lending(Array(lines.joined(separator: [UInt8(ascii: "\n")]))) { all in
      fields.begin(all.start, all.count + 1)
      var start = all.start
      for (number, line) in lines.enumerated() {
        #expect(fields.entry(at: start) == line.count)
        let level = LogLine(start, line.count).copy(fields[.level].range)
        #expect(String(decoding: level, as: UTF8.self) == "l\(number)")
        // In bounds: a newline and the next line follow.
        start += line.count + 1
      }
    }
  }
}
