import Platform
import Settings
import Support

/// A home and a repository in it, for settings to be read from, and an environment.
final class Surroundings {
  let scratch = Scratch()
  private var variables: [String: String]

  /// An environment with these variables besides HOME.
  init(_ variables: [String: String] = [:]) {
    scratch.shell("mkdir -p home/.config/performance-core home/project/.git home/project/deep/er")
    self.variables = variables
    set("HOME", "\(scratch.path)/home")
  }

  /// Sets a variable.
  func set(_ name: String, _ value: String) { variables[name] = value }

  /// Where the user's file is, below the scratch folder.
  static let userFile = "home/.config/performance-core/performance.toml"
  /// Where a project's file is, below the scratch folder.
  static let projectFile = "home/project/performance.toml"

  /// Writes the user's file.
  func user(_ text: String) -> Surroundings {
    scratch.write(Surroundings.userFile, text)
    return self
  }

  /// Writes the project's file.
  func project(_ text: String) -> Surroundings {
    scratch.write(Surroundings.projectFile, text)
    return self
  }

  /// What holds in a folder, by default one deep in the repository.
  func resolve(
    _ options: CacheSettings.Options = .init(), in folder: String = "home/project/deep/er"
  ) throws(SettingsError) -> CacheSettings {
    try CacheSettings.resolve(
      options, workingFolder: BytePath("\(scratch.path)/\(folder)"), environment: value)
  }

  /// The files' settings deep in the repository.
  func load() throws(SettingsError) -> PerformanceSettings {
    try PerformanceSettings.load(
      workingFolder: BytePath("\(scratch.path)/home/project/deep/er"), environment: value)
  }

  private func value(_ name: String) -> [UInt8]? { variables[name].map { Array($0.utf8) } }

  /// The error, with the scratch folder left out; "none" where there is none.
  func error() -> String {
    do throws(SettingsError) {
      _ = try resolve()
      return "none"
    } catch {
      let path = Array(scratch.path.utf8) + [UInt8(ascii: "/")]
      var text = Array(error.message.utf8)
      while let start = text.indices.first(where: { text[$0...].starts(with: path) }) {
        text.removeSubrange(start..<(start + path.count))
      }
      return String(decoding: text, as: UTF8.self)
    }
  }
}
