import Digests
import Glibc
import Platform
import Synchronization

/// A text that is read in segments, each of which can be counted by itself: it ends where a piece does,
/// whatever comes before (``SafePlaces``). Several threads may ask for segments.
final class TextSegments: @unchecked Sendable {
  /// How many bytes a segment has, where there are places enough.
  static let segmentBytes = 256 * 1024

  private let descriptor: Int32
  private let path: BytePath
  private let whole: WholeTable
  private let places: SafePlaces
  private let lock = Mutex<State>(State())

  private struct State {
    /// What was read before, and how much of it is in segments.
    var beginning: Room?
    var taken = 0
    /// What was read behind the last segment.
    var rest: [UInt8] = []
    var isAtEnd = false
    var error: SystemError?
    var bytes: Int64 = 0
    /// Of what was left out of runs.
    var tokens = 0
    var shortener: RunShortener?
    /// What looks for texts that are not to be there, and what it has found.
    var search: ForbiddenTexts.Search?
    var forbidden: ForbiddenSpecial?
  }

  /// The text that is left to read of an open file, behind what was read of it already; some texts are not to be
  /// in it.
  init(
    _ descriptor: Int32, _ path: BytePath, behind room: Room, _ whole: WholeTable,
    without forbidden: ForbiddenTexts? = nil
  ) {
    self.whole = whole
    places = SafePlaces(whole.table.cuts)
    self.descriptor = descriptor
    self.path = path
    lock.withLock {
      $0.beginning = room
      $0.bytes = Int64(room.count)
      $0.search = forbidden.map { ForbiddenTexts.Search($0) }
    }
  }

  /// How many bytes were read, and how many tokens they have that are in no segment; throws what went
  /// wrong.
  func totals() throws(CountFailure) -> (bytes: Int64, tokens: Int) {
    try lock.withLock { (state) throws(CountFailure) in
      if let forbidden = state.forbidden { throw .forbidden(forbidden) }
      if let error = state.error { throw .system(error) }
      return (state.bytes, state.tokens)
    }
  }

  /// Memory for a segment.
  final class Room: @unchecked Sendable {
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int
    /// How many bytes the segment has.
    fileprivate(set) var count = 0

    init() {
      capacity = TextSegments.segmentBytes
      bytes = ZeroedMemory.allocate(capacity + PieceCounter.slackBytes)
    }

    deinit { ZeroedMemory.release(bytes) }

    /// What is in it, as a text.
    var text: CutBytes { CutBytes(bytes: bytes, count: count) }
    /// The digest of what is in it.
    var digest: Digest {
      var hash = Hash()
      withBytes { hash.update($0.bytes) }
      return hash.finish()
    }

    /// Whether one of the first bytes is zero.
    func holdsZero(in most: Int) -> Bool { memchr(bytes, 0, min(most, count)) != nil }
    /// A copy of what is in it.
    var array: [UInt8] { Array(UnsafeBufferPointer(start: bytes, count: count)) }

    /// Lends what is in it.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
      body(UnsafeRawBufferPointer(start: bytes, count: count))
    }

    /// Leaves out a part of it.
    fileprivate func remove(_ range: Range<Int>) {
      // In bounds: the range is within the first `count` bytes.
      memmove(bytes + range.lowerBound, bytes + range.upperBound, count - range.upperBound)
      count -= range.count
    }

    /// Puts a text in it.
    func take(_ text: [UInt8]) {
      if text.count > capacity { grow(to: text.count) }
      // In bounds: there is room.
      text.withUnsafeBufferPointer { text in
        if let start = text.baseAddress { memcpy(bytes, start, text.count) }
      }
      count = text.count
    }

    /// Reads what is left to read of an open file, behind the first so many bytes of what is here, up to
    /// so many bytes in all. Returns whether that is all of it.
    func read(
      _ descriptor: Int32, behind kept: Int = 0, most: Int = .max, path: BytePath
    ) throws(SystemError) -> Bool {
      count = kept
      while count < most {
        if count == capacity { grow(to: most == .max ? 2 * capacity : most) }
        // In bounds: as many bytes are free behind the first `count`.
        let free = UnsafeMutableRawBufferPointer(
          start: bytes + count, count: min(capacity, most) - count)
        let read = try IO.read(descriptor, into: free, path: path)
        if read == 0 { return true }
        count += read
      }
      return false
    }

    /// Makes room, and keeps what is there. What lies behind it may be read.
    fileprivate func grow(to wanted: Int) {
      bytes = ZeroedMemory.enlarge(bytes, to: wanted + PieceCounter.slackBytes)
      capacity = wanted
    }
  }

  /// Reads the next segment. Returns whether there is one.
  func next(_ room: Room) -> Bool {
    lock.withLock { state in
      if state.error != nil || state.forbidden != nil { return false }
      room.count = 0
      if state.rest.count >= room.capacity { room.grow(to: 2 * state.rest.count) }
      // In bounds: the rest is shorter than the room.
      state.rest.withUnsafeBufferPointer { rest in
        if let start = rest.baseAddress { memcpy(room.bytes, start, rest.count) }
      }
      room.count = state.rest.count
      state.rest = []
      while true {
        let count = room.count
        fill(room, &state)
        look(at: room, from: count, &state)
        if state.forbidden != nil { return false }
        if state.isAtEnd || state.error != nil { return room.count > 0 && state.error == nil }
        let end = places.last(in: room.text)
        if end > 0 {
          state.rest = Array(UnsafeBufferPointer(start: room.bytes + end, count: room.count - end))
          room.count = end
          return true
        }
        shorten(room, &state)
        if room.count * 2 > room.capacity { room.grow(to: 2 * room.capacity) }
      }
    }
  }

  /// Looks for what is not to be there in what was just read.
  private func look(at room: Room, from start: Int, _ state: inout State) {
    if state.search == nil { return }
    // In bounds: from an earlier count of bytes to that which there are now.
    let read = UnsafeBufferPointer(start: room.bytes + start, count: room.count - start)
    do throws(ForbiddenSpecial) {
      try state.search?.add(Array(read))
      if state.isAtEnd { try state.search?.end() }
    } catch {
      state.forbidden = error
    }
  }

  /// Leaves out what can be of the run that a text without an end of a piece ends with.
  private func shorten(_ room: Room, _ state: inout State) {
    if room.count < TextSegments.shortenedBytesMin || whole.table.rankedCount > 0 { return }
    let shortener = state.shortener ?? whole.checked().map { RunShortener($0) }
    state.shortener = shortener
    guard let shortener, let gap = shortener.gap(room.text) else { return }
    state.tokens += gap.tokens
    room.remove(gap.range)
  }

  /// Before a text is this long it is not looked at for runs.
  private static let shortenedBytesMin = 1 << 20

  /// Reads until the room is full, or the text is at its end.
  private func fill(_ room: Room, _ state: inout State) {
    if let beginning = state.beginning {
      let count = min(room.capacity - room.count, beginning.count - state.taken)
      // In bounds: as many bytes are left there, and free here.
      memcpy(room.bytes + room.count, beginning.bytes + state.taken, count)
      room.count += count
      state.taken += count
      if state.taken == beginning.count { state.beginning = nil }
    }
    while room.count < room.capacity, !state.isAtEnd {
      do throws(SystemError) {
        let read = try IO.read(
          descriptor,
          into: UnsafeMutableRawBufferPointer(
            start: room.bytes + room.count, count: room.capacity - room.count), path: path)
        room.count += read
        state.bytes += Int64(read)
        if read == 0 { state.isAtEnd = true }
      } catch {
        state.error = error
        return
      }
    }
  }
}
