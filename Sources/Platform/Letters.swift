import CLinux
import Glibc

/// Two ways to write, and one place where what is written arrives in the order in which it was
/// written, each piece with the way it came. Pipes do not tell which of two was written to first.
///
/// They are sockets: one write of more than the socket's buffer holds (400 KiB) is refused.
public struct Letters: ~Copyable {
  /// Where it arrives.
  public let receiver: Descriptor
  private let first: Descriptor
  private let second: Descriptor
  private let firstAddress: [UInt8]

  /// Makes them. C: `socket(AF_UNIX, SOCK_DGRAM)`.
  public init() throws(SystemError) {
    let receiver = try Letters.socket()
    let address = try Letters.address(of: receiver.number)
    let first = try Letters.sender(to: address)
    let second = try Letters.sender(to: address)
    let firstAddress = try Letters.address(of: first.number)
    self.init(receiver, first, second, firstAddress)
  }

  private init(
    _ receiver: consuming Descriptor, _ first: consuming Descriptor,
    _ second: consuming Descriptor, _ firstAddress: [UInt8]
  ) {
    self.receiver = receiver
    self.first = first
    self.second = second
    self.firstAddress = firstAddress
  }

  private static func sender(to address: [UInt8]) throws(SystemError) -> Descriptor {
    let sender = try socket()
    let number = sender.number
    // As much as anybody may ask for; the kernel doubles it.
    var room: Int32 = 212_992
    setsockopt(number, SOL_SOCKET, SO_SNDBUF, &room, socklen_t(MemoryLayout<Int32>.size))
    let result = address.withUnsafeBytes { bytes in
      connect(
        number, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
    }
    if result < 0 { throw .last("connect a socket") }
    return sender
  }

  /// The first way's number.
  public var firstNumber: Int32 { first.number }
  /// The second way's number.
  public var secondNumber: Int32 { second.number }

  private static func socket() throws(SystemError) -> Descriptor {
    let number = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | linux_socket_private(), 0)
    if number < 0 { throw .last("make a socket") }
    let socket = Descriptor(owning: number)
    // An address without a name asks the kernel for one that nobody else has.
    var family = sa_family_t(AF_UNIX)
    let result = withUnsafeBytes(of: &family) { bytes in
      bind(
        number, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
    }
    if result < 0 { throw .last("name a socket") }
    return socket
  }

  private static func address(of number: Int32) throws(SystemError) -> [UInt8] {
    var address = [UInt8](repeating: 0, count: MemoryLayout<sockaddr_un>.size)
    var count = socklen_t(address.count)
    let result = address.withUnsafeMutableBytes { bytes in
      getsockname(number, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, &count)
    }
    if result < 0 { throw .last("name a socket") }
    return Array(address[..<Int(count)])
  }

  /// Takes the next piece, if one has arrived: how long it is, and whether it came the first way.
  /// C: `recvfrom(MSG_DONTWAIT)`.
  public borrowing func next(into buffer: inout [UInt8]) -> (count: Int, isFirst: Bool)? {
    var sender = [UInt8](repeating: 0, count: MemoryLayout<sockaddr_un>.size)
    var senderCount = socklen_t(sender.count)
    let number = receiver.number
    let count = buffer.withUnsafeMutableBytes { room in
      sender.withUnsafeMutableBytes { address in
        retryingInterrupts {
          recvfrom(
            number, room.baseAddress, room.count, Int32(MSG_DONTWAIT),
            address.assumingMemoryBound(to: sockaddr.self).baseAddress, &senderCount)
        }
      }
    }
    if count < 0 { return nil }
    return (count, Array(sender[..<Int(senderCount)]) == firstAddress)
  }
}
