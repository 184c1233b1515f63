import CLinux
import Glibc

/// How a program ended.
public enum ProgramEnd: Equatable, Sendable {
  /// It ended by itself, with this status.
  case exited(Int32)
  /// A signal ended it.
  case signaled(Int32)

  init(_ status: Int32) {
    self =
      linux_signaled(status) != 0
      ? .signaled(linux_term_signal(status)) : .exited(linux_exit_status(status))
  }

  /// The status that a shell would show: 128 and the number, for a signal.
  public var status: Int32 {
    switch self {
    case .exited(let status): status
    case .signaled(let signal): 128 + signal
    }
  }
}

/// A program to run: the words of its command line, and what its environment holds beyond ours.
public struct Program: Sendable {
  private typealias CStrings = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  /// The program's name or path, then its arguments.
  public let words: [[UInt8]]
  /// Variables that are set for it, each as `NAME=value`.
  public private(set) var variables: [[UInt8]] = []

  /// The file to run, where the first word does not name it.
  private let file: BytePath?

  /// A program with our environment. `file` is what is run where it is not the first word.
  public init(_ words: [[UInt8]], file: BytePath? = nil) {
    self.words = words
    self.file = file
  }

  /// The file that this process runs. C: `/proc/self/exe`.
  public static let ownFile: BytePath = "/proc/self/exe"

  /// Sets a variable for it.
  public mutating func set(_ name: String, _ value: [UInt8]) {
    var variable = Array(name.utf8)
    variable.append(UInt8(ascii: "="))
    variable += value
    variables.append(variable)
  }

  /// Sets a variable for it to a number in decimal digits.
  public mutating func set(_ name: String, _ value: UInt64) { set(name, Program.digits(value)) }

  /// A number in decimal digits: without a string, whose making takes longer than all the rest.
  public static func digits(_ value: UInt64) -> [UInt8] {
    var digits: [UInt8] = []
    var rest = value
    repeat {
      digits.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    digits.reverse()
    return digits
  }

  /// What a program gets as its standard input, output and error: descriptors of ours, or what we
  /// have ourselves.
  public struct Standard: Sendable {
    /// Its standard input; nil: ours.
    public var input: Int32?
    /// Its standard output; nil: ours.
    public var output: Int32?
    /// Its standard error; nil: ours.
    public var errors: Int32?

    /// All three as we have them.
    public init(input: Int32? = nil, output: Int32? = nil, errors: Int32? = nil) {
      self.input = input
      self.output = output
      self.errors = errors
    }
  }

  /// Starts it beside this process. Signals that a queue holds back for us are not held back for
  /// it. One that `endsWithUs` is told to end (`SIGTERM`) when the thread that calls has ended: it must
  /// be the one that waits. C: `vfork`, `execve`, `prctl(PR_SET_PDEATHSIG)`.
  public func spawn(
    beside queue: SignalQueue? = nil, _ standard: Standard = Standard(), endsWithUs: Bool = false
  ) throws(SystemError) -> Int32 {
    var pid: pid_t = 0
    let result = start { file, arguments, variables in
      let (input, output) = (standard.input ?? -1, standard.output ?? -1)
      let (errors, ending) = (standard.errors ?? -1, endsWithUs ? SIGTERM : 0)
      if var mask = queue?.previousMask {
        pid = linux_spawn(file, arguments, variables, input, output, errors, &mask, ending)
      } else {
        pid = linux_spawn(file, arguments, variables, input, output, errors, nil, ending)
      }
      return pid < 0 ? -pid : 0
    }
    if result != 0 { throw SystemError(result, "run", BytePath(bytes: words.first ?? [])) }
    return pid
  }

  /// Starts it on its own: in a session of its own, with no descriptor but the three standard ones.
  /// C: `posix_spawn(POSIX_SPAWN_SETSID)`.
  @discardableResult
  public func spawnDetached(_ standard: Standard) throws(SystemError) -> Int32 {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, linux_spawn_session())
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input = standard.input {
      posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    }
    if let output = standard.output {
      posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    }
    if let errors = standard.errors {
      posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
    }
    _ = linux_spawn_closing_from(&actions, STDERR_FILENO + 1)
    var pid: pid_t = 0
    let result = start { file, arguments, variables in
      posix_spawn(&pid, file, &actions, &attributes, arguments, variables)
    }
    if result != 0 { throw SystemError(result, "run", BytePath(bytes: words.first ?? [])) }
    return pid
  }

  /// Becomes the program; returns only where it cannot. C: `execve`.
  public func replaceThisProcess() -> SystemError {
    let result = start { file, arguments, variables in
      execve(file, arguments, variables)
      return errno
    }
    return SystemError(result, "run", BytePath(bytes: words.first ?? []))
  }

