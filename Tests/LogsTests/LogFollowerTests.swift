import Glibc
import Platform
import Store
import Support
import Testing

@testable import Logs

/// What following logs brings, look by look.
@Suite struct LogFollowerTests {
  let folder = Scratch()

  func path(_ name: String) -> BytePath { BytePath("\(folder.path)/\(name)") }

  func append(_ name: String, _ text: String) {
    let file = try! Descriptor.open(path(name), O_WRONLY | O_CREAT | O_APPEND)
    try! IO.write(file.number, Array(text.utf8))
  }

  /// A line of a log: when, and what.
  func line(_ second: Int, _ message: String) -> String {
    "{\"ts\":\(1_700_000_000 + second),\"message\":\"\(message)\"}\n"
  }

  func follower(
    _ names: [String], stream: Int32? = nil, filter: LogFilter = LogFilter(),
    lineBytesMax: Int = 1 << 20, _ change: (inout LogPlaces) -> Void = { _ in }
  ) -> LogFollower {
    var places = LogPlaces()
    change(&places)
    return try! LogFollower(
      names.map(path), places, stream: stream.map { ($0, "stream") }, filter, FieldNames(),
      lineBytesMax: lineBytesMax)
  }

  /// The messages that a look brings.
  func messages(_ follower: LogFollower) -> String {
    follower.wantsSearch = true
    return messages(follower.look())
  }

  func messages(_ round: FollowRound) -> String {
    round.entries.map { entry in
      LogLine.lending(entry.line) { line in
        let fields = LineFields(FieldNames())
        return fields.read(line)
          ? String(decoding: JSONText.decoded(line, fields[.message]), as: UTF8.self) : "?"
      }
    }.joined(separator: " ")
  }

  @Test func mergesWhatOneLookFinds() {
    append("a.jsonl", line(1, "a1") + line(4, "a4"))
    append("b.jsonl", line(2, "b2") + line(4, "b4") + line(3, "b3"))
    let follower = follower(["a.jsonl", "b.jsonl"])
    #expect(messages(follower) == "a1 b2 b3 a4 b4")
    #expect(messages(follower) == "")
    append("b.jsonl", line(0, "b0"))
    #expect(messages(follower) == "b0")
  }

  @Test func givesAnEntryWithoutTimeThatOfTheOneBefore() {
    append("a.jsonl", line(5, "a5") + "{\"message\":\"then\"}\n")
    append("b.jsonl", line(6, "b6"))
    #expect(messages(follower(["a.jsonl", "b.jsonl"])) == "a5 then b6")
  }

  @Test func filters() {
    var filter = LogFilter()
    filter.search(Array("B".utf8))
    let follower = follower(["a.jsonl"], filter: filter)
    append("a.jsonl", line(1, "ab") + line(2, "ac"))
    #expect(messages(follower) == "ab")
  }

  @Test func takesALineOnceItIsComplete() {
    let follower = follower(["a.jsonl"])
    append("a.jsonl", "{\"message\":")
    #expect(messages(follower) == "")
    append("a.jsonl", "\"one\"")
    #expect(messages(follower) == "")
    append("a.jsonl", "}")
    #expect(messages(follower) == "one")
    append("a.jsonl", " \n{\"message\":\"two\"}\r\n{\"message\":\"three\"}")
    #expect(messages(follower) == "two three")
    #expect(follower.malformed == 0)
    // What seemed to be complete was not.
    append("a.jsonl", " x\n")
    #expect(messages(follower) == "")
    #expect(follower.malformed == 1)
  }

