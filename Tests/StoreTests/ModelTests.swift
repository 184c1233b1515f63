import Platform
import Testing

@testable import Store

/// Thousands of operations by chance, and a dictionary that says what the answers are.
@Suite("Any sequence of operations")
struct ModelTests {
  private struct Place: Hashable {
    let space: Int
    let key: Int
  }

  private struct Content: Equatable {
    var value: [UInt8]
    var expires: Int64?
    var tag: UInt8
  }

  private static let spaces = ["a", "b/c", "default"].map { SpaceName(Array($0.utf8)) ?? .standard }
  private static let second: Int64 = 1_000_000_000

  private final class Run {
    let folder = CacheFolder()
    let time = TestClock(seconds: 1_700_000_000)
    var numbers: SeededNumbers
    var store: Store
    var model: [Place: Content] = [:]

    init(seed: UInt64) {
      numbers = SeededNumbers(seed: seed)
      store = folder.store(clock: time.clock)
    }

    func place() -> Place { Place(space: Int(numbers.next() % 3), key: Int(numbers.next() % 40)) }

    func key(_ place: Place) -> [UInt8] {
      place.key == 0 ? [] : Array("\(place.key)".utf8) + [UInt8](repeating: 0, count: place.key % 5)
    }

    func content() -> (content: Content, details: EntryDetails) {
      let count = [0, 1, 100, 1000, 5000, 70000][Int(numbers.next() % 6)]
      let value = numbers.next() % 2 == 0 ? numbers.bytes(count) : numbers.text(count)
      var content = Content(value: value, expires: nil, tag: UInt8(numbers.next() % 3))
      var details = EntryDetails()
      details.tags = [[content.tag]]
      if numbers.next() % 3 == 0 {
        let left = Int64(numbers.next() % 50) * ModelTests.second
        details.timeToLiveNanoseconds = left
        content.expires = time.nanoseconds + left
      }
      return (content, details)
    }

    func isValid(_ content: Content) -> Bool {
      content.expires.map { time.nanoseconds < $0 } ?? true
    }

    /// Does something to the store and to the model.
    func step() throws -> String {
      let place = place()
      let space = ModelTests.spaces[place.space]
      switch numbers.next() % 20 {
      case 0..<6:
        let (content, details) = content()
        try store.put(space, key: key(place), content.value, details)
        model[place] = content
        return "put"
      case 6..<8:
        let isThere = try store.remove(space, key: key(place))
        #expect(isThere == (model.removeValue(forKey: place) != nil))
        return "remove"
      case 8..<10: return try touch(place)
      case 10..<12: return try batch()
      case 12: return try invalidate(place)
      case 13: return try removeMany(place)
      case 14 where numbers.next() % 5 == 0:
        let count = try store.clear(space)
        let gone = model.keys.filter { $0.space == place.space }
        #expect(count == gone.count)
        for place in gone { model[place] = nil }
        return "clear"
      case 15:
        time.advance(seconds: Int64(numbers.next() % 10))
        return "wait"
      case 16:
        let found = try store.collect(in: nil, lookingAtAll: true)
        let over = model.filter { !isValid($0.value) }
        #expect(found.expired == over.count && found.evicted == 0)
        for place in over.keys { model[place] = nil }
        return "collect"
      case 17:
        let (before, after) = try store.rebuild(numbers.next() % 2 == 0 ? nil : space)
        #expect(before == after)
        return "rebuild"
      case 18:
        store.close()
        store = folder.store(clock: time.clock)
        return "reopen"
      default: return "look"
      }
    }

    func touch(_ place: Place) throws -> String {
      let left = Int64(1 + numbers.next() % 60) * ModelTests.second
      let isThere = try store.touch(
        ModelTests.spaces[place.space], key: key(place), timeToLiveNanoseconds: left)
      #expect(isThere == (model[place].map(isValid) ?? false))
      if isThere { model[place]?.expires = time.nanoseconds + left }
      return "touch"
    }

    func batch() throws -> String {
      var batch = PutBatch(store)
      let count = 1 + Int(numbers.next() % 10)
      for _ in 0..<count {
        let place = place()
        let (content, details) = content()
        batch.put(ModelTests.spaces[place.space], key: key(place), content.value, details)
        model[place] = content
      }
      batch.flush()
      #expect(batch.count == count && batch.refusals.isEmpty)
      return "batch"
    }

    func invalidate(_ place: Place) throws -> String {
      let tag = UInt8(numbers.next() % 3)
      let gone = model.filter { $0.key.space == place.space && $0.value.tag == tag }
      let count = try store.remove(in: ModelTests.spaces[place.space]) { $1.tags == [[tag]] }
      #expect(count == gone.count)
      for place in gone.keys { model[place] = nil }
      return "invalidate"
    }

    func removeMany(_ place: Place) throws -> String {
      let places = (0..<5).map { Place(space: place.space, key: (place.key + $0) % 40) }
      let count = try store.remove(ModelTests.spaces[place.space], keys: places.map(key))
      #expect(count == places.count { model.removeValue(forKey: $0) != nil })
      return "remove many"
    }

    /// Compares the answers for some keys, or for all, and the totals.
    func check(all: Bool, _ what: String) throws {
      for _ in 0..<(all ? 0 : 4) { check(place(), what) }
      if all {
        for space in 0..<3 {
          for key in 0..<40 { check(Place(space: space, key: key), what) }
        }
      }
      let walked = folder.walk()
      #expect(try store.total() == walked, "\(what)")
      #expect(walked.entries == Int64(model.count), "\(what)")
    }

    private func check(_ place: Place, _ what: String) {
      let expected = model[place].flatMap { isValid($0) ? $0.value : nil }
      let found = store.look(up: key(place), in: ModelTests.spaces[place.space])
      if case .found(let entry, let isStale) = found {
        let value = entry.smallPayload()
        #expect(value == expected && !isStale, "\(what): \(place)")
      } else {
        #expect(expected == nil, "\(what): \(place)")
      }
    }
  }

  @Test("gives what a dictionary would give, and is counted as a walk counts", arguments: 1...2)
  func operations(seed: UInt64) throws {
    let run = Run(seed: seed)
    for number in 0..<700 {
      let what = try run.step()
      try run.check(all: number % 100 == 99, "seed \(seed), step \(number), \(what)")
    }
    run.store.close()
    #expect(run.folder.sizeIndex == "\(run.folder.walk().bytes)\n")
    #expect(run.folder.names("tmp") == [])
    #expect(run.model.count > 10)
  }
}
