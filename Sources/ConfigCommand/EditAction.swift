import CommandKit
import Config
import Formats
import Glibc
import Platform
import Store

/// `pc-config set`, `delete` and `invalidate`.
enum EditAction {
  static func set(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let path = try Asking.path(invocation)
    var word = invocation.arguments.operands[1]
    if word == Array("-".utf8) {
      word = try Failure.ofSystem { () throws(SystemError) in
        try IO.readAll(STDIN_FILENO, limit: 64 << 20, path: "standard input")
      }
    }
    let value = try value(word, invocation.arguments.text("type"))
    return try edit(.set(path, value.root), &invocation)
  }

  /// The value that a word is, of the type that is wanted.
  private static func value(_ word: [UInt8], _ type: String?) throws(Failure) -> Tree {
    if type == "string" { return ConfigValue.string(word) }
    let value = ConfigValue.read(word)
    let found = Asking.typeName(value.root)
    guard let type, type != found, !(type == "float" && found == "int") else { return value }
    throw Failure(.usage, "expected a value of the type \(type), found one of the type \(found)")
  }

  static func delete(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    try edit(.delete(try Asking.path(invocation)), &invocation)
  }

  private static func edit(
    _ deed: ConfigEdit.Deed, _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus {
    let watch = Stopwatch()
    let request = try Asking.request(invocation)
    let mayCreate = invocation.arguments.has("create")
    let file = try file(request, mayCreate: mayCreate)
    guard let document = request.document else {
      throw Failure(.usage, "--document all: expected the number of one document to change")
    }
    var edit = ConfigEdit(file, format: request.format, document: document)
    edit.limits = request.limits
    if invocation.arguments.has("dry-run") {
      let text = try Asking.tried { () throws(ConfigError) in
        try edit.preview(deed, mayCreate: mayCreate)
      }
      try invocation.output.write(bytes: text)
      return .done
    }
    let isChanged = try Asking.tried { () throws(ConfigError) in
      try edit.make(deed, mayCreate: mayCreate)
    }
    invocation.record(watch.measurement("write_config"))
    invocation.note("\(file): \(isChanged ? "changed" : "as it was")")
    return .done
  }

  /// The file that is changed: the one that is named, else the project's strongest that is there.
  private static func file(
    _ request: ConfigRequest, mayCreate: Bool
  ) throws(Failure) -> BytePath {
    if request.files.count > 1 {
      throw Failure(.usage, "--file: expected one file to change, found \(request.files.count)")
    }
    if let file = request.files.first {
      if file == ConfigFile.standardInput {
        throw Failure(.usage, "--file -: standard input cannot be changed")
      }
      return file
    }
    let plan = try Asking.tried { () throws(ConfigError) in try ConfigPlan(request) }
    if let file = plan.files.last(where: { $0.layer == .project && $0.standing == .read }) {
      return file.path
    }
    if mayCreate { return ".pc/config.yaml" }
    throw Failure(
      .noInput, "the project has no configuration file: name one with --file, or give --create")
  }

  static func invalidate(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let watch = Stopwatch()
    let words = invocation.arguments.operands + invocation.arguments.all("file")
    let paths = words.map { BytePath(bytes: $0) }
    guard let store = invocation.usableStore(try invocation.cacheSettings()) else { return .done }
    defer { store.close() }
    let cache = ConfigCache(store, try Asking.space(invocation))
    do throws(StoreError) {
      let count = try cache.invalidate(paths)
      invocation.note("removed: \(count) \(count == 1 ? "entry" : "entries")")
    } catch {
      throw Failure(.inputOutput, error.message)
    }
    invocation.record(watch.measurement("cleanup_cache"))
    return .done
  }
}
