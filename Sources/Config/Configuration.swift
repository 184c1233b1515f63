import Formats
import Platform

/// Which configuration is wanted.
public struct ConfigRequest {
  /// The files that the caller has named, the weakest first; none: those of the project, the user and
  /// the system.
  public var files: [BytePath] = []
  /// Whether the user's and the system's files are left out.
  public var isProjectOnly = false
  /// A file with what holds where nothing else says anything.
  public var defaults: BytePath?
  /// A schema whose defaults hold where nothing else says anything, not even `defaults`.
  public var schema: BytePath?
  /// The format of all files; nil: what each one's name tells.
  public var format: ConfigFormat?
  /// Which document of a file with several, counted from 1; nil: all, as an array.
  public var document: Int? = 1
  /// What the names of the variables begin with that override values; nil: none do.
  public var variablePrefix: [UInt8]? = ConfigOverrides.prefix
  /// Whether there must be a file, and each one that is named must be there.
  public var mustExist = false
  /// What a file may be at most.
  public var limits = ConfigLimits()

  /// The usual request.
  public init() {}
}

/// A request, with the files that were looked for and the variables that are set: what makes one
/// configuration differ from another, without what the files say.
public struct ConfigPlan {
  /// The request.
  public let request: ConfigRequest
  /// The files that were looked for, the weakest first.
  public let files: [ConfigFile]
  /// The variables that override values, as `NAME=VALUE`.
  public let variables: [[UInt8]]

  /// Looks for the files.
  public init(_ request: ConfigRequest, from folder: BytePath? = nil) throws(ConfigError) {
    self.request = request
    var files: [ConfigFile] = []
    if let schema = request.schema { files += ConfigSearch.named([schema], .schema) }
    if let defaults = request.defaults { files += ConfigSearch.named([defaults], .defaults) }
    if request.files.isEmpty {
      files += ConfigSearch.files(
        from: folder ?? ConfigPlan.workingFolder(), isProjectOnly: request.isProjectOnly)
    } else {
      files += ConfigSearch.named(request.files)
    }
    self.files = files
    // What a caller names as defaults is meant to be there.
    if let absent = files.first(where: { $0.layer == .defaults && $0.standing == .absent }) {
      throw .missing(absent.path)
    }
    variables = request.variablePrefix.map { Environment.all(beginningWith: $0) } ?? []
    if request.mustExist { try checkFiles() }
  }

  /// The files that are read.
  public var readFiles: [ConfigFile] { files.filter { $0.standing == .read } }

  private func checkFiles() throws(ConfigError) {
    if let absent = files.first(where: { $0.layer == .file && $0.standing == .absent }) {
      throw .missing(absent.path)
    }
    if !files.contains(where: { $0.layer > .defaults && $0.standing == .read }) { throw .noFile }
  }

  /// The working folder, from the root and without links; empty where it is no longer there.
  private static func workingFolder() -> BytePath {
    var folder = BytePath().absolute().bytes
    if folder.count > 1, folder.last == UInt8(ascii: "/") { folder.removeLast() }
    return BytePath(bytes: folder)
  }

  /// Reads everything, the weakest first. The schema that is asked for is read by `schemas`, which
  /// knows afterwards which files it consists of.
  public func sources(
    _ schemas: SchemaFiles? = nil
  ) throws(ConfigError) -> [ConfigSource] {
    var sources: [ConfigSource] = []
    var bytesLeft = Tree.sourceBytesMax
    for file in readFiles where file.layer != .schema {
      let source = try source(file)
      bytesLeft -= source.tree.sourceCount
      if bytesLeft < 0 {
        throw .unfit(file.path, .start, "the files are longer than 2 GiB together")
      }
      sources.append(source)
    }
    try addVariables(to: &sources)
    if let schema = request.schema {
      let files = schemas ?? SchemaFiles(request.limits, allowsRemote: false)
      let tree = try tree(sources)
      if let defaults = try files.defaults(schema, for: tree.root) {
        sources.insert(defaults, at: 0)
      }
    }
    return sources
  }

  /// Reads one of the files.
  public func source(_ file: ConfigFile) throws(ConfigError) -> ConfigSource {
    try ConfigSource.read(file, request)
  }

  /// Adds what the variables say, where they say anything.
  public func addVariables(to sources: inout [ConfigSource]) throws(ConfigError) {
    if let prefix = request.variablePrefix,
      let source = try ConfigOverrides.source(variables, prefix: prefix)
    {
      sources.append(source)
    }
  }

  /// The configuration that the sources make together.
  public func tree(_ sources: [ConfigSource]) throws(ConfigError) -> Tree {
    if sources.isEmpty { return ConfigFormat.nothing }
    if sources.count == 1, sources[0].layer != .environment { return sources[0].tree }
    return try ConfigMerge.merge(sources, variables)
  }
}
