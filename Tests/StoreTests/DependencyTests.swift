import Glibc
import Platform
import Support
import Testing

@testable import Store

@Suite("What an entry depends on")
struct DependencyTests {
  let scratch = Scratch()

  private func path(_ name: String) -> BytePath { BytePath(scratch.path).appending(name) }
  private func run(_ script: String) { #expect(scratch.shell(script).status == 0, "\(script)") }

  private func state(_ name: String) throws -> Dependency { try Dependency.path(path(name)) }

  @Test(
    "has changed when its content has, its name, or whether it is there",
    arguments: [
      // What there is, and what happens to it.
      ("echo a > f", "echo b > f"), ("echo a > f", "echo ab > f"), ("echo a > f", "rm f"),
      ("echo a > f", "rm f; mkdir f"), ("echo a > f", "rm f; mkfifo f"), ("true", "echo a > f"),
      ("true", "mkdir f"), ("ln -s nowhere f", "echo a > nowhere"), ("mkdir f", "rmdir f"),
      ("echo a > f", "echo b > g; mv g f"), ("echo a > f", "echo b > g; touch -r f g; mv g f"),
      ("echo a > g; ln -s g f", "echo b > g"), ("echo a > g; ln -s g f", "echo b > h; ln -sfn h f"),
      ("mkdir f", "touch f/a"), ("mkdir -p f/d/e", "touch f/d/e/a"),
      ("mkdir -p f/d; echo a > f/d/x", "echo b > f/d/x"),
      ("mkdir -p f/d; echo a > f/d/x", "mv f/d/x f/d/y"),
      ("mkdir -p f/d; echo a > f/d/x", "rm f/d/x"), ("mkdir f; touch f/a", "mv f/a f/b"),
      ("mkdir f; ln -s a f/l", "ln -sfn b f/l"), ("mkdir f; touch f/a", "chmod +x f/a"),
      ("mkdir -p f/d", "rmdir f/d; touch f/d"), ("mkdir f; mkfifo f/p", "rm f/p; touch f/p"),
    ])
  func changes(before: String, change: String) throws {
    run(before)
    let dependency = try state("f")
    #expect(dependency.standing() != .changed, "\(before)")
    run(change)
    #expect(dependency.standing() == .changed, "\(before), then \(change)")
  }

  @Test(
    "is as it was when the content is, whatever else has happened to it",
    arguments: [
      ("echo a > f", "touch f"), ("echo a > f", "touch -d 2001-01-01 f"),
      ("echo a > f", "cp f g; mv g f"), ("echo a > f", "chmod 600 f"), ("echo a > f", "ln f g"),
      ("mkdir f", "touch f"), ("mkdir -p f/d; echo a > f/d/x", "touch f/d/x"),
      ("mkdir -p f/d; echo a > f/d/x", "cp f/d/x f/d/y; mv f/d/y f/d/x"),
      ("echo a > g; ln -s g f", "echo a > h; ln -sfn h f"), ("true", "touch other"),
      ("mkdir f; ln -s ../g f/l", "echo a > g"),
    ])
  func staysTheSame(before: String, change: String) throws {
    run(before)
    let dependency = try state("f")
    run(change)
    #expect(dependency.standing() != .changed, "\(before), then \(change)")
  }

  @Test("is trusted by its signature once its stamps are old")
  func signature() throws {
    run("echo a > f; mkdir d; echo a > d/x")
    let later = TestClock(seconds: Clock.system.calendar().seconds + 60)
    for name in ["f", "d"] {
      #expect(try state(name).standing() == .sameContent, "just written: \(name)")
      let dependency = try Dependency.path(path(name), clock: later.clock)
      #expect(dependency.standing() == .same, "\(name)")
    }
  }

  /// On these kernels two writes in one tick do not share a stamp: the stamps are invented.
  @Test("is looked at when its stamps could hide a second change", arguments: [true, false])
  func racilyClean(isAlwaysRead: Bool) throws {
    run("echo aaa > f")
    let file = try FileStatus.of(path: path("f")).signature
    let seconds = file.changedNanoseconds / 1_000_000_000
    for (wait, isHidden) in [(0, false), (1, false), (3, true)] {
      let clock = TestClock(seconds: seconds + Int64(wait))
      let made =
        isAlwaysRead
        ? try Dependency.path(path("f"), clock: clock.clock)
        : try Dependency.file(path("f"), clock: clock.clock)
      let bytes = made.bytes
      run("echo bbb > f")
      let now = try FileStatus.of(path: path("f")).signature
      // The same length, and, as it is invented, the same stamps.
      var forged = bytes
      forged.replace(at: 27, littleEndian: UInt64(bitPattern: now.modifiedNanoseconds))
      forged.replace(at: 35, littleEndian: UInt64(bitPattern: now.changedNanoseconds))
      forged.replace(
        at: 43,
        littleEndian: UInt64(bitPattern: now.changedNanoseconds + Int64(wait) * 1_000_000_000))
      let dependency = try #require(Dependency(forged))
      #expect((dependency.standing() != .changed) == isHidden, "looked at \(wait) s after")
      run("echo aaa > f")
    }
  }

  @Test("whose content was not read, because its stamps were old, has changed when they have")
  func unread() throws {
    run("echo a > f")
    let later = TestClock(seconds: Clock.system.calendar().seconds + 60)
    let file = try Dependency.file(path("f"), clock: later.clock)
    #expect(file.standing(clock: later.clock) == .same)
    run("touch f")
    #expect(file.standing(clock: later.clock) == .changed)
    #expect(throws: SystemError.self) { try Dependency.file(path("absent")) }
  }

  @Test("with a stamp of the future is looked at each time")
  func future() throws {
    run("echo a > f; touch -d 2040-01-01 f")
    let dependency = try state("f")
    let later = TestClock(seconds: Clock.system.calendar().seconds + 3600)
    #expect(try Dependency.path(path("f"), clock: later.clock).standing() == .sameContent)
    run("echo b > f; touch -d 2040-01-01 f")
    #expect(dependency.standing() == .changed)
  }

  @Test("is noticed to be replaced at once, a thousand times")
  func replaced() throws {
    run("echo 0 > f")
    let file = path("f")
    for round in 1...1000 {
      let dependency = try Dependency.path(file)
      let other = Array("\(round % 10)\n".utf8)
      if round % 2 == 0 {
        try AtomicFile.replace(file, with: other, durability: .none)
      } else {
        let open = try Descriptor.open(file, O_WRONLY)
        try IO.write(open.number, other)
      }
      #expect(dependency.standing() == .changed, "round \(round)")
    }
  }

  @Test("may be a variable: its value, or that it is not set")
  func variable() {
    let name = "PC_TEST_\(getpid())_VARIABLE"
    let bytes = Array(name.utf8)
    let unset = Dependency.variable(bytes)
    #expect(unset.standing() == .same)
    setenv(name, "", 1)
    defer { unsetenv(name) }
    #expect(unset.standing() == .changed)
    let empty = Dependency.variable(bytes)
    #expect(empty.standing() == .same)
    setenv(name, "x", 1)
    #expect(empty.standing() == .changed)
    unsetenv(name)
    #expect(empty.standing() == .changed)
  }

  @Test("that cannot be read is an error, and later a change")
  func unreadable() throws {
    run("mkdir d; echo a > d/f")
    let end = inChild {
      // Nobody may look into the folder.
      guard Namespace.enter([], asUser: 1000), chmod(scratch.path + "/d", 0o700) == 0,
        let dependency = try? Dependency.path(path("d/f")), dependency.standing() != .changed
      else { return false }
      return true
    }
    #expect(end == .exited(0))
    run("rm d/f; mkdir d/f")
    #expect(throws: SystemError.self) {
      try Dependency.path(BytePath(scratch.path + "/" + String(repeating: "n", count: 300)))
    }
  }

