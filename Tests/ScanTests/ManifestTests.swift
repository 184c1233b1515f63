import Digests
import Platform
import Testing

@testable import Scan

@Suite("A manifest")
struct ManifestTests {
  /// A tree of a few folders, whose facts use every form that they can have.
  private static func tree() -> Folder {
    func signature(_ number: Int64, device: UInt64 = 7) -> FileSignature {
      FileSignature(
        device: device, inode: UInt64(bitPattern: number) &* 0x9E37_79B9, size: number * number,
        modifiedNanoseconds: number * 1_000_000_000 + number % 2,
        changedNanoseconds: number * 1_000_000_000 + number % 3)
    }
    let root = Folder(parent: nil, name: [])
    var folders = [root]
    for number in 1...5 {
      let folder = Folder(parent: folders[(number - 1) / 2], name: Array("folder\(number)".utf8))
      folders[(number - 1) / 2].folders.append(folder)
      folders.append(folder)
    }
    for (index, folder) in folders.enumerated() {
      folder.signature = signature(Int64(index) + 100)
      folder.state = Folder.State(rawValue: UInt8(index) & 7)
      var bytes: [UInt8] = []
      func append(_ kind: FolderEntries.Kind, _ name: [UInt8]) {
        bytes += [UInt8(name.count & 255), kind.rawValue << 5 | UInt8(name.count >> 8)]
        bytes += name + [0]
        folder.entries.count += 1
      }
      for below in folder.folders { append(.folder, below.name) }
      for number in 0..<index * 2 {
        append(number % 2 == 0 ? .file : .link, [0xFF, UInt8(number + 1)])
        var facts = FileFacts()
        facts.state = FileFacts.State(rawValue: UInt8(number * 7 + index) & 31)
        if facts.state.contains(.hasSignature) {
          facts.signature = signature(
            Int64(number) << (number * 3), device: number % 4 == 3 ? 9 : 7)
          if facts.state.contains(.hasDigest) { facts.digest = Digest.of([UInt8(number)]) }
          if facts.state.contains(.hasLanguage) {
            facts.language.candidates = [UInt16(number + 1), number % 2 == 0 ? 0 : 800, 0, 0]
            facts.language.blank = UInt32(number)
            facts.language.code = .max
            // What is most often so has a form of its own: one language, and nothing but counted.
            if number % 4 < 2 { facts.language.bits = 128 }
          }
        } else {
          facts.state.formIntersection(.isUnread)
        }
        folder.facts.append(facts)
      }
      folder.entries.bytes = bytes
      if index == 2 {
        folder.ignoreFiles = [
          IgnoreFile(
            name: Array(".gitignore".utf8), signature: signature(3), isRacy: true, checksum: 99)
        ]
      }
    }
    return root
  }

  private static func bytes(_ root: Folder) -> [UInt8] {
    let marks = Manifest.Marks(rules: 5, languages: 6)
    let pieces = Manifest.pieces(
      of: root, started: Instant(nanoseconds: 8), marks: marks, withFacts: true)
    return pieces.flatMap { $0.copy(0..<$0.count) }
  }

  private static func flat(_ root: Folder) -> [Folder] {
    [root] + root.folders.flatMap { flat($0) }
  }

