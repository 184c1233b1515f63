/// What a run has to do with a namespace: its number in the accounts, and what was asked of it. There
/// is hardly ever more than one, so that they are a chain: a dictionary's types would have to be made
/// first, which takes longer than all the looking up.
final class SpaceUse {
  let space: SpaceName
  let next: SpaceUse?
  /// Its number in the accounts; nil where it was not looked up.
  var index: Int?
  var counters = Counters()

  init(_ space: SpaceName, before next: SpaceUse?) {
    self.space = space
    self.next = next
  }
}

extension Store {
  /// What this run has to do with a namespace.
  func use(of space: SpaceName) -> SpaceUse {
    var link = uses
    while let use = link {
      if use.space == space { return use }
      link = use.next
    }
    let use = SpaceUse(space, before: uses)
    uses = use
    return use
  }

  func tally(_ space: SpaceName, _ count: (inout Counters) -> Void) {
    count(&use(of: space).counters)
  }

  /// How many entries had to go since the store was opened.
  public var evictions: Int64 {
    var count: Int64 = 0
    var link = uses
    while let use = link {
      count += use.counters.evictions
      link = use.next
    }
    return count
  }

  /// Adds what was counted to the accounts.
  func writeCounters() {
    var link = uses
    uses = nil
    while let use = link {
      link = use.next
      if use.counters.isEmpty { continue }
      guard let accounts = try? accounts, let index = try? index(of: use.space) else { return }
      try? accounts.add(use.counters, to: index)
    }
  }
}
