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
  private var digests: [ObjectIdentifier: Digest] = [:]

  /// The digest of a folder; nil where there is nothing wanted in it, or something in it could not be
  /// read.
  public subscript(folder: Folder) -> Digest? { digests[ObjectIdentifier(folder)] }

  /// Those of all folders of a tree whose files' digests are known.
  public init(_ scan: Scan, _ selection: Selection) {
    // The lines of each folder that is open, and whether all that is wanted in it is known.
    var texts: [[UInt8]] = [[]]
    var areWhole = [!scan.root.state.contains(.isUnread)]
    var cursor = TreeCursor(scan.root)
    while true {
      switch cursor.step() {
      case .end: return
      case .entry(let found):
        if found.kind == .folder {
          texts.append([])
          areWhole.append(!found.folder.folders[found.index].state.contains(.isUnread))
          continue
        }
        guard found.hasContent, selection.includes(cursor.path, from: 0, found),
          found.index < found.folder.facts.count
        else { continue }
        let state = found.folder.facts[found.index].state
        if state.contains(.hasDigest) {
          FolderDigests.append(
            found.kind == .link ? "l" : "f", found.folder.facts[found.index].digest,
            found.folder.entries.bytes[found.name], to: &texts[texts.count - 1])
        } else if state.contains(.hasSignature) {
          areWhole[areWhole.count - 1] = false
        }
      case .left(let folder):
        let (text, isWhole) = (texts.removeLast(), areWhole.removeLast())
        let above = texts.count - 1
        if !isWhole, above >= 0 { areWhole[above] = false }
        if text.isEmpty || !isWhole { continue }
        let digest = Digest.of(text)
        digests[ObjectIdentifier(folder)] = digest
        if above >= 0 {
          FolderDigests.append("d", digest, folder.name[...], to: &texts[above])
        }
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
