import Glibc

/// Where a server listens.
public enum SocketAddress: Equatable, Sendable {
  /// A file on this machine.
  case unix(BytePath)
  /// Four bytes and a port.
  case ipv4([UInt8], port: UInt16)
  /// Sixteen bytes and a port.
  case ipv6([UInt8], port: UInt16)

  /// How many bytes the path of a socket may have; the kernel's field holds a NUL as well.
  public static let pathBytesMax = 107

  /// The address that is written in figures: `127.0.0.1`, `::1`; nil where it is none.
  /// C: `inet_pton`.
  public init?(figures text: [UInt8], port: UInt16) {
    // The longest that there is has 45 letters.
    guard text.count <= 45, !text.contains(0) else { return nil }
    let path = BytePath(bytes: text)
    var four = [UInt8](repeating: 0, count: 4)
    if path.withCString({ inet_pton(AF_INET, $0, &four) }) == 1 {
      self = .ipv4(four, port: port)
      return
    }
    var sixteen = [UInt8](repeating: 0, count: 16)
    guard path.withCString({ inet_pton(AF_INET6, $0, &sixteen) }) == 1 else { return nil }
    self = .ipv6(sixteen, port: port)
  }

  /// The kind of socket that leads there.
  var family: Int32 {
    switch self {
    case .unix: AF_UNIX
    case .ipv4: AF_INET
    case .ipv6: AF_INET6
    }
  }

  /// The path, for errors; empty where there is none.
  var path: BytePath {
    if case .unix(let path) = self { return path }
    return BytePath()
  }

  /// Lends it in the kernel's form; nil where it does not fit into it.
  func withKernelForm<Result>(
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result? {
    switch self {
    case .unix(let path):
      if path.isEmpty || path.bytes.count > SocketAddress.pathBytesMax { return nil }
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      // In bounds: checked above; the rest stays zero, which ends the path.
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.bytes) }
      return SocketAddress.lend(&address, body)
    case .ipv4(let bytes, let port):
      if bytes.count != 4 { return nil }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      withUnsafeMutableBytes(of: &address.sin_addr) { $0.copyBytes(from: bytes) }
      return SocketAddress.lend(&address, body)
    case .ipv6(let bytes, let port):
      if bytes.count != 16 { return nil }
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = port.bigEndian
      withUnsafeMutableBytes(of: &address.sin6_addr) { $0.copyBytes(from: bytes) }
      return SocketAddress.lend(&address, body)
    }
  }

  private static func lend<Address, Result>(
    _ address: inout Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    withUnsafeBytes(of: &address) { bytes in
      guard let start = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress else {
        preconditionFailure("an address of no bytes")
      }
      return body(start, socklen_t(bytes.count))
    }
  }
}
