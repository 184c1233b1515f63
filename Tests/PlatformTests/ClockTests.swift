import Glibc
import Platform
import Support
import Testing

@Suite("A checksum")
struct ChecksumTests {
  @Test(
    "is FNV-1a, 64 bits, as published",
    arguments: [
      ("", 0xcbf2_9ce4_8422_2325 as UInt64), ("a", 0xaf63_dc4c_8601_ec8c),
      ("foobar", 0x8594_4171_f739_67e8),
    ])
  func published(_ row: (text: String, expected: UInt64)) {
    #expect(Checksum.of(row.text.utf8) == row.expected)
  }
}

@Suite("The clocks")
struct ClockTests {
  @Test("never run backwards since the machine started")
  func sinceBoot() {
    let readings = (0..<1000).map { _ in Clock.system.sinceBoot() }
    #expect(readings == readings.sorted())
  }

  @Test("can be set by a test")
  func invented() {
    let clock = Clock(calendar: { Instant(nanoseconds: 1_500_000_000) }, sinceBoot: { 7 })
    #expect(clock.calendar().seconds == 1)
    #expect(clock.sinceBoot() == 7)
  }

  @Test("count durations of any length without trapping")
  func durations() {
    #expect(Duration.milliseconds(1500).nanoseconds == 1_500_000_000)
    #expect(Duration.nanoseconds(-1).nanoseconds == -1)
    #expect(Duration.seconds(Int64.max).nanoseconds == .max)
    #expect(Duration.seconds(Int64.min).nanoseconds == .min)
  }
}

@Suite("The environment")
struct EnvironmentTests {
  @Test("is what the system's own tools say")
  func likeTheTools() {
    let scratch = Scratch()
    #expect(scratch.shell("uname -n").output == Environment.hostName + "\n")
    #expect(scratch.shell("id -u").output == "\(Environment.user)\n")
    let digits = Environment.bootID.map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    let script = "tr -d '\\n-' < /proc/sys/kernel/random/boot_id"
    #expect(scratch.shell(script).output == digits.joined())
  }

  @Test("tells a variable that is empty from one that is not set")
  func variables() {
    let end = inChild {
      setenv("PC_TEST", "", 1)
      let empty = Environment["PC_TEST"]
      unsetenv("PC_TEST")
      return empty == [] && Environment["PC_TEST"] == nil
    }
    #expect(end == .exited(0))
  }

  @Test("counts memory that was held and given back")
  func peak() {
    let end = inChild {
      let before = Environment.peakMemoryKiB
      let size = 64 << 20
      guard let memory = malloc(size) else { return false }
      memset(memory, 1, size)
      free(memory)
      return Environment.peakMemoryKiB >= before + 60 << 10
    }
    #expect(end == .exited(0))
  }
}

@Suite("A thread")
struct ThreadTests {
  @Test("has done its work once it was joined")
  func join() throws {
    let scratch = Scratch()
    let path = BytePath(scratch.path + "/done")
    let thread = try Thread { try? AtomicFile.replace(path, with: [49], durability: .none) }
    thread.join()
    #expect(scratch.read("done") == "1")
  }

  @Test("cannot have a stack that is larger than memory, and says so")
  func impossible() {
    let error = #expect(throws: SystemError.self) {
      let thread = try Thread(stackBytes: 1 << 60) {}
      thread.join()
    }
    #expect(error?.deed == "start a thread")
  }
}
