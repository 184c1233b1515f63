/// Blocks in the order of a number that each has, the least first; of equal ones as they were numbered. Mostly
/// only the first few are asked for, so it is a heap.
struct BlockQueue {
  private struct Place: BitwiseCopyable {
    let number: Int64
    let block: Int32

    static func < (one: Place, other: Place) -> Bool {
      one.number != other.number ? one.number < other.number : one.block < other.block
    }
  }

  private var places: [Place] = []

  /// The blocks that have these numbers, from 0 on.
  init(_ numbers: some Collection<Int64>) {
    places.reserveCapacity(numbers.count)
    for number in numbers { places.append(Place(number: number, block: Int32(places.count))) }
    for index in (0..<places.count / 2).reversed() { sink(index) }
  }

  /// The least number; nil where none is left.
  var least: Int64? { places.first?.number }

  /// The block that has it.
  var first: Int? { places.first.map { Int($0.block) } }

  /// Takes so many of the first ones out, or all that are left.
  mutating func take(_ count: Int) -> [Int] {
    var taken: [Int] = []
    while taken.count < count, let first = places.first, let last = places.popLast() {
      taken.append(Int(first.block))
      if places.isEmpty { break }
      places[0] = last
      sink(0)
    }
    return taken
  }

  /// Moves a place down to where those below it come later.
  private mutating func sink(_ index: Int) {
    var index = index
    let place = places[index]
    while 2 * index + 1 < places.count {
      var child = 2 * index + 1
      if child + 1 < places.count, places[child + 1] < places[child] { child += 1 }
      if !(places[child] < place) { break }
      places[index] = places[child]
      index = child
    }
    places[index] = place
  }
}
