import Glibc
import Platform
import Support
import Testing

@Suite("The name of a host")
struct HostNamesTests {
  private let scratch = Scratch()

  /// Writes a program that stands in for `getent`.
  private func getent(_ script: String) -> String {
    scratch.write("getent", "#!/bin/sh\n" + script)
    scratch.shell("chmod +x getent")
    return scratch.path + "/getent"
  }

  private func names(_ script: String = "exit 2\n", table: String = "") -> HostNames {
    scratch.write("hosts", table)
    return HostNames(table: BytePath(scratch.path + "/hosts"), getent: getent(script))
  }

  private func addresses(
    _ names: HostNames, _ name: String, nanoseconds: Int64 = 30_000_000_000
  ) throws(HostNameError) -> [SocketAddress] {
    try names.addresses(
      of: Array(name.utf8), port: 7, by: Deadline(afterNanoseconds: nanoseconds, .system))
  }

  @Test("in figures, or localhost, is nobody's to look up")
  func known() throws {
    let names = HostNames(table: "/nowhere", getent: "/nowhere")
    #expect(try addresses(names, "10.1.2.3") == [.ipv4([10, 1, 2, 3], port: 7)])
    #expect(try addresses(names, "LocalHost").first == .ipv4([127, 0, 0, 1], port: 7))
    #expect(try addresses(names, "::1").count == 1)
  }

  @Test("is found in the table of hosts, by any of its names, whatever the case")
  func table() throws {
    let names = names(
      table: """
        # 1.1.1.1 cache
        10.0.0.1\tdb  cache.example # other
        10.0.0.2 CACHE.example\r
        nonsense cache.example
        10.0.0.3 cache.example.org
        """)
    #expect(
      try addresses(names, "cache.EXAMPLE") == [
        .ipv4([10, 0, 0, 1], port: 7), .ipv4([10, 0, 0, 2], port: 7),
      ])
    #expect(throws: HostNameError.unknown) { try addresses(names, "other") }
  }

  @Test("is asked of the system, whose answers are tried in their order, each once")
  func system() throws {
    let names = names(
      """
      test "$1 $2" = "ahosts cache" || exit 2
      printf '::1 STREAM cache\\n::1 DGRAM\\n::1 RAW\\n10.0.0.9 STREAM\\nnonsense\\n'
      """)
    let one = Array(repeating: UInt8(0), count: 15) + [1]
    #expect(
      try addresses(names, "cache") == [.ipv6(one, port: 7), .ipv4([10, 0, 0, 9], port: 7)])
    #expect(throws: HostNameError.unknown) { try addresses(names, "other") }
  }

  @Test("that begins like an option is not handed to a program")
  func option() {
    let names = names("echo 10.0.0.1\n")
    #expect(throws: HostNameError.unknown) { try addresses(names, "--service=x") }
    #expect(throws: HostNameError.unknown) { try addresses(names, "") }
  }

  @Test("is not waited for longer than allowed, and who looked for it is killed")
  func slow() throws {
    let names = names("echo $$ > '\(scratch.path)/pid'; exec sleep 600\n")
    #expect(throws: HostNameError.tooLate) {
      try addresses(names, "cache", nanoseconds: 300_000_000)
    }
    // The number may be missing: it may have been killed before it came to write it.
    if let pid = Int32(scratch.read("pid").prefix { $0 != "\n" }) {
      #expect(ProcessIdentity.of(pid) == nil)
    }
  }

  @Test("is not taken from a program that is missing, or writes without end")
  func broken() {
    let missing = HostNames(table: "/nowhere", getent: "/nowhere/getent")
    #expect(throws: HostNameError.system(SystemError(ENOENT, "run", "/nowhere/getent"))) {
      try addresses(missing, "cache")
    }
    let endless = names("while :; do echo nonsense nonsense nonsense nonsense; done\n")
    #expect(throws: HostNameError.self) { try addresses(endless, "cache") }
  }
}

@Suite("A program that is asked a question")
struct ProgramOutputTests {
  private func output(
    _ script: String, nanoseconds: Int64 = 30_000_000_000
  ) throws(SystemError) -> ProgramOutput {
    try Program(["sh", "-c", script].map { Array($0.utf8) })
      .output(by: Deadline(afterNanoseconds: nanoseconds, .system), limit: 10_000)
  }

  @Test("gives what it writes, and its status, and has no input")
  func answer() throws {
    let answer = try output("cat; echo out; echo err >&2; exit 3")
    #expect(answer.bytes == Array("out\n".utf8))
    #expect(answer.end == .exited(3))
  }

  @Test("is killed where it takes too long, even with its output closed")
  func tooLate() {
    #expect(throws: SystemError(ETIMEDOUT, "wait for", "sh")) {
      _ = try output("exec sleep 600", nanoseconds: 100_000_000)
    }
    #expect(throws: SystemError(ETIMEDOUT, "wait for", "sh")) {
      _ = try output("exec sleep 600 >&-", nanoseconds: 100_000_000)
    }
  }

  @Test("is killed where it writes too much")
  func tooMuch() {
    #expect(throws: SystemError(EFBIG, "read", "sh")) { _ = try output("exec yes") }
  }
}
