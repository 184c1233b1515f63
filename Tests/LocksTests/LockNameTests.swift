import Platform
import Testing

@testable import Locks

@Suite("A lock's name")
struct LockNameTests {
  @Test(
    "becomes a file name that cannot leave its folder",
    arguments: [
      ("deploy", "deploy.lock"), ("a.b", "a.b.lock"), (".", "%2E.lock"), ("..", "%2E..lock"),
      ("../../etc/passwd", "%2E.%2F..%2Fetc%2Fpasswd.lock"), ("a b", "a%20b.lock"),
      ("50%", "50%25.lock"), ("é", "%C3%A9.lock"), ("\n", "%0A.lock"),
    ])
  func encodes(name: String, file: String) throws {
    let lock = try #require(LockName(Array(name.utf8)))
    #expect(String(decoding: lock.fileName, as: UTF8.self) == file)
    #expect(LockName(fileName: lock.fileName) == lock)
  }

  @Test("may be any bytes but none, NUL, or too many")
  func limits() {
    #expect(LockName([]) == nil)
    #expect(LockName([1, 0, 2]) == nil)
    #expect(LockName(Array(repeating: 97, count: 230)) != nil)
    #expect(LockName(Array(repeating: 97, count: 231)) == nil)
    #expect(LockName(Array(repeating: 0xFF, count: 77)) == nil)
  }

  @Test("of every single byte comes back from its file name")
  func everyByte() throws {
    for byte in UInt8(1)...255 {
      let name = try #require(LockName([byte, 120, byte]))
      #expect(LockName(fileName: name.fileName) == name)
      #expect(!name.fileName.contains(UInt8(ascii: "/")))
    }
  }

  @Test("with a namespace is another lock")
  func namespace() throws {
    let plain = try #require(LockName([97]))
    let spaced = try #require(LockName([97], namespace: [98]))
    #expect(plain != spaced)
    #expect(spaced.description == "b/a")
  }

  @Test("is not read from the files of slots, queues and strangers")
  func others() {
    for file in ["x.lock.1", "x.lock.queue", ".lock", "files", "x%2.lock", "x%ZZ.lock"] {
      #expect(LockName(fileName: Array(file.utf8)) == nil, "\(file)")
    }
  }
}
