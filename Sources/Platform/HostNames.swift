import Glibc

/// Why a host's name gives no address.
public enum HostNameError: Error, Equatable {
  /// Nobody knows it.
  case unknown
  /// It took too long to find out.
  case tooLate
  /// It cannot be looked up.
  case system(SystemError)
}

/// Which addresses a host's name stands for.
///
/// The C library's own way to find out loads shared libraries, which a static program must not. So
/// whatever `/etc/hosts` does not know, the system's `getent` is asked, which may take as long as
/// the caller allows.
public struct HostNames: Sendable {
  private let table: BytePath
  private let getent: [UInt8]

  /// A place to ask; a test has other files.
  public init(table: BytePath = "/etc/hosts", getent: String = "getent") {
    self.table = table
    self.getent = Array(getent.utf8)
  }

  /// Not more addresses are tried than these, whatever the name has.
  private static let addressesMax = 8

  /// The addresses of a name, or of a host in figures; at least one.
  public func addresses(
    of name: [UInt8], port: UInt16, by deadline: Deadline
  ) throws(HostNameError) -> [SocketAddress] {
    if let address = SocketAddress(figures: name, port: port) { return [address] }
    if HostNames.equals(name[...], Array("localhost".utf8)) {
      return [
        .ipv4([127, 0, 0, 1], port: port),
        .ipv6(Array(repeating: 0, count: 15) + [1], port: port),
      ]
    }
    // No name begins like an option of the program that is asked.
    guard let first = name.first, first != UInt8(ascii: "-") else { throw .unknown }
    let listed = addressesInTable(of: name, port: port)
    return listed.isEmpty ? try ask(name, port: port, by: deadline) : listed
  }

  /// The addresses that the table of hosts has. C: `/etc/hosts`.
  private func addressesInTable(of name: [UInt8], port: UInt16) -> [SocketAddress] {
    guard let file = try? Descriptor.open(table, O_RDONLY | O_NONBLOCK),
      let text = try? IO.readAll(file.number, limit: 1 << 20, path: table)
    else { return [] }
    var found: [SocketAddress] = []
    for line in text.split(separator: UInt8(ascii: "\n")) where found.count < HostNames.addressesMax
    {
      let fields = HostNames.fields(line.prefix { $0 != UInt8(ascii: "#") })
      guard fields.dropFirst().contains(where: { HostNames.equals($0, name) }) else { continue }
      let address = SocketAddress(figures: Array(fields[0]), port: port)
      if let address, !found.contains(address) { found.append(address) }
    }
    return found
  }

  /// Asks the system. C: `getent ahosts`.
  private func ask(
    _ name: [UInt8], port: UInt16, by deadline: Deadline
  ) throws(HostNameError) -> [SocketAddress] {
    let output: ProgramOutput
    do throws(SystemError) {
      let program = Program([getent, Array("ahosts".utf8), name])
      output = try program.output(by: deadline, limit: 1 << 20)
    } catch {
      throw error.code == ETIMEDOUT ? .tooLate : .system(error)
    }
    var found: [SocketAddress] = []
    for line in output.bytes.split(separator: UInt8(ascii: "\n")) {
      // Each address comes once for each kind of socket.
      guard found.count < HostNames.addressesMax, let text = HostNames.fields(line).first,
        let address = SocketAddress(figures: Array(text), port: port), !found.contains(address)
      else { continue }
      found.append(address)
    }
    if found.isEmpty { throw .unknown }
    return found
  }

  private static func fields(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }
  }

  /// Whether two names are the same: capital letters do not count.
  private static func equals(_ one: ArraySlice<UInt8>, _ other: [UInt8]) -> Bool {
    one.count == other.count && zip(one, other).allSatisfy { lower($0) == lower($1) }
  }

  private static func lower(_ letter: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter) ? letter | 0x20 : letter
  }
}
