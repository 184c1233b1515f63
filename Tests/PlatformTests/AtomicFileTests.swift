import Glibc
import Platform
import Support
import Testing

@Suite("A file that is replaced whole")
struct AtomicFileTests {
  private let scratch = Scratch()

  private var path: BytePath { BytePath(scratch.path + "/file") }

  @Test(
    "has the new content, and leaves nothing beside it",
    arguments: [AtomicFile.Durability.none, .synced])
  func replaces(_ durability: AtomicFile.Durability) throws {
    try AtomicFile.replace(path, with: Array("old".utf8), durability: durability)
    try AtomicFile.replace(path, with: Array("new".utf8), durability: durability)
    #expect(scratch.read("file") == "new")
    #expect(try Directory.names(in: BytePath(scratch.path)) == [Array("file".utf8)])
  }

  @Test("is for its owner alone where it is new")
  func newPermissions() throws {
    try AtomicFile.replace(path, with: [], durability: .none)
    #expect(try FileStatus.of(path: path).permissions == 0o600)
  }

  @Test("keeps the permissions that it had, whatever the process masks out")
  func keptPermissions() throws {
    scratch.write("file", "old")
    scratch.shell("chmod 664 file")
    let end = inChild {
      umask(0o077)
      return (try? AtomicFile.replace(path, with: Array("new".utf8), durability: .none)) != nil
    }
    #expect(end == .exited(0))
    #expect(try FileStatus.of(path: path).permissions == 0o664)
    #expect(scratch.read("file") == "new")
  }

  @Test("takes the place of a link, and leaves what the link led to")
  func link() throws {
    scratch.write("elsewhere", "untouched")
    scratch.shell("ln -s elsewhere file")
    try AtomicFile.replace(path, with: Array("new".utf8), durability: .none)
    #expect(try FileStatus.of(path: path, followLinks: false).kind == .file)
    #expect(scratch.read("elsewhere") == "untouched")
  }

  @Test("is old or new, never torn, when its writer is killed at any instant")
  func killedWriter() throws {
    let contents = ["a", "b"].map { Array(String(repeating: $0, count: 100_000).utf8) }
    try AtomicFile.replace(path, with: contents[0], durability: .none)
    for round in 1...20 {
      let writer = startChild {
        var turn = 0
        while (try? AtomicFile.replace(path, with: contents[turn], durability: .none)) != nil {
          turn = 1 - turn
        }
        return false
      }
      // Reading takes about as long as writing does, so that the rounds end at different points.
      for _ in 0..<round { try expectWhole(contents) }
      kill(writer, SIGKILL)
      #expect(try Program.wait(writer) == .signaled(SIGKILL))
      try expectWhole(contents)
    }
  }

  private func expectWhole(_ contents: [[UInt8]]) throws {
    let file = try Descriptor.open(path, O_RDONLY)
    #expect(contents.contains(try IO.readAll(file.number, limit: 1 << 20)))
  }

  @Test("keeps its old content on a full disk, and leaves nothing beside it")
  func fullDisk() {
    let folder = scratch.path + "/small"
    let end = inChild {
      let file = BytePath(folder + "/file")
      guard mkdir(folder, 0o700) == 0, Namespace.enter(.mounts),
        Namespace.mountMemory(folder, sizeKiB: 64),
        (try? AtomicFile.replace(file, with: Array("old".utf8), durability: .none)) != nil
      else { return false }
      let large = [UInt8](repeating: 120, count: 100_000)
      do throws(SystemError) {
        try AtomicFile.replace(file, with: large, durability: .none)
        return false
      } catch {
        guard error.code == ENOSPC, error.deed == "write",
          let names = try? Directory.names(in: BytePath(folder)),
          let old = try? Descriptor.open(file, O_RDONLY)
        else { return false }
        let kept = try? IO.readAll(old.number, limit: 10)
        return names == [Array("file".utf8)] && kept == Array("old".utf8)
      }
    }
    #expect(end == .exited(0))
  }

  @Test("names the deed and the path where the folder is missing")
  func missingFolder() {
    let path = BytePath(scratch.path + "/missing/file")
    let error = #expect(throws: SystemError.self) {
      try AtomicFile.replace(path, with: [], durability: .none)
    }
    #expect(error?.code == ENOENT)
    #expect(error?.deed == "create")
    #expect(error?.path.description.hasPrefix(path.description) == true)
  }
}
