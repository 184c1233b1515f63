import Formats
import Glibc
import Platform

/// A file of a configuration that was read, or what the environment says, as a tree.
public struct ConfigSource {
  /// The file; nil for the environment's variables.
  public let path: BytePath?
  /// Whose it is.
  public let layer: ConfigLayer
  /// What it is written in; nil for the environment's variables.
  public let format: ConfigFormat?
  /// What it says.
  public let tree: Tree
  /// The value that counts: the outermost one, or that of one document.
  public let root: Node

  init(_ layer: ConfigLayer, path: BytePath?, format: ConfigFormat?, tree: Tree) {
    self.path = path
    self.layer = layer
    self.format = format
    self.tree = tree
    root = tree.root
  }

  /// Reads a file. Of a text with several documents it is the one that is asked for, counted from 1,
  /// or all of them as an array where that is nil.
  static func read(
    _ file: ConfigFile, _ request: ConfigRequest
  ) throws(ConfigError) -> ConfigSource {
    let text = try bytes(of: file.path, request.limits)
    let format =
      request.format ?? ConfigFormat(name: file.path)
      ?? ConfigFormat.found(in: text, request.limits)
    let trees: [Tree]
    do throws(ParseError) {
      trees = try format.read(text, request.limits)
    } catch {
      throw .parse(shown(file.path), error)
    }
    return ConfigSource(
      file.layer, path: file.path, format: format,
      tree: try document(request.document, of: trees, file.path, text))
  }

  private static func document(
    _ number: Int?, of trees: [Tree], _ path: BytePath, _ text: FrozenBytes
  ) throws(ConfigError) -> Tree {
    if let number {
      // A file that holds nothing is an empty table.
      if number == 1, trees.isEmpty { return ConfigFormat.nothing }
      if number <= trees.count { return trees[number - 1] }
      let count = trees.count == 1 ? "1 document" : "\(trees.count) documents"
      throw .unfit(shown(path), .start, "there is no document \(number): it has \(count)")
    }
    return ConfigMerge.array(of: trees, in: text)
  }

  /// The bytes of a file, or of standard input.
  static func bytes(
    of path: BytePath, _ limits: ConfigLimits
  ) throws(ConfigError) -> FrozenBytes {
    do throws(SystemError) {
      let limit = Int(limits.fileBytesMax)
      if path == ConfigFile.standardInput {
        return try GrowingBytes.reading(STDIN_FILENO, limit: limit, path: "standard input").frozen()
      }
      let file = try Descriptor.open(path, O_RDONLY | O_NOCTTY)
      return try GrowingBytes.reading(file.number, limit: limit, path: path).frozen()
    } catch {
      if error.code == ENOENT { throw .missing(path) }
      if error.code == EFBIG {
        let most = SizeFormat.text(bytes: limits.fileBytesMax)
        throw .unfit(shown(path), .start, "longer than \(most), and more is not read")
      }
      throw .system(error)
    }
  }

  static func shown(_ path: BytePath) -> BytePath {
    path == ConfigFile.standardInput ? "standard input" : path
  }
}
