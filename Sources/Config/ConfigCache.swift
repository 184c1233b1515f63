import Digests
import Formats
import Platform
import Store

/// Configurations as they were parsed before: one entry for each list of files, variables and
/// options, valid while the files are unchanged. Which files there are is looked up each time, so that
/// one that appears makes another list.
public struct ConfigCache {
  /// The namespace of those who name none.
  public static let spaceName = Array("config".utf8)
  /// An entry that is a larger part of the cache than this is not kept.
  private static let partMax: Int64 = 4

  /// What came of asking.
  public enum Outcome: Sendable {
    /// It was there.
    case hit
    /// It was made, and kept where it could be.
    case miss
    /// A file is broken, and what was there before is given in its place.
    case stale
  }

  /// Where they are kept.
  public let store: Store
  private let space: SpaceName

  /// The configurations in a store.
  public init(_ store: Store, _ space: SpaceName) {
    self.store = store
    self.space = space
  }

  /// Whether the answer can be kept at all: what comes from standard input cannot.
  public static func isKept(_ plan: ConfigPlan) -> Bool {
    !plan.files.contains { $0.path == ConfigFile.standardInput }
  }

  /// The key of a configuration, as text, so that it can be listed and matched with patterns:
  ///
  ///     config /home/me/a/.pc/config.yaml (document 1) (variables 5f1d...)
  public static func key(_ plan: ConfigPlan) -> [UInt8] {
    var key = Array("config".utf8)
    for file in plan.readFiles {
      key.append(UInt8(ascii: " "))
      for byte in file.path.absolute().withoutDots().bytes {
        // No two lists of files have one key.
        if [0x20, 0x28, 0x5C].contains(byte) { key.append(UInt8(ascii: "\\")) }
        key.append(byte)
      }
      if file.layer <= .defaults { key += Array(" (\(file.layer.rawValue))".utf8) }
    }
    let (request, limits) = (plan.request, plan.request.limits)
    key += Array(" (\(request.format?.rawValue ?? "by name") \(request.document ?? 0))".utf8)
    // What one limit refuses, another may have let in.
    if limits != ConfigLimits() {
      key += Array(
        " (limits \(limits.fileBytesMax) \(limits.depthMax) \(limits.valuesMax))".utf8)
    }
    if !plan.variables.isEmpty {
      let text = Array(plan.variables.joined(separator: [0]))
      let prefix = (request.variablePrefix ?? []) + [0]
      key += Array(" (variables \(Digest.of(prefix + text).hexadecimal.prefix(32)))".utf8)
    }
    return key
  }

  /// The tree of a configuration: the kept one where it is valid, else a new one.
  public func tree(
    _ plan: ConfigPlan, accepting acceptance: Acceptance, isFresh: Bool, mayBeStale: Bool
  ) throws(ConfigError) -> (tree: Tree, outcome: Outcome) {
    let key = ConfigCache.key(plan)
    if !isFresh,
      case .found(let entry, _) = store.look(
        up: key, in: space, accepting: acceptance, checksBeginning: false),
      let tree = ConfigCache.tree(entry)
    {
      return (tree, .hit)
    }
    do throws(ConfigError) {
      return (try make(plan, key), .miss)
    } catch {
      guard mayBeStale, case .parse = error, let entry = store.entry(space, key: key),
        let tree = ConfigCache.tree(entry)
      else { throw error }
      return (tree, .stale)
    }
  }

  /// The same without the cache.
  public static func fresh(_ plan: ConfigPlan) throws(ConfigError) -> Tree {
    try plan.tree(try plan.sources())
  }

  private static func tree(_ entry: borrowing Entry) -> Tree? {
    entry.mappedPayload().flatMap { Tree(stored: $0) }
  }

  private func make(_ plan: ConfigPlan, _ key: [UInt8]) throws(ConfigError) -> Tree {
    // As they are before they are read: what changes meanwhile makes the entry invalid.
    var details = EntryDetails()
    details.mayCompress = false
    let start = Clock.system.sinceBoot()
    var isKept = true
    for file in plan.readFiles {
      // A pipe (`-f <(command)`) says something else each time.
      if let status = try? FileStatus.of(path: file.path), status.kind == .file,
        let state = try? Dependency.file(file.path)
      {
        details.dependencies.append(state)
      } else {
        isKept = false
      }
    }
    let schemas = SchemaFiles(plan.request.limits, allowsRemote: false)
    let tree = try plan.tree(try plan.sources(schemas))
    // What a schema refers to is not among the files that are looked at each time.
    if schemas.read.count > 1 { isKept = false }
    details.costNanoseconds = Clock.system.sinceBoot() - start
    if isKept { keep(tree, key, details) }
    return tree
  }

  /// Keeps a tree. Where that cannot be done the answer is the same.
  private func keep(_ tree: Tree, _ key: [UInt8], _ details: EntryDetails) {
    if Int64(tree.storedCount) > store.settings.maxSizeBytes / ConfigCache.partMax { return }
    let bytes = tree.stored()
    guard var writer = try? store.writer(space, key: key, details) else { return }
    do throws(StoreError) {
      var offset = 0
      while offset < bytes.count {
        let end = min(offset + 1 << 20, bytes.count)
        let piece = bytes.withBytes { all in
          all.extracting(offset..<end).withUnsafeBytes { Array($0) }
        }
        try writer.write(piece)
        offset = end
      }
    } catch {
      store.abandon(writer)
      return
    }
    try? store.commit(writer)
  }

  /// Forgets all configurations that a file is part of, or all. Returns how many there were.
  public func invalidate(_ paths: [BytePath]) throws(StoreError) -> Int {
    if paths.isEmpty { return try store.clear(space) }
    let paths = paths.map { $0.absolute().withoutDots() }
    return try store.remove(in: space) { (_, entry) in
      entry.dependencies.contains { item in paths.contains { item.concerns($0) } }
    }
  }
}
