import Glibc

/// Folders: making them, reading them, and changing what they name.
public enum Directory {
  /// The names in a folder, without `.` and `..`, in no particular order. C: `readdir`.
  public static func names(in path: BytePath) throws(SystemError) -> [[UInt8]] {
    var names: [[UInt8]] = []
    try forEachEntry(of: path) { name, _ in names.append(name) }
    return names
  }

  /// Lends the names in a folder, and what has each as far as the file system tells, without `.` and `..`,
  /// in no particular order. C: `readdir`.
  public static func forEachEntry(
    of path: BytePath, _ body: (_ name: [UInt8], _ kind: FolderEntries.Kind) -> Void
  ) throws(SystemError) {
    guard let stream = path.withCString({ opendir($0) }) else {
      throw .last("read the folder", path)
    }
    defer { closedir(stream) }
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: 256) { BytePath(cString: $0).bytes }
      }
      if name != [46], name != [46, 46] {
        body(name, FolderEntries.Kind(type: entry.pointee.d_type))
      }
    }
    if errno != 0 { throw .last("read the folder", path) }
  }

  /// Makes a folder, and those above it, which only their owner may enter unless `mode` says
  /// otherwise. Returns whether the last one is new. C: `mkdir`.
  @discardableResult
  public static func make(_ path: BytePath, mode: UInt32 = 0o700) throws(SystemError) -> Bool {
    if path.withCString({ mkdir($0, mode) }) == 0 { return true }
    switch errno {
    case EEXIST:
      return false
    case ENOENT where !path.parent.isEmpty && path.parent != path:
      try make(path.parent, mode: mode)
      if path.withCString({ mkdir($0, mode) }) == 0 { return true }
      if errno == EEXIST { return false }
      throw .last("make the folder", path)
    default:
      throw .last("make the folder", path)
    }
  }

  /// Gives a file another name, replacing what has that name. C: `rename`.
  public static func rename(_ old: BytePath, to new: BytePath) throws(SystemError) {
    let result = old.withCString { from in new.withCString { Glibc.rename(from, $0) } }
    if result < 0 { throw .last("rename", new) }
  }

  /// Gives a file a second name; fails where the name is taken. C: `link`.
  public static func link(_ old: BytePath, to new: BytePath) throws(SystemError) {
    let result = old.withCString { from in new.withCString { Glibc.link(from, $0) } }
    if result < 0 { throw .last("create", new) }
  }

  /// Removes a file's name. C: `unlink`.
  public static func unlink(_ path: BytePath) throws(SystemError) {
    if path.withCString({ Glibc.unlink($0) }) < 0 { throw .last("remove", path) }
  }

  /// Removes an empty folder. C: `rmdir`.
  public static func remove(_ path: BytePath) throws(SystemError) {
    if path.withCString({ Glibc.rmdir($0) }) < 0 { throw .last("remove the folder", path) }
  }

  /// Waits until the folder's names are on the disk. C: `fsync`.
  public static func sync(_ path: BytePath) throws(SystemError) {
    let folder = try Descriptor.open(path, O_RDONLY | O_DIRECTORY)
    if retryingInterrupts({ fsync(folder.number) }) < 0 { throw .last("sync", path) }
  }
}
