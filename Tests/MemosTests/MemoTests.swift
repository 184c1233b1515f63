import Glibc
import Platform
import Support
import Testing

@testable import Memos

@Suite("What a command printed")
struct MemoChunksTests {
  private static let records: [UInt8] =
    [1, 3, 0, 0, 0] + Array("out".utf8) + [2, 2, 0, 0, 0] + Array("er".utf8) + [1, 0, 0, 0, 0]
    + [1, 1, 0, 0, 0] + [10]

  private func read(
    _ bytes: [UInt8], pieces: Int
  ) -> (isRight: Bool, output: [UInt8], errors: [UInt8], end: ProgramEnd?) {
    var reader = MemoChunks.Reader()
    var (output, errors): ([UInt8], [UInt8]) = ([], [])
    var isRight = true
    for start in stride(from: 0, to: bytes.count, by: pieces) where isRight {
      isRight = reader.take(Array(bytes[start..<min(start + pieces, bytes.count)])) {
        if $0 == .output { output += $1 } else { errors += $1 }
      }
    }
    return (isRight, output, errors, reader.end)
  }

  @Test("is taken apart alike, whatever the pieces it comes in", arguments: 1...40)
  func pieces(count: Int) {
    for (end, ending) in [
      ([0, 7, 0, 0, 0], ProgramEnd.exited(7)), ([1, 9, 0, 0, 0], .signaled(9)),
    ] {
      let found = read(
        MemoChunksTests.records + [3, 5, 0, 0, 0] + end.map { UInt8($0) }, pieces: count)
      #expect(found.isRight && found.output == Array("out\n".utf8))
      #expect(found.errors == Array("er".utf8) && found.end == ending)
    }
  }

  @Test("is written as it is drawn")
  func written() {
    #expect(MemoChunks.head(2, count: 0x0102) == [2, 2, 1, 0, 0])
    #expect(MemoChunks.end(.exited(255)) == [3, 5, 0, 0, 0, 0, 255, 0, 0, 0])
    #expect(MemoChunks.end(.signaled(15)) == [3, 5, 0, 0, 0, 1, 15, 0, 0, 0])
  }

  @Test("has an end, and nothing behind it; what is cut, or not known, is not right")
  func spoilt() {
    let whole = MemoChunksTests.records + MemoChunks.end(.exited(0))
    for count in whole.indices { #expect(read(Array(whole[..<count]), pieces: 7).end == nil) }
    #expect(!read(whole + [1], pieces: 100).isRight)
    #expect(!read([4, 1, 0, 0, 0, 1], pieces: 100).isRight)
    #expect(!read([3, 5, 0, 0, 0, 2, 0, 0, 0, 0], pieces: 100).isRight)
    #expect(!read([3, 4, 0, 0, 0, 0, 0, 0, 0], pieces: 100).isRight)
  }
}

@Suite("A memoised command's key")
struct MemoKeyTests {
  private func key(_ words: [String]) -> String {
    String(
      decoding: MemoKey(words.map { Array($0.utf8) }, chosen: nil).bytes, as: UTF8.self)
  }

  @Test("is what one would type, quoted where a shell needs it")
  func quoted() {
    #expect(key(["git", "log", "-1", "--format=%h"]) == "run git log -1 --format=%h")
    #expect(
      key(["echo", "a b", "", "it's", "$HOME", "(x)"])
        == "run echo 'a b' '' 'it'\\''s' '$HOME' '(x)'")
  }

  @Test("is read by a shell as the very words that it was made of")
  func shell() {
    let words = [
      "a b", "", "'", "''", "\\", "\"", "$(x)", "\n", "*", "~", "#", "é", "a'b'c", "!", "--",
    ]
    let list = key(words).dropFirst(4)
    let result = Scratch().shell("set -- \(list); printf '%s\\0' \"$@\"")
    #expect(result.output == words.map { $0 + "\0" }.joined())
  }

  @Test("of other words, or with other additions, is another one")
  func distinct() {
    var keys: Set<[UInt8]> = []
    let lists = [
      ["a", "b"], ["a b"], ["a", "b", ""], ["ab"], ["a", "(in", "b)"], ["a (in b)"], ["a"],
      ["a", "'"],
      ["b", "a"], ["key", "a"],
    ]
    for list in lists { keys.insert(MemoKey(list.map { Array($0.utf8) }, chosen: nil).bytes) }
    for (what, value) in [("in", "b"), ("scope", "b"), ("in", "b) (scope c")] {
      var key = MemoKey([[97]], chosen: nil)
      key.add(what, Array(value.utf8))
      keys.insert(key.bytes)
    }
    var both = MemoKey([[97]], chosen: nil)
    both.add("in", [98])
    both.add("scope", [99])
    keys.insert(both.bytes)
    keys.insert(MemoKey([[97]], chosen: [97]).bytes)
    #expect(keys.count == lists.count + 5)
  }

  @Test("tells of a variable that it has another value, and not which one")
  func variable() {
    var key = MemoKey([[97]], chosen: nil)
    key.add(variable: Array("PATH".utf8))
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    #expect(!String(decoding: key.bytes, as: UTF8.self).contains(path))
    var unset = MemoKey([[97]], chosen: nil)
    unset.add(variable: Array("NOT_SET_ANYWHERE".utf8))
    #expect(String(decoding: unset.bytes, as: UTF8.self).hasSuffix("unset')"))
  }
}
