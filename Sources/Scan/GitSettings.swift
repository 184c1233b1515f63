import Formats
import Platform

/// The settings of git that matter to a scan, from all of its files, the later ones stronger.
struct GitSettings {
  private(set) var excludesFile: BytePath?
  private(set) var attributesFile: BytePath?
  private(set) var ignoresCase = false
  private(set) var workTree: [UInt8]?
  private(set) var isBare = false

  /// Git refuses deeper ones.
  private static let depthMax = 10
  /// No settings of people are in more files; a chain of inclusions could name a file a billion
  /// times.
  private static let filesMax = 1000

  let folder: GitFolder?
  /// The repository's folder by the way that the user came, which may lead through links.
  let shownFolder: BytePath?
  private var fileCount = 0
  /// The addresses of remotes, which a condition may ask for, and whether one did.
  var addresses: [[UInt8]] = []
  var wantsAddresses = false
  var knowsAddresses = false

  init(_ folder: GitFolder?, shownAs shownFolder: BytePath?, _ files: inout GitFiles) {
    self.folder = folder
    self.shownFolder = shownFolder
    readAll(&files)
    if !wantsAddresses { return }
    // A condition that asks for the remotes is taken as true until all of them are known.
    knowsAddresses = true
    fileCount = 0
    (excludesFile, attributesFile, ignoresCase, workTree, isBare) = (nil, nil, false, nil, false)
    readAll(&files)
  }

  private mutating func readAll(_ files: inout GitFiles) {
    if !Environment.isTrue("GIT_CONFIG_NOSYSTEM", otherwise: false) {
      let path = Environment["GIT_CONFIG_SYSTEM"].map { BytePath(bytes: $0) }
      read((path ?? "/etc/gitconfig").absolute(), &files, 0)
    }
    if let path = Environment["GIT_CONFIG_GLOBAL"] {
      if !path.isEmpty { read(BytePath(bytes: path).absolute(), &files, 0) }
    } else {
      if let user = BytePath.gitUserFolder { read(user.appending("config").absolute(), &files, 0) }
      if let home = Environment["HOME"] {
        read(BytePath(bytes: home).appending(".gitconfig").absolute(), &files, 0)
      }
    }
    if let folder { readOwn(folder, &files) }
    readEnvironment(&files)
  }

  /// Reads the repository's own files. What says where its files are is taken from these alone.
  private mutating func readOwn(_ folder: GitFolder, _ files: inout GitFiles) {
    let path = folder.commonFolder.appending("config")
    guard let text = files.read(path) else { return }
    let config = GitConfig(text)
    let hasMore = config.settings.last { $0.key == Key.worktreeConfig }
      .map { GitConfig.isTrue($0.value) ?? false }
    if !folder.isLinked { takeOwn(config) }
    take(config, path, &files, 0)
    guard hasMore == true else { return }
    let more = folder.path.appending("config.worktree")
    guard let text = files.read(more) else { return }
    let settings = GitConfig(text)
    takeOwn(settings)
    take(settings, more, &files, 0)
  }

  private mutating func takeOwn(_ config: GitConfig) {
    for setting in config.settings {
      if setting.key == Key.bare { isBare = GitConfig.isTrue(setting.value) ?? false }
      if setting.key == Key.workTree { workTree = setting.value }
    }
  }

  private mutating func readEnvironment(_ files: inout GitFiles) {
    if let text = Environment["GIT_CONFIG_COUNT"],
      let count = Int(String(decoding: text, as: UTF8.self))
    {
      for number in 0..<max(0, min(count, Int(Int32.max))) {
        guard let name = Environment["GIT_CONFIG_KEY_\(number)"],
          let value = Environment["GIT_CONFIG_VALUE_\(number)"], let key = GitConfig.key(name)
        else {
          files.report(BytePath(), "GIT_CONFIG_KEY_\(number) or its value is no setting")
          break
        }
        take(GitConfig.Setting(key: key, value: value), nil, &files, 0)
      }
    }
    guard let text = Environment["GIT_CONFIG_PARAMETERS"] else { return }
    guard let settings = GitConfig.parameters(text) else {
      return files.report(BytePath(), "GIT_CONFIG_PARAMETERS is not what git -c writes there")
    }
    for setting in settings { take(setting, nil, &files, 0) }
  }

