extension Merger {
  /// The last tokens, and how many there are, of the first bytes of a piece, for each number of them up to
  /// `count`; `count` + the longest token's bytes are there.
  struct Chain {
    var lasts: [UInt64]
    var counts: [Int32]
  }

  /// Finds the chain of a piece: each token that begins where a part ends leads to the end of another part,
  /// unless it cannot meet the last token of the first.
  func chain(_ text: UnsafePointer<UInt8>, _ count: Int, _ available: Int) -> Chain {
    var chain = Chain(
      lasts: Array(repeating: .max, count: count + 1), counts: Array(repeating: 0, count: count + 1)
    )
    for start in 0..<count {
      let last = TokenFacts(bits: chain.lasts[start])
      forEachToken(text + start, available - start) { token in
        let end = start + token.count
        guard end <= count, chain.lasts[end] == .max,
          start == 0 || canMeet(last, token)
        else { return }
        chain.lasts[end] = token.bits
        chain.counts[end] = chain.counts[start] + 1
      }
    }
    return chain
  }
  /// The same for all of a piece, of which only the count is wanted: what is known of the ends of its first bytes is
  /// forgotten as soon as no token reaches beyond. For pieces so long that their tokens would take more memory than
  /// they do.
  func countByChain(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int {
    // No token is longer than half of it.
    let mask = 2 * MergeOrder.tokenBytesMax - 1
    var lasts = [UInt64](repeating: .max, count: mask + 1)
    var counts = [Int](repeating: 0, count: mask + 1)
    for start in 0..<count {
      let (last, tokens) = (TokenFacts(bits: lasts[start & mask]), counts[start & mask])
      lasts[start & mask] = .max
      // In bounds: the piece has so many bytes behind its start.
      forEachToken(text + start, count - start) { token in
        let end = (start + token.count) & mask
        if lasts[end] == .max, start == 0 || canMeet(last, token) {
          (lasts[end], counts[end]) = (token.bits, tokens + 1)
        }
      }
    }
    return counts[count & mask]
  }
}
