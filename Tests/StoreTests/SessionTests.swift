import Glibc
import Platform
import Synchronization
import Testing

@testable import Store

@Suite("Files that are being written")
struct SessionTests {
  let folder = CacheFolder()

  @Test("are left alone by others, and swept once their writer is dead")
  func sweep() throws {
    let program = CacheProgram(folder: folder, name: "put")
    let store = folder.store()
    var writer = try store.writer(.standard, key: [1])
    try writer.write([1, 2, 3])
    let own = folder.names("tmp")
    #expect(own.count == 1)
    // Somebody is killed while it writes.
    let put = program.run(
      ["put", "k"], input: [1],
      under: ["strace", "-qq", "-o", "/dev/null", "-e", "inject=renameat:signal=SIGKILL:when=1"])
    #expect(put.end == .signaled(SIGKILL))
    #expect(folder.names("tmp").count == 2)
    #expect(program.run(["put", "k"], input: [2]).end == .exited(0))
    #expect(folder.names("tmp") == own)
    try store.commit(writer)
    store.close()
    #expect(folder.store().value("\u{1}") == [1, 2, 3])
    #expect(folder.names("tmp") == [])
  }

  @Test("of any name and kind are swept, where nobody has them")
  func strangers() throws {
    try folder.withStore { try $0.put("k", [1]) }
    let made = folder.scratch.shell(
      """
      cd "$PC_CACHE_DIR/tmp" && echo x > stray && echo x > 12ab.1 && echo x > ffffffffffffffff.1 && mkdir 77.3
      echo x > 77.3/inside; mkfifo fifo; ln -s /etc link; echo x > .hidden; mkdir empty; echo x > -1.1
      """)
    #expect(made.status == 0)
    #expect(try folder.withStore { try $0.collect(in: nil, lookingAtAll: false) }.leftBehind > 0)
    #expect(folder.names("tmp") == [])
    #expect(folder.scratch.shell("test -e /etc/passwd").status == 0)
  }
}

@Suite("The right to make a value")
struct FlightTests {
  let folder = CacheFolder()

  @Test("is given to one at a time of many threads, and all see what was made")
  func threads() throws {
    let folder = folder
    let made = Mutex(0)
    let inside = Mutex(0)
    let begun = Mutex(0)
    var threads: [Holder] = []
    for _ in 0..<16 {
      threads.append(
        Holder(
          try Thread {
            let store = folder.store()
            defer { store.close() }
            begun.withLock { $0 += 1 }
            while store.value("k") == nil {
              guard case .mine(let flight) = store.flight(.standard, key: [107], waits: true) else {
                continue
              }
              if store.value("k") == nil {
                let others = inside.withLock { value in
                  value += 1
                  return value
                }
                if others != 1 { Issue.record("\(others) at once") }
                // Not before all are here may it be made.
                while begun.withLock({ $0 }) < 16 { sched_yield() }
                made.withLock { $0 += 1 }
                try? store.put("k", [1])
                inside.withLock { $0 -= 1 }
              }
              flight.end()
            }
          }))
    }
    for thread in threads { thread.join() }
    #expect(made.withLock { $0 } == 1)
  }

  @Test("is another for another key, or another namespace")
  func keys() throws {
    let other = try #require(SpaceName([1]))
    let store = folder.store()
    guard case .mine(let flight) = store.flight(.standard, key: [1], waits: false) else {
      Issue.record("nobody else is here")
      return
    }
    var answers: [String] = []
    for (space, key) in [(SpaceName.standard, UInt8(1)), (.standard, 2), (other, 1)] {
      switch store.flight(space, key: [key], waits: false) {
      case .mine: answers.append("mine")
      case .taken: answers.append("taken")
      case .unknown: answers.append("unknown")
      }
    }
    #expect(answers == ["taken", "mine", "mine"])
    flight.end()
    guard case .mine = store.flight(.standard, key: [1], waits: false) else {
      Issue.record("it was given up")
      return
    }
  }
}