  @Test("gives back the tree that it was made of")
  func roundTrip() throws {
    let root = ManifestTests.tree()
    let manifest = try #require(
      Manifest(FrozenBytes(ManifestTests.bytes(root)), withFacts: true))
    #expect(manifest.rulesMark == 5)
    #expect(manifest.languagesMark == 6)
    #expect(manifest.started == Instant(nanoseconds: 8))
    let pairs = zip(ManifestTests.flat(root), ManifestTests.flat(manifest.tree()))
    for (before, after) in pairs {
      #expect(after.path == before.path)
      #expect(after.entries == before.entries)
      #expect(after.state == before.state)
      #expect(after.ignoreFiles == before.ignoreFiles)
      #expect(after.signature.isSameFolder(as: before.signature))
      #expect(after.facts.count == before.facts.count)
      for (old, new) in zip(before.facts, after.facts) {
        #expect(new.state == old.state)
        #expect(new.signature == old.signature)
        #expect(new.digest == old.digest)
        #expect(new.language == old.language)
      }
    }
  }

  @Test("that is cut anywhere is none")
  func cut() {
    let bytes = ManifestTests.bytes(ManifestTests.tree())
    for count in bytes.indices {
      #expect(Manifest(FrozenBytes(Array(bytes[..<count])), withFacts: true) == nil, "\(count)")
    }
  }

  @Test("that is changed anywhere is none, or a tree of as many folders")
  func damaged() {
    let bytes = ManifestTests.bytes(ManifestTests.tree())
    for index in bytes.indices {
      for bit in [UInt8(1), 128] {
        var damaged = bytes
        damaged[index] ^= bit
        guard let manifest = Manifest(FrozenBytes(damaged), withFacts: true) else { continue }
        #expect(manifest.tree().folders.count <= 6)
      }
    }
  }

  @Test("of another version is none")
  func version() {
    var bytes = ManifestTests.bytes(ManifestTests.tree())
    for version in [UInt8(1), 3] {
      bytes[4] = version
      #expect(Manifest(FrozenBytes(bytes), withFacts: true) == nil)
    }
  }

  @Test("is read as its description says")
  func description() throws {
    // A root with two files, `a` and `b`, written down by the description in docs/format.md.
    var bytes = Array("PCSM".utf8) + [2, 0, 0, 0]
    bytes.append(littleEndian: 0x1122)
    bytes.append(littleEndian: 1_700_000_000_000_000_000)
    bytes.append(littleEndian: 1, count: 4)
    bytes.append(littleEndian: 2, count: 4)
    bytes.append(littleEndian: 0)
    bytes.append(littleEndian: 0)
    bytes.append(littleEndian: 8)
    bytes.append(littleEndian: 27)
    for number in [UInt64(1), 1000, 3000, 4000] { bytes.append(littleEndian: number) }
    for number in [UInt64(8), 2, 27, 1] { bytes.append(littleEndian: number, count: 4) }
    bytes += [0, 0, 8, 0, 0, 0, 0, 0]
    bytes += [1, 0x20, UInt8(ascii: "a"), 0, 1, 0x20, UInt8(ascii: "b"), 0]
    // One stamp for both, 1 more than the folder's modification; inode 3 less; size 300 in two bytes.
    bytes += [1 | 32, 0x21, 0x01, 5, 0x2C, 0x01, 2]
    // Inode 1 more, size 7, modified at the same moment, status changed 256 earlier than that of `a`;
    // on device 9; its language is the first one, with 5, 0 and 200 lines.
    bytes += [1 | 4 | 64 | 128, 0x11, 0x20, 2, 7, 0xFF, 0x01]
    bytes.append(littleEndian: 9)
    let lines: [UInt8] = [5, 0, 0xC8, 0x01]
    bytes += [1] + lines
    let manifest = try #require(Manifest(FrozenBytes(bytes), withFacts: true))
    let root = manifest.tree()
    #expect(root.entries.count == 2)
    #expect(root.state == .holdsAttributes)
    try #require(root.facts.count == 2)
    #expect(
      root.facts[0].signature
        == FileSignature(
          device: 1, inode: 997, size: 300, modifiedNanoseconds: 3001, changedNanoseconds: 3001))
    #expect(
      root.facts[1].signature
        == FileSignature(
          device: 9, inode: 998, size: 7, modifiedNanoseconds: 3001, changedNanoseconds: 2745))
    let language = root.facts[1].language
    #expect(language.candidates == [1, 0, 0, 0] && language.isCounted && language.nature == [])
    #expect(language.blank == 5 && language.comment == 0 && language.code == 200)
  }
}
