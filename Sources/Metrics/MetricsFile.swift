import Glibc
import Platform

/// A metrics file that is open for reading.
public final class MetricsFile {
  /// What it is called.
  public let path: BytePath
  let descriptor: Descriptor
  /// Whether a last line without its end is a row. In a log of ours it is one that is being written
  /// or was cut short; in a file that somebody made it is just a row.
  let hasFinalRow: Bool

  init(_ descriptor: consuming Descriptor, _ path: BytePath, hasFinalRow: Bool) {
    self.descriptor = descriptor
    self.path = path
    self.hasFinalRow = hasFinalRow
  }

  /// Opens a file that somebody names.
  public static func open(_ path: BytePath) throws(MetricsError) -> MetricsFile {
    do throws(SystemError) {
      return MetricsFile(try Descriptor.open(path, O_RDONLY), path, hasFinalRow: true)
    } catch {
      throw .system(error)
    }
  }

  /// What is piped in.
  public static func standardInput() throws(MetricsError) -> MetricsFile {
    let copy = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
    if copy < 0 { throw .system(.init(errno, "read", "standard input")) }
    return MetricsFile(Descriptor(owning: copy), "standard input", hasFinalRow: true)
  }
}

extension MetricsLog {
  /// The most generations that the settings allow; a cleanup may add one for a while.
  static let generationsMax = 99

  /// Opens the log and its generations, oldest first: each row that was there before lies in
  /// exactly one of them. None where nothing was recorded yet.
  public func open() throws(MetricsError) -> [MetricsFile] {
    let place = place
    do throws(SystemError) {
      let folder: Descriptor
      do throws(SystemError) {
        folder = try Descriptor.open(MetricsLog.folder(of: place), O_RDONLY | O_DIRECTORY)
      } catch {
        if error.code == ENOENT { return [] }
        throw error
      }
      MetricsLog.share(folder.number)
      return try openAll(place)
    } catch {
      throw .system(error)
    }
  }

  /// Shares the folder's lock, so that no file is renamed meanwhile. Whoever holds it has it for a
  /// moment; where it is held for longer, or the file system has no locks, the order in which the
  /// files are opened must do.
  static func share(_ folder: Int32) {
    for _ in 0..<1000 {
      let answer = try? FileLock.attempt(folder, .shared)
      if answer != .busy { return }
      Events.pause(nanoseconds: 1_000_000)
    }
  }

  /// Opens newest first: files only ever move to a larger number, so that none is missed even
  /// without the lock, and one that is met twice is known by its identity.
  func openAll(_ place: BytePath) throws(SystemError) -> [MetricsFile] {
    var files: [MetricsFile] = []
    var seen: [FileSignature] = []
    for number in 0...(MetricsLog.generationsMax + 1) {
      let path = MetricsLog.generation(number, of: place)
      do throws(SystemError) {
        let flags = O_RDONLY | O_NONBLOCK | (directory == nil ? 0 : O_NOFOLLOW)
        let file = try Descriptor.open(path, flags)
        let status = try FileStatus.of(file.number, path: path)
        if status.kind != .file { throw SystemError(EINVAL, "read", path) }
        if seen.contains(where: { $0.isSameFile(as: status.signature) }) { continue }
        seen.append(status.signature)
        files.append(MetricsFile(file, path, hasFinalRow: false))
      } catch {
        if error.code != ENOENT { throw error }
      }
    }
    return files.reversed()
  }
}
