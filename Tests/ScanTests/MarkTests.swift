import Digests
import Platform
import Support
import Testing

@testable import Scan

@Suite("A mark")
struct MarkTests {
  private let scratch = Scratch()

  private static let mark: Mark = {
    var tree = FolderBuilder()
    for (index, path) in ["a", "b/a", "b/c/a", "b0", "c/d"].enumerated() {
      tree.append(Array(path.utf8), .file, MarkTests.facts(index))
    }
    return Mark(
      name: Array("m".utf8), root: "/r", options: Array("i".utf8), made: Instant(nanoseconds: 1),
      manifest: 2,
      pieces: Manifest.pieces(of: tree.root, started: Instant(nanoseconds: 1), withFacts: true))
  }()

  private static func facts(_ number: Int) -> FileFacts {
    var facts = FileFacts()
    facts.state = [.hasSignature, .hasDigest]
    facts.signature = FileSignature(
      device: 1, inode: UInt64(number), size: 1, modifiedNanoseconds: 3, changedNanoseconds: 4)
    facts.digest = Digest.of([UInt8(number)])
    return facts
  }

  private static let tree = mark.pieces.flatMap { $0.copy(0..<$0.count) }

  private static func read(_ head: [UInt8], _ tree: [UInt8]) -> Mark? {
    Mark(head: head, tree: FrozenBytes(tree))
  }

  @Test("gives back what it was made of")
  func roundTrip() throws {
    let read = try #require(MarkTests.read(MarkTests.mark.head, MarkTests.tree))
    #expect(read.name == MarkTests.mark.name)
    #expect(read.root == MarkTests.mark.root)
    #expect(read.options == MarkTests.mark.options)
    #expect(read.made == MarkTests.mark.made)
    #expect(read.manifest == 2)
    var files = SideBySide(read.files, Folder(parent: nil, name: []), skipsSame: false)
    var paths: [String] = []
    while files.next() {
      let old = try #require(files.old)
      #expect(old.facts.digest == MarkTests.facts(paths.count).digest)
      #expect(old.facts.signature == MarkTests.facts(paths.count).signature)
      paths.append(String(decoding: files.path, as: UTF8.self))
    }
    #expect(paths == ["a", "b/a", "b/c/a", "b0", "c/d"])
  }

  @Test("that is cut or changed anywhere is none")
  func damaged() {
    let (head, tree) = (MarkTests.mark.head, MarkTests.tree)
    for index in head.indices {
      #expect(MarkTests.read(Array(head[..<index]), tree) == nil)
      for bit in [UInt8(1), 2, 128] {
        var damaged = head
        damaged[index] ^= bit
        #expect(MarkTests.read(damaged, tree) == nil, "\(index)")
      }
    }
    for index in tree.indices {
      #expect(MarkTests.read(head, Array(tree[..<index])) == nil)
      var damaged = tree
      damaged[index] ^= 1
      #expect(MarkTests.read(head, damaged) == nil, "\(index)")
    }
  }

  /// A mark of the first version of the tree `t`, written down by its description.
  private func first(_ files: [(path: String, text: String)]) -> [UInt8] {
    var records: [UInt8] = []
    var last: [UInt8] = []
    for (path, text) in files {
      let path = Array(path.utf8)
      let shared = zip(path, last).prefix { $0 == $1 }.count
      records.append(littleEndian: UInt64(shared), count: 4)
      records.append(littleEndian: UInt64(path.count - shared), count: 4)
      records += path[shared...]
      // A file with a signature, a digest and a language; modified at a whole second, on device 9:
      // inode 5 in one byte, size 300 in two.
      records += [1, 1 | 2 | 4 | 64 | 128, 0x21, 5, 0x2C, 0x01]
      records.append(littleEndian: 60, count: 4)
      records.append(littleEndian: 70)
      records.append(littleEndian: 9)
      records += Digest.of(Array(text.utf8)).bytes
      records += [0, 2, 1, 0, 2, 0, 0x80, 1, 0, 3]
      last = path
    }
    let root = Array((scratch.path + "/t").utf8)
    var rest: [UInt8] = []
    rest.append(littleEndian: Checksum.ofBlock(records))
    for number in [UInt64(1), 2] { rest.append(littleEndian: number) }
    for count in [1, 1, root.count] { rest.append(littleEndian: UInt64(count), count: 4) }
    rest += [UInt8(ascii: "m"), UInt8(ascii: "i")] + root
    var mark = Array("PCSK".utf8) + [1, 0, 0, 0]
    mark.append(littleEndian: Checksum.ofBlock(rest))
    return mark + rest + records
  }

  @Test("of the first version is read, and a damaged one is not")
  func firstVersion() throws {
    scratch.shell("mkdir -p t/c marks; echo one > t/a; echo two > t/b; echo three > t/c/d")
    let root = BytePath(scratch.path + "/t")
    let bytes = first([("a", "one\n"), ("b", "other\n"), ("c/e", "gone\n")])
    let text = [UInt8(ascii: "m"), 0, UInt8(ascii: "i"), 0] + root.bytes
    let file = BytePath(scratch.path + "/marks/\(Digest.of(text).hexadecimal.prefix(32)).mark")
    try AtomicFile.replace(file, with: bytes, durability: .none)
    var request = ScanRequest()
    request.wantsStatus = true
    let marks = Marks(BytePath(scratch.path + "/marks"))
    guard case .found(let mark) = try marks.mark([UInt8(ascii: "m")], root, request.options) else {
      Issue.record("there is no mark")
      return
    }
    let scan = try Scan(ScanPlace(root, request.options), request, nil)
    scan.readChanged(since: mark, Selection(), trustsSignatures: true)
    let changes = scan.changes(
      since: mark, name: mark.name, Selection(), trustsSignatures: true, listsUnchanged: false)
    #expect(
      changes.list.map { "\($0.kind) \(String(decoding: $0.path, as: UTF8.self))" }
        == ["modified b", "added c/d", "removed c/e"])
    for index in stride(from: 0, to: bytes.count, by: 7) {
      var damaged = bytes
      damaged[index] ^= 16
      try AtomicFile.replace(file, with: damaged, durability: .none)
      if case .found = try marks.mark([UInt8(ascii: "m")], root, request.options) {
        Issue.record("\(index)")
      }
    }
  }
}
