import Glibc
import Platform
import Synchronization

/// A server of a test's own: it does with each connection, one after the other, what the test says.
/// It ends with its owner.
public final class Listener {
  /// Where it listens.
  public let address: SocketAddress
  private let socket: Int32
  private let served: Served
  private var thread: Thread?

  private final class Served: Sendable {
    let connection = Mutex<Int32>(-1)
    let count = Atomic<Int>(0)
  }

  /// How many connections there were so far.
  public var connectionCount: Int { served.count.load(ordering: .acquiring) }

  /// Listens at a file, or, where there is none, at a free port of this machine.
  public init(_ path: String? = nil, backlog: Int32 = 16, _ serve: (@Sendable (Int32) -> Void)?) {
    let (socket, address) = path.map { Listener.file($0) } ?? Listener.port()
    precondition(socket >= 0 && listen(socket, backlog) == 0, "no socket")
    let served = Served()
    self.socket = socket
    self.address = address
    self.served = served
    // Without anything to do with them, connections wait in the queue.
    thread = serve.flatMap { serve in
      try? Thread {
        while true {
          let connection = accept(socket, nil, nil)
          if connection < 0 { return }
          served.count.add(1, ordering: .releasing)
          served.connection.withLock { $0 = connection }
          serve(connection)
          served.connection.withLock { $0 = -1 }
          close(connection)
        }
      }
    }
  }

  deinit {
    // Ends the wait for connections, and what a connection waits for.
    shutdown(socket, Int32(SHUT_RDWR))
    served.connection.withLock { if $0 >= 0 { shutdown($0, Int32(SHUT_RDWR)) } }
    // The number is free for others only once nobody waits at it.
    thread.take()?.join()
    close(socket)
  }

  /// A port of this machine that nobody listens at.
  public static func freePort() -> UInt16 {
    let (socket, address) = port()
    close(socket)
    guard case .ipv4(_, let number) = address else { preconditionFailure() }
    return number
  }

  /// Takes what has come, or waits for it; nothing at the end.
  public static func reads(_ connection: Int32) -> [UInt8] {
    var piece = [UInt8](repeating: 0, count: 4096)
    let count = (try? IO.read(connection, into: &piece)) ?? 0
    return Array(piece[..<count])
  }

  /// Sends bytes, as far as somebody takes them.
  public static func send(_ connection: Int32, _ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  private static func file(_ path: String) -> (Int32, SocketAddress) {
    let socket = Glibc.socket(AF_UNIX, stream, 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = named(&address) { bind(socket, $0, $1) }
    return (result == 0 ? socket : -1, .unix(BytePath(path)))
  }

  private static func port() -> (Int32, SocketAddress) {
    let socket = Glibc.socket(AF_INET, stream, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = named(&address) { start, count in
      bind(socket, start, count) == 0 ? getsockname(socket, start, &size) : -1
    }
    return (
      result == 0 ? socket : -1, .ipv4([127, 0, 0, 1], port: UInt16(bigEndian: address.sin_port))
    )
  }

  private static let stream = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)

  private static func named<Address>(
    _ address: inout Address, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    withUnsafeMutableBytes(of: &address) { bytes in
      guard let start = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress else { return -1 }
      return body(start, socklen_t(bytes.count))
    }
  }
}
