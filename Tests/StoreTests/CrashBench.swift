import Platform
import Testing

@testable import Store

/// Something that `pc-cache` is told to do, and what it makes of the entries.
struct Deed {
  let words: [String]
  var input: [UInt8] = []
  /// The keys that it changes: to a value, or to none.
  var makes: [String: [UInt8]?] = [:]
  /// Whether entries may go that it does not name.
  var mayRemoveOthers = false

  static func put(_ key: String, _ value: [UInt8], _ options: [String] = []) -> Deed {
    Deed(words: ["put"] + options + [key], input: value, makes: [key: value])
  }

  static func batchPut(_ items: [String: [UInt8]]) -> Deed {
    var input: [UInt8] = []
    for (key, value) in items { input += Array(key.utf8) + [0] + value + [0] }
    return Deed(
      words: ["batch", "put", "--format", "nul"], input: input, makes: items.mapValues { $0 })
  }

  static func delete(_ keys: [String]) -> Deed {
    Deed(words: ["delete"] + keys, makes: none(keys))
  }

  static func batchDelete(_ keys: [String]) -> Deed {
    Deed(
      words: ["batch", "delete"], input: Array((keys.joined(separator: "\n") + "\n").utf8),
      makes: none(keys))
  }

  /// What empties, evicts, counts or answers: entries that are not named stay or go as a whole.
  static func upkeep(_ words: [String]) -> Deed {
    Deed(words: words, mayRemoveOthers: words.contains { ["clear", "--max-size"].contains($0) })
  }

  private static func none(_ keys: [String]) -> [String: [UInt8]?] {
    Dictionary(keys.map { ($0, [UInt8]?.none) }) { $1 }
  }
}

/// A cache whose users are killed, and what it must be like after each of them.
final class CrashBench {
  let folder = CacheFolder()
  let program: CacheProgram
  var numbers: SeededNumbers
  /// What is in the cache, as far as it is known: what was there when it was last looked at.
  private(set) var values: [String: [UInt8]] = [:]

  init(seed: UInt64) {
    program = CacheProgram(folder: folder, name: "run")
    numbers = SeededNumbers(seed: seed)
  }

  /// A value, of text or of noise, without NUL bytes; one of forty has several blocks.
  func value() -> [UInt8] {
    let count = numbers.next() % 40 == 0 ? 150_000 : Int(numbers.next() % 3000)
    let bytes = numbers.next() % 2 == 0 ? numbers.text(count) : numbers.bytes(count)
    return bytes.map { $0 == 0 ? 1 : $0 }
  }

  func key() -> String { "k\(numbers.next() % 20)" }

  func items(_ count: Int) -> [String: [UInt8]] {
    Dictionary((0..<count).map { _ in (key(), value()) }) { $1 }
  }

  /// Expects nothing any more.
  func forget() { values = [:] }

  /// Puts entries, without being killed.
  func fill(_ items: [String: [UInt8]]) throws {
    try folder.withStore { (store) throws in
      for (key, value) in items { try store.put(key, value) }
    }
    values.merge(items) { $1 }
  }

  /// Checks what a run has left that was killed, or has come to its end: each entry is old or new,
  /// the size is exact, and the next run leaves nothing behind.
  func check(after deed: Deed, _ place: String) throws {
    let walked = folder.walk()
    let size = program.run(["size"])
    #expect(size.text == "\(walked.bytes)\n", "\(place): \(program.errors)")
    #expect(folder.sizeIndex == size.text, "\(place): .size-index")
    let store = folder.store()
    for key in Set(values.keys).union(deed.makes.keys) {
      let now = store.value(key)
      var allowed = [values[key]]
      if let made = deed.makes[key] { allowed.append(made) }
      if deed.mayRemoveOthers { allowed.append(nil) }
      #expect(
        allowed.contains(now),
        "\(place): \(key) is \(now.map { "\($0.count) other bytes" } ?? "gone")")
      values[key] = now
    }
    // Nothing else is there: what cannot be read is not counted for nothing either.
    let known = values.count + (folder.walk("run").entries > 0 ? 1 : 0)
    #expect(walked.entries == known, "\(place): entries")
    if deed.words.first == "run" {
      let answer = program.run(deed.words)
      #expect(answer.text == "answer\n" && answer.end == .exited(3), "\(place): \(program.errors)")
    }
    let note = Array("\(numbers.next())".utf8)
    #expect(program.run(["put", "next"], input: note).end == .exited(0), "\(place)")
    values["next"] = note
    #expect(folder.names("tmp") == [], "\(place): tmp")
  }

  /// The deed that memoises a command.
  static let run = Deed(words: ["run", "--key", "k", "--", "sh", "-c", "echo answer; exit 3"])

  func randomDeed() -> Deed {
    switch numbers.next() % 16 {
    case 0...4: .put(key(), value())
    case 5: .put(key(), value(), ["--ttl", "1h", "--tag", "a", "--env", "NOT_SET"])
    case 6...8: .batchPut(items(8))
    case 9: evictingPut()
    case 10: .delete([key(), key()])
    case 11: .batchDelete((0..<6).map { _ in key() })
    case 12: .upkeep(["clear"])
    case 13: .upkeep(["gc", "--max-size", "20K"])
    case 14: .upkeep(["rebuild"])
    default: CrashBench.run
    }
  }

  func evictingPut() -> Deed {
    let room = "\(folder.walk().bytes / 2 + 2000)"
    let key = key()
    let value = numbers.bytes(1000)
    return Deed(
      words: ["put", "--max-size", room, key], input: value, makes: [key: value],
      mayRemoveOthers: true)
  }
}
