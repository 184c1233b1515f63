import CLinux
import Glibc

/// Signals: their names, and waiting for them in turn rather than being interrupted.
public enum Signals {
  private static let names: [(name: StaticString, number: Int32)] = [
    ("HUP", SIGHUP), ("INT", SIGINT), ("QUIT", SIGQUIT), ("KILL", SIGKILL), ("USR1", SIGUSR1),
    ("USR2", SIGUSR2), ("ALRM", SIGALRM), ("TERM", SIGTERM), ("CONT", SIGCONT), ("STOP", SIGSTOP),
    ("TSTP", SIGTSTP), ("WINCH", SIGWINCH), ("ABRT", SIGABRT), ("PIPE", SIGPIPE),
  ]

  /// The number for a name, with or without SIG and in either case, or for a number as text.
  public static func number(_ text: String) -> Int32? {
    if let number = Int32(text) { return (1...64).contains(number) ? number : nil }
    var name = text.uppercased()
    if name.hasPrefix("SIG") { name.removeFirst(3) }
    return names.first { "\($0.name)" == name }?.number
  }

  /// The name for a number: "TERM".
  public static func name(_ number: Int32) -> String {
    names.first { $0.number == number }.map { "\($0.name)" } ?? "\(number)"
  }

  /// Whether the signal is ignored, as `nohup` and a shell's background jobs have it.
  /// C: `sigaction`.
  public static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(signal, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }

  /// Does something during which a signal has no effect. C: `sigaction`.
  public static func ignoring<Result, Failure: Error>(
    _ number: Int32, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var ignoring = sigaction()
    ignoring.__sigaction_handler.sa_handler = SIG_IGN
    var previous = sigaction()
    sigaction(number, &ignoring, &previous)
    defer { sigaction(number, &previous, nil) }
    return try body()
  }

  /// Ends this process by the signal that ended another one, without an image of memory of our own.
  /// C: `setrlimit(RLIMIT_CORE)`.
  public static func dieLikewise(of number: Int32) -> Never {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    die(of: number)
  }

  /// Gives a signal its default effect again. C: `signal`.
  public static func restore(_ number: Int32) { signal(number, SIG_DFL) }

  /// Ends this process by the signal, as if it had not been caught. C: `raise`.
  public static func die(of number: Int32) -> Never {
    signal(number, SIG_DFL)
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, number)
    sigprocmask(SIG_UNBLOCK, &set, nil)
    raise(number)
    _exit(128 + number)
  }
}

/// Signals that are held back until they are asked for, so that none is lost between two looks.
public struct SignalQueue {
  private var set = sigset_t()
  /// What was held back before.
  let previousMask: sigset_t

  /// A signal that came.
  public struct Arrival {
    /// Its number.
    public let number: Int32
    /// Whether the terminal sent it, and so sent it to the whole foreground group.
    public let isFromTerminal: Bool
  }

  /// Holds back some signals from now on, but for those that are ignored, and another one in any
  /// case. C: `pthread_sigmask`.
  public init(_ signals: [Int32], and other: Int32) {
    sigemptyset(&set)
    for signal in signals where !Signals.isIgnored(signal) { sigaddset(&set, signal) }
    sigaddset(&set, other)
    previousMask = SignalQueue.hold(&set)
  }

  /// Holds back some signals from now on, but for those that are ignored. C: `pthread_sigmask`.
  public init(_ signals: [Int32]) {
    sigemptyset(&set)
    for signal in signals where !Signals.isIgnored(signal) { sigaddset(&set, signal) }
    previousMask = SignalQueue.hold(&set)
  }

  /// Holds them back no more: those that came and were not asked for take effect now.
  /// C: `pthread_sigmask`.
  public func release() {
    var mask = previousMask
    pthread_sigmask(SIG_SETMASK, &mask, nil)
  }

  /// Holds back the signals that tell a program to end, and the one that tells of a child: without
  /// an array, which would cost more to make than all the rest.
  public init() {
    sigemptyset(&set)
    if !Signals.isIgnored(SIGINT) { sigaddset(&set, SIGINT) }
    if !Signals.isIgnored(SIGTERM) { sigaddset(&set, SIGTERM) }
    if !Signals.isIgnored(SIGHUP) { sigaddset(&set, SIGHUP) }
    if !Signals.isIgnored(SIGQUIT) { sigaddset(&set, SIGQUIT) }
    sigaddset(&set, SIGCHLD)
    previousMask = SignalQueue.hold(&set)
  }

  private static func hold(_ set: inout sigset_t) -> sigset_t {
    var previous = sigset_t()
    pthread_sigmask(SIG_BLOCK, &set, &previous)
    return previous
  }

  /// The next of them, if one has come. C: `sigtimedwait`.
  public mutating func nextIfThere() -> Arrival? {
    var information = siginfo_t()
    var time = timespec()
    let number = retryingInterrupts { sigtimedwait(&set, &information, &time) }
    if number < 0 { return nil }
    return Arrival(number: number, isFromTerminal: information.si_code == SI_KERNEL)
  }

  /// A descriptor that is readable while one of them waits; it does not take it. C: `signalfd`.
  public mutating func pollable() throws(SystemError) -> Descriptor {
    let number = linux_signalfd(&set)
    if number < 0 { throw .last("wait for signals") }
    return Descriptor(owning: number)
  }

  /// Waits for the next of them. C: `sigwaitinfo`.
  public mutating func next() -> Arrival {
    var information = siginfo_t()
    let number = retryingInterrupts { sigwaitinfo(&set, &information) }
    return Arrival(number: number, isFromTerminal: information.si_code == SI_KERNEL)
  }
}
