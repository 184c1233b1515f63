import Formats

/// Manifests in XML: Maven's and NuGet's.
extension ManifestReader {
  mutating func readXML(_ bytes: [UInt8]) throws(ParseError) {
    let elements = try XMLElements.read(bytes)
    if manifest == .pom { return readPom(elements) }
    var inner: [[UInt8]] = Array(repeating: [], count: elements.count)
    for element in elements where element.parent >= 0 && element.isNamed("Version") {
      inner[element.parent] = element.text
    }
    let properties = ManifestReader.properties(elements, in: "PropertyGroup")
    func filled(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      ManifestReader.filled(text, "$(", properties)
    }
    for element in elements {
      let version = filled(element["Version"] ?? element["version"] ?? [])
      if element.name.elementsEqual("PackageReference".utf8)
        || element.name.elementsEqual("PackageVersion".utf8)
      {
        let name = element["Include"] ?? element["Update"] ?? []
        let text = inner[element.number]
        add("nuget", name, version: text.isEmpty ? version : filled(text[...]), line: element.line)
      } else if element.isNamed("FrameworkReference"), let name = element["Include"] {
        add("nuget", name, line: element.line)
      } else if element.isNamed("package") {
        add("nuget", element["id"] ?? [], version: version, line: element.line)
      } else if element.isNamed("Project"), let sdk = element["Sdk"] {
        add("nuget", Array("sdk/".utf8) + sdk, line: element.line)
      }
    }
  }

  private mutating func readPom(_ elements: [XMLElements.Element]) {
    let properties = ManifestReader.properties(elements, in: "properties")
    var coordinates: [(group: [UInt8], name: [UInt8], version: [UInt8])] = Array(
      repeating: ([], [], []), count: elements.count)
    for element in elements where element.parent >= 0 {
      if element.isNamed("groupId") { coordinates[element.parent].group = element.text }
      if element.isNamed("artifactId") { coordinates[element.parent].name = element.text }
      if element.isNamed("version") { coordinates[element.parent].version = element.text }
    }
    for element in elements
    where element.isNamed("dependency") || element.isNamed("parent") || element.isNamed("plugin") {
      let (group, name, version) = coordinates[element.number]
      let text = ManifestReader.filled(version[...], "${", properties)
      add("maven", (group + [UInt8(ascii: ":")] + name)[...], version: text, line: element.line)
    }
  }
}

extension ManifestReader {
  private typealias Property = (name: ArraySlice<UInt8>, value: [UInt8])

  /// The elements within those of a name: properties with their values.
  private static func properties(
    _ elements: [XMLElements.Element], in name: String
  ) -> [Property] {
    var properties: [Property] = []
    for element in elements where element.parent >= 0 && properties.count < namesMax {
      if elements[element.parent].isNamed(name) { properties.append((element.name, element.text)) }
    }
    return properties
  }

  /// A version, or the value of the property that it is; a property may be another one. Nothing where
  /// it is not known here.
  private static func filled(
    _ text: ArraySlice<UInt8>, _ start: String, _ properties: [Property]
  ) -> ArraySlice<UInt8> {
    var text = text
    for _ in 0..<4 where text.starts(with: start.utf8) {
      let name = text.dropFirst(2).dropLast()
      text = properties.first { $0.name == name }?.value[...] ?? []
    }
    return text.contains(UInt8(ascii: "$")) ? [] : text
  }
}

/// The elements of an XML text in their order. Only what manifests use: entities stay as they are,
/// and a document type is skipped.
struct XMLElements {
  /// How deep elements may be nested.
  static let depthMax = 256

  struct Element {
    let number: Int
    /// The number of the element around it, or -1.
    let parent: Int
    let name: ArraySlice<UInt8>
    let line: Int
    var text: [UInt8] = []
    var attributes: [(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)] = []

    func isNamed(_ text: String) -> Bool { name.elementsEqual(text.utf8) }

    subscript(name: String) -> ArraySlice<UInt8>? {
      attributes.first { $0.name.elementsEqual(name.utf8) }?.value
    }
  }

  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1
  private var elements: [Element] = []
  private var open: [Int] = []

