import Support
import Testing

@testable import Logs

@Suite("A queue of blocks")
struct BlockQueueTests {
  @Test("gives them in order, of equal ones the first one first", arguments: 1...8)
  func order(seed: UInt64) {
    var chance = SeededChance(seed)
    for count in [0, 1, 2, 3, 10, 200] {
      let numbers = (0..<count).map { _ in Int64.random(in: -20...20, using: &chance) }
      var queue = BlockQueue(numbers)
      #expect(queue.least == numbers.min())
      let expected = numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
      var taken: [Int] = []
      while queue.least != nil {
        #expect(queue.least == numbers[expected[taken.count]])
        taken += queue.take(Int.random(in: 1...7, using: &chance))
      }
      #expect(taken == expected)
      #expect(queue.take(3) == [])
    }
  }
}
