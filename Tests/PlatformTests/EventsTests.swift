import Glibc
import Platform
import Support
import Testing

@Suite("News of a folder")
struct FolderEventsTests {
  private let scratch = Scratch()

  @Test("are what is written or moved there, and not that somebody looks")
  func news() throws {
    scratch.write("file", "old\n")
    let events = FolderEvents()
    let isWatching = events.watch(BytePath(scratch.path))
    #expect(isWatching)
    let pollable = events.pollable
    func hasNews() -> Bool { Events.wait(for: pollable, atMostNanoseconds: 0) }
    let file = BytePath("\(scratch.path)/file")
    do {
      let reader = try Descriptor.open(file, O_RDONLY)
      _ = try Descriptor.open(BytePath(scratch.path), O_RDONLY | O_DIRECTORY)
      #expect(try IO.readAll(reader.number, limit: 100) == Array("old\n".utf8))
    }
    _ = try Directory.names(in: BytePath(scratch.path))
    #expect(!hasNews())

    let writer = try Descriptor.open(file, O_WRONLY | O_APPEND)
    #expect(!hasNews())
    try IO.write(writer.number, Array("new\n".utf8))
    #expect(hasNews())
    events.clear()
    #expect(!hasNews())
    try Directory.rename(file, to: BytePath("\(scratch.path)/moved"))
    #expect(hasNews())
  }
}