  static func read(_ bytes: [UInt8]) throws(ParseError) -> [Element] {
    var reader = XMLElements(bytes: bytes)
    while reader.offset < bytes.count { try reader.next() }
    if let last = reader.open.last {
      let name = String(decoding: reader.elements[last].name, as: UTF8.self)
      throw reader.error("<\(name)> is not closed: expected </\(name)>")
    }
    if reader.elements.isEmpty { throw reader.error("there is no element: expected XML") }
    return reader.elements
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func error(_ message: String) -> ParseError {
    ParseError(SourcePosition(line: line, column: 1), message)
  }

  /// Goes behind the next occurrence of a text, or to the end; what is before it.
  private mutating func take(to mark: String) -> ArraySlice<UInt8> {
    let start = offset
    let end = bytes[offset...].firstRange(of: mark)
    offset = end.map { $0 + mark.utf8.count } ?? bytes.count
    for byte in bytes[start..<offset] where byte == 10 { line += 1 }
    return bytes[start..<(end ?? bytes.count)]
  }

  private mutating func next() throws(ParseError) {
    let rest = bytes[offset...]
    guard rest.first == UInt8(ascii: "<") else {
      let start = offset
      while offset < bytes.count, bytes[offset] != UInt8(ascii: "<") {
        if bytes[offset] == 10 { line += 1 }
        offset += 1
      }
      if let last = open.last { elements[last].text += bytes[start..<offset].trimmedLines }
      return
    }
    if rest.starts(with: "<!--".utf8) {
      _ = take(to: "-->")
    } else if rest.starts(with: "<![CDATA[".utf8) {
      let text = take(to: "]]>").dropFirst(9)
      if let last = open.last { elements[last].text += text }
    } else if rest.starts(with: "<?".utf8) || rest.starts(with: "<!".utf8) {
      _ = take(to: ">")
    } else if rest.starts(with: "</".utf8) {
      let name = take(to: ">").dropFirst(2).trimmedLines
      guard let last = open.popLast(), elements[last].name == name else {
        let text = String(decoding: name, as: UTF8.self)
        throw error("</\(text)> closes no element that is open")
      }
    } else {
      try begin()
    }
  }

  private mutating func begin() throws(ParseError) {
    let first = line
    offset += 1
    let start = offset
    while offset < bytes.count, !isEnd(bytes[offset]) { offset += 1 }
    var element = Element(
      number: elements.count, parent: open.last ?? -1, name: bytes[start..<offset], line: first)
    while offset < bytes.count, bytes[offset] != UInt8(ascii: ">") {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "/") || byte <= 32 || byte == UInt8(ascii: "=") {
        if byte == 10 { line += 1 }
        offset += 1
        continue
      }
      let start = offset
      while offset < bytes.count, !isEnd(bytes[offset]) { offset += 1 }
      let name = bytes[start..<offset]
      while offset < bytes.count, bytes[offset] <= 32 || bytes[offset] == UInt8(ascii: "=") {
        if bytes[offset] == 10 { line += 1 }
        offset += 1
      }
      guard offset < bytes.count, bytes[offset] == 34 || bytes[offset] == 39 else {
        throw error("an attribute has no value: expected one in quotes")
      }
      let quote = bytes[offset] == 34 ? "\"" : "'"
      offset += 1
      element.attributes.append((name, take(to: quote)))
    }
    guard offset < bytes.count else { throw error("an element is not ended: expected >") }
    let isEmpty = bytes[offset - 1] == UInt8(ascii: "/")
    offset += 1
    elements.append(element)
    if isEmpty { return }
    guard open.count < XMLElements.depthMax else {
      throw error("elements are nested deeper than \(XMLElements.depthMax)")
    }
    open.append(element.number)
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte <= 32 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "=")
  }
}

extension ArraySlice<UInt8> {
  /// Without blanks and ends of lines at its ends.
  var trimmedLines: ArraySlice<UInt8> {
    var slice = self
    while let first = slice.first, first <= 32 { slice = slice.dropFirst() }
    while let last = slice.last, last <= 32 { slice = slice.dropLast() }
    return slice
  }
}
