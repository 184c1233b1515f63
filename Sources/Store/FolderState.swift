import Digests
import Glibc
import Platform

/// A folder and all that is in it, as two digests: of the names and signatures, which costs a look
/// at each file, and of the names and contents, which costs reading them. Links within it are not
/// followed: where they lead is a part of the content.
struct FolderState {
  private(set) var listing: Digest
  private(set) var content: Digest
  /// The latest time stamp of anything in it.
  private(set) var newestNanoseconds: Int64 = .min

  init(_ path: BytePath, isContentWanted: Bool) throws(SystemError) {
    var walk = Walk(isContentWanted: isContentWanted)
    try walk.enter(path, name: [])
    newestNanoseconds = walk.newest
    listing = walk.listing.finish()
    content = walk.content.finish()
  }

  /// Whether something may have changed again after it was looked at, unseen.
  static func isRacy(_ newestNanoseconds: Int64, asOf moment: Instant) -> Bool {
    FileSignature(
      device: 0, inode: 0, size: 0, modifiedNanoseconds: newestNanoseconds,
      changedNanoseconds: newestNanoseconds
    ).isRacilyClean(asOf: moment)
  }

  private struct Walk: ~Copyable {
    let isContentWanted: Bool
    var listing = Hash()
    var content = Hash()
    var newest: Int64 = .min

    init(isContentWanted: Bool) { self.isContentWanted = isContentWanted }

    /// Takes in what is in a folder, in the order of the names.
    mutating func enter(_ path: BytePath, name: [UInt8]) throws(SystemError) {
      let names = try Directory.names(in: path).sorted { $0.lexicographicallyPrecedes($1) }
      for child in names {
        try add(path.appending(child), name: name + [UInt8(ascii: "/")] + child)
      }
    }

    private mutating func add(_ path: BytePath, name: [UInt8]) throws(SystemError) {
      let status: FileStatus
      do throws(SystemError) {
        status = try FileStatus.of(path: path, followLinks: false)
      } catch {
        // Gone since the folder was read.
        if error.code == ENOENT { return }
        throw error
      }
      let signature = status.signature
      newest = max(newest, signature.modifiedNanoseconds, signature.changedNanoseconds)
      var record: [UInt8] = []
      record.append(littleEndian: UInt64(name.count), count: 4)
      record += name
      record.append(FolderState.kind(of: status))
      content.update(record.span.bytes)
      if status.kind != .folder {
        for number in [
          Int64(bitPattern: signature.inode), signature.size, signature.modifiedNanoseconds,
          signature.changedNanoseconds,
        ] { record.append(littleEndian: UInt64(bitPattern: number)) }
      }
      listing.update(record.span.bytes)
      switch status.kind {
      case .folder: try enter(path, name: name)
      case .link: content.update(path.linkTarget().span.bytes)
      case .file where isContentWanted:
        let file = try Descriptor.open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW)
        content.update(try Digest.of(contentOf: file.number, path: path).bytes.span.bytes)
      case .file, .other: break
      }
    }
  }

  private static func kind(of status: FileStatus) -> UInt8 {
    switch status.kind {
    case .file: status.permissions & 0o111 == 0 ? 1 : 2
    case .folder: 3
    case .link: 4
    case .other: 5
    }
  }
}
