import Digests
import Platform

/// A digest for each folder, which changes with any name or content below it, and with nothing else.
/// That of a folder is the BLAKE2b digest of a line for each entry, in the order of the names:
///
///     KIND, a space, the entry's digest as 64 digits, two spaces, the name, a NUL byte
///
/// KIND is `f` for files, `l` for links, whose digest is that of where they lead, and `d` for folders.
/// What is not wanted does not count, nor do folders without anything that is.
public struct FolderDigests {
  private struct Level {
    let folder: Folder
    var text: [UInt8] = []
    var offset = 0
    var folders = 0
    var files = 0
    let pathCount: Int
  }

  private var digests: [ObjectIdentifier: Digest] = [:]

  /// The digest of a folder; nil where there is nothing wanted in it.
  public subscript(folder: Folder) -> Digest? { digests[ObjectIdentifier(folder)] }

  /// Those of all folders of a tree whose files' digests are known.
  public init(_ scan: Scan, _ selection: Selection) {
    var path: [UInt8] = []
    var levels = [Level(folder: scan.root, pathCount: 0)]
    while let level = levels.last {
      let top = levels.count - 1
      path.removeSubrange(level.pathCount...)
      let list = level.folder.entries.bytes
      guard let (kind, name, next) = EntryList.entry(list, at: level.offset) else {
        levels.removeLast()
        if level.text.isEmpty { continue }
        let digest = Digest.of(level.text)
        digests[ObjectIdentifier(level.folder)] = digest
        if top > 0 {
          FolderDigests.append("d", digest, level.folder.name[...], to: &levels[top - 1].text)
        }
        continue
      }
      levels[top].offset = next
      path.append(contentsOf: list[name])
      if kind == .folder {
        levels[top].folders += 1
        path.append(UInt8(ascii: "/"))
        levels.append(
          Level(folder: level.folder.folders[level.folders], pathCount: path.count))
        continue
      }
      levels[top].files += 1
      let found = Found(
        kind: kind, folder: level.folder, index: level.files, nameStart: level.pathCount,
        name: name)
      guard let facts = found.facts, facts.state.contains(.hasDigest),
        selection.includes(path, from: 0, found)
      else { continue }
      FolderDigests.append(
        kind == .link ? "l" : "f", facts.digest, list[name], to: &levels[top].text)
    }
  }

  private static func append(
    _ kind: Unicode.Scalar, _ digest: Digest, _ name: ArraySlice<UInt8>, to text: inout [UInt8]
  ) {
    text += [UInt8(ascii: kind), 0x20]
    digest.appendHexadecimal(to: &text)
    text += [0x20, 0x20]
    text += name
    text.append(0)
  }
}
