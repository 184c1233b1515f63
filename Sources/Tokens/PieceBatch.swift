import CBytes
import Platform

/// Counts short pieces many at a time.
///
/// The tables of a vocabulary are larger than the memory near the processor, and each look into one says
/// where the next one goes: who takes one piece after the other apart waits most of the time. Here each
/// piece makes a step in turn, and asks for what its next step looks at, which comes while the others make
/// theirs. What is done with a piece is what ``Merger`` does.
final class PieceBatch: @unchecked Sendable {
  /// So many pieces at a time.
  static let capacity = 64

  private struct Piece {
    let text: UnsafePointer<UInt8>
    let count: Int
    let key: PieceCounts.Key
    /// Which of the sums its tokens are added to.
    let sum: Int
    /// Where the token begins that is looked for, and how many were found before it.
    var start = 0
    var found = 0
    /// Where none can begin.
    var wrong: UInt32 = 0
    /// The walk for it through the tree: how far it has come, the node that it goes to, and the last one at
    /// which a token ended.
    var next: UInt32 = 0
    var place: UInt32 = 0
    var offset = 0
    /// The token that was found, and whether it can stand behind the last one.
    var token = TokenFacts.none
    var border = Merger.Border(.none, .none)
  }

  /// A piece that is there already, and one more sum that its tokens are added to.
  private struct Repeated {
    let number: Int
    let sum: Int
  }

  /// Numbers of pieces that make the same step next.
  private struct Queue {
    let numbers = UnsafeMutablePointer<UInt8>.allocate(capacity: PieceBatch.capacity)
    var count = 0

    @inline(__always)
    mutating func add(_ number: UInt8) {
      numbers[count] = number
      count &+= 1
    }
  }

  private let merger: Merger
  private let pieces = UnsafeMutablePointer<Piece>.allocate(capacity: PieceBatch.capacity)
  /// The tokens of each piece: as many as it has bytes at most.
  private let tokens = UnsafeMutablePointer<TokenFacts>.allocate(
    capacity: PieceBatch.capacity * PieceCounts.pieceBytesMax)
  private var walking = Queue()
  private var arrived = Queue()
  private var meeting = Queue()
  private var shortening = Queue()
  /// How many pieces there are.
  private var count = 0
  /// Pieces that were added once more.
  private let repeated = UnsafeMutablePointer<Repeated>.allocate(capacity: PieceBatch.repeatedMax)
  private var repeatedCount = 0
  private static let repeatedMax = 256
  /// Which piece may have a key, by the last bits of the key's place.
  private let recent: UnsafeMutablePointer<UInt8> = ZeroedMemory.allocate(PieceBatch.recentCount)
  private static let recentCount = 1024

  /// One that takes pieces apart as a merger does.
  init(_ merger: Merger) { self.merger = merger }

  deinit {
    pieces.deallocate()
    tokens.deallocate()
    repeated.deallocate()
    ZeroedMemory.release(recent)
    for queue in [walking, arrived, meeting, shortening] { queue.numbers.deallocate() }
  }

  // Everything below is in bounds: there are never more pieces than the capacity, which the caller sees to,
  // each of which is in one queue, nor more tokens of one than it has bytes; the tables lead to places of
  // their own only.

  /// Whether something has to be done before more is added.
  @inline(__always)
  var isFull: Bool { !hasRoom(for: 1) }

  /// Whether so many pieces may be added.
  @inline(__always)
  func hasRoom(for more: Int) -> Bool {
    count &+ more <= PieceBatch.capacity && repeatedCount &+ more <= PieceBatch.repeatedMax
  }

  /// Adds a piece of 1 to 15 bytes, behind which at least 15 may be read, with its key; there has to be room.
  @inline(__always)
  func add(_ text: UnsafePointer<UInt8>, _ length: Int, _ key: PieceCounts.Key, sum: Int) {
    // Slots are never emptied: what an earlier piece has left there is the number of none, or of one with another
    // key.
    let slot = recent + key.place & (PieceBatch.recentCount - 1)
    let number = Int(slot.pointee)
    if number < count, pieces[number].key == key {
      repeated[repeatedCount] = Repeated(number: number, sum: sum)
      repeatedCount &+= 1
      return
    }
    slot.pointee = UInt8(truncatingIfNeeded: count)
    pieces[count] = Piece(text: text, count: length, key: key, sum: sum)
    count &+= 1
  }

  /// Counts the pieces that were added, adds their tokens to the sums, and keeps what was found. None is left.
  func run(into sums: UnsafeMutablePointer<Int>, _ known: KnownPieces) {
    for number in 0..<count { walk(UInt8(truncatingIfNeeded: number)) }
    while walking.count | arrived.count | meeting.count | shortening.count != 0 {
      meet()
      shorten()
      arrive()
      walk()
    }
    for number in 0..<count {
      let piece = pieces[number]
      sums[piece.sum] &+= piece.found
      known.keep(piece.key, piece.found)
    }
    for index in 0..<repeatedCount {
      sums[repeated[index].sum] &+= pieces[repeated[index].number].found
    }
    (count, repeatedCount) = (0, 0)
  }

