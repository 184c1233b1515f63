import Platform
import Support
import Testing

@testable import Remote

@Suite("An address of a remote tier")
struct RemoteAddressTests {
  @Test(
    "names a host, and what it does not say is standard",
    arguments: [
      ("redis://cache", "redis://cache:6379/0"),
      ("REDIS://cache:7000", "redis://cache:7000/0"),
      ("redis://cache/", "redis://cache:6379/0"),
      ("redis://cache/3", "redis://cache:6379/3"),
      ("redis://cache?db=3", "redis://cache:6379/3"),
      ("redis://10.0.0.1:65535/0", "redis://10.0.0.1:65535/0"),
      ("redis://[::1]", "redis://[::1]:6379/0"),
      ("redis://[fe80::1]:7000/2", "redis://[fe80::1]:7000/2"),
      ("redis://me:secret@cache", "redis://me:***@cache:6379/0"),
      ("redis://:secret@cache", "redis://:***@cache:6379/0"),
      ("redis://me@cache", "redis://me@cache:6379/0"),
      ("redis://me:se@cr:et@cache:1/2", "redis://me:***@cache:1/2"),
      ("redis://m%40e:secret@cache", "redis://m%40e:***@cache:6379/0"),
      ("unix:///run/redis.sock", "unix:///run/redis.sock?db=0"),
      ("unix:///run/a@b.sock?db=4", "unix:///run/a%40b.sock?db=4"),
      ("redis+unix://me:secret@/run/a%20b?db=4", "unix://me:***@/run/a%20b?db=4"),
    ])
  func parse(_ text: String, _ shown: String) throws {
    let address = try RemoteAddress.parse(bytes(text))
    #expect(address.description == shown)
    #expect(address.debugDescription == shown)
  }

  @Test("may hold any byte in its parts")
  func percent() throws {
    let address = try RemoteAddress.parse(bytes("redis://a%3Ab:%2F%3f%23%00%ff@cache"))
    #expect(address.user == bytes("a:b"))
    #expect(address.password == bytes("/?#") + [0, 0xFF])
    #expect(address.place == .host(bytes("cache"), port: 6379))
    let file = try RemoteAddress.parse(bytes("unix:///%FF%3F"))
    #expect(file.place == .file(BytePath(bytes: [0x2F, 0xFF, 0x3F])))
  }

  @Test(
    "that is none is refused, without a word of it",
    arguments: [
      "", "cache", "cache:6379", "http://XYZ", "redis:/XYZ", "redis:XYZ", "redis://", "redis:///1",
      "redis://:6379", "redis://XYZ:", "redis://cache:0", "redis://cache:65536",
      "redis://cache:XYZ",
      "redis://cache:1:XYZ", "redis://cache/XYZ", "redis://cache/-1", "redis://cache/1/2",
      "redis://cache/99999999999999999999", "redis://cache/1?db=2", "redis://cache?XYZ=1",
      "redis://cache?db=", "redis://[::1", "redis://[XYZ]", "redis://[::1]XYZ", "redis://[1.2.3.4",
      "redis://-XYZ", "redis://a b", "redis://a\nXYZ", "redis://a/#XYZ", "redis://%", "redis://%4",
      "redis://%XYZ", "redis://me:XYZ/Z@cache", "redis://:12/XYZ@cache", "redis://me:XYZ?Z@cache",
      "rediss://XYZ", "unix://XYZ", "unix://", "unix:///", "unix://XYZ/run/redis", "unix:///a%00b",
      "unix:///a?db=XYZ", "redis://a/b,redis://XYZ",
    ])
  func wrong(_ text: String) {
    let error = failure { () throws(RemoteError) in _ = try RemoteAddress.parse(bytes(text)) }
    guard case .invalidAddress(let message) = error else {
      Issue.record("\(text) is taken")
      return
    }
    #expect(!message.isEmpty && !message.contains("XYZ"))
  }

  @Test("has no socket with a path that the kernel has no room for")
  func longPath() throws {
    let fits = "unix:///" + String(repeating: "x", count: 106)
    #expect(throws: Never.self) { try RemoteAddress.parse(bytes(fits)) }
    #expect(throws: RemoteError.self) { try RemoteAddress.parse(bytes(fits + "x")) }
  }

  @Test("of any bytes gives an address or an error")
  func noise() {
    var random = SystemRandomNumberGenerator()
    let letters = bytes("redis://unix:///@@::[]%%?db=//0129aZ\u{0}#")
    for _ in 0..<20_000 {
      let noise = (0..<Int.random(in: 0..<24, using: &random)).map { _ in
        letters.randomElement(using: &random) ?? 0
      }
      guard let address = try? RemoteAddress.parse(bytes("redis://") + noise) else { continue }
      // What is shown is an address again, but for the password.
      let again = try? RemoteAddress.parse(bytes(address.description))
      #expect(again?.place == address.place && again?.database == address.database)
      #expect(again?.user == address.user)
    }
  }

  @Test("takes its password from the first line of a file")
  func passwordFile() throws {
    let scratch = Scratch()
    let path = BytePath(scratch.path + "/password")
    let address = remoteAddress("redis://me@cache")
    for (text, password) in [("abc", "abc"), ("abc\ndef\n", "abc"), (" a c \r\n", " a c ")] {
      scratch.write("password", text)
      let found = try address.withPassword(from: path)
      #expect(found.password == bytes(password))
      #expect(found.description == "redis://me:***@cache:6379/0")
    }
    scratch.write("password", "\nabc")
    #expect(throws: RemoteError.passwordFile(path, reason: "its first line is empty")) {
      _ = try address.withPassword(from: path)
    }
    #expect(
      throws: RemoteError.passwordFile("/nowhere", reason: "No such file or directory")
    ) { _ = try address.withPassword(from: "/nowhere") }
    // One that nobody writes to would be waited for.
    scratch.shell("mkfifo pipe")
    let pipe = BytePath(scratch.path + "/pipe")
    for path in [pipe, BytePath(scratch.path)] {
      #expect(throws: RemoteError.passwordFile(path, reason: "it is no file")) {
        _ = try address.withPassword(from: path)
      }
    }
  }

  @Test("stands for a server, a database and a user, but not for a password, in its hash")
  func hash() {
    let hash = remoteAddress("redis://me:secret@cache/1").hash
    #expect(hash == remoteAddress("redis://me:other@cache:6379/1").hash)
    #expect(hash == remoteAddress("redis://me@cache:6379/1").hash)
    for other in ["redis://me@cache/2", "redis://you@cache/1", "redis://me@cache:1/1"] {
      #expect(hash != remoteAddress(other).hash)
    }
  }
}
