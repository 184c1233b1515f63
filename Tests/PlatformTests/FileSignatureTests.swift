import Platform
import Support
import Testing

@Suite("A file's signature")
struct FileSignatureTests {
  private let second: Int64 = 1_000_000_000

  private func signature(modified: Int64, changed: Int64) -> FileSignature {
    FileSignature(
      device: 1, inode: 2, size: 3, modifiedNanoseconds: modified, changedNanoseconds: changed)
  }

  @Test(
    "is racily clean while either stamp is younger than the coarsest tick",
    arguments: [
      // modified, changed, read at: in nanoseconds
      (0, 0, 0, true),
      (0, 0, 1_999_999_999, true),
      (0, 0, 2_000_000_000, false),
      (0, 500_000_000, 2_000_000_000, true),
      (500_000_000, 0, 2_000_000_000, true),
      (500_000_000, 0, 2_500_000_000, false),
    ])
  func youngStamps(_ row: (modified: Int64, changed: Int64, readAt: Int64, isRacy: Bool)) {
    let signature = signature(modified: row.modified, changed: row.changed)
    #expect(signature.isRacilyClean(asOf: Instant(nanoseconds: row.readAt)) == row.isRacy)
  }

  @Test("is racily clean where a stamp lies in the future")
  func futureStamps() {
    let future = signature(modified: 10 * second, changed: 0)
    #expect(future.isRacilyClean(asOf: Instant(nanoseconds: 5 * second)))
  }

  @Test("can be judged at the ends of time without trapping")
  func extremeStamps() {
    let last = signature(modified: .max, changed: .max)
    #expect(last.isRacilyClean(asOf: Instant(nanoseconds: .min)))
    #expect(last.isRacilyClean(asOf: Instant(nanoseconds: .max)))
    let first = signature(modified: .min, changed: .min)
    #expect(first.isRacilyClean(asOf: Instant(nanoseconds: .max)) == false)
  }

  @Test("differs after the content was replaced, appended to, or touched")
  func changes() throws {
    let scratch = Scratch()
    scratch.write("file", "one")
    func now() throws -> FileSignature {
      try FileStatus.of(path: BytePath(scratch.path + "/file")).signature
    }
    var seen: Set<FileSignature> = [try now()]
    for change in [
      "echo -n two > new && mv new file", "echo -n 2 >> file", "touch -d @1 file",
      "chmod 600 file && touch -h -d @1 file",
    ] {
      #expect(scratch.shell(change).status == 0)
      #expect(seen.insert(try now()).inserted, "after: \(change)")
    }
  }

  @Test("names the same file after a change in place, and another after a replacement")
  func sameness() throws {
    let scratch = Scratch()
    scratch.write("file", "one")
    let path = BytePath(scratch.path + "/file")
    let first = try FileStatus.of(path: path).signature
    scratch.shell("echo two >> file")
    #expect(try FileStatus.of(path: path).signature.isSameFile(as: first))
    scratch.shell("echo three > new && mv new file")
    #expect(try !FileStatus.of(path: path).signature.isSameFile(as: first))
  }

  @Test(
    "of a file stamped beyond what 64 bits count in nanoseconds bears the nearest stamp",
    arguments: [("2400-01-01", Int64.max), ("1600-01-01", Int64.min)])
  func farStamps(_ date: String, _ expected: Int64) throws {
    let scratch = Scratch()
    // A file system in memory keeps any stamp; one on a disk may not.
    let file = "/dev/shm/performance-core-test.\(UInt64.random(in: 0 ... .max))"
    defer { scratch.shell("rm -f '\(file)'") }
    #expect(scratch.shell("touch -d '\(date) UTC' '\(file)'").status == 0)
    #expect(
      try FileStatus.of(path: BytePath(file)).signature.modifiedNanoseconds == expected)
  }
}
