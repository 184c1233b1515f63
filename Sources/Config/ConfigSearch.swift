import Glibc
import Platform

/// Which files a configuration is read from.
///
/// The project's files lie in the nearest folder that has any of them, from the working folder up to
/// the repository's root or the user's home, whichever comes first. The later one in each list beats
/// those before it; the project's beat the user's, which beat the system's.
public enum ConfigSearch {
  /// A project's files, the weakest first.
  public static let projectNames = [
    ".mahabharatha/config.yaml", "performance.toml", ".pc/config.yaml", ".pc/config.toml",
    ".pc/config.json",
  ]
  /// A user's and the system's files, the weakest first.
  public static let ownNames = ["performance.toml", "config.yaml", "config.toml", "config.json"]
  private static let systemFolder: BytePath = "/etc/performance-core"

  /// Looks for all files, the weakest first. With `isProjectOnly` the user's and the system's are left
  /// out. Tests give another environment than the process's.
  public static func files(
    from folder: BytePath, isProjectOnly: Bool,
    environment: (String) -> [UInt8]? = { Environment[$0] }
  ) -> [ConfigFile] {
    var files: [ConfigFile] = []
    if !isProjectOnly {
      add(ownNames, in: systemFolder, .system, to: &files)
      if let own = userFolder(environment) { add(ownNames, in: own, .user, to: &files) }
    }
    addProject(from: folder, home: environment("HOME"), to: &files)
    return files
  }

  /// The folder of the user's files; nil where no variable says where it would be.
  public static func userFolder(_ environment: (String) -> [UInt8]?) -> BytePath? {
    let slash = UInt8(ascii: "/")
    if let shared = environment("XDG_CONFIG_HOME"), shared.first == slash {
      return BytePath(bytes: shared).appending("performance-core")
    }
    if let home = environment("HOME"), home.first == slash {
      return BytePath(bytes: home).appending(".config/performance-core")
    }
    return nil
  }

  private static func addProject(
    from folder: BytePath, home: [UInt8]?, to files: inout [ConfigFile]
  ) {
    var folder = folder
    while !folder.isEmpty {
      let before = files.count
      add(projectNames, in: folder, .project, to: &files)
      if files[before...].contains(where: { $0.standing == .read }) { return }
      if folder.bytes == home || folder.bytes.count == 1 { return }
      let repository = folder.appending(".git")
      if (try? FileStatus.of(path: repository, followLinks: false)) != nil { return }
      folder = folder.parent
    }
  }

  private static func add(
    _ names: [String], in folder: BytePath, _ layer: ConfigLayer, to files: inout [ConfigFile]
  ) {
    for name in names {
      let path = folder.appending(name)
      files.append(ConfigFile(path: path, layer: layer, standing: standing(path)))
    }
  }

  /// What a file that nobody has named is to us: what somebody else has left in a folder above is not
  /// ours, and must not speak for us. Root works in the projects of others.
  private static func standing(_ path: BytePath) -> ConfigFile.Standing {
    guard let status = try? FileStatus.of(path: path), status.kind == .file else { return .absent }
    let isOurs = status.owner == Environment.user || status.owner == 0 || Environment.user == 0
    return isOurs ? .read : .foreign
  }

  /// The files that the caller has named, in their order.
  public static func named(_ paths: [BytePath], _ layer: ConfigLayer = .file) -> [ConfigFile] {
    paths.map { path in
      let isThere = path == ConfigFile.standardInput || (try? FileStatus.of(path: path)) != nil
      return ConfigFile(path: path, layer: layer, standing: isThere ? .read : .absent)
    }
  }
}
