import Glibc
import Platform

/// What a shell script did.
public struct ShellResult: Sendable {
  /// Its exit status, 128 and the number for a signal.
  public let status: Int32
  /// Its standard output.
  public let output: String
  /// Its standard error.
  public let errors: String
}

/// A folder of a test's own, removed with all its content when the test ends.
public final class Scratch: Sendable {
  /// Where it is.
  public let path: String

  /// Makes a folder below the system's temporary one.
  public init() {
    var template = Array("/tmp/performance-core-test.XXXXXX".utf8CString)
    precondition(
      template.withUnsafeMutableBufferPointer { buffer in
        buffer.baseAddress.flatMap { mkdtemp($0) } != nil
      })
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { _ = shell("chmod -R u+rwx \"$PWD\" && rm -rf \"$PWD\"") }

  /// Where the cache directory of this test is.
  public var cache: String { path + "/cache" }

  /// Runs a bash script in the folder, with a cache directory inside it, the programs under test
  /// on the PATH, and nothing else of the suite in the environment.
  @discardableResult
  public func shell(_ script: String, environment: [String: String] = [:]) -> ShellResult {
    var variables = [
      // Behind the programs under test come those that are built only for use here.
      "PATH": "\(Programs.folder):\(Programs.built):/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
      "PC_CACHE_DIR": cache, "HOME": path, "LC_ALL": "C.UTF-8",
      "PC_VOCABULARIES": Programs.vocabularies,
    ]
    variables.merge(environment) { $1 }
    let run = "\(path)/.run.\(Scratch.serial())"
    let arguments = ["/bin/bash", "-c", "cd '\(path)' || exit 99\n\(script)"]
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, run + ".out", O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, run + ".err", O_WRONLY | O_CREAT, 0o600)
    var pid: pid_t = 0
    let words = arguments.map { strdup($0) } + [nil]
    let pairs = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    // The threads that run tests may hold signals back, which a shell at a terminal does not.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let failure = posix_spawn(&pid, "/bin/bash", &actions, &attributes, words, pairs)
    posix_spawnattr_destroy(&attributes)
    posix_spawn_file_actions_destroy(&actions)
    for text in words + pairs { free(text) }
    precondition(failure == 0, "no bash")
    guard let end = try? Program.wait(pid) else { preconditionFailure("no child") }
    defer {
      unlink(run + ".out")
      unlink(run + ".err")
    }
    return ShellResult(
      status: end.status, output: Scratch.read(run + ".out"), errors: Scratch.read(run + ".err"))
  }

  /// Writes a file in the folder.
  public func write(_ name: String, _ content: String) {
    let file = try! Descriptor.open(BytePath("\(path)/\(name)"), O_WRONLY | O_CREAT | O_TRUNC)
    try! IO.write(file.number, Array(content.utf8))
  }

  /// Reads a file in the folder; empty where there is none.
  public func read(_ name: String) -> String { Scratch.read("\(path)/\(name)") }

  private static func read(_ path: String) -> String {
    guard let file = try? Descriptor.open(BytePath(path), O_RDONLY),
      let bytes = try? IO.readAll(file.number, limit: 1 << 30)
    else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func serial() -> UInt64 { UInt64.random(in: 0 ... .max) }
}

/// The programs under test.
public enum Programs {
  /// The folder that holds them: `PC_PROGRAMS`, else the build folder that the tests lie in.
  public static let folder = getenv("PC_PROGRAMS").map { String(cString: $0) } ?? built

  /// The build folder that the tests lie in: the test bundle lies beside the programs of its build.
  public static let built: String = {
    BytePath(CommandLine.arguments.first { $0.contains(".xctest") } ?? "/proc/self/exe")
      .absolute().parent.description
  }()

  /// The folder with the vocabularies of tokens, which `make test` brings.
  public static let vocabularies = repository + "/.build/vocabularies/state/vocabularies"

  /// The root of the repository.
  public static let repository: String = {
    var path = BytePath(#filePath)
    for _ in 0..<3 { path = path.parent }
    return path.description
  }()
}
