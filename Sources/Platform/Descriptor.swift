import CLinux
import Glibc

/// A file descriptor that is owned: closed when its owner goes.
public struct Descriptor: ~Copyable {
  /// The number, which stays valid only while the owner lives.
  public let number: Int32

  /// Takes a descriptor over.
  public init(owning number: Int32) { self.number = number }

  deinit { close(number) }

  /// Gives the descriptor away without closing it.
  public consuming func release() -> Int32 {
    let number = self.number
    discard self
    return number
  }

  /// Opens a file; the descriptor does not pass to other programs. C: `open`.
  public static func open(
    _ path: BytePath, _ flags: Int32, mode: UInt32 = 0o600
  ) throws(SystemError) -> Descriptor {
    let number = path.withCString { text in
      retryingInterrupts { linux_open(text, flags | O_CLOEXEC, mode) }
    }
    if number < 0 { throw .last(flags & O_CREAT == 0 ? "open" : "create", path) }
    return Descriptor(owning: number)
  }

  /// A file without a name, in memory. C: `memfd_create`.
  public static func inMemory() throws(SystemError) -> Descriptor {
    let number = linux_memory_file()
    if number < 0 { throw .last("make a file in memory") }
    return Descriptor(owning: number)
  }

  /// A second descriptor of the same open file. C: `fcntl(F_DUPFD_CLOEXEC)`.
  public borrowing func duplicate() throws(SystemError) -> Descriptor {
    try Descriptor.duplicate(of: number)
  }

  /// A second descriptor of an open file that somebody else owns. C: `fcntl(F_DUPFD_CLOEXEC)`.
  public static func duplicate(of number: Int32) throws(SystemError) -> Descriptor {
    let copy = fcntl(number, F_DUPFD_CLOEXEC, 0)
    if copy < 0 { throw .last("duplicate a descriptor") }
    return Descriptor(owning: copy)
  }

  /// Moves it to a number of at least `minimum`, out of the way of the low numbers that
  /// scripts use by hand. C: `fcntl(F_DUPFD_CLOEXEC)`.
  public consuming func moved(toAtLeast minimum: Int32) -> Descriptor {
    let moved = fcntl(number, F_DUPFD_CLOEXEC, minimum)
    return moved < 0 ? self : Descriptor(owning: moved)
  }
}

/// A pipe: what is written to one end is read from the other.
public struct Pipe: ~Copyable {
  /// The end that is read from.
  public let reading: Descriptor
  /// The end that is written to; nil once it was closed.
  private var writing: Descriptor?

  /// Makes one. C: `pipe2`.
  public init() throws(SystemError) {
    var ends: (Int32, Int32) = (-1, -1)
    let result = withUnsafeMutableBytes(of: &ends) { ends in
      linux_pipe(ends.assumingMemoryBound(to: Int32.self).baseAddress)
    }
    if result < 0 { throw .last("make a pipe") }
    reading = Descriptor(owning: ends.0)
    writing = Descriptor(owning: ends.1)
    writingNumber = ends.1
  }

  /// The number of the end that is written to; -1 once it was closed.
  public private(set) var writingNumber: Int32

  /// Closes the end that is written to, which others may still have.
  public mutating func closeWriting() {
    writing = nil
    writingNumber = -1
  }
}

/// What can be done to any open descriptor, whoever owns it.
public enum IO {
  /// Sets whether other programs receive the descriptor. C: `fcntl(F_SETFD)`.
  public static func setInherited(_ descriptor: Int32, _ inherited: Bool) {
    _ = fcntl(descriptor, F_SETFD, inherited ? 0 : FD_CLOEXEC)
  }

  /// Whether the number names an open descriptor. C: `fcntl(F_GETFD)`.
  public static func isOpen(_ descriptor: Int32) -> Bool { fcntl(descriptor, F_GETFD) >= 0 }

