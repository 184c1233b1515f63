import Glibc
import Platform

/// Entries as they travel: the whole of an entry's file, which checks itself.
extension Store {
  /// The bytes of an entry's file; nil where it is larger than `limit`, or damaged.
  public func image(of entry: borrowing Entry, limit: Int) -> [UInt8]? {
    guard entry.fileCount <= limit, isWhole(entry) else { return nil }
    let bytes = try? IO.read(entry.file.number, at: 0, limit: Int(entry.fileCount))
    return bytes?.count == Int(entry.fileCount) ? bytes : nil
  }

  /// Puts an entry that came as the bytes of a file. Returns its key; nil where it is not whole, or
  /// depends on files of another machine, or its time is over, or it is not the one that was wanted.
  public func put(
    image: [UInt8], in space: SpaceName, only wanted: [UInt8]? = nil
  ) throws(StoreError) -> [UInt8]? {
    let session = try session
    let name = session.makeName()
    do throws(SystemError) {
      let file = try session.folder.open(name, O_WRONLY | O_CREAT | O_EXCL)
      try IO.write(file.number, image, path: session.folder.path)
    } catch {
      _ = try? session.folder.unlink(name)
      throw .system(error)
    }
    defer { _ = try? session.folder.unlink(name) }
    // It is read back as any entry is, with every check, and copied with this machine's settings.
    guard let entry = Entry(session.folder, file: name, as: EntryName(space, hash: [0])),
      wanted == nil || entry.key == wanted, entry.isShareable, !entry.isExpired(at: now),
      isWhole(entry)
    else { return nil }
    try copy(entry, entry.details, in: space)
    return entry.key
  }
}
