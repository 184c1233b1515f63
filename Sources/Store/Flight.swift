import Glibc
import Platform

/// The right to make the value of a key: of many who want it, one has it, and the others wait. It is
/// a lock on a number of the key's own in the file `sessions`, gone with the process that has it.
public struct Flight: ~Copyable {
  /// What came of asking.
  public enum Turn: ~Copyable {
    /// It is ours to make the value: look once more first, it may have been made meanwhile.
    case mine(Flight)
    /// Somebody makes it at this moment.
    case taken
    /// There are no locks here: everybody makes it alone.
    case unknown
  }

  private let file: Descriptor
  private let number: Int

  private init(_ file: consuming Descriptor, _ number: Int) {
    self.file = file
    self.number = number
  }

  /// Gives the right up.
  public consuming func end() { RangeLock.unlock(file.number, at: number) }

  static func number(of name: EntryName) -> Int {
    // From 2^62 on: the numbers below are those of sessions.
    Int(name.number >> 2 | 1 << 62)
  }

  static func begin(
    _ root: borrowing OpenFolder, _ name: EntryName, waits: Bool
  ) -> Turn {
    guard let file = try? Session.openLocks(root) else { return .unknown }
    let number = number(of: name)
    if let answer = try? RangeLock.attempt(file.number, .exclusive, at: number) {
      switch answer {
      case .granted: return .mine(Flight(file, number))
      case .unsupported: return .unknown
      case .busy, .interrupted: break
      }
    }
    if !waits { return .taken }
    // Sharing the lock, all who wait are let go at once when the value is there.
    guard (try? RangeLock.wait(file.number, .shared, at: number)) == .granted else {
      return .unknown
    }
    RangeLock.unlock(file.number, at: number)
    return .taken
  }
}

extension Store {
  /// Asks for the right to make the value of a key. `waits`: where somebody else is at it, come
  /// back (with `taken`) when that one is done or dead.
  public func flight(_ space: SpaceName, key: [UInt8], waits: Bool) -> Flight.Turn {
    Flight.begin(root, EntryName(space, key: key), waits: waits)
  }
}
