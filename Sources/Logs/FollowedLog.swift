import Glibc
import Platform

/// A file or a stream of which lines are read as they come.
final class FollowedLog {
  /// How much is read of one log before the others have their turn.
  static let turnBytes = 1 << 20
  /// How many bytes before what is read next tell whether it still is the same content.
  private static let edgeBytes = 256

  let path: BytePath
  let number: Int
  private let descriptor: Descriptor
  private var feed: LineFeed
  var lastTime = LogTime.none
  var days = LogTime.DayMemo()
  /// The file as it was when it was last looked at; nil: it has not been.
  private var seen: FileSignature?
  /// What is read next.
  private(set) var position: Int64 = 0
  private var edge: [UInt8] = []
  /// Which file it is.
  let identity: FileSignature
  /// In which round it was read last: a file may have several names.
  var lastRound = 0
  /// Whether the numbers of its lines are known.
  private(set) var isCounted = true
  /// Whether a stream has ended.
  private(set) var isEnded = false

  init(
    _ path: BytePath, number: Int, _ descriptor: consuming Descriptor, lineBytesMax: Int
  ) throws(SystemError) {
    self.path = path
    self.number = number
    identity = try FileStatus.of(descriptor.number, path: path).signature
    self.descriptor = descriptor
    feed = LineFeed(lineBytesMax: lineBytesMax)
  }

  /// Goes on behind what was read already. `lines`: how many lines that was, if that is known; `isTaken`:
  /// the line that begins here is complete but for its newline, and was read, too.
  func skip(to position: Int64, lines: Int64?, lastTime: Int64, isTaken: Bool = false) {
    self.position = position
    self.lastTime = lastTime
    feed.lines = lines ?? 0
    isCounted = lines != nil
    feed.isTaken = isTaken
    edge = edge(before: position)
  }

  func status() throws(SystemError) -> FileStatus {
    try FileStatus.of(descriptor.number, path: path)
  }

  /// Whether it ends with a line that is not finished.
  var isUnfinished: Bool { feed.isUnfinished }

  /// What becomes known of it when nobody has it open any more.
  var remains: Remains {
    // A line that is not finished is read again.
    let end = position - Int64(feed.isTaken ? 0 : feed.torn.count)
    return Remains(
      identity: identity, position: end, lines: isCounted ? feed.lines : nil, lastTime: lastTime,
      edge: edge(before: end), isTaken: feed.isTaken)
  }

  private func edge(before end: Int64) -> [UInt8] {
    bytes(before: end, limit: FollowedLog.edgeBytes)
  }

  /// What is known of a file that was read to its end.
  struct Remains {
    let identity: FileSignature
    let position: Int64
    /// Nil: nobody knows.
    let lines: Int64?
    let lastTime: Int64
    let edge: [UInt8]
    let isTaken: Bool
  }

  /// Goes on where a file was left, if this is the same with the same content.
  func resume(_ remains: Remains) {
    if identity.isSameFile(as: remains.identity) { _ = goOn(behind: remains) }
  }

  /// Goes on behind what was read of a file, if this has the same content. Returns whether it has.
  func goOn(behind remains: Remains) -> Bool {
    guard let size = try? status().signature.size, size >= remains.position,
      bytesBefore(remains.position, count: remains.edge.count) == remains.edge
    else { return false }
    skip(
      to: remains.position, lines: remains.lines, lastTime: remains.lastTime,
      isTaken: remains.isTaken)
    return true
  }

  /// At most so many bytes before an offset.
  func bytes(before end: Int64, limit: Int) -> [UInt8] {
    bytesBefore(end, count: Int(min(end, Int64(limit))))
  }

  private func bytesBefore(_ offset: Int64, count: Int) -> [UInt8] {
    (try? IO.read(descriptor.number, at: Int(offset) - count, limit: count)) ?? []
  }

  /// Whether a file has what another one begins with, as far as both ends of it tell.
  func isCopy(of other: FollowedLog) -> Bool {
    let size = identity.size
    guard size > 0, let count = try? other.status().signature.size, count >= size else {
      return false
    }
    return [min(size, Int64(FollowedLog.edgeBytes)), size].allSatisfy {
      edge(before: $0) == other.edge(before: $0)
    }
  }

