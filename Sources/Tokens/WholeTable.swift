import Synchronization

/// A table of which only what counting begins with was checked: the rest is when somebody needs it first, which
/// few texts do. Where that turns out to be damaged, the table is made anew. Any thread may ask.
final class WholeTable: Sendable {
  /// What all threads count with.
  let table: TokenTable
  private let threads: Int
  private let renew: @Sendable () -> TokenTable?
  private let whole = Mutex<Found>(.nothing)

  private enum Found {
    case nothing
    case table(TokenTable)
    case damaged
  }

  /// So many threads check at most; nil where what counting begins with is damaged already.
  init?(_ table: TokenTable, threads: Int, renew: @escaping @Sendable () -> TokenTable?) {
    if !table.checkBeginning(threads: threads) { return nil }
    self.table = table
    self.threads = threads
    self.renew = renew
  }

  /// The table, all of which was checked; nil where it is damaged, and cannot be made anew.
  func checked() -> TokenTable? {
    whole.withLock { whole in
      if case .nothing = whole {
        if table.check(threads: threads) {
          whole = .table(table)
        } else if let renewed = renew(), renewed.check(threads: threads) {
          whole = .table(renewed)
        } else {
          whole = .damaged
        }
      }
      if case .table(let found) = whole { return found }
      return nil
    }
  }

  /// Whether somebody has asked in vain: what was counted since does not count.
  var isDamaged: Bool {
    whole.withLock { whole in
      if case .damaged = whole { return true }
      return false
    }
  }
}
