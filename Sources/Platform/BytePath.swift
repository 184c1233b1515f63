import Glibc

/// A file name as the kernel has it: bytes, in no particular encoding, without NUL.
public struct BytePath: Hashable, Sendable {
  /// The bytes, without a terminating NUL.
  public private(set) var bytes: [UInt8]

  /// The empty path.
  public init() { bytes = [] }

  /// A path of these bytes, cut at the first NUL, which no path can hold.
  public init(bytes: some Collection<UInt8>) { self.bytes = Array(bytes.prefix { $0 != 0 }) }

  /// A path of a C string's bytes.
  public init(cString: UnsafePointer<CChar>) {
    bytes = Array(
      UnsafeRawBufferPointer(start: UnsafeRawPointer(cString), count: strlen(cString)))
  }

  /// A path of a string's UTF-8 bytes.
  public init(_ string: String) { self.init(bytes: string.utf8) }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { bytes.isEmpty }

  /// Whether it starts at the root.
  public var isAbsolute: Bool { bytes.first == UInt8(ascii: "/") }

  /// The path with another component below it.
  public func appending(_ component: some Collection<UInt8>) -> BytePath {
    var path = self
    path.bytes.reserveCapacity(bytes.count + component.count + 2)
    if let last = bytes.last, last != UInt8(ascii: "/") { path.bytes.append(UInt8(ascii: "/")) }
    path.bytes.append(contentsOf: component)
    return path
  }

  /// The path with another component below it.
  public func appending(_ component: String) -> BytePath { appending(component.utf8) }

  /// The path with bytes added to its last component.
  public func addingSuffix(_ suffix: String) -> BytePath {
    var path = self
    path.bytes.append(contentsOf: suffix.utf8)
    return path
  }

  /// The path without its last component; empty where there is only one.
  public var parent: BytePath {
    let slash = UInt8(ascii: "/")
    var end = bytes.count
    while end > 1, bytes[end - 1] == slash { end -= 1 }
    while end > 0, bytes[end - 1] != slash { end -= 1 }
    while end > 1, bytes[end - 1] == slash { end -= 1 }
    return BytePath(bytes: bytes[..<end])
  }

  /// The last component, without slashes after it; empty for the root.
  public var lastComponent: [UInt8] {
    let slash = UInt8(ascii: "/")
    guard let last = bytes.lastIndex(where: { $0 != slash }) else { return [] }
    let start = bytes[...last].lastIndex(of: slash).map { $0 + 1 } ?? 0
    return Array(bytes[start...last])
  }

  /// The path from the root, by way of the working folder where it is relative.
  public func absolute() -> BytePath {
    if isAbsolute { return self }
    guard let folder = getcwd(nil, 0) else { return self }
    defer { free(folder) }
    return BytePath(cString: folder).appending(bytes)
  }

  /// The path without what makes no difference: `.` on its own, and slashes twice or at the end.
  public func withoutDots() -> BytePath {
    let slash = UInt8(ascii: "/")
    let parts = bytes.split(separator: slash).filter { $0 != [UInt8(ascii: ".")] }
    return BytePath(bytes: (isAbsolute ? [slash] : []) + parts.joined(separator: [slash]))
  }

  /// The path from the root without links in it; the path itself where it leads nowhere.
  /// C: `realpath`.
  public func resolved() -> BytePath {
    guard let path = withCString({ realpath($0, nil) }) else { return self }
    defer { free(path) }
    return BytePath(cString: path)
  }

  /// Where the link that the path names leads; empty where it is none. C: `readlink`.
  public func linkTarget() -> [UInt8] {
    withUnsafeTemporaryAllocation(byteCount: Int(PATH_MAX), alignment: 1) { buffer in
      guard let room = buffer.assumingMemoryBound(to: CChar.self).baseAddress else { return [] }
      let count = withCString { readlink($0, room, buffer.count) }
      // In bounds: the call tells how much of the buffer it has filled.
      return count < 0 ? [] : Array(buffer[..<count])
    }
  }

  /// Lends the path as a C string.
  public func withCString<Result, Failure: Error>(
    _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // One byte more than the path, for the terminating NUL.
    try withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) {
      (buffer) throws(Failure) -> Result in
      for index in bytes.indices { buffer[index] = CChar(bitPattern: bytes[index]) }
      buffer[bytes.count] = 0
      guard let start = buffer.baseAddress else { preconditionFailure("an allocation of no bytes") }
      return try body(UnsafePointer(start))
    }
  }
}

extension BytePath: CustomStringConvertible {
  /// The path as text, with what is not UTF-8 replaced.
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension BytePath: ExpressibleByStringLiteral {
  /// A path written in the source.
  public init(stringLiteral value: String) { self.init(value) }
}
