import CBytes

/// Which two tokens become one: a table of buckets, which `CBytes/merges.h` describes and looks into.
struct PairTable {
  /// What a pair becomes that becomes nothing.
  static let none = bytes_no_merge
  /// A number that no token has.
  static let noToken = UInt32(bytes_no_token)

  private static let bucketPairs = Int(bytes_bucket_pairs)
  private static let distanceMax = Int(bytes_bucket_distance)

  private(set) var words: [UInt32] = []
  /// How many buckets there are, but for the last ones, in which only pairs lie that had no room.
  private(set) var bucketCount: Int
  /// What was added.
  private var pairs: [(hash: UInt64, whole: UInt32)] = []
  private let growthMax: Int

  /// An empty table with room for so many: half of the places are left empty.
  init(room: Int) {
    bucketCount = max(Int(bytes_bucket_least), room / (PairTable.bucketPairs / 2))
    growthMax = 16 * bucketCount
    clear()
  }

  /// How many words of four bytes a table has.
  static func wordCount(buckets: Int) -> Int { (buckets + distanceMax) * 2 * bucketPairs }

  private mutating func clear() {
    words = Array(repeating: PairTable.none, count: PairTable.wordCount(buckets: bucketCount))
  }

  /// Adds a pair that is not there. Where there are too many of nearly the same hash, which happens to no
  /// vocabulary that was not made for it, there is no room.
  mutating func insert(_ parts: MergeOrder.Parts, _ whole: UInt32) throws(VocabularyError) {
    pairs.append((bytes_pair_hash(parts.left, parts.right), whole))
    if place(pairs[pairs.count - 1]) { return }
    repeat {
      bucketCount *= 2
      if bucketCount > growthMax {
        throw VocabularyError("it has too many merges that a table cannot tell apart")
      }
      clear()
    } while !pairs.allSatisfy({ place($0) })
  }

  private mutating func place(_ pair: (hash: UInt64, whole: UInt32)) -> Bool {
    let bucket = Int(bytes_pair_bucket(pair.hash, UInt64(bucketCount)))
    for distance in 0...PairTable.distanceMax {
      let start = (bucket + distance) * 2 * PairTable.bucketPairs
      for place in start..<(start + PairTable.bucketPairs) where words[place] == PairTable.none {
        words[place] = bytes_pair_tag(pair.hash, UInt32(distance))
        words[place + PairTable.bucketPairs] = pair.whole
        return true
      }
    }
    return false
  }

  /// What a pair becomes.
  subscript(left: UInt32, right: UInt32) -> UInt32 {
    words.withUnsafeBufferPointer { words in
      let pairs = bytes_pairs(buckets: words.baseAddress, count: UInt64(bucketCount))
      return bytes_find_pair(bytes_place_pair(pairs, left, right))
    }
  }
}
