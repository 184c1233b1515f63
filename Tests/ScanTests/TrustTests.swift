import Digests
import Platform
import Support
import Testing

@testable import Scan

/// When what was known of a file still counts.
@Suite("What is known of a file")
struct TrustTests {
  private let scratch = Scratch()
  private var folder: BytePath { BytePath(scratch.path + "/t") }

  init() {
    scratch.shell("mkdir t; echo one > t/a; touch -d 2001-01-01 t t/a")
  }

  /// A clock that says how many seconds after the file's last change it is.
  private func clock(secondsAfterChange seconds: Int64) throws -> Clock {
    let changed = try FileStatus.of(path: folder.appending("a")).signature.changedNanoseconds
    let now = Instant(nanoseconds: changed + seconds * 1_000_000_000)
    return Clock(calendar: { now }, sinceBoot: { 0 })
  }

  private func scan(_ clock: Clock) throws -> Scan {
    var request = ScanRequest()
    request.wantsStatus = true
    let scan = try Scan(ScanPlace(folder, request.options), request, nil, clock: clock)
    scan.complete(digests: true, Selection(), trustsSignatures: true, clock: clock)
    return scan
  }

  @Test("is believed where it was read long after the last change", arguments: [3, 3600])
  func old(seconds: Int64) throws {
    let facts = try #require(try scan(clock(secondsAfterChange: seconds)).root.facts.first)
    #expect(facts.state.isDigestTrusted)
  }

  @Test(
    "is not believed where another change in the same tick could have followed, or the clock is behind",
    arguments: [0, 1, -5])
  func racy(seconds: Int64) throws {
    let scan = try scan(clock(secondsAfterChange: seconds))
    let facts = try #require(scan.root.facts.first)
    #expect(!facts.state.isDigestTrusted)
    #expect(scan.root.state.contains(.isRacy) || seconds > 1)
  }

  @Test("is read again where it is not believed, whatever the signature says")
  func rereads() throws {
    let young = try clock(secondsAfterChange: 0)
    let scan = try scan(young)
    // As if a second change had left the stamps as they were.
    scan.root.facts[0].digest = Digest.of([1])
    scan.complete(digests: true, Selection(), trustsSignatures: true, clock: young)
    #expect(scan.root.facts[0].digest == Digest.of(Array("one\n".utf8)))
  }

  @Test("is not read again where it is believed, unless asked for")
  func keeps() throws {
    let late = try clock(secondsAfterChange: 60)
    let scan = try scan(late)
    scan.root.facts[0].digest = Digest.of([1])
    scan.complete(digests: true, Selection(), trustsSignatures: true, clock: late)
    #expect(scan.root.facts[0].digest == Digest.of([1]))
    scan.complete(digests: true, Selection(), trustsSignatures: false, clock: late)
    #expect(scan.root.facts[0].digest == Digest.of(Array("one\n".utf8)))
  }

  @Test("is forgotten with any change of the signature")
  func forgets() throws {
    let late = try clock(secondsAfterChange: 60)
    let before = try #require(try scan(late).root.facts.first)
    let same = before.signature
    #expect(before.holding(for: same).state.isDigestTrusted)
    for other in [
      FileSignature(
        device: same.device + 1, inode: same.inode, size: same.size,
        modifiedNanoseconds: same.modifiedNanoseconds, changedNanoseconds: same.changedNanoseconds),
      FileSignature(
        device: same.device, inode: same.inode + 1, size: same.size,
        modifiedNanoseconds: same.modifiedNanoseconds, changedNanoseconds: same.changedNanoseconds),
      FileSignature(
        device: same.device, inode: same.inode, size: same.size + 1,
        modifiedNanoseconds: same.modifiedNanoseconds, changedNanoseconds: same.changedNanoseconds),
      FileSignature(
        device: same.device, inode: same.inode, size: same.size,
        modifiedNanoseconds: same.modifiedNanoseconds - 1,
        changedNanoseconds: same.changedNanoseconds),
      FileSignature(
        device: same.device, inode: same.inode, size: same.size,
        modifiedNanoseconds: same.modifiedNanoseconds,
        changedNanoseconds: same.changedNanoseconds + 1),
    ] {
      #expect(before.holding(for: other).state == .hasSignature)
    }
  }
}
