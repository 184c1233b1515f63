import Glibc
import Platform

/// What was evicted, and when, as far as it is remembered: so that a later miss tells how much larger
/// the cache would have had to be for a hit.
///
/// The file, `evictions`, is a table of 65,536 places of 16 bytes, of which an entry has the one that
/// its number names; whoever comes later takes it over:
///
///      0   8  the entry's number
///      8   8  how many bytes were evicted before it, since the accounts began
///
/// It is an estimate: nothing depends on it, and no lock guards it.
extension Store {
  private static let places: UInt64 = 65536
  private static let file: BytePath = "evictions"

  private func place(of name: EntryName) -> Int { Int(name.number % Store.places) * 16 }

  /// How many bytes were evicted so far.
  private func evictedBytes(_ accounts: Accounts) -> Int64 {
    var sum: Int64 = 0
    for (index, name) in accounts.spaces {
      sum &+= accounts.counters(index).evictedBytes
      sum &+= use(of: name).counters.evictedBytes
    }
    return sum
  }

  /// The file, open for as long as the store; -1 where there is none.
  private func evictionFile(making: Bool) -> Int32 {
    if let number = openEvictions?.number { return number }
    if hasNoEvictions, !making { return -1 }
    let flags = O_RDWR | O_NONBLOCK
    openEvictions =
      making
      ? try? root.open(Store.file, flags | O_CREAT)
      : (try? root.openIfThere(Store.file, flags)) ?? nil
    hasNoEvictions = openEvictions == nil
    return openEvictions?.number ?? -1
  }

  /// Notes that an entry had to go.
  func noteEviction(of name: EntryName, size: Int64) {
    guard let accounts = try? accounts else { return }
    let file = evictionFile(making: true)
    if file < 0 { return }
    var record: [UInt8] = []
    record.append(littleEndian: name.number)
    record.append(littleEndian: UInt64(bitPattern: evictedBytes(accounts) - size))
    try? IO.write(file, record, at: place(of: name))
  }

  /// Forgets an eviction: the entry is there again.
  func forgetEviction(of name: EntryName) {
    if eviction(of: name) == nil { return }
    try? IO.write(
      evictionFile(making: false), [UInt8](repeating: 0, count: 16), at: place(of: name))
  }

  /// What is noted of an entry's eviction; nil where nothing is.
  private func eviction(of name: EntryName) -> [UInt8]? {
    let file = evictionFile(making: false)
    guard file >= 0, let record = try? IO.readOnce(file, at: place(of: name), limit: 16),
      record.count == 16, record.littleEndian(at: 0) == name.number
    else { return nil }
    return record
  }

  /// Counts a miss of what was evicted: by how much the cache was too small.
  func noteMiss(of name: EntryName) {
    guard let record = eviction(of: name), let accounts = try? accounts else { return }
    let before = Int64(bitPattern: record.littleEndian(at: 8))
    let missing = Double(evictedBytes(accounts) - before)
    let limit = Double(settings.maxSizeBytes)
    for (index, growth) in Counters.growths.enumerated() where missing <= (growth - 1) * limit {
      tally(name.space) { $0.nearMisses[index] += 1 }
      return
    }
  }
}
