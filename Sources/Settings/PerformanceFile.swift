import Formats
import Glibc
import Platform

/// The files `performance.toml`: where they are, and which of them are fit to be read.
enum PerformanceFile {
  static let name = "performance.toml"
  /// No settings are longer; what is, is something else.
  static let sizeBytesMax = 1 << 20

  /// The user's own file, which need not be there; nil where no variable says where it would be.
  static func userPath(_ environment: (String) -> [UInt8]?) -> BytePath? {
    let folder: BytePath
    if let shared = environment("XDG_CONFIG_HOME"), shared.first == UInt8(ascii: "/") {
      folder = BytePath(bytes: shared)
    } else if let home = environment("HOME"), home.first == UInt8(ascii: "/") {
      folder = BytePath(bytes: home).appending(".config")
    } else {
      return nil
    }
    return folder.appending("performance-core/performance.toml")
  }

  /// The working folder, from the root and without links; empty where it is no longer there.
  static func workingFolder() -> BytePath {
    var folder = BytePath().absolute().bytes
    if folder.count > 1, folder.last == UInt8(ascii: "/") { folder.removeLast() }
    return BytePath(bytes: folder)
  }

  /// The project's file: the nearest from a folder upwards, to the root of the repository or the
  /// user's home, whichever comes first.
  static func project(
    from folder: BytePath, home: [UInt8]?, besides user: BytePath?
  ) throws(SettingsError) -> (path: BytePath, bytes: [UInt8])? {
    var folder = folder
    while !folder.isEmpty {
      let path = folder.appending(name)
      // Somebody who works in the folder of the user's file has no project there.
      if path != user, let bytes = try read(path, isProject: true) { return (path, bytes) }
      if folder.bytes == home || folder.bytes.count == 1 { return nil }
      let repository = folder.appending(".git")
      if (try? FileStatus.of(path: repository, followLinks: false)) != nil { return nil }
      folder = folder.parent
    }
    return nil
  }

  /// A file's content; nil where there is none. Whatever else has its name is refused: opening it
  /// never waits, and a project's file may not be a link to something that the user can read and
  /// its author cannot.
  static func read(_ path: BytePath, isProject: Bool) throws(SettingsError) -> [UInt8]? {
    let reason: String
    do throws(SystemError) {
      let file = try Descriptor.open(
        path, O_RDONLY | O_NONBLOCK | O_NOCTTY | (isProject ? O_NOFOLLOW : 0))
      let status = try FileStatus.of(file.number, path: path)
      // What somebody else has left in a folder above is no project of ours, and must not stand in
      // our way. Root works in the projects of others.
      if isProject, !isOurs(status), Environment.user != 0 { return nil }
      if let unfit = unfitness(status, isProject: isProject) {
        reason = unfit
      } else {
        return try IO.readAll(file.number, limit: sizeBytesMax, path: path)
      }
    } catch {
      switch error.code {
      case ENOENT, ENOTDIR, ENAMETOOLONG: return nil
      // In a folder that may not be entered there is nothing for us; a file that may not be read
      // is there.
      case EACCES where (try? FileStatus.of(path: path, followLinks: false)) == nil: return nil
      case ELOOP where isProject: reason = "a link: the settings of a project are a file"
      case ENXIO: reason = "not a file"
      case EFBIG: reason = tooLong
      default: throw .system(error)
      }
    }
    throw .unfit(path, reason)
  }

  private static let tooLong = "longer than \(SizeFormat.text(bytes: Int64(sizeBytesMax)))"

  private static func isOurs(_ status: FileStatus) -> Bool {
    status.owner == Environment.user || status.owner == 0
  }

  /// Why an open file is not to be read; nil where it is. Settings of somebody else are not ours,
  /// and what everybody may write is everybody's.
  private static func unfitness(_ status: FileStatus, isProject: Bool) -> String? {
    if status.kind != .file { return "not a file" }
    if status.signature.size > sizeBytesMax { return tooLong }
    if !isProject, !isOurs(status) {
      return "belongs to user \(status.owner), not to you: remove it, or make it yours"
    }
    if !isProject, status.permissions & 0o002 != 0 {
      return "everybody may change it: take that away with chmod o-w"
    }
    return nil
  }
}
