import Glibc
import Platform
import Synchronization

/// The right to have files in `tmp/` for as long as this process lives: a lock on a number of its
/// own in the file `sessions`. The files are named after the number, so that anybody can tell those
/// of a dead process, whose lock is free, from those that are being written.
///
/// Numbers below 2^62 are sessions; those above are keys whose values are being made
/// (``Flight``).
final class Session {
  private static let lockFile: BytePath = "sessions"
  static let folderName: BytePath = "tmp"

  let file: Descriptor
  /// The folder of the files that are being written.
  let folder: OpenFolder
  private let number: UInt64
  private var serial = 0

  init(_ root: borrowing OpenFolder) throws(SystemError) {
    folder = try root.folder(Session.folderName, making: true)
    file = try Session.openLocks(root)
    var random: UInt64
    var answer: FileLock.Answer
    repeat {
      random = UInt64.random(in: 1..<(1 << 62))
      answer = try RangeLock.attempt(file.number, .exclusive, at: Int(random))
    } while answer == .busy
    guard answer == .granted else {
      throw SystemError(ENOLCK, "lock", root.path.appending(Session.lockFile.bytes))
    }
    number = random
  }

  /// The file of the locks, for a lock of one's own.
  static func openLocks(_ root: borrowing OpenFolder) throws(SystemError) -> Descriptor {
    try root.open(lockFile, O_RDWR | O_CREAT | O_NONBLOCK)
  }

  /// A new name in the folder: by hand, since numbers that are made strings cost as much as the file.
  func makeName() -> BytePath {
    serial += 1
    var name: [UInt8] = []
    name.reserveCapacity(40)
    var shift = 60 - number.leadingZeroBitCount / 4 * 4
    while shift >= 0 {
      let digit = UInt8(truncatingIfNeeded: number >> UInt64(shift)) & 15
      name.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      shift -= 4
    }
    name.append(UInt8(ascii: "."))
    name += Program.digits(UInt64(serial))
    return BytePath(bytes: name)
  }

  /// Removes what dead processes have left in the folder. Costs one look at the folder where there
  /// is nothing. Returns how many files went.
  @discardableResult
  static func sweep(_ root: borrowing OpenFolder) -> Int {
    guard let folder = try? root.folder(folderName, making: false) else { return 0 }
    return sweep(root, folder, except: nil)
  }

  /// The same, by a process that has files there itself.
  func sweepOthers(_ root: borrowing OpenFolder) {
    _ = Session.sweep(root, folder, except: number)
  }

  private static func sweep(
    _ root: borrowing OpenFolder, _ folder: borrowing OpenFolder, except own: UInt64?
  ) -> Int {
    let names = folder.names()
    if names.isEmpty { return 0 }
    guard let locks = try? openLocks(root) else { return 0 }
    var count = 0
    for name in names {
      let text = String(decoding: name.bytes.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self)
      // What has another name was never ours, and nobody is at work on it.
      let number = UInt64(text, radix: 16).flatMap { $0 < 1 << 62 ? Int($0) : nil }
      if let number {
        if UInt64(number) == own { continue }
        if RangeLock.isHeldByOthers(locks.number, at: number) { continue }
      }
      count += remove(name, in: folder)
    }
    return count
  }

  /// Removes folders that were set aside, with all that is in them: by two threads, since a processor is
  /// what it takes. Returns how many files there were.
  func empty(_ names: [BytePath]) -> Int {
    let half = names.count / 2
    let (path, others) = (folder.path, Array(names[..<half]))
    let otherCount = Counter()
    let helper =
      others.isEmpty
      ? nil
      : try? Thread {
        guard let folder = try? OpenFolder(path) else { return }
        var count = 0
        for name in others { count += Session.remove(name, in: folder) }
        otherCount.value.store(count, ordering: .releasing)
      }
    var count = 0
    for name in names[half...] { count += Session.remove(name, in: folder) }
    if let helper {
      helper.join()
    } else {
      for name in others { count += Session.remove(name, in: folder) }
    }
    return count + otherCount.value.load(ordering: .acquiring)
  }

  /// What two threads share.
  private final class Counter: Sendable {
    let value = Atomic<Int>(0)
  }

  /// Removes a file, or a folder of files that was set aside to be removed.
  static func remove(_ name: BytePath, in folder: borrowing OpenFolder) -> Int {
    if (try? folder.unlink(name)) == true { return 1 }
    guard let inner = try? folder.folder(name, making: false) else { return 0 }
    var count = 0
    for file in inner.names() where (try? inner.unlink(file)) == true { count += 1 }
    folder.removeFolder(name)
    return count
  }
}
