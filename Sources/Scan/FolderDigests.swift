import Digests
import Platform

/// A digest for each folder, which changes with any name or content below it, and with nothing else.
/// That of a folder is the BLAKE2b digest of a line for each entry, in the order of the names:
///
///     KIND, a space, the entry's digest as 64 digits, two spaces, the name, a NUL byte
///
/// KIND is `f` for files, `l` for links, whose digest is that of where they lead, and `d` for folders.
/// What is not wanted does not count, nor do folders without anything that is. Where something could not
/// be read there is no digest of its folder, nor of those above.
public struct FolderDigests {
  private struct Level {
    let folder: Folder
    var offset = 0
    var folders = 0
    var files = 0
    let pathCount: Int
    /// Whether the digests of all that is wanted in it are known.
    var isWhole: Bool
  }

  private var digests: [ObjectIdentifier: Digest] = [:]

  /// The digest of a folder; nil where there is nothing wanted in it, or something in it could not be
  /// read.
  public subscript(folder: Folder) -> Digest? { digests[ObjectIdentifier(folder)] }

  /// Those of all folders of a tree whose files' digests are known.
  public init(_ scan: Scan, _ selection: Selection) {
    var path: [UInt8] = []
    func level(_ folder: Folder) -> Level {
      Level(
        folder: folder, pathCount: path.count, isWhole: !folder.state.contains(.isUnread))
    }
    var levels = [level(scan.root)]
    // The lines of each folder, beside the levels: they grow in place.
    var texts: [[UInt8]] = [[]]
    while let current = levels.last {
      let top = levels.count - 1
      path.removeSubrange(current.pathCount...)
      let list = current.folder.entries.bytes
      guard let (kind, name, next) = EntryList.entry(list, at: current.offset) else {
        levels.removeLast()
        let text = texts.removeLast()
        if !current.isWhole, top > 0 { levels[top - 1].isWhole = false }
        if text.isEmpty || !current.isWhole { continue }
        let digest = Digest.of(text)
        digests[ObjectIdentifier(current.folder)] = digest
        if top > 0 {
          FolderDigests.append("d", digest, current.folder.name[...], to: &texts[top - 1])
        }
        continue
      }
      levels[top].offset = next
      path.append(contentsOf: list[name])
      if kind == .folder {
        levels[top].folders += 1
        path.append(UInt8(ascii: "/"))
        levels.append(level(current.folder.folders[current.folders]))
        texts.append([])
        continue
      }
      levels[top].files += 1
      let found = Found(
        kind: kind, folder: current.folder, index: current.files, nameStart: current.pathCount,
        name: name)
      guard found.hasContent, selection.includes(path, from: 0, found),
        current.files < current.folder.facts.count
      else { continue }
      let facts = current.folder.facts[current.files]
      if facts.state.contains(.hasDigest) {
        FolderDigests.append(
          kind == .link ? "l" : "f", facts.digest, list[name], to: &texts[top])
      } else if facts.state.contains(.hasSignature) {
        levels[top].isWhole = false
      }
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
