import Platform

/// Which files a walk finds.
public struct WalkOptions: Equatable, Sendable {
  /// Whether files and folders whose names begin with a dot are among them. `.git` never is.
  public var showsHidden = false
  /// Whether ignore rules are obeyed.
  public var usesIgnoreRules = true
  /// The names of more files with ignore rules, looked for in each folder.
  public var ignoreFileNames: [[UInt8]] = []
  /// More files with ignore rules, for what lies below the working folder.
  public var ignoreFiles: [BytePath] = []
  /// Whether links to folders are entered, and links to files count as files.
  public var followsLinks = false
  /// Whether folders on other file systems are left out.
  public var staysOnFileSystem = false
  /// How many folders deep the walk goes: 1 is what lies directly in the root.
  public var depthMax: Int?

  /// All files that are not hidden or ignored.
  public init() {}

  /// Text that is the same for the same options only: part of the key of what is cached.
  var key: [UInt8] {
    var text = "\(showsHidden ? "h" : "")\(usesIgnoreRules ? "i" : "")\(followsLinks ? "l" : "")"
    text += "\(staysOnFileSystem ? "x" : "")"
    if let depthMax { text += "d\(depthMax)" }
    var key = Array(text.utf8)
    for name in ignoreFileNames { key += [0x20, 0x6E] + name }
    for path in ignoreFiles { key += [0x20, 0x66] + path.bytes }
    return key
  }
}
