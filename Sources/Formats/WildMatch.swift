/// Compares a text with the tokens of a pattern.
///
/// The time is at most the product of both lengths. Only the last star and the last `**` are ever
/// tried again: a star must end before the next slash, so that behind a slash in the pattern no
/// other length of it can help; and of several places where what follows a `**` fits, the first is
/// as good as any, since what follows covers a fixed number of folders.
struct WildMatch {
  let tokens: UnsafePointer<Int32>
  let count: Int
  let sets: UnsafePointer<UInt64>
  let ignoresCase: Bool

  /// Whether the tokens stand for the whole text.
  func matches(_ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    var (at, next) = (0, 0)
    var (afterStar, starEnd) = (-1, 0)
    var (afterFolders, foldersEnd, areFolders) = (-1, 0, false)
    while true {
      // In bounds: `next` is below the number of tokens, `at` below the length of the text.
      if next < count {
        let token = tokens[next]
        switch token {
        case WildTokens.star:
          next += 1
          afterStar = next
          starEnd = at
          if next < count {
            starEnd = skipped(text, at, length, tokens[next])
            at = starEnd
            continue
          }
          if !WildMatch.hasSlash(text, at, length) { return true }
          afterStar = -1
        case WildTokens.anything, WildTokens.folders:
          next += 1
          areFolders = token == WildTokens.folders
          if next == count, !areFolders { return true }
          (afterFolders, foldersEnd, afterStar) = (next, at, -1)
          continue
        default:
          // Tokens that are left need more text, and trying again would leave less.
          if at == length { return false }
          if isMatch(token, text[at]) {
            if token == Int32(Letter.slash) { afterStar = -1 }
            at += 1
            next += 1
            continue
          }
        }
      } else if at == length {
        return true
      }
      if afterStar >= 0, starEnd < length, text[starEnd] != Letter.slash {
        starEnd = skipped(text, starEnd + 1, length, tokens[afterStar])
        (at, next) = (starEnd, afterStar)
        continue
      }
      guard afterFolders >= 0 else { return false }
      if areFolders {
        while foldersEnd < length, text[foldersEnd] != Letter.slash { foldersEnd += 1 }
      }
      if foldersEnd >= length { return false }
      foldersEnd += 1
      (at, next, afterStar) = (foldersEnd, afterFolders, -1)
    }
  }

  /// Where a star may end next: before the byte that its next token is, or before a slash.
  @inline(__always)
  private func skipped(
    _ text: UnsafePointer<UInt8>, _ from: Int, _ length: Int, _ token: Int32
  ) -> Int {
    if token >= WildTokens.one || ignoresCase { return from }
    let byte = UInt8(truncatingIfNeeded: token)
    var index = from
    while index < length, text[index] != byte, text[index] != Letter.slash { index += 1 }
    return index
  }

  @inline(__always)
  private func isMatch(_ token: Int32, _ byte: UInt8) -> Bool {
    let byte = ignoresCase ? WildTokens.lowered(byte) : byte
    if token < WildTokens.one { return token == Int32(byte) }
    if token == WildTokens.one { return byte != Letter.slash }
    // In bounds: a set's token counts four words for each set before it.
    let word = sets[Int(token - WildTokens.firstSet) * 4 + Int(byte >> 6)]
    return word >> UInt64(byte & 63) & 1 != 0
  }

  private static func hasSlash(_ text: UnsafePointer<UInt8>, _ from: Int, _ end: Int) -> Bool {
    var index = from
    while index < end {
      if text[index] == Letter.slash { return true }
      index += 1
    }
    return false
  }
}
