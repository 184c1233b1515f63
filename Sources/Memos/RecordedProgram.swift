import Glibc
import Platform

/// A program that runs while all that it prints is handed on at once, and recorded.
public enum RecordedProgram {
  private static let bufferCount = 65536

  /// How a run went.
  public struct Outcome {
    /// How the program ended.
    public let end: ProgramEnd
    /// The last signal that told us to end meanwhile.
    public let told: Int32?
    /// Whether all that was printed could be handed on: otherwise why not.
    public let failure: SystemError?
    /// What it printed.
    public let recording: Recording
  }

  /// Runs a program to its end, and to the end of its output. `isOrdered` keeps the order of what
  /// comes by its two ways; `forward` hands on what comes. Signals that tell us to end are handed on.
  /// `begin` makes the recording, while the program starts.
  public static func run(
    _ program: Program, input: Int32, isOrdered: Bool, into begin: () -> Recording,
    forward: (MemoStream, RawSpan) -> SystemError?
  ) throws(SystemError) -> Outcome {
    // A parent that ignores it would take the end of the program from us.
    Signals.restore(SIGCHLD)
    var queue = SignalQueue()
    if isOrdered {
      return try runOrdered(program, input, &queue, begin, forward)
    }
    var output = try Pipe()
    var errors = try Pipe()
    let child = try program.spawn(
      beside: queue,
      Program.Standard(
        input: input, output: output.writingNumber, errors: errors.writingNumber))
    output.closeWriting()
    errors.closeWriting()
    var watch = try Watch(child, &queue, begin())
    try withUnsafeTemporaryAllocation(byteCount: bufferCount, alignment: 16) {
      (buffer) throws(SystemError) in
      // The two ends, -1 once each has ended.
      var (first, second) = (output.reading.number, errors.reading.number)
      while first >= 0 || second >= 0 {
        let ready = Events.waitForAny(of: watch.pollable, first, second)
        if ready.0 { try watch.attend(&queue) }
        if ready.1, try !pass(first, .output, buffer, &watch, forward) { first = -1 }
        if ready.2, try !pass(second, .errors, buffer, &watch, forward) { second = -1 }
      }
    }
    return try watch.finish(&queue)
  }

  /// Takes what has come by one of the ways; false where that has ended.
  private static func pass(
    _ number: Int32, _ stream: MemoStream, _ buffer: UnsafeMutableRawBufferPointer,
    _ watch: inout Watch, _ forward: (MemoStream, RawSpan) -> SystemError?
  ) throws(SystemError) -> Bool {
    let count = try IO.read(number, into: buffer)
    if count == 0 { return false }
    // In bounds: that many bytes were read.
    watch.take(stream, UnsafeRawBufferPointer(rebasing: buffer[..<count]).bytes, forward)
    return true
  }

  private static func runOrdered(
    _ program: Program, _ input: Int32, _ queue: inout SignalQueue,
    _ begin: () -> Recording, _ forward: (MemoStream, RawSpan) -> SystemError?
  ) throws(SystemError) -> Outcome {
    let letters = try Letters()
    let child = try program.spawn(
      beside: queue,
      Program.Standard(
        input: input, output: letters.firstNumber, errors: letters.secondNumber))
    var watch = try Watch(child, &queue, begin())
    // Larger than any piece that the sockets carry.
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let ready = Events.waitForAny(of: watch.pollable, letters.receiver.number, -1)
      if ready.0 { try watch.attend(&queue) }
      // Sockets like these do not tell of an end: what has arrived when the program ends is all.
      while let piece = letters.next(into: &buffer) {
        let bytes = buffer.span.extracting(first: piece.count).bytes
        watch.take(piece.isFirst ? .output : .errors, bytes, forward)
      }
      if watch.end != nil { return try watch.finish(&queue) }
    }
  }

  /// The program while it runs: its end, signals for it, and what it prints.
  private struct Watch: ~Copyable {
    let child: Int32
    private let signals: Descriptor
    private let recording: Recording
    var end: ProgramEnd?
    private var told: Int32?
    private var failure: SystemError?

    init(
      _ child: Int32, _ queue: inout SignalQueue, _ recording: Recording
    ) throws(SystemError) {
      self.child = child
      self.recording = recording
      signals = try queue.pollable()
    }

    /// Readable when a signal has come; none once the program has ended.
    var pollable: Int32 { end == nil ? signals.number : -1 }

    mutating func attend(_ queue: inout SignalQueue) throws(SystemError) {
      while end == nil, let arrival = queue.nextIfThere() {
        if arrival.number != SIGCHLD { told = arrival.number }
        end = try Program.end(child)
        if end != nil || arrival.number == SIGCHLD || arrival.isFromTerminal { continue }
        Program.send(arrival.number, to: child)
      }
    }

    mutating func take(
      _ stream: MemoStream, _ bytes: RawSpan, _ forward: (MemoStream, RawSpan) -> SystemError?
    ) {
      recording.add(stream, bytes)
      guard failure == nil, let error = forward(stream, bytes) else { return }
      // Nobody reads any more: the program learns of it as it would without us.
      failure = error
      recording.abandon()
      if end == nil { Program.send(SIGPIPE, to: child) }
    }

    /// Waits for the program's end, which may come after that of its output.
    consuming func finish(_ queue: inout SignalQueue) throws(SystemError) -> Outcome {
      while end == nil {
        _ = Events.waitForAny(of: signals.number, -1, -1)
        try attend(&queue)
      }
      guard let end else { throw SystemError(ECHILD, "wait for \(child)") }
      return Outcome(end: end, told: told, failure: failure, recording: recording)
    }
  }
}
