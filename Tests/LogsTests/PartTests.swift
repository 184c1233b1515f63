import Testing

@testable import Logs

/// What is kept of a part of a log.
@Suite struct PartTests {
  private func made(_ lines: [String]) -> (columns: [UInt8], head: [UInt8]) {
    let builder = PartBuilder(FieldNames())
    builder.begin(at: 0, lastTime: LogTime.none)
    var offset: Int64 = 0
    for line in lines {
      let end = offset + Int64(line.utf8.count) + 1
      LogLine.lending(Array(line.utf8)) { _ = builder.add($0, at: offset, endingAt: end) }
      offset = end
    }
    return builder.finish()
  }

  @Test func isReadAsItWasMade() throws {
    let (columns, head) = made([#"{"ts":5,"level":"info"}"#, "junk", #"{"level":"warn"}"#])
    let part = try #require(Part(columns: columns, head: head))
    #expect(part.facts.rows == 2)
    #expect(part.facts.lines == 3)
    #expect(part.facts.malformed == 1)
    #expect(part.facts.untimed == 1)
    #expect(part.facts.lastTime == 5_000_000_000)
    #expect(part.words(0).count == 2)
  }

  @Test(arguments: [0, 1, 3] as [UInt8])
  func isNoneOfAnotherVersion(version: UInt8) {
    let made = made([#"{"ts":5}"#])
    let columns = made.columns
    var head = made.head
    #expect(head[4] == 2)
    #expect(Part(columns: columns, head: head) != nil)
    head[4] = version
    #expect(Part(columns: columns, head: head) == nil)
  }
}
