import Glibc
import Platform
import Support
import Testing

@testable import Metrics

@Suite("Following")
struct TailTests {
  private func names(_ lines: [[UInt8]]) -> [String] {
    lines.compactMap { Measurement(parsing: $0)?.operation }
  }

  @Test("A row comes once, in its order, whatever is rotated between two looks")
  func rotations() throws {
    let log = try Log(sizeBytesMax: 4096, generations: 3)
    try log.log.append([.of("before")])
    var tail = MetricsTail(log.log, RowFilter(), lines: 10)
    #expect(names(try tail.last()) == ["before"])
    #expect(names(try tail.appended()) == [])
    try log.log.append([.of("same")])
    #expect(names(try tail.appended()) == ["same"])
    // Each batch fills a file, and the row behind it begins the next one.
    for batch in 1...2 {
      try log.log.append(Array(repeating: .of("fill"), count: 150))
      try log.log.append([.of("batch\(batch)")])
    }
    let rows = names(try tail.appended())
    #expect(rows.count == 302)
    #expect(rows.filter { $0 != "fill" } == ["batch1", "batch2"])
    #expect(names(try tail.appended()) == [])
  }

  @Test("A row comes that is appended to a file after it was rotated")
  func late() throws {
    let log = try Log(sizeBytesMax: 4096, generations: 3)
    try log.log.append([.of("before")])
    var tail = MetricsTail(log.log, RowFilter(), lines: 10)
    _ = try tail.last()
    let late = try Descriptor.open(log.log.path, O_WRONLY | O_APPEND)
    try log.log.append(Array(repeating: .of("fill"), count: 150))
    try log.log.append([.of("new")])
    #expect(names(try tail.appended()).last == "new")
    // The second half of the row comes when it has been written.
    try IO.write(late.number, Array("1632123456,la".utf8))
    #expect(names(try tail.appended()) == [])
    try IO.write(late.number, Array("te,1\n".utf8))
    #expect(names(try tail.appended()) == ["late"])
  }

  @Test("What a cleanup keeps is no news, and what comes after it is")
  func cleanup() throws {
    let log = try Log()
    try log.log.append([.of("old", at: 1), .of("kept", at: 3)])
    var tail = MetricsTail(log.log, RowFilter(), lines: 10)
    #expect(names(try tail.last()) == ["old", "kept"])
    #expect(try log.log.clean(before: Instant(nanoseconds: 2_000_000_000)).keptRows == 1)
    #expect(names(try tail.appended()) == [])
    try log.log.append([.of("new")])
    #expect(names(try tail.appended()) == ["new"])
    #expect(names(try tail.appended()) == [])
  }
}
