import CacheRoot
import CommandKit
import Formats
import Metrics
import Platform
import Settings
import Store

/// From the options to the store: shared by all subcommands.
enum Asking {
  /// The store in the cache directory.
  static func store(_ invocation: borrowing Invocation) throws(Failure) -> Store {
    try store(invocation, try Limits.settings(invocation))
  }

  /// The store in the cache directory, with what holds for it.
  static func store(
    _ invocation: borrowing Invocation, _ settings: CacheSettings
  ) throws(Failure) -> Store {
    try tried { () throws(StoreError) in try invocation.openStore(settings) }
  }

  /// The store and what holds for it; nil where it cannot be used, or is not to be, which is said
  /// with `--verbose`.
  static func usable(
    _ invocation: borrowing Invocation
  ) throws(Failure) -> (store: Store, settings: CacheSettings)? {
    let settings = try Limits.settings(invocation)
    return invocation.usableStore(settings).map { ($0, settings) }
  }

  /// The namespace that is named, else the standard one.
  static func space(
    _ invocation: borrowing Invocation, standard: SpaceName = .standard
  ) throws(Failure) -> SpaceName {
    try namedSpace(invocation) ?? standard
  }

  /// The namespace that is named; nil where none is.
  static func namedSpace(_ invocation: borrowing Invocation) throws(Failure) -> SpaceName? {
    try invocation.arguments.bytes("namespace").map { (bytes) throws(Failure) in
      try space(bytes, shown: "--namespace")
    }
  }

  /// A namespace by its name.
  static func space(_ bytes: [UInt8], shown: String) throws(Failure) -> SpaceName {
    if let space = SpaceName(bytes) { return space }
    throw Failure(.usage, "\(shown): expected a name of 1 to \(SpaceName.countMax) bytes")
  }

  /// What is said of an entry that is put.
  static func details(
    _ invocation: borrowing Invocation, _ settings: CacheSettings
  ) throws(Failure) -> EntryDetails {
    let arguments = invocation.arguments
    var details = EntryDetails()
    details.timeToLiveNanoseconds = settings.timesToLive.standard?.nanoseconds
    details.costNanoseconds = arguments.duration("cost")?.nanoseconds ?? 0
    details.isNegative = arguments.has("negative")
    details.mayCompress = !arguments.has("no-compress")
    details.tags = arguments.all("tag")
    details.dependencies = try dependencies(invocation)
    return details
  }

  /// What an entry depends on, as it is now.
  static func dependencies(_ invocation: borrowing Invocation) throws(Failure) -> [Dependency] {
    var dependencies = try paths(invocation)
    for name in invocation.arguments.all("env") {
      if name.isEmpty || name.contains(UInt8(ascii: "=")) {
        throw Failure(
          .usage, "--env \(String(decoding: name, as: UTF8.self)): expected a variable's name")
      }
      dependencies.append(Dependency.variable(name))
    }
    return dependencies
  }

  /// The files and folders that an entry depends on, as they are now.
  static func paths(_ invocation: borrowing Invocation) throws(Failure) -> [Dependency] {
    var dependencies: [Dependency] = []
    for path in invocation.arguments.all("depends") {
      do throws(SystemError) {
        dependencies.append(try Dependency.path(BytePath(bytes: path)))
      } catch {
        throw Failure(error)
      }
    }
    return dependencies
  }

  /// The failure that an error of the store is.
  static func failure(_ error: StoreError) -> Failure {
    switch error {
    case .directory(let error): Failure(error)
    case .system(let error): Failure(error)
    case .tooLarge, .readOnly: Failure(.cannotCreate, error.message)
    case .longKey: Failure(.usage, error.message)
    case .damaged: Failure(.inputOutput, error.message)
    }
  }

  /// Does something with the store, and turns its errors into ours.
  static func tried<Result: ~Copyable>(
    _ body: () throws(StoreError) -> Result
  ) throws(Failure) -> Result {
    do throws(StoreError) { return try body() } catch { throw failure(error) }
  }

  /// Tells how many entries had to go, where some had to.
  static func noteEvictions(_ store: Store, _ invocation: borrowing Invocation) {
    let count = store.evictions
    if count > 0 { invocation.note("evicted: \(count) \(count == 1 ? "entry" : "entries")") }
  }

  /// A key for people: at most so long, and on one line.
  static func shown(_ key: [UInt8]) -> String {
    let text = String(decoding: key.prefix(120), as: UTF8.self)
    return key.count > 120 ? text + "..." : text
  }
}
