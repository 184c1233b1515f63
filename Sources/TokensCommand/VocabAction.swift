import CacheRoot
import CommandKit
import Formats
import Glibc
import Platform
import Tokens

/// `pc-tokens vocab`: which vocabularies there are, and how they come here.
enum VocabAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let words = Array(invocation.arguments.operands.dropFirst())
    switch invocation.arguments.operandText(0) {
    case "install": return try install(words, &invocation)
    case "add": return try add(words, &invocation)
    case "verify": return try verify(words, &invocation)
    case "path": return try path(words, &invocation)
    case "models":
      try refuse(words, "models")
      return try models(&invocation)
    default:
      try refuse(words, "list")
      return try list(&invocation)
    }
  }

  private static func refuse(_ words: [[UInt8]], _ action: String) throws(Failure) {
    guard let word = words.first else { return }
    let text = Visible.text(String(decoding: word, as: UTF8.self))
    throw Failure(.usage, "\(action): it takes no names, but there is '\(text)'")
  }

  private static func names(_ words: [[UInt8]]) -> [String] {
    words.map { String(decoding: $0, as: UTF8.self) }
  }

  // MARK: What there is

  private static func list(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let folder = try VocabularyAsking(invocation, nil).folder
    let items = folder.items()
    for encoding in Encoding.all {
      let path = folder.file(encoding.file)
      let base = path == nil ? Encoding.base(of: encoding.file).flatMap { folder.file($0) } : nil
      try line(encoding.name, path ?? base, &invocation)
    }
    for item in items where !Encoding.all.contains(where: { $0.file.name == item.name }) {
      try line(item.name, item.path, &invocation)
    }
    return .done
  }

  private static func line(
    _ name: String, _ path: BytePath?, _ invocation: inout Invocation
  ) throws(Failure) {
    if invocation.wantsJSON {
      var json = JSONWriter()
      json.object { json in
        json.key("encoding"); json.string(name)
        json.key("installed"); json.bool(path != nil)
        if let path { json.name("path", bytes: path.bytes) }
      }
      json.endLine()
      return try invocation.output.write(bytes: json.bytes)
    }
    let padding = String(repeating: " ", count: max(1, 16 - name.utf8.count))
    try invocation.output.line(name + padding + (path.map { "\($0)" } ?? "not installed"))
  }

  private static func path(
    _ words: [[UInt8]], _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus {
    let asking = try VocabularyAsking(invocation, nil)
    if words.isEmpty {
      guard let own = VocabularyAsking.own(invocation) else { return .negative }
      try tell(own, nil, &invocation)
      return .done
    }
    var status = ExitStatus.done
    for word in words {
      let path: BytePath?
      switch try asking.knownChoice(word, invocation) {
      case .published(let encoding):
        path =
          asking.folder.file(encoding.file)
          ?? Encoding.base(of: encoding.file).flatMap { asking.folder.file($0) }
      case .file(let file, _, _): path = file
      case nil: path = nil
      }
      if path == nil { status = .negative }
      try tell(path, word, &invocation)
    }
    return status
  }

  /// Prints where a vocabulary lies, or the folder of all.
  private static func tell(
    _ path: BytePath?, _ name: [UInt8]?, _ invocation: inout Invocation
  ) throws(Failure) {
    if invocation.wantsJSON {
      if let name { return try line(String(decoding: name, as: UTF8.self), path, &invocation) }
      var json = JSONWriter()
      json.object { json in if let path { json.name("path", bytes: path.bytes) } }
      json.endLine()
      try invocation.output.write(bytes: json.bytes)
    } else if let path {
      try invocation.output.write(bytes: path.bytes + [invocation.nameEnd])
    }
  }

  private static func models(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    for (name, encoding) in ModelNames.all {
      if invocation.wantsJSON {
        var json = JSONWriter()
        json.object { json in
          json.key("model"); json.string(name)
          json.key("encoding"); json.string(encoding)
        }
        json.endLine()
        try invocation.output.write(bytes: json.bytes)
      } else {
        let padding = String(repeating: " ", count: max(1, 30 - name.utf8.count))
        try invocation.output.line(name + padding + encoding)
      }
    }
    return .done
  }

  // MARK: Bringing

  private static func install(
    _ words: [[UInt8]], _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus {
    let own = try own(&invocation)
    let folder = try VocabularyAsking(invocation, nil).folder
    var status = ExitStatus.done
    for name in words.isEmpty ? [Encoding.defaultName] : names(words) {
      guard let encoding = Encoding.named(name) else {
        throw Failure(
          .usage,
          "\(name): no published vocabulary; there are "
            + Encoding.all.map { $0.name }.joined(separator: ", "))
      }
      let watch = Stopwatch()
      switch try outcome(of: encoding, folder, own) {
      case .present(let path): try tell(name, path, "is installed", &invocation)
      case .installed(let path, let source):
        try tell(name, path, "was installed, from \(source)", &invocation)
      case .failed(let reasons):
        invocation.warn("\(name): cannot be installed: " + reasons.joined(separator: "; "))
        status = .cannotCreate
        continue
      }
      try compile(encoding, &invocation)
      invocation.record(watch.measurement("install_vocabulary"))
    }
    return status
  }

  /// Installs one. A signal that tells us to end does so when what was begun is undone.
  private static func outcome(
    of encoding: Encoding, _ folder: VocabularyFolder, _ own: BytePath
  ) throws(Failure) -> VocabularyInstall.Outcome {
    let signals = SignalQueue([SIGINT, SIGTERM, SIGHUP])
    defer { signals.release() }
    let installing = VocabularyInstall(
      folder, in: own, deadline: Deadline(afterNanoseconds: 600_000_000_000, .system),
      signals: signals)
    return try Failure.ofSystem { () throws(SystemError) in try installing.install(encoding) }
  }

  private static func tell(
    _ name: String, _ path: BytePath, _ what: String, _ invocation: inout Invocation
  ) throws(Failure) {
    if invocation.wantsJSON { return try line(name, path, &invocation) }
    if !invocation.isQuiet { try invocation.output.line("\(name) \(what)") }
  }

  /// Makes the table, so that the first count need not.
  private static func compile(
    _ encoding: Encoding, _ invocation: inout Invocation
  ) throws(Failure) {
    let settings = try invocation.cacheSettings()
    let store = invocation.usableStore(settings)
    _ = try VocabularyAsking(invocation, store).table(.published(encoding))
    store?.close()
  }

  /// The folder of vocabularies, made where it is not there.
  private static func own(_ invocation: inout Invocation) throws(Failure) -> BytePath {
    let state: BytePath
    do throws(CacheDirectoryError) {
      let directory = try invocation.cacheDirectory()
      try directory.open()
      state = try directory.folder("state")
    } catch {
      throw Failure(error)
    }
    let folder = state.appending("vocabularies")
    try Failure.ofSystem { () throws(SystemError) in _ = try Directory.make(folder) }
    return folder
  }

  private static func add(
    _ words: [[UInt8]], _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus {
    guard words.count == 1 else { throw Failure(.usage, "add: expected one file") }
    let path = BytePath(bytes: words[0])
    let asking = try VocabularyAsking(invocation, nil)
    let like = try asking.like(invocation)
    // It is read twice: once to be compiled, once to be kept. What is not there is told of by reading it.
    let kind = (try? FileStatus.of(path: path))?.kind ?? .file
    if kind != .file { throw VocabularyAsking.noFile(path) }
    let input = try TextInput(words[0])
    // What cannot be compiled is not added.
    guard try asking.table(.file(path, name: "\(path)", cut: like)) != nil else {
      throw VocabularyAsking.missing(.file(path, name: "\(path)", cut: like))
    }
    let name = try name(path, invocation)
    if Encoding.named(name) != nil || asking.folder.items().contains(where: { $0.name == name }) {
      throw Failure(
        .cannotCreate, "\(name): there is such a vocabulary; choose another name with --name")
    }
    _ = try own(&invocation)
    let isTree = input.bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
    let place = try Failure.ofSystem { () throws(SystemError) in
      try asking.folder.put(input.bytes, name, cut: isTree ? nil : like?.name, isTree: isTree)
    }
    try tell(name, place, "was added", &invocation)
    return .done
  }

  /// What an added vocabulary is called: as --name says, else as its file.
  private static func name(
    _ path: BytePath, _ invocation: borrowing Invocation
  ) throws(Failure) -> String {
    var name = invocation.arguments.text("name") ?? ""
    if name.isEmpty {
      let file = String(
        decoding: path.bytes.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
      name = String(file.dropLast(file.lastIndex(of: ".").map { file[$0...].count } ?? 0))
    }
    let isName =
      !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (97...122).contains(byte | 0x20) || (48...57).contains(byte) || [45, 46, 95].contains(byte)
      }
    if !isName || name.utf8.first == UInt8(ascii: ".") {
      throw Failure(.usage, "--name: expected letters, digits, '.', '_' and '-'")
    }
    return name
  }

  // MARK: Checking

  private static func verify(
    _ words: [[UInt8]], _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus {
    let asking = try VocabularyAsking(invocation, nil)
    var wanted = names(words)
    if wanted.isEmpty {
      wanted = Encoding.all.filter { asking.folder.file($0.file) != nil }.map { $0.name }
      wanted += asking.folder.items().map { $0.name }.filter { Encoding.named($0) == nil }
    }
    var status = ExitStatus.done
    for name in wanted {
      let choice = try asking.choice(Array(name.utf8), invocation)
      do throws(Failure) {
        // Compiled afresh, from a file whose SHA-256 is looked at.
        _ = try asking.presentTable(choice)
        if invocation.wantsJSON {
          try verified(name, nil, &invocation)
        } else if !invocation.isQuiet {
          try invocation.output.line("\(name): as it should be")
        }
      } catch {
        if invocation.wantsJSON { try verified(name, error.message, &invocation) }
        invocation.warn(error.message)
        status = .negative
      }
    }
    return status
  }

  /// Tells whether a vocabulary is as it should be, and if not, why.
  private static func verified(
    _ name: String, _ reason: String?, _ invocation: inout Invocation
  ) throws(Failure) {
    var json = JSONWriter()
    json.object { json in
      json.key("encoding"); json.string(name)
      json.key("verified"); json.bool(reason == nil)
      if let reason {
        json.key("reason"); json.string(reason)
      }
    }
    json.endLine()
    try invocation.output.write(bytes: json.bytes)
  }
}