  // MARK: Files and what they include

  private mutating func read(_ path: BytePath, _ files: inout GitFiles, _ depth: Int) {
    fileCount = depth == 0 ? 1 : fileCount + 1
    if depth > GitSettings.depthMax || fileCount > GitSettings.filesMax {
      fileCount = GitSettings.filesMax
      return files.report(
        path, "too many files include each other: git takes \(GitSettings.depthMax)")
    }
    guard let text = files.read(path) else { return }
    take(GitConfig(text), path, &files, depth)
  }

  private mutating func take(
    _ config: GitConfig, _ path: BytePath, _ files: inout GitFiles, _ depth: Int
  ) {
    if let damage = config.damage {
      files.report(path, "\(damage.position.line): \(damage.message)")
    }
    for setting in config.settings { take(setting, path, &files, depth) }
  }

  private enum Key {
    static let bare = Array("core.bare".utf8)
    static let workTree = Array("core.worktree".utf8)
    static let worktreeConfig = Array("extensions.worktreeconfig".utf8)
    static let excludesFile = Array("core.excludesfile".utf8)
    static let attributesFile = Array("core.attributesfile".utf8)
    static let ignoreCase = Array("core.ignorecase".utf8)
    static let include = Array("include.path".utf8)
    static let includeIf = Array("includeif.".utf8)
    static let path = Array(".path".utf8)
    static let remote = Array("remote.".utf8)
    static let url = Array(".url".utf8)
  }

  /// Takes a setting of a file, or of the environment.
  private mutating func take(
    _ setting: GitConfig.Setting, _ path: BytePath?, _ files: inout GitFiles, _ depth: Int
  ) {
    let key = setting.key
    switch key.first {
    case UInt8(ascii: "c"):
      if key == Key.excludesFile {
        if let value = expanded(setting, path, &files) { excludesFile = value }
      } else if key == Key.attributesFile {
        if let value = expanded(setting, path, &files) { attributesFile = value }
      } else if key == Key.ignoreCase {
        ignoresCase = GitConfig.isTrue(setting.value) ?? false
      }
    case UInt8(ascii: "i"):
      if key == Key.include {
        include(setting, path, &files, depth)
      } else if key.starts(with: Key.includeIf), key.count > Key.includeIf.count + Key.path.count,
        key.suffix(Key.path.count).elementsEqual(Key.path)
      {
        let condition = key[Key.includeIf.count..<(key.count - Key.path.count)]
        if isTrue(condition, path, &files) { include(setting, path, &files, depth) }
      }
    case UInt8(ascii: "r"):
      if !knowsAddresses, key.starts(with: Key.remote),
        key.suffix(Key.url.count).elementsEqual(Key.url), let value = setting.value
      {
        addresses.append(value)
      }
    default: break
    }
  }

  /// The path that a setting names, which may be that of no file at all; nil where nobody knows it.
  private func expanded(
    _ setting: GitConfig.Setting, _ path: BytePath?, _ files: inout GitFiles
  ) -> BytePath?? {
    guard var value = setting.value else {
      files.report(
        path ?? BytePath(), "\(String(decoding: setting.key, as: UTF8.self)) has no path")
      return nil
    }
    let mark = Array(":(optional)".utf8)
    let isOptional = value.starts(with: mark)
    if isOptional { value.removeFirst(mark.count) }
    guard let whole = GitSettings.expand(value, &files) else {
      files.report(
        path ?? BytePath(), "no home is known for \(String(decoding: value, as: UTF8.self))")
      return nil
    }
    if isOptional, (try? FileStatus.of(path: whole)) == nil {
      files.note(whole, isPresent: false)
      return .some(nil)
    }
    return whole
  }

  private mutating func include(
    _ setting: GitConfig.Setting, _ from: BytePath?, _ files: inout GitFiles, _ depth: Int
  ) {
    guard let value = setting.value, var path = GitSettings.expand(value, &files) else {
      return files.report(from ?? BytePath(), "what is to be included has no path")
    }
    if !path.isAbsolute {
      guard let from else {
        return files.report(path, "a relative path can be included from a file only")
      }
      path = from.parent.appending(path.bytes)
    }
    read(path, &files, depth + 1)
  }
}
