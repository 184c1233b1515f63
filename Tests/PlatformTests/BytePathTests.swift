import Glibc
import Platform
import Support
import Testing

@Suite("A path of bytes")
struct BytePathTests {
  @Test(
    "knows its folder and its last component",
    arguments: [
      ("/a/b", "/a", "b"), ("/a", "/", "a"), ("/", "/", ""), ("a", "", "a"), ("a/b/", "a", "b"),
      ("a//b", "a", "b"), ("", "", ""), ("./a", ".", "a"), ("//", "/", ""),
    ])
  func parts(_ row: (path: String, folder: String, last: String)) {
    let path = BytePath(row.path)
    #expect(path.parent == BytePath(row.folder))
    #expect(path.lastComponent == Array(row.last.utf8))
  }

  @Test("puts one slash between itself and what is appended")
  func appending() {
    #expect(BytePath("a").appending("b") == "a/b")
    #expect(BytePath("a/").appending("b") == "a/b")
    #expect(BytePath("/").appending("b") == "/b")
    #expect(BytePath().appending("b") == "b")
    #expect(BytePath("a/b").addingSuffix(".c") == "a/b.c")
  }

  @Test("ends at a NUL, which no path can hold")
  func nul() {
    #expect(BytePath(bytes: [97, 0, 98]) == "a")
  }

  @Test("from the root is itself, and else begins with the working folder")
  func absolute() throws {
    let folder = try #require(getcwd(nil, 0))
    defer { free(folder) }
    #expect(BytePath("/a").absolute() == "/a")
    #expect(BytePath("a").absolute() == BytePath(cString: folder).appending("a"))
  }

  @Test("that is not UTF-8 names a file all the same")
  func notUTF8() throws {
    let scratch = Scratch()
    let name: [UInt8] = [0x66, 0xFF, 0xFE, 0x0A, 0x67]
    let path = BytePath(scratch.path).appending(name)
    try AtomicFile.replace(path, with: [49], durability: .none)
    #expect(try Directory.names(in: BytePath(scratch.path)) == [name])
    #expect(scratch.shell("cat $'f\\xff\\xfe\\ng'").output == "1")
    #expect(path.description.hasSuffix("f\u{FFFD}\u{FFFD}\ng"))
  }
}
