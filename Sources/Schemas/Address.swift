/// The address of a schema, taken apart as RFC 3986 has it.
struct Address {
  var scheme: ArraySlice<UInt8>?
  var authority: ArraySlice<UInt8>?
  var path: ArraySlice<UInt8>
  var query: ArraySlice<UInt8>?
  var fragment: ArraySlice<UInt8>?

  init(_ bytes: [UInt8]) {
    var rest = bytes[...]
    if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
      fragment = rest[(hash + 1)...]
      rest = rest[..<hash]
    }
    if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
      query = rest[(mark + 1)...]
      rest = rest[..<mark]
    }
    if let colon = rest.firstIndex(of: UInt8(ascii: ":")), Address.isScheme(rest[..<colon]) {
      scheme = rest[..<colon]
      rest = rest[(colon + 1)...]
    }
    if rest.starts(with: "//".utf8) {
      let start = rest.startIndex + 2
      let end = rest[start...].firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      authority = rest[start..<end]
      rest = rest[end...]
    }
    path = rest
  }

  private static func isScheme(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, Letters.isLetter(first) else { return false }
    return text.allSatisfy {
      Letters.isLetter($0) || Letters.isDigit($0) || "+-.".utf8.contains($0)
    }
  }

  var bytes: [UInt8] {
    var text: [UInt8] = []
    if let scheme { text += scheme + [UInt8(ascii: ":")] }
    if let authority { text += Array("//".utf8) + authority }
    text += path
    if let query { text += [UInt8(ascii: "?")] + query }
    if let fragment { text += [UInt8(ascii: "#")] + fragment }
    return text
  }

  /// The address without its fragment, and the fragment without its percent signs.
  static func split(_ bytes: [UInt8]) -> (address: [UInt8], fragment: [UInt8]) {
    var address = Address(bytes)
    let fragment = address.fragment.map { decoded($0) } ?? []
    address.fragment = nil
    return (address.bytes, fragment)
  }

  /// What a reference means that stands in a document of some address (RFC 3986, 5.2).
  static func resolve(_ reference: [UInt8], in base: [UInt8]) -> [UInt8] {
    var found = Address(reference)
    if found.scheme != nil {
      found.path = withoutDots(found.path)
      return found.bytes
    }
    let base = Address(base)
    found.scheme = base.scheme
    if found.authority == nil {
      found.authority = base.authority
      if found.path.isEmpty {
        found.path = base.path
        if found.query == nil { found.query = base.query }
      } else if found.path.first != UInt8(ascii: "/") {
        let slash = base.path.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { base.path[...$0] } ?? (base.authority == nil ? [] : [47])
        found.path = withoutDots((folder + found.path)[...])
      } else {
        found.path = withoutDots(found.path)
      }
    }
    return found.bytes
  }

  /// The path without its `.` and `..`; those that lead above its beginning stay where it is
  /// relative, for whoever opens it.
  private static func withoutDots(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard path.contains(UInt8(ascii: ".")) else { return path }
    let isAbsolute = path.first == UInt8(ascii: "/")
    var parts: [ArraySlice<UInt8>] = []
    let all = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for (index, part) in all.enumerated() {
      let isLast = index == all.count - 1
      if part.elementsEqual(".".utf8) {
        if isLast { parts.append([]) }
      } else if part.elementsEqual("..".utf8) {
        if let last = parts.last, !last.elementsEqual("..".utf8), !(isAbsolute && parts.count == 1)
        {
          parts.removeLast()
        } else if !isAbsolute {
          parts.append(part)
        }
        if isLast { parts.append([]) }
      } else {
        parts.append(part)
      }
    }
    return Array(parts.joined(separator: [UInt8(ascii: "/")]))[...]
  }

  private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == UInt8(ascii: "%"), index + 2 < text.endIndex,
        let value = UInt8(
          String(decoding: text[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        result.append(value)
        index += 3
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }
}
