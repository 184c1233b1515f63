import Glibc
import Platform

/// Setting a full file aside.
extension MetricsLog {
  /// Renames the file to the first generation, the first to the second, and so on; what was the
  /// last goes. Where somebody else is at it already, nothing is done.
  func rotate() throws(SystemError) {
    let place = place
    let folder = try Descriptor.open(MetricsLog.folder(of: place), O_RDONLY | O_DIRECTORY)
    // A file system without locks leaves two that rotate at once the look below.
    if try FileLock.attempt(folder.number, .exclusive) == .busy { return }
    let status = try FileStatus.of(path: place, followLinks: false)
    guard status.kind == .file, status.signature.size > settings.sizeBytesMax else { return }
    if directory == nil, try !isRecognisable(place) { return }
    try shift(place, keeping: settings.generations)
  }

  /// Gives each file the next one's name, the file itself the first generation's. Those beyond
  /// `count` are removed. The folder's lock is held.
  func shift(_ place: BytePath, keeping count: Int) throws(SystemError) {
    if count == 0 { try Directory.unlink(place) }
    for number in (0..<count).reversed() {
      do throws(SystemError) {
        try Directory.rename(
          MetricsLog.generation(number, of: place),
          to: MetricsLog.generation(number + 1, of: place))
      } catch {
        if error.code != ENOENT { throw error }
      }
    }
    // There are more than wanted after the setting was lowered.
    var surplus = count + 1
    while (try? Directory.unlink(MetricsLog.generation(surplus, of: place))) != nil {
      surplus += 1
    }
  }

  /// Whether the file begins as a metrics file does: a file that the user named by mistake is
  /// appended to at worst, and never moved away.
  private func isRecognisable(_ place: BytePath) throws(SystemError) -> Bool {
    let file = try Descriptor.open(place, O_RDONLY | O_NONBLOCK | O_NOFOLLOW)
    let start = try IO.read(file.number, at: 0, limit: MetricsFormat.rowBytesMax, path: place)
    let line = start.prefix { $0 != UInt8(ascii: "\n") }
    if line.starts(with: "# timestamp,operation,duration_ms".utf8) { return true }
    return line.count < start.count && Row(parsing: Array(line)) != nil
  }
}
