import Testing
import Tokens

@Suite("The estimate of a text")
struct TextEstimateTests {
  private func estimate(_ bytes: [UInt8], cutAt cuts: [Int] = []) -> TextEstimate {
    var estimate = TextEstimate()
    var start = 0
    for end in cuts + [bytes.count] {
      bytes[start..<end].withUnsafeBytes { estimate.add($0) }
      start = end
    }
    return estimate
  }

  /// Some bytes that differ with the seed, of which some are letters and some begin characters.
  private func bytes(_ count: Int, seed: UInt64) -> [UInt8] {
    var state = seed &* 2 &+ 1
    let alphabet = Array("abcdEF   \n\t(){};'1234—中文éЖ🙂".utf8)
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let random = Int(state >> 33)
      return random % 7 == 0 ? UInt8(random >> 8 & 255) : alphabet[(random >> 4) % alphabet.count]
    }
  }

  @Test("is nothing for an empty text, and at least one for any other")
  func least() {
    #expect(estimate([]).count == 0)
    for byte in UInt8.min...255 { #expect(estimate([byte]).count >= 1) }
  }

  @Test("is the same however the text is cut", arguments: 0..<40)
  func cuts(seed: Int) {
    let text = bytes(700 + seed, seed: UInt64(seed))
    let whole = estimate(text)
    #expect(estimate(text, cutAt: Array(1..<text.count)).count == whole.count)
    for step in [2, 3, 61, 63, 64, 65, 200] {
      #expect(
        estimate(text, cutAt: Array(stride(from: step, to: text.count, by: step))).count
          == whole.count)
    }
  }

  @Test("is the same wherever a plain text is cut in two")
  func cutsOfProse() {
    let text = Array(String(repeating: "Straße, 中文 and plain words;\n  été 12345 ", count: 9).utf8)
    let whole = estimate(text).count
    for place in 0...text.count { #expect(estimate(text, cutAt: [place]).count == whole) }
  }

  @Test("takes any bytes, and any length of one of them", arguments: UInt8.min...255)
  func anyBytes(byte: UInt8) {
    let long = estimate([UInt8](repeating: byte, count: 100_000)).count
    #expect(long >= 1)
    #expect(long <= 200_000)
  }

  @Test("is the same for a long text, of which a part is looked at, however it is cut")
  func cutsOfLongText() {
    let text = bytes(1_300_000, seed: 7)
    let whole = estimate(text).count
    for step in [4096, 65_537, 1 << 20] {
      let cuts = Array(stride(from: step, to: text.count, by: step))
      #expect(estimate(text, cutAt: cuts).count == whole)
    }
  }

  @Test("of a long text is near what its parts come to", arguments: [1, 2, 5])
  func longText(mebibytes: Int) {
    let part = Array(
      String(repeating: "The ferry left before dawn; nobody on the quay had a lamp.\n", count: 4000)
        .utf8)
    let copies = (mebibytes << 20) / part.count
    let long = estimate((0..<copies).flatMap { _ in part }).count
    let parts = copies * estimate(part).count
    #expect(abs(long - parts) * 200 <= parts, "\(long) for \(parts)")
  }

  @Test("grows with the text")
  func growth() {
    let text = Array("One sentence after another says nothing new. ".utf8)
    var last = 0
    for copies in 1...50 {
      let count = estimate((0..<copies).flatMap { _ in text }).count
      #expect(count > last)
      last = count
    }
  }

  /// Texts with their counts by tiktoken 0.14, o200k_base.
  private static let known: [(String, Int)] = [
    (
      """
      The ferry left before dawn, and nobody on the quay had thought to bring a lamp. We counted the
      passengers twice, wrote their names in the old ledger, and waited for the fog to lift. It \
      didn't.

      """, 45
    ),
    (
      """
      def mean(values):
          total = 0
          for value in values:
              total += value
          return total / len(values) if values else None

      """, 33
    ),
    (
      """
      static int read_all(int fd, char *buffer, size_t size) {
        ssize_t got = read(fd, buffer, size);
        return got < 0 ? -1 : (int)got;
      }

      """, 44
    ),
    ("我们昨天去了图书馆，借了三本关于历史的书。今天下午还要去见一位老朋友。\n", 27),
  ]

  @Test("is near the truth, as near as it says", arguments: known)
  func truth(text: String, count: Int) {
    let found = estimate(Array(text.utf8))
    let error = abs(found.count - count) * 100
    #expect(error <= 2 * found.expectedErrorPercent * count, "\(found.count) for \(count)")
  }

  @Test("says a larger error of short texts and of scripts without spaces")
  func expectedError() {
    let plain = [UInt8](repeating: 0x61, count: 5000)
    #expect(estimate([]).expectedErrorPercent == 0)
    #expect(estimate(plain).expectedErrorPercent == 2)
    let wide = Array(String(repeating: "中文", count: 1000).utf8)
    #expect(estimate(wide).expectedErrorPercent > estimate(plain).expectedErrorPercent)
    #expect(estimate([0x61]).expectedErrorPercent > estimate(plain).expectedErrorPercent)
  }
}