  /// Finds the program and lends its path, its words and its environment to a call that starts it;
  /// returns what went wrong. A file that the kernel cannot start is given to the shell, as every
  /// shell does with a script that has no first line of `#!`.
  private func start(
    _ call: (_ file: UnsafePointer<CChar>, _ words: CStrings, _ variables: CStrings) -> Int32
  ) -> Int32 {
    guard let name = words.first, !name.isEmpty else { return ENOENT }
    var failure = ENOENT
    let hasFolder = name.contains(UInt8(ascii: "/"))
    let path = file ?? (hasFolder ? BytePath(bytes: name) : located(name, &failure))
    guard let path else { return failure }
    let words = Program.cStrings(self.words, and: nil)
    let variables = Program.cStrings(self.variables, and: linux_environment())
    defer {
      Program.free(words, count: self.words.count)
      Program.free(variables, count: self.variables.count)
    }
    let result = path.withCString { call($0, words, variables) }
    if result != ENOEXEC { return result }
    let script = [Array("/bin/sh".utf8), path.bytes] + self.words.dropFirst()
    let shell = Program.cStrings(script, and: nil)
    defer { Program.free(shell, count: script.count) }
    return call("/bin/sh", shell, variables)
  }

  /// The path of the program, as a search of `PATH` finds it; otherwise why there is none.
  private func located(_ name: [UInt8], _ failure: inout Int32) -> BytePath? {
    let folders = Environment["PATH"] ?? Array("/bin:/usr/bin".utf8)
    var start = 0
    while start <= folders.count {
      var end = start
      while end < folders.count, folders[end] != UInt8(ascii: ":") { end += 1 }
      let folder = start == end ? [UInt8(ascii: ".")] : folders[start..<end]
      let candidate = BytePath(bytes: folder).appending(name)
      if candidate.withCString({ access($0, X_OK) }) == 0 {
        if let kind = try? FileStatus.of(path: candidate).kind, kind != .folder { return candidate }
      } else if errno == EACCES {
        failure = EACCES
      }
      start = end + 1
    }
    return nil
  }

  /// Words as the system wants them: an array of C strings, copied, then those of another array
  /// that they do not replace, as they are, then nil.
  private static func cStrings(_ words: [[UInt8]], and others: CStrings?) -> CStrings {
    var othersCount = 0
    while others?[othersCount] != nil { othersCount += 1 }
    // In bounds: each word and each of the others is written at most once, and nil after them.
    let result = CStrings.allocate(capacity: words.count + othersCount + 1)
    var count = 0
    for word in words {
      result[count] = BytePath(bytes: word).withCString { strdup($0) }
      count += 1
    }
    for index in 0..<othersCount {
      guard let other = others?[index], !words.contains(where: { sets($0, other) }) else {
        continue
      }
      result[count] = other
      count += 1
    }
    result[count] = nil
    return result
  }

  /// Frees such an array, and the strings that were copied for it, which come first.
  private static func free(_ strings: CStrings, count: Int) {
    for index in 0..<count { Glibc.free(strings[index]) }
    strings.deallocate()
  }

  /// Whether a variable `NAME=value` has the name of another.
  private static func sets(_ variable: [UInt8], _ other: UnsafePointer<CChar>) -> Bool {
    for (index, byte) in variable.enumerated() {
      if UInt8(bitPattern: other[index]) != byte { return false }
      if byte == UInt8(ascii: "=") { return true }
    }
    return false
  }

  /// Waits for a child to end. C: `waitpid`.
  public static func wait(_ pid: Int32) throws(SystemError) -> ProgramEnd {
    var status: Int32 = 0
    if retryingInterrupts({ waitpid(pid, &status, 0) }) < 0 { throw .last("wait for \(pid)") }
    return ProgramEnd(status)
  }

  /// How a child ended; nil while it runs. C: `waitpid(WNOHANG)`.
  public static func end(_ pid: Int32) throws(SystemError) -> ProgramEnd? {
    var status: Int32 = 0
    let result = retryingInterrupts { waitpid(pid, &status, WNOHANG) }
    if result < 0 { throw .last("wait for \(pid)") }
    return result == 0 ? nil : ProgramEnd(status)
  }

  /// Sends a child that was not yet waited for a signal. C: `kill`.
  public static func send(_ signal: Int32, to child: Int32) { kill(child, signal) }

  /// Goes on twice: true in the new process, which has no terminal's input or output, and false in
  /// this one. Only for a process with one thread. C: `fork`.
  public static func continueInBackground() throws(SystemError) -> Bool {
    let child = fork()
    if child < 0 { throw .last("start a process") }
    if child > 0 { return false }
    let null = linux_open("/dev/null", O_RDWR, 0)
    for number in 0...2 where null >= 0 { dup2(null, Int32(number)) }
    if null > 2 { close(null) }
    return true
  }
}
