import Glibc
import Platform

/// Where the remote tier is, and who we are there.
///
///     redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE]
///     unix://[USER:PASSWORD@]/PATH[?db=DATABASE]        also redis+unix://
///
/// Any byte of a part may be written `%XX`. The host is a name, or an address in figures, IPv6 in
/// brackets.
public struct RemoteAddress: Sendable, Equatable {
  /// How the server is reached.
  public enum Place: Sendable, Equatable {
    /// By a host and a port.
    case host([UInt8], port: UInt16)
    /// By a socket's file.
    case file(BytePath)
  }

  /// How the server is reached.
  public let place: Place
  /// The number of the database.
  public let database: Int
  /// Who we are; nil for whom the server takes us for.
  public let user: [UInt8]?
  /// The secret. Nothing that is shown or stored holds it.
  private(set) var password: [UInt8]?

  init(place: Place, database: Int, user: [UInt8]?, password: [UInt8]?) {
    self.place = place
    self.database = database
    self.user = user
    self.password = password
  }

  /// Whether it has a password.
  public var hasPassword: Bool { password != nil }

  /// The address with the password that is the first line of a file, so that it need not stand in
  /// the environment, which other programs inherit.
  public func withPassword(from path: BytePath) throws(RemoteError) -> RemoteAddress {
    let text: [UInt8]
    do throws(SystemError) {
      // What is no file might let us wait for ever.
      let file = try Descriptor.open(path, O_RDONLY | O_NONBLOCK)
      guard try FileStatus.of(file.number, path: path).kind == .file else {
        throw SystemError(EINVAL, "read", path)
      }
      text = try IO.read(file.number, at: 0, limit: 65536, path: path)
    } catch {
      throw .passwordFile(path, reason: error.code == EINVAL ? "it is no file" : error.reason)
    }
    var line = text.prefix { $0 != UInt8(ascii: "\n") }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    if line.isEmpty { throw .passwordFile(path, reason: "its first line is empty") }
    var address = self
    address.password = Array(line)
    return address
  }

  /// Stands for the server, the database and the user, but not for the password, in the names of
  /// files. A checksum of the address as it is shown.
  public var hash: UInt64 { Checksum.of(text(withPassword: false).utf8) }
}

extension RemoteAddress: CustomStringConvertible, CustomDebugStringConvertible {
  /// The address, with `***` for the password.
  public var description: String { text(withPassword: true) }

  /// The address, with `***` for the password.
  public var debugDescription: String { description }

  /// With the place of the password or without; never with the password.
  private func text(withPassword: Bool) -> String {
    var names = ""
    if let user { names += RemoteAddress.encoded(user) }
    if withPassword, password != nil { names += ":***" }
    if !names.isEmpty { names += "@" }
    switch place {
    case .host(let host, let port):
      let name = RemoteAddress.encoded(host)
      let shown = host.contains(UInt8(ascii: ":")) ? "[\(name)]" : name
      return "redis://\(names)\(shown):\(port)/\(database)"
    case .file(let path):
      return "unix://\(names)\(RemoteAddress.encoded(path.bytes))?db=\(database)"
    }
  }

  /// The bytes of a part with `%XX` for what may not stand there, or cannot be shown.
  private static func encoded(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: ":"):
        text.append(byte)
      default: text += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