  @Test("concerns a path that is it, holds it, or lies in it")
  func concerns() throws {
    run("mkdir -p a/b; echo > a/b/c")
    let file = try state("a/b/c")
    let folder = try state("a/b")
    for name in ["a", "a/b", "a/b/c"] { #expect(file.concerns(path(name)), "\(name)") }
    for name in ["a/b/c/d", "a/b/cc", "a/bb", "x"] {
      #expect(!file.concerns(path(name)), "\(name)")
    }
    for name in ["a", "a/b", "a/b/c", "a/b/new"] { #expect(folder.concerns(path(name)), "\(name)") }
    for name in ["a/bb", "a/c"] { #expect(!folder.concerns(path(name)), "\(name)") }
    #expect(!Dependency.variable(Array("a".utf8)).concerns("a"))
  }
}

@Suite("An entry that depends on something")
struct DependentEntryTests {
  let folder = CacheFolder()

  private func path(_ name: String) -> BytePath { BytePath(folder.scratch.path).appending(name) }

  private func put(_ names: [String], clock: Clock = .system) throws {
    try folder.withStore(clock: clock) { (store) throws in
      var details = EntryDetails()
      for name in names { details.dependencies.append(try .path(path(name), clock: clock)) }
      details.dependencies.append(.variable(Array("NOT_SET_ANYWHERE".utf8)))
      try store.put("k", Array("value".utf8), details)
    }
  }

  @Test("is there while all of it is as it was, and says what is not")
  func changed() throws {
    folder.scratch.write("f", "a")
    folder.scratch.write("g", "a")
    try put(["f", "g", "absent"])
    #expect(folder.store().value("k") == Array("value".utf8))
    folder.scratch.write("g", "b")
    guard case .changed(let what) = folder.store().absence("k") else {
      Issue.record("g has changed")
      return
    }
    #expect(what.name == path("g").bytes)
    folder.scratch.write("g", "a")
    #expect(folder.store().value("k") == Array("value".utf8))
    folder.scratch.write("absent", "")
    #expect(folder.store().value("k") == nil)
  }

  @Test(
    "gets the signatures of today where the content had to be read, so that it is read once",
    arguments: ["f", "d"])
  func renewed(name: String) throws {
    #expect(folder.scratch.shell("echo a > f; mkdir d; echo a > d/x").status == 0)
    try put([name])
    // A minute later the stamps are old: after one look at the content they can be trusted.
    let later = TestClock(seconds: Clock.system.calendar().seconds + 60)
    try folder.withStore(clock: later.clock) { (store) throws in
      for isFirst in [true, false] {
        let entry = try #require(store.description(of: "k"))
        let standings = entry.dependencies.map { $0.standing(clock: later.clock) }
        #expect(standings == [isFirst ? .sameContent : .same, .same])
        #expect(store.value("k") == Array("value".utf8))
      }
      #expect(try store.total() == folder.walk())
      #expect(folder.names("tmp") == [])
    }
  }

  @Test(
    "is copied for them where what is read with every hit is not much less than itself",
    arguments: [(1 << 20, true), (1 << 10, false)])
  func renewedLarge(row: (fileBytes: Int, isRenewed: Bool)) throws {
    folder.scratch.write("f", String(repeating: "x", count: row.fileBytes))
    try folder.withStore { (store) throws in
      var details = EntryDetails()
      details.mayCompress = false
      details.dependencies = [try .path(path("f"))]
      try store.put("k", [UInt8](repeating: 1, count: 3 << 20), details)
    }
    for seconds in [60, 0] as [Int64] {
      // While the stamps are young nothing is gained by a copy; a minute later it is.
      let clock = TestClock(seconds: Clock.system.calendar().seconds + 60 - seconds)
      folder.withStore(clock: clock.clock) { _ = $0.value("k") }
      let entry = try #require(folder.store().description(of: "k"))
      let isRenewed = entry.dependencies[0].standing() == .same
      #expect(isRenewed == (seconds == 0 && row.isRenewed))
    }
  }

  @Test(
    "gets them without taking back what another has put or removed meanwhile",
    arguments: ["put", "delete"])
  func renewalRace(deed: String) throws {
    folder.scratch.write("f", "a")
    try put(["f"])
    folder.scratch.write("f", "a")
    let program = CacheProgram(folder: folder, name: "other")
    let looks = TestClock(seconds: 0)
    let meddling = Clock(
      calendar: {
        looks.nanoseconds += 1
        // It has read the entry when it first looks at the clock.
        if looks.nanoseconds == 1 { _ = program.run([deed, "k"], input: Array("new".utf8)) }
        return Clock.system.calendar()
      }, sinceBoot: { 0 })
    _ = folder.withStore(clock: meddling) { $0.value("k") }
    #expect(looks.nanoseconds >= 1)
    #expect(folder.store().value("k") == (deed == "put" ? Array("new".utf8) : nil))
    #expect(try folder.withStore { try $0.total() } == folder.walk())
  }

  @Test("is local, and travels no further where that is a path")
  func local() throws {
    folder.scratch.write("f", "a")
    try put(["f"])
    #expect(folder.store().description(of: "k")?.isShareable == false)
    try put([])
    #expect(folder.store().description(of: "k")?.isShareable == true)
  }
}
