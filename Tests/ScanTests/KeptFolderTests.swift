import Platform
import Support
import Testing

@testable import Scan

/// What is taken over from an earlier walk without looking at it file by file.
@Suite("A kept folder")
struct KeptFolderTests {
  private let scratch = Scratch()

  /// A walk long after the last change, so that stamps are believed.
  private func walk(_ kept: Manifest?) throws -> Walk {
    var request = ScanRequest()
    request.wantsStatus = true
    request.threadCount = 2
    let place = try ScanPlace(BytePath(scratch.path + "/t"), request.options)
    let walk = Walk(
      request, at: place, kept: kept, wantsStatus: true,
      started: Instant(nanoseconds: Clock.system.calendar().nanoseconds + 60_000_000_000))
    walk.run()
    return walk
  }

  private static func bytes(_ walk: Walk, _ kept: Manifest?) -> [UInt8] {
    Manifest.pieces(
      of: walk.root, started: walk.started,
      marks: Manifest.Marks(rules: walk.place.rulesMark), withFacts: true, kept: kept
    )
    .flatMap { $0.copy(0..<$0.count) }
  }

  private static func kept(_ root: Folder) -> [String] {
    var paths: [String] = []
    root.forEachFolder {
      if $0.isAsKept { paths.append(String(decoding: $0.path, as: UTF8.self)) }
    }
    return paths
  }

  @Test(
    "is one of whose files none has changed, and is written as if it were new",
    arguments: [
      ("", ["", "a", "a/b", "c", "d"]),
      ("echo more >> t/a/one", ["", "a/b", "c", "d"]),
      ("chmod 600 t/a/b/two", ["", "a", "c", "d"]),
      ("touch t/c/new", ["", "a", "a/b", "d"]),
      ("rm t/c/three", ["", "a", "a/b", "d"]),
      ("rm -r t/d", ["a", "a/b", "c"]),
      ("mv t/a t/e", ["c", "d"]),
      ("mv t/a/b t/b", ["c", "d"]),
      ("echo x > t/.gitignore", []),
    ])
  func changed(command: String, asKept: [String]) throws {
    scratch.shell(
      "mkdir -p t/a/b t/c t/d t/.git; for f in a/one a/b/two c/three d/four; do echo $f > t/$f; done"
    )
    let first = try walk(nil)
    let bytes = KeptFolderTests.bytes(first, nil)
    let kept = try #require(Manifest(FrozenBytes(bytes), withFacts: true))
    // Until the clock of the file system has moved on.
    scratch.shell("touch x y; until [ y -nt x ]; do touch y; done; \(command)")
    let second = try walk(kept)
    #expect(KeptFolderTests.kept(second.root) == asKept)
    #expect(second.isChanged == (command != ""))
    #expect(KeptFolderTests.bytes(second, kept) == KeptFolderTests.bytes(second, nil))
  }
}
