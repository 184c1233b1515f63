import CLinux
import Glibc

/// The environment's variables, as bytes.
public enum Environment {
  /// How many processors this process may run on, at least one. C: `sched_getaffinity`.
  public static var processorCount: Int { max(1, Int(linux_processor_count())) }

  /// A variable's value; nil where it is not set. C: `getenv`.
  public static subscript(_ name: String) -> [UInt8]? {
    // A string that is handed over as it is would be copied to the heap first.
    guard let value = name.withCString({ getenv($0) }) else { return nil }
    return BytePath(cString: value).bytes
  }

  /// The variables whose names begin so, as `NAME=VALUE`, in the order of their bytes. C: `environ`.
  public static func all(beginningWith prefix: [UInt8]) -> [[UInt8]] {
    var found: [[UInt8]] = []
    guard var next = linux_environment() else { return found }
    // In bounds: the list ends with a null pointer, and each text with a NUL.
    while let variable = next.pointee {
      next = next.advanced(by: 1)
      var count = 0
      while count < prefix.count, UInt8(bitPattern: variable[count]) == prefix[count] { count += 1 }
      if count == prefix.count { found.append(BytePath(cString: variable).bytes) }
    }
    if found.count > 1 { found.sort { $0.lexicographicallyPrecedes($1) } }
    return found
  }

  /// Who runs the program. C: `geteuid`.
  public static var user: UInt32 { geteuid() }

  /// The number of this process. C: `getpid`.
  public static var processNumber: Int32 { getpid() }

  /// The number of the process that started this one. C: `getppid`.
  public static var parentProcessNumber: Int32 { getppid() }

  /// The machine's name. C: `gethostname`.
  public static var hostName: String {
    // 64 is the longest name that Linux allows; one more for the terminating NUL.
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 65) { buffer in
      buffer.initialize(repeating: 0)
      guard let start = buffer.baseAddress, gethostname(start, 64) == 0 else { return "localhost" }
      return String(decoding: BytePath(cString: start).bytes, as: UTF8.self)
    }
  }

  /// What the kernel calls this run of the machine, from start to shutdown: 16 bytes.
  /// C: `/proc/sys/kernel/random/boot_id`.
  public static var bootID: [UInt8] {
    let path: BytePath = "/proc/sys/kernel/random/boot_id"
    guard let file = try? Descriptor.open(path, O_RDONLY),
      let text = try? IO.read(file.number, at: 0, limit: 36, path: path)
    else { return Array(repeating: 0, count: 16) }
    var bytes: [UInt8] = []
    var high: UInt8?
    for letter in text {
      let digit: UInt8
      switch letter {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = letter - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = letter - UInt8(ascii: "a") + 10
      default: continue
      }
      if let first = high { bytes.append(first << 4 | digit) }
      high = high == nil ? digit : nil
    }
    return bytes.count == 16 ? bytes : Array(repeating: 0, count: 16)
  }

  /// The most memory this process has held at once, in KiB. C: `getrusage`.
  public static var peakMemoryKiB: Int64 {
    peakMemoryKiB(of: __rusage_who_t(RUSAGE_SELF.rawValue))
  }

  /// The most memory that one of the programs which this process has waited for, or one that they
  /// have waited for, has held at once, in KiB. C: `getrusage`.
  public static var peakProgramMemoryKiB: Int64 {
    peakMemoryKiB(of: __rusage_who_t(RUSAGE_CHILDREN.rawValue))
  }

  private static func peakMemoryKiB(of whose: __rusage_who_t) -> Int64 {
    var usage = rusage()
    getrusage(whose, &usage)
    return Int64(usage.ru_maxrss)
  }
}
