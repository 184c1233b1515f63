import Glibc
import Platform
import Testing

@testable import Store

@Suite("A cache whose users are killed")
struct CrashTests {
  @Test(
    "at 2,000 random instants has each entry old or new, an exact size, and nothing left over",
    arguments: 1...4)
  func randomInstants(seed: UInt64) throws {
    let bench = CrashBench(seed: seed)
    try bench.fill(bench.items(30))
    var kills = 0
    // How long a run takes, learnt from those that were killed too late.
    var instantMax = 4000.0
    while kills < 500 {
      let deed = bench.randomDeed()
      let pid = bench.program.start(deed.words, input: deed.input)
      usleep(UInt32(bench.numbers.next() % UInt64(instantMax)))
      Program.send(SIGKILL, to: pid)
      if bench.program.wait(pid).end == .signaled(SIGKILL) {
        kills += 1
        instantMax = min(instantMax * 1.02, 50000)
      } else {
        instantMax = max(instantMax * 0.9, 500)
      }
      try bench.check(after: deed, "seed \(seed), kill \(kills): \(deed.words)")
    }
  }

  enum Act: String, CaseIterable {
    case first, put, replace, batchPut, evictingPut, delete, batchDelete, run, gc, clear, rebuild
    case putWithoutAccounts

    /// Which calls it is killed before; nil: all. The others change nothing: to be killed before one
    /// of them is to be killed before the next one of these.
    var calls: Set<String>? {
      if self == .put || self == .delete { return nil }
      return [
        "write", "pwrite64", "renameat", "renameat2", "unlinkat", "mkdirat", "ftruncate",
        "utimensat",
      ]
    }
  }

  @Test("before any system call is as exact", arguments: Act.allCases)
  func everyCall(act: Act) throws {
    let bench = CrashBench(seed: 7)
    let trace = bench.folder.scratch.path + "/trace"
    var deed = try prepare(act, bench)
    _ = bench.program.run(deed.words, input: deed.input, under: ["strace", "-o", trace])
    try bench.check(after: deed, "\(act)")
    // strace counts the calls of each name for itself.
    var counts: [Substring: Int] = [:]
    for line in bench.folder.scratch.read("trace").split(separator: "\n") {
      guard let end = line.firstIndex(of: "("), line.first?.isLetter == true else { continue }
      counts[line[..<end], default: 0] += 1
    }
    if let calls = act.calls { counts = counts.filter { calls.contains(String($0.key)) } }
    // The child of `run` is another process: it is not what is killed.
    var kills = 0
    for (call, count) in counts {
      for number in 1...count {
        deed = try prepare(act, bench)
        let outcome = bench.program.run(
          deed.words, input: deed.input,
          under: [
            "strace", "-qq", "-o", "/dev/null", "-e",
            "inject=\(call):signal=SIGKILL:when=\(number)",
          ])
        if outcome.end == .signaled(SIGKILL) { kills += 1 }
        try bench.check(after: deed, "\(act) at \(call) \(number)")
      }
    }
    // Some runs take a call less than the one that was watched.
    let total = counts.values.reduce(0, +)
    #expect(kills > 8 && kills > total / 2, "\(kills) of \(total)")
  }

  private func prepare(_ act: Act, _ bench: CrashBench) throws -> Deed {
    let items = Dictionary(
      uniqueKeysWithValues: (0..<12).map { ("k\($0)", bench.numbers.text(500 + $0)) })
    let new = bench.numbers.bytes(900).map { $0 | 1 }
    switch act {
    case .first:
      bench.remove("")
      return .put("k1", new)
    case .putWithoutAccounts:
      try bench.fill(items)
      bench.remove("accounts")
      return .put("k1", new)
    default: try bench.fill(items)
    }
    switch act {
    case .put:
      return .put("new\(bench.numbers.next())", new)
    case .replace: return .put("k1", new)
    case .batchPut: return .batchPut(["k1": new, "k2": [], "k3": new, "n1": new, "n2": [1]])
    case .evictingPut: return bench.evictingPut()
    case .delete: return .delete(["k3"])
    case .batchDelete: return .batchDelete(["k1", "k2", "k3", "k4"])
    case .run:
      try bench.folder.withStore { _ = try $0.clear(SpaceName(Array("run".utf8))) }
      return CrashBench.run
    case .gc: return .upkeep(["gc", "--max-size", "4K"])
    case .clear: return .upkeep(["clear"])
    default: return .upkeep(["rebuild"])
    }
  }

  @Test("while its lost accounts are made anew has them made by the next one")
  func lostAccounts() throws {
    let folder = CacheFolder()
    let program = CacheProgram(folder: folder, name: "run")
    for space in ["a", "b", "c"] {
      _ = program.run(["put", "--namespace", space, "k"], input: Array("of \(space)".utf8))
    }
    for call in ["ftruncate", "pwrite64", "renameat"] {
      for number in 1...12 {
        #expect(folder.scratch.shell("rm \"$PC_CACHE_DIR/accounts\"").status == 0)
        _ = program.run(
          ["put", "--namespace", "b", "k"], input: Array("\(number)".utf8),
          under: [
            "strace", "-qq", "-o", "/dev/null", "-e",
            "inject=\(call):signal=SIGKILL:when=\(number)",
          ])
        // It does not ask for the size, and finds all namespaces all the same.
        #expect(program.run(["put", "--namespace", "b", "k"], input: [1]).end == .exited(0))
        #expect(folder.sizeIndex == "\(folder.walk().bytes)\n", "\(call) \(number)")
        #expect(program.run(["size"]).text == folder.sizeIndex)
      }
    }
  }

  @Test("while others write serves those others exactly")
  func bystanders() throws {
    let folder = CacheFolder()
    let writer = try Thread {
      let program = CacheProgram(folder: folder, name: "writer")
      var numbers = SeededNumbers(seed: 1)
      for round in 0..<300 {
        let (key, value) = ("mine\(round % 30)", numbers.bytes(Int(numbers.next() % 2000)))
        let put = program.run(["put", key], input: value)
        let got = program.run(["get", key])
        if put.end != .exited(0) || got.output != value {
          Issue.record("round \(round): \(put.end), \(got.end), \(program.errors)")
        }
      }
    }
    var kills = 0
    var numbers = SeededNumbers(seed: 2)
    let victim = CacheProgram(folder: folder, name: "victim")
    while kills < 200 {
      let value = numbers.bytes(Int(numbers.next() % 3000))
      let pid = victim.start(["put", "theirs\(numbers.next() % 40)"], input: value)
      usleep(UInt32(numbers.next() % 4000))
      Program.send(SIGKILL, to: pid)
      if victim.wait(pid).end == .signaled(SIGKILL) { kills += 1 }
    }
    writer.join()
    #expect(victim.run(["size"]).text == "\(folder.walk().bytes)\n")
    #expect(try folder.withStore { try $0.total() } == folder.walk())
    #expect(victim.run(["gc"]).end == .exited(0))
    #expect(folder.names("tmp") == [])
  }
}

extension CrashBench {
  /// Removes something of the cache directory, or all of it.
  func remove(_ name: String) {
    let result = folder.scratch.shell("rm -rf \"$PC_CACHE_DIR/\(name)\"")
    precondition(result.status == 0)
    if name.isEmpty { forget() }
  }
}
