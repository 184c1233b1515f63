import Platform

/// Where a command writes.
public enum MemoStream: UInt8, Sendable {
  /// Its standard output.
  case output = 1
  /// Its standard error.
  case errors = 2
}

/// What a command printed and how it ended, as the payload of an entry: one record after the other,
/// each of
///
///     1 byte    what it is: 1 standard output, 2 standard error, 3 the end
///     4 bytes   its length
///     bytes     as many; of the end: 1 byte, 0 it ended by itself or 1 by a signal, then 4 bytes,
///               the status or the signal's number
///
/// The records are in the order in which the output came, and the end is the last.
public enum MemoChunks {
  static let endMark: UInt8 = 3
  static let headCount = 5

  static func head(_ mark: UInt8, count: Int) -> [UInt8] {
    var bytes = [mark]
    bytes.append(littleEndian: UInt64(count), count: 4)
    return bytes
  }

  static func end(_ end: ProgramEnd) -> [UInt8] {
    var bytes = head(endMark, count: 5)
    let (kind, number): (UInt8, Int32) =
      switch end {
      case .exited(let status): (0, status)
      case .signaled(let signal): (1, signal)
      }
    bytes.append(kind)
    bytes.append(littleEndian: UInt64(UInt32(bitPattern: number)), count: 4)
    return bytes
  }

  /// Takes the records apart, whatever the pieces they come in.
  public struct Reader {
    private var head: [UInt8] = []
    private var rest = 0
    private var tail: [UInt8] = []
    /// How the command ended, once the last record was read.
    public private(set) var end: ProgramEnd?

    /// Nothing read yet.
    public init() {}

    /// Takes a piece, and hands on what was printed. Returns whether it is as it should be.
    public mutating func take<Failure: Error>(
      _ piece: [UInt8], _ body: (MemoStream, ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) -> Bool {
      var bytes = piece[...]
      while !bytes.isEmpty {
        if end != nil { return false }
        if head.count < headCount {
          let count = min(headCount - head.count, bytes.count)
          head += bytes.prefix(count)
          bytes = bytes.dropFirst(count)
          if head.count < headCount { break }
          rest = Int(head.littleEndian(at: 1, count: 4))
        }
        let part = bytes.prefix(rest)
        bytes = bytes.dropFirst(part.count)
        rest -= part.count
        if head[0] == endMark {
          tail += part
          if rest == 0, !finish() { return false }
        } else if let stream = MemoStream(rawValue: head[0]) {
          try body(stream, part)
        } else {
          return false
        }
        if rest == 0 { head = [] }
      }
      return true
    }

    private mutating func finish() -> Bool {
      guard tail.count == 5 else { return false }
      let number = Int32(bitPattern: UInt32(tail.littleEndian(at: 1, count: 4)))
      switch tail[0] {
      case 0: end = .exited(number)
      case 1: end = .signaled(number)
      default: return false
      }
      return true
    }
  }
}
