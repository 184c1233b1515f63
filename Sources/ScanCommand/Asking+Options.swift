import CommandKit
import Formats
import Languages
import Platform
import Scan
import Settings

/// What the options say.
extension Asking {
  static func walkOptions(_ invocation: borrowing Invocation) throws(Failure) -> WalkOptions {
    let arguments = invocation.arguments
    var options = WalkOptions()
    options.showsHidden = arguments.has("hidden")
    options.usesIgnoreRules = !arguments.has("no-ignore")
    options.followsLinks = arguments.has("follow")
    options.staysOnFileSystem = arguments.has("one-file-system")
    options.depthMax = arguments.integer("max-depth").map { Int($0) }
    for word in arguments.all("ignore-file") {
      if !word.contains(UInt8(ascii: "/")) {
        options.ignoreFileNames.append(word)
        continue
      }
      let path = BytePath(bytes: word)
      if (try? FileStatus.of(path: path)) == nil {
        throw Failure(.noInput, "\(path): there is no such file")
      }
      options.ignoreFiles.append(path.absolute())
    }
    return options
  }

  /// How much of a file is read at once.
  static func chunkBytes(_ invocation: borrowing Invocation) throws(Failure) -> Int {
    let setting = Setting.parserChunkSize
    let kibibytes = try invocation.setting(setting.integer, setting) ?? 512
    return Int(clamping: kibibytes) << 10
  }

  /// How much memory may be taken for what is found.
  static func memoryBytesMax(_ invocation: borrowing Invocation) throws(Failure) -> Int64 {
    if let size = invocation.arguments.size("max-memory") { return size }
    let setting = Setting.parserMaxMemory
    return (try invocation.setting(setting.integer, setting) ?? 2048) << 20
  }

  static func selection(_ invocation: borrowing Invocation) throws(Failure) -> Selection {
    let arguments = invocation.arguments
    var selection = Selection()
    for word in arguments.all("extension") {
      for part in word.split(separator: UInt8(ascii: ",")) {
        let ending = part.first == UInt8(ascii: ".") ? part.dropFirst() : part
        selection.extensions.append(ending.map { (65...90).contains($0) ? $0 | 32 : $0 })
      }
    }
    for word in arguments.all("language") {
      selection.languages.append(try language(String(decoding: word, as: UTF8.self)))
    }
    for word in arguments.all("type") { try add(String(decoding: word, as: UTF8.self), &selection) }
    for word in arguments.all("size") {
      selection.sizes.append(try sizeTest(String(decoding: word, as: UTF8.self)))
    }
    if let word = arguments.bytes("newer") { selection.newerThan = try moment(word) }
    return selection
  }

  private static func language(_ name: String) throws(Failure) -> Language {
    if let language = Languages.named(name) { return language }
    let names = (0..<Languages.count).compactMap { Language.numbered(UInt16($0))?.name }
    let near = Suggestion.nearest(to: name.lowercased(), among: names.map { $0.lowercased() })
    let hint = Suggestion.hint(names.first { $0.lowercased() == near })
    throw Failure(.usage, "--language \(name): there is no such language\(hint)")
  }

  static let typeNames = [
    "f", "file", "d", "folder", "l", "link", "p", "pipe", "s", "socket", "b", "block", "c",
    "character", "e", "empty",
  ]

  private static func add(_ type: String, _ selection: inout Selection) throws(Failure) {
    switch type {
    case "f", "file": selection.kinds.insert(.file)
    case "d", "folder": selection.kinds.insert(.folder)
    case "l", "link": selection.kinds.insert(.link)
    case "p", "pipe": selection.kinds.insert(.pipe)
    case "s", "socket": selection.kinds.insert(.socket)
    case "b", "block": selection.kinds.insert(.blockDevice)
    case "c", "character": selection.kinds.insert(.characterDevice)
    default: selection.isEmpty = true
    }
    if selection.isEmpty, selection.kinds.isEmpty { selection.kinds = [.file, .folder] }
  }

  private static func sizeTest(_ text: String) throws(Failure) -> Selection.SizeTest {
    let sign = text.first
    let number = sign == "+" || sign == "-" ? String(text.dropFirst()) : text
    guard let size = SizeFormat.parse(number) else {
      throw Failure(
        .usage, "--size \(text): expected a size such as 4096, +64K (at least) or -1M (at most)")
    }
    switch sign {
    case "+": return Selection.SizeTest(size...Int64.max)
    case "-": return Selection.SizeTest(0...size)
    default: return Selection.SizeTest(size...size)
    }
  }

  /// The moment that a word names, or when the file that it names was changed.
  private static func moment(_ word: [UInt8]) throws(Failure) -> Instant {
    if let status = try? FileStatus.of(path: BytePath(bytes: word)) {
      return Instant(nanoseconds: status.signature.modifiedNanoseconds)
    }
    let text = String(decoding: word, as: UTF8.self)
    if let moment = Moment.parse(text, now: Clock.system.calendar()) { return moment }
    throw Failure(
      .usage,
      "--newer \(text): expected a file, or a moment such as 2026-01-31T12:00:00Z or -2h")
  }
}