  /// Whether whoever started us gave us an open descriptor with this number: all that we open
  /// ourselves passes to no other program. C: `fcntl(F_GETFD)`.
  public static func isGiven(_ descriptor: Int32) -> Bool {
    let flags = fcntl(descriptor, F_GETFD)
    return flags >= 0 && flags & FD_CLOEXEC == 0
  }

  /// Takes the numbers of standard input, output and error where they were given to us closed, so
  /// that no file of ours gets one of them, and with it what is meant for the user. Reading and
  /// writing fail as before, and other programs find them closed. C: `open`.
  public static func reserveStandard() {
    for number in STDIN_FILENO...STDERR_FILENO where fcntl(number, F_GETFD) < 0 {
      // The lowest number that is free is this one: those below it are open by now.
      _ = linux_open(
        "/dev/null", (number == STDIN_FILENO ? O_WRONLY : O_RDONLY) | O_CLOEXEC, 0)
    }
  }

  /// Whether it is a terminal. C: `isatty`.
  public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The terminal's width in columns, or nil where it has none. C: `ioctl(TIOCGWINSZ)`.
  public static func terminalWidth(_ descriptor: Int32) -> Int? {
    let width = Int(linux_terminal_width(descriptor))
    return width > 0 ? width : nil
  }

  /// Reads up to the buffer's size; 0 at the end. C: `read`.
  public static func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, path: BytePath = BytePath()
  ) throws(SystemError) -> Int {
    let count = retryingInterrupts { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
    if count < 0 { throw .last("read", path) }
    return count
  }

  /// Reads up to the array's size into it; 0 at the end. C: `read`.
  public static func read(
    _ descriptor: Int32, into buffer: inout [UInt8], path: BytePath = BytePath()
  ) throws(SystemError) -> Int {
    let count = buffer.withUnsafeMutableBytes { room in
      retryingInterrupts { Glibc.read(descriptor, room.baseAddress, room.count) }
    }
    if count < 0 { throw .last("read", path) }
    return count
  }

  /// Reads at an offset as much as the buffer holds, fewer only at the end. C: `pread`.
  public static func read(
    _ descriptor: Int32, at offset: Int64, into buffer: UnsafeMutableRawBufferPointer,
    path: BytePath = BytePath()
  ) throws(SystemError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = retryingInterrupts {
        // In bounds: `filled` is below the buffer's size.
        pread(
          descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled,
          Int(offset) + filled)
      }
      if count < 0 { throw .last("read", path) }
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  /// Reads at an offset by one call, up to `limit` bytes: of a regular file, all there are.
  /// C: `pread`.
  public static func readOnce(
    _ descriptor: Int32, at offset: Int, limit: Int, path: BytePath = BytePath()
  ) throws(SystemError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
      let count = retryingInterrupts { pread(descriptor, buffer.baseAddress, limit, offset) }
      if count < 0 { failure = errno }
      filled = max(0, count)
    }
    if failure != 0 { throw SystemError(failure, "read", path) }
    return bytes
  }

  /// Reads at an offset, up to `limit` bytes, fewer only at the end. C: `pread`.
  public static func read(
    _ descriptor: Int32, at offset: Int, limit: Int, path: BytePath = BytePath()
  ) throws(SystemError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
      while filled < limit {
        // In bounds: `filled` is below the capacity that was asked for.
        let count = retryingInterrupts {
          pread(descriptor, buffer.baseAddress.map { $0 + filled }, limit - filled, offset + filled)
        }
        if count < 0 { failure = errno }
        if count <= 0 { return }
        filled += count
      }
    }
    if failure != 0 { throw SystemError(failure, "read", path) }
    return bytes
  }

  /// Reads to the end, refusing what is longer than `limit`. C: `read`.
  public static func readAll(
    _ descriptor: Int32, limit: Int, path: BytePath = BytePath()
  ) throws(SystemError) -> [UInt8] {
    try withUnsafeTemporaryAllocation(byteCount: 65536, alignment: 16) {
      (piece) throws(SystemError) -> [UInt8] in
      var bytes: [UInt8] = []
      while true {
        let count = try read(descriptor, into: piece, path: path)
        if count == 0 { return bytes }
        if bytes.count + count > limit { throw SystemError(EFBIG, "read", path) }
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: piece[..<count]))
      }
    }
  }

  /// Writes everything, in as few calls as the kernel allows. C: `write`.
  public static func write(
    _ descriptor: Int32, _ bytes: [UInt8], path: BytePath = BytePath()
  ) throws(SystemError) {
    try write(descriptor, bytes.span.bytes, path: path)
  }

  /// Writes everything, in as few calls as the kernel allows. C: `write`.
  public static func write(
    _ descriptor: Int32, _ bytes: RawSpan, path: BytePath = BytePath()
  ) throws(SystemError) {
    var written = 0
    while written < bytes.byteCount {
      let count = bytes.extracting(written...).withUnsafeBytes { rest in
        FileSizeLimit.withoutSignal {
          retryingInterrupts { Glibc.write(descriptor, rest.baseAddress, rest.count) }
        }
      }
      if count < 0 { throw .last("write", path) }
      written += count
    }
  }

  /// Writes in one call, and so in one piece where the file is opened for appending. Returns how
  /// much was written, which is less only where there is no room for more. C: `write`.
  public static func writeOnce(
    _ descriptor: Int32, _ bytes: [UInt8], path: BytePath = BytePath()
  ) throws(SystemError) -> Int {
    let count = bytes.withUnsafeBytes { buffer in
      FileSizeLimit.withoutSignal {
        retryingInterrupts { Glibc.write(descriptor, buffer.baseAddress, buffer.count) }
      }
    }
    if count < 0 { throw .last("write", path) }
    return count
  }

  /// Writes everything at an offset. C: `pwrite`.
  public static func write(
    _ descriptor: Int32, _ bytes: [UInt8], at offset: Int, path: BytePath = BytePath()
  ) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBufferPointer { buffer in
        // In bounds: `written` is below the count.
        FileSizeLimit.withoutSignal {
          retryingInterrupts {
            pwrite(
              descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written,
              offset + written)
          }
        }
      }
      if count < 0 { throw .last("write", path) }
      written += count
    }
  }

  /// Gives a file to an owner and a group, where that is permitted. C: `fchown`.
  public static func setOwner(_ descriptor: Int32, _ owner: UInt32, group: UInt32) {
    _ = fchown(descriptor, owner, group)
  }

  /// Sets the permission bits, whatever the process masks out. C: `fchmod`.
  public static func setPermissions(
    _ descriptor: Int32, _ permissions: UInt32, path: BytePath = BytePath()
  ) throws(SystemError) {
    if fchmod(descriptor, permissions) < 0 { throw .last("set the permissions of", path) }
  }

  /// Sets when the file was last read and last changed, in nanoseconds since 1970. C: `futimens`.
  public static func setStamps(
    _ descriptor: Int32, accessed: Int64, modified: Int64, path: BytePath = BytePath()
  ) throws(SystemError) {
    if linux_set_stamps(descriptor, accessed, modified) < 0 {
      throw .last("set the time stamps of", path)
    }
  }

  /// Sets the file's length. C: `ftruncate`.
  public static func truncate(
    _ descriptor: Int32, to length: Int, path: BytePath = BytePath()
  ) throws(SystemError) {
    if retryingInterrupts({ ftruncate(descriptor, length) }) < 0 { throw .last("truncate", path) }
  }

  /// Waits until the file's content is on the disk. C: `fdatasync`.
  public static func sync(_ descriptor: Int32, path: BytePath = BytePath()) throws(SystemError) {
    if retryingInterrupts({ fdatasync(descriptor) }) < 0 { throw .last("sync", path) }
  }
}
