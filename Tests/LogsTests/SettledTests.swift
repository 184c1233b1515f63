import CacheRoot
import Platform
import Store
import Support
import Testing

@testable import Logs

/// Logs that changed so shortly before they were read that their signatures do not tell whether they
/// changed once more.
@Suite("A log whose content was looked at")
struct SettledTests {
  let scratch = Scratch()
  private var path: BytePath { BytePath("\(scratch.path)/a.jsonl") }

  /// Asks so many seconds after the log was changed. Returns how many entries there are, and what is
  /// noted of the log then.
  private func ask(
    after seconds: Int64, refresh: Bool = false
  ) throws -> (rows: Int64, record: FileRecord) {
    let store = try Store(
      CacheDirectory(option: BytePath(scratch.cache)), settings: StoreSettings(), clock: .system)
    defer { store.close() }
    let signature = try FileStatus.of(path: path).signature
    let latest = max(signature.modifiedNanoseconds, signature.changedNanoseconds)
    let index = LogIndex(
      store, try #require(SpaceName(Array("logs".utf8))), FieldNames(), filter: nil, jobs: 1,
      filesMax: 10, isFresh: false, now: Instant(nanoseconds: latest + seconds * 1_000_000_000))
    let rows = try index.open([LogFile(path)]).reduce(0) { $0 + $1.rows }
    let catalog = try #require(index.packs?.catalog())
    return (rows, try #require(catalog.find(signature.device, signature.inode)))
  }

  private func isSettled(_ record: FileRecord) throws -> Bool {
    record.signature == (try FileStatus.of(path: path).signature)
      && !record.signature.isRacilyClean(asOf: record.seen)
  }

  @Test("is not looked at again, once its last change is long ago")
  func settled() throws {
    scratch.write("a.jsonl", "{\"message\":\"one\"}\n{\"message\":\"two\"}\n")
    for seconds: Int64 in [0, 1] {
      let (rows, record) = try ask(after: seconds)
      #expect(rows == 2)
      #expect(try !isSettled(record))
    }
    let (rows, record) = try ask(after: 10)
    #expect(rows == 2)
    #expect(try isSettled(record))
  }

  @Test("is known by its new stamps where they alone have changed")
  func touched() throws {
    scratch.write("a.jsonl", "{\"message\":\"one\"}\n")
    #expect(try isSettled(ask(after: 10).record))
    scratch.shell("touch -d '1 hour ago' a.jsonl")
    let (rows, record) = try ask(after: 10)
    #expect(rows == 1)
    #expect(try isSettled(record))
  }

  @Test("is read on where the last line got its end in the same length")
  func completed() throws {
    scratch.write("a.jsonl", "{\"message\":\"one\"}\n{\"message\": \"two\"")
    #expect(try ask(after: 10).rows == 1)
    scratch.write("a.jsonl", "{\"message\":\"one\"}\n{\"message\":\"two\"}")
    #expect(try ask(after: 10).rows == 2)
    scratch.write("a.jsonl", "{\"message\":\"one\"}\n{\"message\":\"2\"}\n ")
    let (rows, record) = try ask(after: 10)
    #expect(rows == 2)
    #expect(record.rows == 2)
    #expect(try isSettled(record))
  }

  /// Opens logs, and what is kept of them.
  private func open(_ paths: [BytePath], in store: Store) throws -> [LogSource] {
    let index = LogIndex(
      store, try #require(SpaceName(Array("logs".utf8))), FieldNames(), filter: nil, jobs: 2,
      filesMax: 1000, isFresh: false,
      now: Instant(nanoseconds: Clock.system.calendar().nanoseconds + 10_000_000_000))
    return try index.open(paths.map { LogFile($0) })
  }

  @Test("is not expanded to be asked, but for its lines")
  func compressed() throws {
    for (name, command) in [("a.jsonl.gz", "gzip -c"), ("a.jsonl.zst", "zstd -qc")] {
      scratch.write("a.jsonl", "{\"message\":\"one\"}\n{\"message\":\"two\"}\n")
      scratch.shell("\(command) a.jsonl > \(name)")
      let store = try Store(
        CacheDirectory(option: BytePath(scratch.cache)), settings: StoreSettings(), clock: .system)
      defer { store.close() }
      let path = BytePath("\(scratch.path)/\(name)")
      #expect(try open([path], in: store)[0].content.countIfKnown == 36)
      let sources = try open([path], in: store)
      #expect(sources[0].rows == 2)
      #expect(sources[0].content.countIfKnown == nil)
      let query = try LogQuery(sources, LogFilter(), FieldNames(), jobs: 1)
      let lines = query.last(2).map { query.withLine($0) { $0.bytes } }
      #expect(lines == [Array("{\"message\":\"one\"}".utf8), Array("{\"message\":\"two\"}".utf8)])
    }
  }

  @Test("is not taken for the compressed one that had its number before")
  func numbers() throws {
    scratch.write("a.jsonl", "{\"message\":\"one\"}\n")
    scratch.shell("gzip -c a.jsonl > b.jsonl.gz; mv b.jsonl.gz a.jsonl")
    let store = try Store(
      CacheDirectory(option: BytePath(scratch.cache)), settings: StoreSettings(), clock: .system)
    defer { store.close() }
    #expect(try open([path], in: store)[0].rows == 1)
    // The same file, with other content.
    scratch.shell("printf '{\"message\":\"a\"}\\n{\"message\":\"b\"}\\n' > a.jsonl")
    for _ in 0..<2 {
      let source = try open([path], in: store)[0]
      #expect(source.rows == 2)
      #expect(source.fault == nil)
    }
    scratch.shell("gzip -c a.jsonl > c; cat c > a.jsonl")
    #expect(try open([path], in: store)[0].rows == 2)
  }

  @Test("tells why its lines cannot be read, where it is gone")
  func gone() throws {
    scratch.write("a.jsonl", "{\"message\":\"one\"}\n")
    let store = try Store(
      CacheDirectory(option: BytePath(scratch.cache)), settings: StoreSettings(), clock: .system)
    defer { store.close() }
    _ = try open([path], in: store)
    let sources = try open([path], in: store)
    scratch.shell("rm a.jsonl")
    let query = try LogQuery(sources, LogFilter(), FieldNames(), jobs: 1)
    let match = try #require(query.last(1).first)
    #expect(query.withLine(match) { $0.count } == nil)
    #expect(sources[0].failure == SystemError(2, "open", path))
  }
}
