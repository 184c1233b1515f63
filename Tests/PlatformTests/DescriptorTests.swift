import Glibc
import Platform
import Support
import Testing

@Suite("A descriptor that is owned")
struct DescriptorTests {
  private let scratch = Scratch()

  @Test("is closed when its owner goes, and stays open when it is given away")
  func ownership() throws {
    // In a process of its own: elsewhere another test may get the number at once.
    let end = inChild {
      guard let number = (try? Descriptor.open("/dev/null", O_RDONLY))?.number,
        !IO.isOpen(number), let given = (try? Descriptor.open("/dev/null", O_RDONLY))?.release()
      else { return false }
      return IO.isOpen(given)
    }
    #expect(end == .exited(0))
  }

  @Test("does not pass to other programs, unless it is told to")
  func inheritance() throws {
    let file = try Descriptor.open("/dev/null", O_RDONLY).moved(toAtLeast: 700)
    #expect(file.number >= 700)
    let look = ["sh", "-c", "test -e /proc/self/fd/\(file.number)"].map { Array($0.utf8) }
    #expect(try Program.wait(Program(look).spawn()) == .exited(1))
    IO.setInherited(file.number, true)
    #expect(try Program.wait(Program(look).spawn()) == .exited(0))
  }

  @Test("names the deed, the path and the reason where it cannot be opened")
  func missing() {
    let error = #expect(throws: SystemError.self) {
      _ = try Descriptor.open("/missing/file", O_RDONLY)
    }
    #expect(error == SystemError(ENOENT, "open", "/missing/file"))
    #expect(error?.reason == "No such file or directory")
  }

  @Test("reads to the end, and refuses what is longer than the limit")
  func limit() throws {
    scratch.write("file", String(repeating: "x", count: 10_000))
    let path = BytePath(scratch.path + "/file")
    let file = try Descriptor.open(path, O_RDONLY)
    #expect(try IO.readAll(file.number, limit: 10_000).count == 10_000)
    lseek(file.number, 0, SEEK_SET)
    #expect(throws: SystemError(EFBIG, "read", path)) {
      try IO.readAll(file.number, limit: 9_999, path: path)
    }
  }

  @Test("reads and writes at an offset, whatever the position is")
  func offsets() throws {
    let file = try Descriptor.open(BytePath(scratch.path + "/file"), O_RDWR | O_CREAT)
    try IO.write(file.number, Array("hello world".utf8))
    try IO.write(file.number, Array("W".utf8), at: 6)
    #expect(try IO.read(file.number, at: 6, limit: 100) == Array("World".utf8))
    try IO.truncate(file.number, to: 5)
    #expect(scratch.read("file") == "hello")
  }

  @Test("says that the disk is full when it is")
  func fullDisk() throws {
    let full = try Descriptor.open("/dev/full", O_WRONLY)
    #expect(throws: SystemError(ENOSPC, "write", "/dev/full")) {
      try IO.write(full.number, [1], path: "/dev/full")
    }
  }

  @Test("lends a mapped file's bytes, none of an empty one")
  func mapping() throws {
    scratch.write("file", "mapped")
    scratch.write("empty", "")
    for (name, expected) in [("file", "mapped"), ("empty", "")] {
      let path = BytePath("\(scratch.path)/\(name)")
      let map = try MappedFile(Descriptor.open(path, O_RDONLY), path: path)
      let bytes = map.withBytes { span in span.withUnsafeBytes { Array($0) } }
      #expect(bytes == Array(expected.utf8))
      #expect(map.count == expected.utf8.count)
    }
  }
}

@Suite("A folder")
struct DirectoryTests {
  private let scratch = Scratch()

  @Test("is made with those above it, for its owner alone, and only once")
  func make() throws {
    let path = BytePath(scratch.path + "/a/b/c")
    #expect(try Directory.make(path))
    #expect(try !Directory.make(path))
    for folder in [path, path.parent] {
      #expect(try FileStatus.of(path: folder).permissions == 0o700)
      #expect(try FileStatus.of(path: folder).kind == .folder)
    }
  }

  @Test("cannot be made below a file, which the error names")
  func belowFile() {
    scratch.write("file", "")
    let path = BytePath(scratch.path + "/file/folder")
    #expect(throws: SystemError(ENOTDIR, "make the folder", path)) { try Directory.make(path) }
  }

  @Test("names what is in it, however much that is")
  func names() throws {
    scratch.shell("mkdir many && cd many && touch .hidden $(seq 1 3000)")
    let names = try Directory.names(in: BytePath(scratch.path + "/many"))
    #expect(Set(names) == Set((1...3000).map { Array("\($0)".utf8) } + [Array(".hidden".utf8)]))
  }

  @Test("gives no name twice")
  func link() throws {
    scratch.write("one", "1")
    scratch.write("two", "2")
    let (one, two) = (BytePath(scratch.path + "/one"), BytePath(scratch.path + "/two"))
    #expect(throws: SystemError(EEXIST, "create", two)) { try Directory.link(one, to: two) }
    try Directory.rename(one, to: two)
    #expect(scratch.read("two") == "1")
    #expect(throws: SystemError(ENOENT, "remove", one)) { try Directory.unlink(one) }
  }
}