  /// Begins to look for the longest token.
  @inline(__always)
  private func walk(_ number: UInt8) {
    let piece = pieces + Int(number)
    piece.pointee.offset = piece.pointee.start
    piece.pointee.place = 0
    piece.pointee.next = merger.next(merger.root, piece.pointee.text[piece.pointee.start])
    walking.add(number)
  }

  /// Goes one node further with those that walk.
  @inline(__always)
  private func walk() {
    var still = 0
    for index in 0..<walking.count {
      let number = walking.numbers[index]
      let piece = pieces + Int(number)
      let (text, offset, next) = (piece.pointee.text, piece.pointee.offset, piece.pointee.next)
      let node = merger.node(next)
      let isThere = node & 0x1FF == UInt32(text[offset]) | PrefixTree.isNode
      if isThere && node & PrefixTree.isToken != 0 { piece.pointee.place = next }
      if isThere, offset &+ 1 < piece.pointee.count {
        let follower = merger.next(node, text[offset &+ 1])
        piece.pointee.next = follower
        piece.pointee.offset = offset &+ 1
        bytes_prefetch(merger.nodes + Int(follower) &* 4)
        walking.numbers[still] = number
        still &+= 1
      } else {
        bytes_prefetch(merger.nodeTokens + Int(piece.pointee.place) &* 8)
        arrived.add(number)
      }
    }
    walking.count = still
  }

  /// Takes the tokens at which walks have ended.
  @inline(__always)
  private func arrive() {
    for index in 0..<arrived.count {
      let number = arrived.numbers[index]
      let piece = pieces + Int(number)
      piece.pointee.token = merger.token(at: piece.pointee.place)
      look(number)
    }
    arrived.count = 0
  }

  /// Begins to look whether a token can stand where it was found.
  @inline(__always)
  private func look(_ number: UInt8) {
    let piece = pieces + Int(number)
    let token = piece.pointee.token
    let end = UInt32(truncatingIfNeeded: piece.pointee.start &+ token.count)
    if piece.pointee.wrong &>> end & 1 != 0 {
      shorten(number)
    } else if piece.pointee.found == 0 {
      accept(number)
    } else {
      let last = tokens[Int(number) &* PieceCounts.pieceBytesMax &+ piece.pointee.found &- 1]
      piece.pointee.border = Merger.Border(last, token)
      merger.prefetch(piece.pointee.border)
      meeting.add(number)
    }
  }

  /// Looks once more at each border.
  @inline(__always)
  private func meet() {
    var still = 0
    for index in 0..<meeting.count {
      let number = meeting.numbers[index]
      let piece = pieces + Int(number)
      switch merger.check(&piece.pointee.border) {
      case .unknown:
        merger.prefetch(piece.pointee.border)
        meeting.numbers[still] = number
        still &+= 1
      case .meet: accept(number)
      case .merge: shorten(number)
      }
    }
    meeting.count = still
  }

  /// Takes the token, and looks for the next one, if there is more of the piece.
  @inline(__always)
  private func accept(_ number: UInt8) {
    let piece = pieces + Int(number)
    let token = piece.pointee.token
    tokens[Int(number) &* PieceCounts.pieceBytesMax &+ piece.pointee.found] = token
    piece.pointee.found &+= 1
    piece.pointee.start &+= token.count
    if piece.pointee.start < piece.pointee.count { walk(number) }
  }

  /// Asks for a shorter token.
  @inline(__always)
  private func shorten(_ number: UInt8) {
    bytes_prefetch(merger.shorter + Int(pieces[Int(number)].token.number) &* 8)
    shortening.add(number)
  }

  /// Takes shorter tokens, or goes back where there are none.
  @inline(__always)
  private func shorten() {
    let waiting = shortening.count
    shortening.count = 0
    for index in 0..<waiting {
      // What is added meanwhile lies before what is left.
      let number = shortening.numbers[index]
      let piece = pieces + Int(number)
      let less = merger.shorterToken(piece.pointee.token)
      if less != .none {
        piece.pointee.token = less
        look(number)
      } else {
        piece.pointee.wrong |= 1 &<< UInt32(truncatingIfNeeded: piece.pointee.start)
        piece.pointee.found &-= 1
        let last = tokens[Int(number) &* PieceCounts.pieceBytesMax &+ piece.pointee.found]
        piece.pointee.token = last
        piece.pointee.start &-= last.count
        // Where it ends, none can begin.
        shorten(number)
      }
    }
  }
}
