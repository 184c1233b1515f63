import Formats
import Languages
import Platform

/// Which of the things that a scan has found are wanted.
public struct Selection: Sendable {
  /// How a size is to compare.
  public struct SizeTest: Sendable, Equatable {
    /// The sizes that fit.
    public let range: ClosedRange<Int64>

    /// The sizes in a range.
    public init(_ range: ClosedRange<Int64>) { self.range = range }
  }

  /// What they are. Empty: files, and links, as git sees them.
  public var kinds: Set<FolderEntries.Kind> = []
  /// Globs over the path below the root.
  public var globs: PathGlobs?
  /// What names end with, without the dot, in small letters.
  public var extensions: [[UInt8]] = []
  /// The languages, one of which a file must be in, or may be in where nothing decides.
  public var languages: [Language] = []
  /// What sizes must be, all of it.
  public var sizes: [SizeTest] = []
  /// The moment after which the content must have been changed.
  public var newerThan: Instant?
  /// Whether hidden files are left out, and what lies in hidden folders.
  public var leavesOutHidden = false
  /// Whether only what nothing is in is wanted.
  public var isEmpty = false

  /// All files.
  public init() {}

  /// Whatever there is.
  public static var everything: Selection {
    var selection = Selection()
    selection.kinds = [
      .unknown, .file, .link, .pipe, .socket, .blockDevice, .characterDevice,
    ]
    return selection
  }

  /// Whether the status of files is asked for.
  public var needsStatus: Bool {
    !sizes.isEmpty || newerThan != nil || isEmpty || !languages.isEmpty
  }

  /// Whether something is wanted, by all but its content. Its path below the root begins at `start`.
  public func includes(_ path: [UInt8], from start: Int, _ found: Found) -> Bool {
    if !includes(found.kind) { return false }
    if leavesOutHidden, Selection.isHidden(path, from: start) { return false }
    if !extensions.isEmpty, !hasExtension(path, found.nameStart) { return false }
    if let globs, !globs.chooses(start == 0 ? path : Array(path[start...])) { return false }
    if !languages.isEmpty, !isInLanguage(path, found) { return false }
    if !needsStatus { return true }
    let folder = found.kind == .folder ? found.folder.folders[found.index] : nil
    if isEmpty, let folder, folder.entries.count > 0 || folder.state.contains(.isUnread) {
      return false
    }
    guard let signature = folder?.signature ?? found.facts?.signature else { return false }
    return fits(found.kind, signature)
  }

  /// Whether a file is wanted that is not part of a tree, or is no more.
  public func includes(
    _ path: [UInt8], _ kind: FolderEntries.Kind, _ signature: FileSignature
  ) -> Bool {
    let name = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    return includes(kind) && (extensions.isEmpty || hasExtension(path, name))
      && (globs?.chooses(path) ?? true) && (!needsStatus || fits(kind, signature))
      && (languages.isEmpty
        || Languages.isIn(languages, name: path.span.extracting(name...).bytes) != false)
  }

  private func includes(_ kind: FolderEntries.Kind) -> Bool {
    kinds.isEmpty ? kind == .file || kind == .link : kinds.contains(kind)
  }

  private static func isHidden(_ path: [UInt8], from start: Int) -> Bool {
    var isStart = true
    for byte in path[start...] {
      if isStart, byte == UInt8(ascii: ".") { return true }
      isStart = byte == UInt8(ascii: "/")
    }
    return false
  }

  private func isInLanguage(_ path: [UInt8], _ found: Found) -> Bool {
    guard found.kind == .file else { return false }
    let name = path.span.extracting(found.nameStart...).bytes
    if let isIn = Languages.isIn(languages, name: name) { return isIn }
    guard let facts = found.facts, facts.state.contains(.hasLanguage) else { return false }
    return facts.language.languages.contains { languages.contains($0) }
  }

  /// The same for those files alone whose contents have to tell whether they are wanted.
  func isUndecided(_ path: [UInt8], from start: Int, _ found: Found) -> Bool {
    guard found.kind == .file else { return false }
    let name = path.span.extracting(found.nameStart...).bytes
    if Languages.isIn(languages, name: name) != nil { return false }
    var others = self
    others.languages = []
    return others.includes(path, from: start, found)
  }

  private func hasExtension(_ path: [UInt8], _ nameStart: Int) -> Bool {
    extensions.contains { ending in
      let dot = path.count - ending.count - 1
      // A name that is nothing but an ending has none.
      guard dot > nameStart, path[dot] == UInt8(ascii: ".") else { return false }
      return (0..<ending.count).allSatisfy { index in
        let byte = path[dot + 1 + index]
        return ((65...90).contains(byte) ? byte | 32 : byte) == ending[index]
      }
    }
  }

  private func fits(_ kind: FolderEntries.Kind, _ signature: FileSignature) -> Bool {
    if !sizes.isEmpty {
      guard kind == .file, sizes.allSatisfy({ $0.range.contains(signature.size) }) else {
        return false
      }
    }
    if isEmpty, kind != .folder, kind != .file || signature.size != 0 { return false }
    if let newerThan, signature.modifiedNanoseconds <= newerThan.nanoseconds { return false }
    return true
  }
}
