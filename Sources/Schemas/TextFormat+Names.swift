/// Names of hosts, addresses and URIs.
extension TextFormat {
  /// RFC 1123: labels of letters, digits and hyphens, these not at either end.
  static func isHostname(_ text: ArraySlice<UInt8>) -> Bool {
    guard !text.isEmpty, text.count <= 253 else { return false }
    return text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .allSatisfy { label in
        let hyphen = UInt8(ascii: "-")
        return !label.isEmpty && label.count <= 63 && label.first != hyphen
          && label.last != hyphen
          && label.allSatisfy { Letters.isLetter($0) || Letters.isDigit($0) || $0 == hyphen }
      }
  }

  static func isIPv4(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        (1...3).contains(part.count) && part.allSatisfy(Letters.isDigit)
          && (part.count == 1 || part.first != 48)
          && part.reduce(0) { $0 * 10 + Int($1 - 48) } < 256
      }
  }

  /// RFC 4291, 2.2: eight groups, of which one run of zeros may be `::`, and the last two may be an
  /// IPv4 address.
  static func isIPv6(_ text: [UInt8]) -> Bool {
    let colon = UInt8(ascii: ":")
    var gaps = 0
    for index in text.indices.dropFirst() where text[index] == colon && text[index - 1] == colon {
      gaps += 1
    }
    guard gaps <= 1, text.count <= 45 else { return false }
    if text.first == colon, !text.starts(with: "::".utf8) { return false }
    if text.last == colon, !text.reversed().starts(with: "::".utf8) { return false }
    let groups = text.split(separator: colon)
    var count = groups.count
    for (index, group) in groups.enumerated() {
      if index == groups.count - 1, group.contains(UInt8(ascii: ".")), isIPv4(group),
        text.last != colon
      {
        count += 1
      } else if group.count > 4 || !group.allSatisfy(Letters.isHexadecimal) {
        return false
      }
    }
    return gaps == 1 ? count < 8 : count == 8
  }

  /// RFC 5321: a local part, quoted or in dots and atoms, and a host or an address in brackets.
  static func isEmail(_ text: [UInt8]) -> Bool {
    guard let at = text.lastIndex(of: UInt8(ascii: "@")), at > 0, at < text.count - 1 else {
      return false
    }
    let (local, host) = (text[..<at], text[(at + 1)...])
    return isLocalPart(local) && isMailHost(host)
  }

  private static func isLocalPart(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count <= 64 else { return false }
    if text.first == UInt8(ascii: "\""), text.last == UInt8(ascii: "\""), text.count >= 2 {
      var isEscaped = false
      for byte in text.dropFirst().dropLast() {
        if !isEscaped, byte == UInt8(ascii: "\"") || byte < 32 { return false }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      }
      return !isEscaped
    }
    return text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .allSatisfy { atom in
        !atom.isEmpty
          && atom.allSatisfy {
            Letters.isLetter($0) || Letters.isDigit($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0)
          }
      }
  }

  private static func isMailHost(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") else {
      return isHostname(text)
    }
    let inner = text.dropFirst().dropLast()
    if inner.starts(with: "IPv6:".utf8) { return isIPv6(Array(inner.dropFirst(5))) }
    return isIPv4(inner)
  }

  /// RFC 3986: only what may stand in a URI, percent signs with two digits, and a scheme unless it
  /// may be relative.
  static func isURI(_ text: [UInt8], isRelative: Bool) -> Bool {
    let allowed = "-._~:/?#[]@!$&'()*+,;=%".utf8
    for (index, byte) in text.enumerated() {
      guard Letters.isLetter(byte) || Letters.isDigit(byte) || allowed.contains(byte) else {
        return false
      }
      if byte == UInt8(ascii: "%") {
        guard index + 2 < text.count, Letters.isHexadecimal(text[index + 1]),
          Letters.isHexadecimal(text[index + 2])
        else { return false }
      }
    }
    let address = Address(text)
    if address.fragment?.contains(UInt8(ascii: "#")) == true { return false }
    let brackets = "[]".utf8
    for part in [address.path, address.query ?? [], address.fragment ?? []]
    where part.contains(where: { brackets.contains($0) }) {
      return false
    }
    if address.scheme == nil {
      // A colon in the first step of a relative path would be the end of a scheme.
      let step = address.path.prefix { $0 != UInt8(ascii: "/") }
      if !isRelative || (address.authority == nil && step.contains(UInt8(ascii: ":"))) {
        return false
      }
    }
    return address.authority.map { isAuthority($0) } ?? true
  }

  private static func isAuthority(_ text: ArraySlice<UInt8>) -> Bool {
    var host = text
    if let at = text.firstIndex(of: UInt8(ascii: "@")) {
      if text[..<at].contains(where: { "[]".utf8.contains($0) }) { return false }
      host = text[(at + 1)...]
    }
    if host.first == UInt8(ascii: "[") {
      guard let end = host.firstIndex(of: UInt8(ascii: "]")) else { return false }
      let inner = host[(host.startIndex + 1)..<end]
      guard isIPv6(Array(inner)) || inner.first.map({ $0 | 32 }) == UInt8(ascii: "v") else {
        return false
      }
      host = host[(end + 1)...]
    } else if let colon = host.firstIndex(of: UInt8(ascii: ":")) {
      if host[..<colon].contains(where: { "[]@".utf8.contains($0) }) { return false }
      host = host[colon...]
    } else {
      return !host.contains { "[]@".utf8.contains($0) }
    }
    return host.isEmpty
      || (host.first == UInt8(ascii: ":") && host.dropFirst().allSatisfy(Letters.isDigit))
  }
}
