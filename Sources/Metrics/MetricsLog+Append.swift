import Glibc
import Platform

/// The writer.
extension MetricsLog {
  /// Appends rows in one write.
  public func append(_ rows: some Collection<Measurement>) throws(MetricsError) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows.count * 96)
    for row in rows {
      if !Measurement.isRecordable(row.operation) { throw .operation(row.operation) }
      row.appendRow(to: &bytes)
    }
    try append(rows: bytes)
  }

  /// Appends the bytes of whole rows, and rotates the file where it has become too large.
  public func append(rows bytes: [UInt8]) throws(MetricsError) {
    if bytes.isEmpty { return }
    if try append(bytes) > settings.sizeBytesMax { try? rotate() }
  }

  /// Appends the bytes of whole rows in one write. Returns the size of the file then.
  private func append(_ bytes: [UInt8]) throws(MetricsError) -> Int64 {
    var busy: FileStatus?
    // Each further attempt means that the file was made, replaced or removed in the microseconds
    // since the last one; nobody does so often.
    for _ in 0..<16 {
      guard let file = try open() else {
        try prepare()
        continue
      }
      let answer = (try? FileLock.attempt(file.number, .shared)) ?? .unsupported
      let status = try status(file.number)
      if answer == .busy, busy?.signature.isSameFile(as: status.signature) != true {
        // It is being rewritten, and has lost its name before: another file has it now. If it is
        // found under its name once more, then the lock is some script's, and no concern of ours.
        busy = status
        continue
      }
      // Its name was taken away between our opening it and our lock.
      if status.linkCount == 0 { continue }
      do throws(SystemError) {
        return try write(bytes, to: file.number, status.signature.size)
      } catch {
        throw .system(error)
      }
    }
    throw .system(SystemError(EBUSY, "append to", path))
  }

  /// Opens the file; nil where there is none. In the cache directory no link is followed, and
  /// nowhere does opening wait for somebody at the other end.
  private func open() throws(MetricsError) -> Descriptor? {
    let flags = O_APPEND | O_NONBLOCK | O_NOCTTY | (directory == nil ? 0 : O_NOFOLLOW)
    do throws(SystemError) {
      do throws(SystemError) {
        // Reading is for the last byte, and for locks on network file systems.
        return try Descriptor.open(path, O_RDWR | flags)
      } catch {
        if error.code != EACCES || directory != nil { throw error }
        return try Descriptor.open(path, O_WRONLY | flags)
      }
    } catch {
      if error.code == ENOENT { return nil }
      if error.code == ELOOP || error.code == EISDIR || error.code == ENXIO {
        throw .notAFile(path)
      }
      throw .system(error)
    }
  }

  /// The file's status, where it is one that takes our rows. In the cache directory it is ours.
  private func status(_ file: Int32) throws(MetricsError) -> FileStatus {
    let status: FileStatus
    do { status = try FileStatus.of(file, path: path) } catch { throw .system(error) }
    if status.kind != .file, directory != nil || !status.isCharacterDevice {
      throw .notAFile(path)
    }
    if directory != nil, status.owner != Environment.user {
      throw .foreign(path, owner: status.owner)
    }
    return status
  }

  /// Writes rows behind what is there, and returns how long the file is then.
  private func write(
    _ bytes: [UInt8], to file: Int32, _ size: Int64
  ) throws(SystemError) -> Int64 {
    // A row that was cut short by a full disk, or left without its end by somebody's editor, must
    // not run into ours.
    let rows = try isTorn(file, size) ? MetricsFormat.tornEnd + bytes : bytes
    let count = try IO.writeOnce(file, rows, path: path)
    if count < rows.count {
      _ = try IO.writeOnce(file, MetricsFormat.tornEnd, path: path)
      throw SystemError(ENOSPC, "write", path)
    }
    return size + Int64(count)
  }

  /// Whether the last row has no end, and nobody is about to write it.
  private func isTorn(_ file: Int32, _ size: Int64) throws(SystemError) -> Bool {
    var size = size
    var attempt = 0
    while size > 0, let last = try? IO.readOnce(file, at: Int(size) - 1, limit: 1).first,
      last != UInt8(ascii: "\n")
    {
      if try !UnfinishedRow.pause(file, path, attempt: attempt) { return true }
      attempt += 1
      size = try FileStatus.of(file, path: path).signature.size
    }
    return false
  }

  /// Makes the file with its first line, whole before it has its name, so that no row comes first.
  func create() throws(SystemError) {
    let temporary = path.addingSuffix(".\(Environment.processNumber).tmp")
    defer { try? Directory.unlink(temporary) }
    do throws(SystemError) {
      let file = try Descriptor.open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW)
      let header = Array(MetricsFormat.header.utf8)
      if try IO.writeOnce(file.number, header, path: temporary) < header.count {
        throw SystemError(ENOSPC, "write", path)
      }
    } catch {
      throw SystemError(error.code, error.deed, path)
    }
    do throws(SystemError) {
      try Directory.link(temporary, to: path)
    } catch {
      // Somebody was faster, unless it is a link of the user's to a file that is yet to be made.
      if error.code == EEXIST, directory != nil { return }
      // Or the file system knows only one name for each file: a row may come before the first line.
      _ = try Descriptor.open(path, O_WRONLY | O_CREAT | (directory == nil ? 0 : O_NOFOLLOW))
    }
  }
}
