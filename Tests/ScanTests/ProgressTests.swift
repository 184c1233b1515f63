import Platform
import Support
import Testing

@testable import Scan

/// What somebody who waits is told.
@Suite("How far a scan has come")
struct ProgressTests {
  @Test("is told in files and in bytes, so that one long file shows too")
  func read() throws {
    let scratch = Scratch()
    scratch.shell("mkdir -p t/b; truncate -s 300000 t/a; printf '%0999d' 1 > t/b/c; ln -s a t/link")
    let progress = ScanProgress()
    var request = ScanRequest()
    request.progress = progress
    let place = try ScanPlace(BytePath(scratch.path + "/t"), request.options)
    let scan = try Scan(place, request, nil, clock: .system)
    scan.complete(digests: true, Selection(), trustsSignatures: true)
    #expect(progress.toRead.load(ordering: .relaxed) == 3)
    #expect(progress.read.load(ordering: .relaxed) == 3)
    #expect(progress.bytesRead.load(ordering: .relaxed) == 300_999)
  }
}