  @Test func countsWhatIsNoEntry() {
    append("a.jsonl", line(1, "one") + "no\n\n \n[]\n" + line(2, "two"))
    let follower = follower(["a.jsonl"])
    let round = follower.look()
    #expect(messages(round) == "one two")
    #expect(
      round.news == [
        .malformed(path("a.jsonl"), line: 2), .malformed(path("a.jsonl"), line: 5),
      ])
    #expect(follower.malformed == 2)
  }

  @Test func passesOverLinesThatAreTooLong() {
    let follower = follower(["a.jsonl"], lineBytesMax: 1000)
    append("a.jsonl", "{\"message\":\"" + String(repeating: "x", count: 900))
    #expect(messages(follower) == "")
    append("a.jsonl", String(repeating: "x", count: 900))
    #expect(messages(follower) == "")
    append("a.jsonl", "\"}\n" + line(1, "next"))
    #expect(messages(follower) == "next")
    #expect(follower.malformed == 1)
  }

  @Test func readsTheRestOfAFileThatWasRenamed() {
    append("a.jsonl", line(1, "one"))
    let follower = follower(["a.jsonl"])
    #expect(messages(follower) == "one")
    folder.shell("mv a.jsonl a.jsonl.1")
    append("a.jsonl.1", line(2, "two"))
    #expect(messages(follower) == "two")
    append("a.jsonl.1", line(3, "three"))
    append("a.jsonl", line(1, "new"))
    let round = follower.look()
    #expect(messages(round) == "new three")
    #expect(round.news == [.replaced(path("a.jsonl"))])
    // Who had the old file open still writes to it.
    append("a.jsonl.1", line(5, "late"))
    append("a.jsonl", line(4, "four"))
    #expect(messages(follower) == "four late")
  }

  @Test func tellsOnceOfAFolderThatCannotBeRead() {
    folder.shell("mkdir logs; ln -s workers logs/workers")
    let follower = follower(["logs"])
    _ = follower.begin()
    let news = follower.look().news
    #expect(news == [.failed(SystemError(ELOOP, "read the folder", path("logs/workers")))])
    follower.wantsSearch = true
    #expect(follower.look().news == [])
    folder.shell("rm logs/workers; mkdir logs/workers")
    append("logs/workers/a.jsonl", line(1, "one"))
    #expect(messages(follower) == "one")
  }

  @Test func goesOnBehindTheEndsOfLogs() {
    append("a.jsonl", line(1, "one") + "{\"message\":\"then\"}\n{\"message\":\"torn\"}")
    append("b.jsonl", line(2, "two") + "{\"message\":")
    append("c.jsonl", "")
    append("d.jsonl", String(repeating: " ", count: 300_000) + "{\"message\":\"long\"}")
    let follower = follower(["a.jsonl", "b.jsonl", "c.jsonl", "d.jsonl"])
    #expect(follower.skipToEnds(of: follower.begin()).map(\.path) == [path("d.jsonl")])
    append("a.jsonl", "\n{\"message\":\"three\"}\nno\n")
    append("b.jsonl", "\"four\"}\n")
    let round = follower.look()
    #expect(messages(round) == "long three four")
    #expect(
      round.entries.map(\.time) == [
        .min, 1_700_000_001_000_000_000, 1_700_000_002_000_000_000,
      ])
    #expect(round.news == [.malformed(path("a.jsonl"), line: nil)])
  }

  @Test func leavesLogsToBeReadWhoseLastTimeLiesFarBack() {
    let untimed = String(repeating: "{\"message\":\"no time\"}\n", count: 20_000)
    append("a.jsonl", line(1, "one") + untimed)
    append("b.jsonl", untimed + line(1, "one"))
    let follower = follower(["a.jsonl", "b.jsonl"])
    #expect(follower.skipToEnds(of: follower.begin()).map(\.path) == [path("a.jsonl")])
  }

  @Test func doesNotReadAFileAgainUnderItsNewName() {
    append("a.jsonl", line(1, "one"))
    let follower = follower(["."]) { $0.includesRotated = true }
    #expect(messages(follower) == "one")
    for round in 1...4 {
      folder.shell(
        "for n in 5 4 3 2 1; do [ ! -e a.jsonl.$n ] || mv a.jsonl.$n a.jsonl.$((n + 1)); done; "
          + "mv a.jsonl a.jsonl.1")
      append("a.jsonl", line(round, "r\(round)"))
      #expect(messages(follower) == "r\(round)")
    }
    // Compressed, it still is what was read.
    folder.shell("gzip a.jsonl.1; mv a.jsonl.2 b.jsonl")
    #expect(messages(follower) == "")
  }

  @Test func beginsAnewWhereAFileWasCutOff() {
    append("a.jsonl", line(1, "one") + line(2, "two"))
    let follower = follower(["a.jsonl"])
    #expect(messages(follower) == "one two")
    folder.shell("cp a.jsonl a.jsonl.1; : > a.jsonl")
    append("a.jsonl", line(3, "three"))
    let round = follower.look()
    #expect(messages(round) == "three")
    #expect(round.news == [.cutOff(path("a.jsonl"))])
    // To the same size, and beyond it.
    folder.write("a.jsonl", line(4, "seven"))
    #expect(messages(follower) == "seven")
    folder.write("a.jsonl", line(5, "eight") + line(6, "six") + line(7, "seven"))
    #expect(messages(follower) == "eight six seven")
    folder.shell(": > a.jsonl")
    #expect(messages(follower) == "")
    append("a.jsonl", line(8, "eight"))
    #expect(messages(follower) == "eight")
  }

  @Test func followsWhatIsRemovedAndMadeAgain() {
    append("a.jsonl", line(1, "one"))
    let follower = follower(["a.jsonl"])
    #expect(messages(follower) == "one")
    folder.shell("rm a.jsonl")
    #expect(messages(follower) == "")
    append("a.jsonl", line(2, "two"))
    #expect(messages(follower) == "two")
  }

  @Test func waitsForWhatIsNotThereYet() {
    let follower = follower(["logs/a.jsonl"])
    #expect(follower.begin().isEmpty)
    let round = follower.look()
    #expect(round.news == [.missing(path("logs/a.jsonl"))])
    folder.shell("mkdir logs")
    append("logs/a.jsonl", line(1, "one"))
    #expect(messages(follower) == "one")
    #expect(!follower.isEnded)
  }

  @Test func findsNewLogsInAFolder() {
    folder.shell("mkdir logs")
    append("logs/orchestrator.jsonl", line(1, "one"))
    let follower = follower(["logs"]) { $0.includesTasks = true }
    #expect(messages(follower) == "one")
    folder.shell("mkdir -p logs/workers logs/tasks/T1")
    append("logs/workers/w.jsonl", line(3, "three"))
    append("logs/tasks/T1/execution.jsonl", line(2, "two"))
    append("logs/tasks/T1/other.jsonl", line(2, "not"))
    #expect(messages(follower) == "two three")
  }

  @Test func findsNewLogsByPattern() {
    let follower = follower(["."]) { $0.pattern = Array("*.log".utf8) }
    #expect(messages(follower) == "")
    folder.shell("mkdir -p x/y")
    append("x/y/deep.log", line(1, "deep"))
    append("x/y/deep.jsonl", line(1, "not"))
    #expect(messages(follower) == "deep")
  }

  @Test func readsAFileWithTwoNamesOnce() {
    append("a.jsonl", line(1, "one"))
    folder.shell("ln -s a.jsonl b.jsonl; ln a.jsonl c.jsonl")
    let follower = follower(["a.jsonl", "b.jsonl", "c.jsonl"])
    #expect(messages(follower) == "one")
    append("b.jsonl", line(2, "two"))
    #expect(messages(follower) == "two")
  }

  @Test func readsAStreamAsItComes() throws {
    var pipe = try Pipe()
    let follower = follower([], stream: pipe.reading.number)
    #expect(messages(follower) == "")
    try IO.write(pipe.writingNumber, Array("\(line(1, "one")){\"message\":".utf8))
    #expect(messages(follower) == "one")
    try IO.write(pipe.writingNumber, Array("\"two\"}\n{\"message\"".utf8))
    #expect(messages(follower) == "two")
    #expect(!follower.isEnded)
    pipe.closeWriting()
    // Another test's program may hold the pipe for a moment, until it has begun.
    var news: [FollowRound.News] = []
    let deadline = Clock.system.sinceBoot() + 60_000_000_000
    while !follower.isEnded, Clock.system.sinceBoot() < deadline {
      news += follower.look().news
      _ = follower.wait(also: [], output: -1, atMostNanoseconds: 10_000_000)
    }
    #expect(news == [.unfinished("stream")])
    #expect(follower.isEnded)
  }

  @Test func readsANamedPipeAsItComes() throws {
    folder.shell("mkfifo p")
    let follower = follower(["p"])
    #expect(follower.begin().isEmpty)
    #expect(messages(follower) == "")
    #expect(!follower.isEnded)
    append("p", line(1, "one"))
    #expect(messages(follower) == "one")
    #expect(follower.isEnded)
  }

  @Test func takesTurnsWithALongBacklog() {
    let padding = String(repeating: "x", count: 1000)
    append("a.jsonl", (0..<3000).map { line($0, padding + "\($0)") }.joined())
    append("b.jsonl", line(0, "b"))
    let follower = follower(["a.jsonl", "b.jsonl"])
    var (count, looks) = (0, 0)
    while true {
      let round = follower.look()
      (count, looks) = (count + round.entries.count, looks + 1)
      if looks == 1 { #expect(round.entries.contains { $0.log == 1 }) }
      if !round.hasMore { break }
    }
    #expect(count == 3001)
    #expect(looks > 1)
  }

  @Test func goesOnBehindWhatWasReadBefore() throws {
    append("a.jsonl", line(1, "one") + line(2, "two") + "{\"message\":\"three\"}")
    let follower = follower(["a.jsonl"])
    let index = LogIndex(
      nil, try #require(SpaceName(Array("logs".utf8))), FieldNames(), filter: nil, jobs: 1,
      filesMax: 1,
      isFresh: true, now: Clock.system.calendar())
    follower.skip(try index.open(follower.begin()))
    #expect(messages(follower) == "")
    append("a.jsonl", "\nno\n{\"message\":\"four\"}\n")
    let round = follower.look()
    #expect(messages(round) == "four")
    #expect(round.entries.map(\.time) == [1_700_000_002_000_000_000])
    #expect(round.news == [.malformed(path("a.jsonl"), line: 4)])
  }

  /// Waits as a command does, until the looks have brought these messages.
  private func wakes(_ follower: LogFollower, for expected: String) -> Bool {
    let deadline = Clock.system.sinceBoot() + 60_000_000_000
    while Clock.system.sinceBoot() < deadline {
      let found = messages(follower.look())
      if !found.isEmpty { return found == expected }
      _ = follower.wait(also: [], output: -1, atMostNanoseconds: 1_000_000_000)
    }
    return false
  }

  @Test func wakesForWhatIsNew() {
    let follower = follower(["logs"])
    _ = follower.begin()
    folder.shell("mkdir -p logs/workers")
    append("logs/workers/a.jsonl", line(1, "one"))
    #expect(wakes(follower, for: "one"))
    append("logs/workers/a.jsonl", line(2, "two"))
    #expect(wakes(follower, for: "two"))
    append("logs/workers/b.jsonl", line(3, "three"))
    #expect(wakes(follower, for: "three"))
    folder.shell("mv logs/workers/a.jsonl old; rm -r logs; mkdir -p logs/workers")
    append("logs/workers/a.jsonl", line(4, "four"))
    #expect(wakes(follower, for: "four"))
  }
}
