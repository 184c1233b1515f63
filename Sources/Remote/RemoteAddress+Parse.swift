import Platform

/// The reading of addresses. No error quotes a part of one: a slip of the pen anywhere can make any
/// part of it the password.
extension RemoteAddress {
  /// Redis's own port.
  private static let standardPort: UInt16 = 6379

  /// Reads an address.
  public static func parse(_ text: [UInt8]) throws(RemoteError) -> RemoteAddress {
    guard text.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      throw .invalidAddress("it holds a space or a control character: write it %XX")
    }
    if text.contains(UInt8(ascii: "#")) {
      throw .invalidAddress("it holds a #: write it %23")
    }
    let (scheme, rest) = try splitScheme(text)
    switch scheme {
    case "redis": return try parseHost(rest)
    case "unix", "redis+unix": return try parseFile(rest)
    case "rediss", "valkeys":
      throw .invalidAddress(
        "connections with TLS are not supported: name a local proxy, or redis://")
    default: throw noScheme
    }
  }

  private static let noScheme = RemoteError.invalidAddress(
    "it must be redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE] or unix:///PATH[?db=DATABASE]")

  private static func splitScheme(
    _ text: [UInt8]
  ) throws(RemoteError) -> (scheme: String, rest: ArraySlice<UInt8>) {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")),
      text[colon...].starts(with: "://".utf8)
    else { throw noScheme }
    return (String(decoding: text[..<colon], as: UTF8.self).lowercased(), text[(colon + 3)...])
  }

  /// `[USER:PASSWORD@]HOST[:PORT][/DATABASE][?db=DATABASE]`
  private static func parseHost(_ text: ArraySlice<UInt8>) throws(RemoteError) -> RemoteAddress {
    let (before, query) = splitQuery(text)
    let slash = before.firstIndex(of: UInt8(ascii: "/")) ?? before.endIndex
    let (names, server) = splitNames(before[..<slash])
    let (user, password) = try parseNames(names)
    let (host, port) = try parseServer(server)
    let path = before[slash...].dropFirst()
    var number = try parseQuery(query)
    if !path.isEmpty {
      guard number == nil else { throw .invalidAddress("it names the database twice") }
      number = try database(path)
    }
    return RemoteAddress(
      place: .host(host, port: port), database: number ?? 0, user: user, password: password)
  }

  /// `[USER:PASSWORD@]/PATH[?db=DATABASE]`
  private static func parseFile(_ text: ArraySlice<UInt8>) throws(RemoteError) -> RemoteAddress {
    let (before, query) = splitQuery(text)
    let slash = before.firstIndex(of: UInt8(ascii: "/")) ?? before.endIndex
    let (names, host) = splitNames(before[..<slash])
    let (user, password) = try parseNames(names)
    let path = try decoded(before[slash...])
    guard host.isEmpty, path.count > 1 else {
      throw .invalidAddress("the path of the socket must begin with /, as in unix:///PATH")
    }
    guard !path.contains(0), path.count <= SocketAddress.pathBytesMax else {
      throw .invalidAddress(
        "the path of the socket is longer than \(SocketAddress.pathBytesMax) bytes, or holds a NUL")
    }
    return RemoteAddress(
      place: .file(BytePath(bytes: path)), database: try parseQuery(query) ?? 0, user: user,
      password: password)
  }

  /// What stands before and after the first `?`.
  private static func splitQuery(
    _ text: ArraySlice<UInt8>
  ) -> (before: ArraySlice<UInt8>, query: ArraySlice<UInt8>) {
    let mark = text.firstIndex(of: UInt8(ascii: "?")) ?? text.endIndex
    return (text[..<mark], text[mark...].dropFirst())
  }

  /// What stands before and after the last `@`, which a password may hold as it is.
  private static func splitNames(
    _ text: ArraySlice<UInt8>
  ) -> (names: ArraySlice<UInt8>?, rest: ArraySlice<UInt8>) {
    guard let at = text.lastIndex(of: UInt8(ascii: "@")) else { return (nil, text) }
    return (text[..<at], text[(at + 1)...])
  }

  /// `USER`, `USER:PASSWORD` or `:PASSWORD`
  private static func parseNames(
    _ names: ArraySlice<UInt8>?
  ) throws(RemoteError) -> (user: [UInt8]?, password: [UInt8]?) {
    guard let names else { return (nil, nil) }
    let colon = names.firstIndex(of: UInt8(ascii: ":")) ?? names.endIndex
    let user = try decoded(names[..<colon])
    let password = try decoded(names[colon...].dropFirst())
    return (user.isEmpty ? nil : user, password.isEmpty ? nil : password)
  }

  /// `HOST[:PORT]` or `[ADDRESS][:PORT]`
  private static func parseServer(
    _ text: ArraySlice<UInt8>
  ) throws(RemoteError) -> (host: [UInt8], port: UInt16) {
    var host = text
    var port: ArraySlice<UInt8>?
    if text.first == UInt8(ascii: "[") {
      guard let close = text.firstIndex(of: UInt8(ascii: "]")),
        SocketAddress(figures: Array(text[..<close].dropFirst()), port: 0) != nil
      else { throw .invalidAddress("what stands in brackets is no IPv6 address") }
      host = text[..<close].dropFirst()
      let rest = text[(close + 1)...]
      guard rest.isEmpty || rest.first == UInt8(ascii: ":") else {
        throw .invalidAddress("only a port may follow the address in brackets")
      }
      port = rest.isEmpty ? nil : rest.dropFirst()
    } else if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
      host = text[..<colon]
      port = text[(colon + 1)...]
    }
    let name = try decoded(host)
    guard isName(name) else {
      throw .invalidAddress("it names no host, or one that cannot be: %XX stands for special bytes")
    }
    guard let port else { return (name, standardPort) }
    guard let number = decimal(port, upTo: 65535), number > 0 else {
      throw .invalidAddress(
        "the port is no number from 1 to 65535; in a password, / is written %2F, and ? %3F")
    }
    return (name, UInt16(number))
  }

  /// Whether it can be a host's name or its address in figures.
  private static func isName(_ name: [UInt8]) -> Bool {
    guard let first = name.first, first != UInt8(ascii: "-"), name.count <= 255 else {
      return false
    }
    return name.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: ":"), 0x80...:
        true
      default: false
      }
    }
  }

  /// `db=DATABASE`, or nothing
  private static func parseQuery(_ query: ArraySlice<UInt8>) throws(RemoteError) -> Int? {
    if query.isEmpty { return nil }
    guard query.starts(with: "db=".utf8) else {
      throw .invalidAddress("?db=NUMBER is all that may follow; in a password, ? is written %3F")
    }
    return try database(query.dropFirst(3))
  }

  private static func database(_ text: ArraySlice<UInt8>) throws(RemoteError) -> Int {
    guard let number = decimal(text, upTo: Int(Int32.max)) else {
      throw .invalidAddress("the database is no number; in a password, / is written %2F")
    }
    return number
  }

  private static func decimal(_ text: ArraySlice<UInt8>, upTo limit: Int) -> Int? {
    if text.isEmpty { return nil }
    var number = 0
    for digit in text {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      number = number * 10 + Int(digit - UInt8(ascii: "0"))
      if number > limit { return nil }
    }
    return number
  }

  /// The bytes that a part stands for.
  private static func decoded(_ text: ArraySlice<UInt8>) throws(RemoteError) -> [UInt8] {
    var bytes: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] != UInt8(ascii: "%") {
        bytes.append(text[index])
        index += 1
        continue
      }
      guard index + 2 < text.endIndex, let high = hexadecimal(text[index + 1]),
        let low = hexadecimal(text[index + 2])
      else { throw .invalidAddress("a % is not followed by two hexadecimal digits: write it %25") }
      bytes.append(high << 4 | low)
      index += 3
    }
    return bytes
  }

  private static func hexadecimal(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): letter - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): letter - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
