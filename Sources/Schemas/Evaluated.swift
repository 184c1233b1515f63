/// Which members and elements of a value were looked at by the keywords of a schema: what
/// `unevaluatedProperties` and `unevaluatedItems` ask for. Nothing is noted where nobody asks.
struct Evaluated {
  let isNoted: Bool
  private var members: [Bool] = []
  private var elements: [Bool] = []

  init(isNoted: Bool) { self.isNoted = isNoted }

  func hasMember(_ index: Int) -> Bool { index < members.count && members[index] }
  func hasElement(_ index: Int) -> Bool { index < elements.count && elements[index] }

  mutating func addMember(_ index: Int) {
    if isNoted { Evaluated.set(index, in: &members) }
  }

  mutating func addElement(_ index: Int) {
    if isNoted { Evaluated.set(index, in: &elements) }
  }

  mutating func add(_ other: Evaluated) {
    guard isNoted else { return }
    for index in other.members.indices where other.members[index] { addMember(index) }
    for index in other.elements.indices where other.elements[index] { addElement(index) }
  }

  private static func set(_ index: Int, in list: inout [Bool]) {
    while list.count <= index { list.append(false) }
    list[index] = true
  }
}
