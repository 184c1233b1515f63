import Testing

@testable import Logs

/// Values of fields, numbered.
@Suite struct ValueNumbersTests {
  private let raws = [
    "sb", "n10", "sa", "n9", "n-1.5", "wtrue", "n1e1", "s", "wfalse", "s10", "n0.5",
  ]

  @Test func numbersEachOnce() {
    var numbers = ValueNumbers()
    for _ in 0..<2 {
      for (index, raw) in raws.enumerated() {
        #expect(numbers.number(raw: Array(raw.utf8)[...]) == UInt32(index + 1))
      }
    }
    #expect(numbers.number(raw: []) == 0)
    #expect(numbers.count == raws.count + 1)
    #expect(numbers.value(0) == .none)
    #expect(numbers.value(1) == .text(Array("b".utf8)))
    #expect(numbers.value(2) == .literal(Array("10".utf8)))
  }

  @Test func ordersNumbersBySizeAndTheRestByBytes() {
    var numbers = ValueNumbers()
    for raw in raws { _ = numbers.number(raw: Array(raw.utf8)[...]) }
    let places = numbers.places()
    let sorted = (0..<numbers.count).sorted { places[$0] < places[$1] }
    let texts = sorted.map { String(decoding: numbers.value($0).bytes, as: UTF8.self) }
    #expect(
      texts == ["", "-1.5", "0.5", "9", "10", "1e1", "false", "true", "", "10", "a", "b"])
  }

  @Test func ordersMoments() {
    var numbers = ValueNumbers()
    let times = [50, 10, 40, .min, 11] as [Int64]
    #expect(times.map { numbers.number(time: $0, unit: 10) } == [1, 2, 3, 0, 2])
    #expect(numbers.places() == [0, 3, 1, 2])
    #expect(numbers.value(3) == .time(40))
  }

  @Test func takesNoMoreThanThereIsRoomFor() {
    var numbers = ValueNumbers()
    for index in 1..<1_000_000 {
      let number = numbers.number(raw: Array("n\(index)".utf8)[...])
      if number != index { #expect(number == UInt32(index)) }
    }
    #expect(numbers.number(raw: Array("n0".utf8)[...]) == ValueNumbers.tooMany)
    #expect(numbers.number(raw: Array("n5".utf8)[...]) == 5)
  }
}
