import Formats
import Glibc
import Platform
import YAML

/// Changing a configuration file in place: all but the value that is meant keeps its bytes.
public struct ConfigEdit {
  /// What is to be done.
  public enum Deed {
    /// Give a path a value.
    case set(ValuePath, Node)
    /// Remove what is at a path.
    case delete(ValuePath)
  }

  /// The file, as it is named.
  public let name: BytePath
  /// Where it is: what a link leads to.
  private let path: BytePath
  /// What it is written in; nil: what its text looks like.
  private let format: ConfigFormat?
  /// Which document of a file with several, counted from 1.
  public let document: Int
  /// What the file may be at most.
  public var limits = ConfigLimits()

  /// A change to a file, whose name tells the format unless one is given.
  public init(_ path: BytePath, format: ConfigFormat?, document: Int = 1) {
    name = path
    // A link stays one: what it leads to is changed.
    self.path = path.resolved()
    self.format = format ?? ConfigFormat(name: path)
    self.document = document
  }

  /// Makes a change. A file that is not there is made where that is permitted. Returns whether anything
  /// is different now.
  public func make(_ deed: Deed, mayCreate: Bool) throws(ConfigError) -> Bool {
    let lock = try lockFolder(mayCreate: mayCreate)
    defer { FileLock.unlock(lock.number) }
    return try change(deed, mayCreate: mayCreate)
  }

  /// Takes the lock of the file's folder, under which all changes to its files are made: the file
  /// itself is replaced by each.
  private func lockFolder(mayCreate: Bool) throws(ConfigError) -> Descriptor {
    let folder = path.parent.isEmpty ? "." : path.parent
    do throws(SystemError) {
      if mayCreate { try Directory.make(folder, mode: 0o777) }
      let lock = try Descriptor.open(folder, O_RDONLY | O_DIRECTORY)
      while try FileLock.wait(lock.number, .exclusive) == .interrupted {}
      return lock
    } catch {
      if error.code == ENOENT { throw .missing(name) }
      throw .system(error)
    }
  }

  private func change(_ deed: Deed, mayCreate: Bool) throws(ConfigError) -> Bool {
    let before = try text(mayCreate: mayCreate)
    let after = try changed(before ?? FrozenBytes([]), deed)
    if let before, after == before.copy(0..<before.count) { return false }
    do throws(SystemError) {
      try AtomicFile.replace(path, with: after, durability: .synced, mode: 0o666)
    } catch {
      throw .system(error)
    }
    return true
  }

  /// What the file would be after a change.
  public func preview(_ deed: Deed, mayCreate: Bool) throws(ConfigError) -> [UInt8] {
    try changed(try text(mayCreate: mayCreate) ?? FrozenBytes([]), deed)
  }

  /// The file's text; nil where there is none, and need not be one.
  private func text(mayCreate: Bool) throws(ConfigError) -> FrozenBytes? {
    do throws(ConfigError) {
      return try ConfigSource.bytes(of: path, limits)
    } catch {
      guard case .missing = error else { throw error }
      if !mayCreate { throw .missing(name) }
      return nil
    }
  }

  private func changed(_ text: FrozenBytes, _ deed: Deed) throws(ConfigError) -> [UInt8] {
    do throws(EditError) {
      return try edited(text, deed)
    } catch {
      switch error {
      case .parse(let error): throw .parse(name, error)
      case .notFound: throw .notFound(name)
      case .unfit(let position, let message): throw .unfit(name, position, message)
      }
    }
  }

  private func edited(_ text: FrozenBytes, _ deed: Deed) throws(EditError) -> [UInt8] {
    let format = format ?? ConfigFormat.found(in: text, limits)
    let options = format.jsonOptions(limits)
    switch (deed, format) {
    case (.set(let path, let value), .json), (.set(let path, let value), .jsonc):
      return try JSONEditor.set(path, to: value, in: text, options)
    case (.delete(let path), .json), (.delete(let path), .jsonc):
      return try JSONEditor.delete(path, in: text, options)
    case (.set(let path, let value), .toml): return try TOMLEditor.set(path, to: value, in: text)
    case (.delete(let path), .toml): return try TOMLEditor.delete(path, in: text)
    case (.set(let path, let value), .yaml):
      return try YAMLEditor.set(path, to: value, in: text, document: document - 1)
    case (.delete(let path), .yaml):
      return try YAMLEditor.delete(path, in: text, document: document - 1)
    }
  }
}
