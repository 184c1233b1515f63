import CommandKit
import Config
import Formats
import Metrics
import Platform
import Settings
import Store

/// From the options to a configuration: shared by all subcommands.
enum Asking {
  /// What the options ask for.
  static func request(
    _ invocation: borrowing Invocation, formats: [String] = ["text", "json"]
  ) throws(Failure) -> ConfigRequest {
    let arguments = invocation.arguments
    if let format = arguments.text("format"), !formats.contains(format) {
      throw Failure(.usage, "--format \(format): only dump writes that")
    }
    var request = ConfigRequest()
    request.files = arguments.all("file").map { BytePath(bytes: $0) }
    if request.files.count(where: { $0 == ConfigFile.standardInput }) > 1 {
      throw Failure(.usage, "--file -: standard input can be read once")
    }
    request.isProjectOnly = arguments.has("no-layers")
    request.defaults = arguments.path("defaults")
    request.schema = arguments.path("schema")
    request.format = arguments.text("from").flatMap(ConfigFormat.init(rawValue:))
    if arguments.has("jsonc") { request.format = .jsonc }
    request.document = try document(arguments.text("document"))
    if let prefix = arguments.bytes("env-prefix") { request.variablePrefix = prefix }
    if arguments.has("no-env") { request.variablePrefix = nil }
    if request.variablePrefix?.isEmpty == true {
      throw Failure(.usage, "--env-prefix: expected a prefix: use --no-env for none")
    }
    request.mustExist = arguments.has("must-exist")
    if let size = try size(invocation) { request.limits.fileBytesMax = size }
    if let depth = arguments.integer("max-depth") { request.limits.depthMax = Int(depth) }
    if let count = arguments.integer("max-values") { request.limits.valuesMax = Int(count) }
    return request
  }

  /// How long a file may be; nil where nothing says so.
  private static func size(_ invocation: borrowing Invocation) throws(Failure) -> Int64? {
    if let size = invocation.arguments.size("max-size") { return size }
    let setting = Setting.parserMaxMemory
    return try invocation.setting(setting.integer, setting).map { $0 << 20 }
  }

  /// Which document is asked for; nil: all.
  private static func document(_ text: String?) throws(Failure) -> Int? {
    guard let text else { return 1 }
    if text == "all" { return nil }
    guard let number = Int(text), number >= 1 else {
      throw Failure(.usage, "--document \(text): expected a number from 1 on, or all")
    }
    return number
  }

  /// The files and variables that the options ask for.
  static func plan(
    _ invocation: borrowing Invocation, formats: [String] = ["text", "json"]
  ) throws(Failure) -> ConfigPlan {
    let request = try request(invocation, formats: formats)
    return try tried { () throws(ConfigError) in try ConfigPlan(request) }
  }

  /// The configuration, from the cache where it is there. What is found damaged while it is used is
  /// made anew: `body` must have no effect before it returns.
  static func withTree<Result>(
    _ invocation: inout Invocation, formats: [String] = ["text", "json"],
    _ body: (Node) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let watch = Stopwatch()
    let plan = try plan(invocation, formats: formats)
    let settings = try invocation.cacheSettings()
    guard ConfigCache.isKept(plan), let store = invocation.usableStore(settings) else {
      let tree = try tried { () throws(ConfigError) in try ConfigCache.fresh(plan) }
      record(watch, .miss, &invocation)
      return try body(tree.root)
    }
    defer { store.close() }
    let space = try space(invocation)
    let cache = ConfigCache(store, space)
    var acceptance = Acceptance()
    acceptance.ageNanosecondsMax = settings.timesToLive.standard?.nanoseconds
    let isFresh = invocation.arguments.has("refresh")
    let mayBeStale = invocation.arguments.has("stale-ok")
    var (tree, outcome) = try tried { () throws(ConfigError) in
      try cache.tree(plan, accepting: acceptance, isFresh: isFresh, mayBeStale: mayBeStale)
    }
    var result = try body(tree.root)
    if tree.isDamaged {
      (tree, outcome) = try tried { () throws(ConfigError) in
        try cache.tree(plan, accepting: acceptance, isFresh: true, mayBeStale: false)
      }
      result = try body(tree.root)
    }
    if outcome == .stale { invocation.warn("a file is broken: this is what it said before") }
    record(watch, outcome, &invocation)
    return result
  }

  private static func record(
    _ watch: Stopwatch, _ outcome: ConfigCache.Outcome, _ invocation: inout Invocation
  ) {
    var row = watch.measurement("read_config")
    if outcome == .hit { row.hits = 1 } else { row.misses = 1 }
    invocation.record(row)
  }

  /// The namespace that is named, else that of configurations.
  static func space(_ invocation: borrowing Invocation) throws(Failure) -> SpaceName {
    let name = invocation.arguments.bytes("namespace") ?? ConfigCache.spaceName
    if let space = SpaceName(name) { return space }
    throw Failure(.usage, "--namespace: expected a name of 1 to \(SpaceName.countMax) bytes")
  }

  /// A path that was given as an operand.
  static func path(_ word: [UInt8]) throws(Failure) -> ValuePath {
    do throws(ValuePath.Fault) { return try ValuePath.parse(word) } catch {
      let shown = String(decoding: word, as: UTF8.self)
      throw Failure(.usage, "\(shown): at byte \(error.offset + 1): \(error.message)")
    }
  }

  /// The path that is the operand with that number, or the whole where there is none.
  static func path(
    _ invocation: borrowing Invocation, _ index: Int = 0
  ) throws(Failure) -> ValuePath {
    let operands = invocation.arguments.operands
    return operands.count > index ? try path(operands[index]) : ValuePath()
  }

  /// Does something with a configuration, and turns its errors into ours.
  static func tried<Result: ~Copyable>(
    _ body: () throws(ConfigError) -> Result
  ) throws(Failure) -> Result {
    do throws(ConfigError) { return try body() } catch { throw failure(error) }
  }

  /// The failure that an error of a configuration is.
  static func failure(_ error: ConfigError) -> Failure {
    switch error {
    case .parse, .unfit, .schema, .variable: Failure(.badData, error.message)
    case .missing, .noFile: Failure(.noInput, error.message)
    case .notFound: Failure(.negative, error.message)
    case .system(let error): Failure(error)
    }
  }

  /// What a value is, in the words of `--type`.
  static func typeName(_ node: Node) -> String {
    switch node.kind {
    case .null: "null"
    case .bool: "bool"
    case .integer: "int"
    case .float: "float"
    case .string: "string"
    case .array: "list"
    case .table, .index: "map"
    case .offsetDateTime, .localDateTime, .localDate, .localTime: "date"
    }
  }

  /// A path for people.
  static func shown(_ path: ValuePath) -> String { String(decoding: path.bytes, as: UTF8.self) }

  /// Why there is no value at a path, and what was perhaps meant.
  static func absence(of path: ValuePath, in root: Node) -> String {
    var node = root
    var way = ValuePath()
    for step in path.steps {
      way = way.appending(step)
      if let next = ValuePath.follow(step, from: node) {
        node = next
        continue
      }
      var hint = ""
      if case .name(let name) = step {
        let names = node.members.map { $0.name.text }
        let near = Suggestion.nearest(to: String(decoding: name, as: UTF8.self), among: names)
        hint = Suggestion.hint(near)
      }
      return "there is nothing at \(shown(way))\(hint)"
    }
    return "there is nothing at \(shown(path))"
  }
}