  // MARK: Files

  /// Reads what was added to a file, up to its size as it was just found. Returns whether that is all.
  func read(
    _ found: FileSignature, _ buffer: FollowBuffer, _ judge: LineJudge,
    into round: inout FollowRound
  ) throws(SystemError) -> Bool {
    if beginAnew(ifCutOff: found) != nil { round.tell(.cutOff(path)) }
    var left = FollowedLog.turnBytes
    while position < found.size {
      if left <= 0 { return false }
      let room = buffer.room(Int(min(found.size - position, Int64(FollowBuffer.byteCount))))
      let count = try IO.read(descriptor.number, at: position, into: room, path: path)
      // It has become shorter meanwhile: the next look will tell.
      if count == 0 { break }
      left -= count
      position += Int64(count)
      let piece = buffer.piece(count)
      edge = Array((edge + piece.suffix(FollowedLog.edgeBytes)).suffix(FollowedLog.edgeBytes))
      feed.take(piece) { judge.judge($0, of: self, into: &round) }
    }
    // Only now: what was not read must count as a change.
    seen = found
    takeTorn(judge, into: &round)
    return true
  }

  /// Whether what lies before the next byte is what was read there: a file that was cut off may have grown
  /// beyond its old size.
  private var isSame: Bool { bytesBefore(position, count: edge.count) == edge }

  /// Begins anew with a file that has other content than what was read of it. Returns what that was; nil
  /// where it is the same.
  func beginAnew(ifCutOff found: FileSignature) -> Remains? {
    guard found.size < position || (found != seen && !isSame) else { return nil }
    let end = position - Int64(feed.isTaken ? 0 : feed.torn.count)
    // A line that is not finished has no end any more: it is looked for in a copy.
    let lost = Remains(
      identity: identity, position: end, lines: isCounted ? feed.lines : nil, lastTime: lastTime,
      edge: edge.dropLast(min(edge.count, Int(position - end))), isTaken: feed.isTaken)
    (position, edge, lastTime, isCounted) = (0, [], LogTime.none, true)
    feed = feed.anew()
    return lost
  }

  private func takeTorn(_ judge: LineJudge, into round: inout FollowRound) {
    if feed.mayBeComplete, judge.take(torn: feed.torn, of: self, into: &round) {
      feed.isTaken = true
    }
  }

  // MARK: Streams

  /// The descriptor of a stream that has not ended.
  var pollable: Int32? { isEnded ? nil : descriptor.number }

  /// Reads what a stream gives without being waited for. Returns whether that is all.
  func readStream(
    _ buffer: FollowBuffer, _ judge: LineJudge, into round: inout FollowRound
  ) throws(SystemError) -> Bool {
    var left = FollowedLog.turnBytes
    while !isEnded, Events.wait(for: [descriptor.number], atMostNanoseconds: 0) {
      if left <= 0 { return false }
      let count: Int
      do throws(SystemError) {
        count = try IO.read(
          descriptor.number, into: buffer.room(FollowBuffer.byteCount), path: path)
      } catch {
        if error.code == EAGAIN { break }
        isEnded = true
        throw error
      }
      if count == 0 { isEnded = true }
      left -= count
      feed.take(buffer.piece(count)) { judge.judge($0, of: self, into: &round) }
    }
    takeTorn(judge, into: &round)
    if isEnded, isUnfinished { round.tell(.unfinished(path)) }
    return true
  }
}

/// Where all logs that are followed are read into, with room behind what was read.
final class FollowBuffer {
  static let byteCount = 256 << 10
  private let bytes: UnsafeMutableRawBufferPointer

  init() {
    bytes = .allocate(byteCount: FollowBuffer.byteCount + LogLine.roomBytes, alignment: 16)
    bytes.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit { bytes.deallocate() }

  /// Room for at most as many bytes as it holds.
  func room(_ count: Int) -> UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(rebasing: bytes[..<min(count, FollowBuffer.byteCount)])
  }

  /// The first so many bytes.
  func piece(_ count: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[..<count])
  }
}
