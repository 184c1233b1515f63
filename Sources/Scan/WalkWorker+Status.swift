import Glibc
import Platform

/// Looking at the files of a folder.
extension WalkWorker {
  /// Asks for the status of each file in an open folder, and keeps what is known of those that have
  /// not changed. C: `fstatat`.
  func lookAtFiles(_ folder: Folder, _ opened: Int32) {
    let count = folder.fileCount
    if folder.facts.count != count {
      folder.facts = Array(repeating: FileFacts(), count: count)
      folder.isAsKept = false
    }
    let flags = walk.options.followsLinks ? 0 : AT_SYMLINK_NOFOLLOW
    var (isChanged, isDigestMissing, isOther) = (false, false, false)
    folder.entries.bytes.withUnsafeBufferPointer { bytes in
      folder.facts.withUnsafeMutableBufferPointer { facts in
        var (offset, index) = (0, 0)
        while offset + EntryList.frameBytes <= bytes.count, index < facts.count {
          // In bounds: each entry says how long its name is, which a NUL byte follows.
          let frame = Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
          let name = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + offset + 2)
          offset += EntryList.frameBytes + (frame & EntryList.nameBytesMax)
          if UInt8(frame >> 13) == FolderEntries.Kind.folder.rawValue { continue }
          var status = stat()
          let text = name.assumingMemoryBound(to: CChar.self)
          if fstatat(opened, text, &status, flags) == 0 {
            let signature = FileSignature(status)
            if facts[index].signature != signature {
              isChanged = true
              facts[index] = facts[index].holding(for: signature)
            }
            if facts[index].state.remove(.isUnread) != nil { isOther = true }
            if !facts[index].state.isDigestTrusted { isDigestMissing = true }
          } else {
            // It went meanwhile, or is a link that leads nowhere.
            facts[index] = FileFacts()
            facts[index].state = .isUnread
            isChanged = true
          }
          index += 1
        }
      }
    }
    if isChanged || isOther { folder.isAsKept = false }
    if isChanged { walk.noteChange() }
    folder.isDigestMissing = isDigestMissing
    if isDigestMissing { walk.noteMissingDigest() }
  }
}
