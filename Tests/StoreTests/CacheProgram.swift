import Glibc
import Platform
import Support

/// `pc-cache`, started without a shell between, so that thousands of runs take a few seconds.
struct CacheProgram: Sendable {
  /// Where it works.
  let folder: CacheFolder
  /// A name of its own for the files of each run.
  let name: String

  /// What a run has printed, and how it has ended.
  struct Outcome {
    let end: ProgramEnd
    let output: [UInt8]

    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// Starts it. `input` is what it reads.
  func start(
    _ words: [String], input: [UInt8] = [], under wrapper: [String] = [],
    environment: [String: String] = [:]
  ) -> pid_t {
    let scratch = folder.scratch
    folder.write(BytePath("\(scratch.path)/\(name).in"), input)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let path = "\(scratch.path)/\(name)"
    posix_spawn_file_actions_addopen(&actions, 0, path + ".in", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, 1, path + ".out", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(
      &actions, 2, path + ".err", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var variables = [
      "PATH": "\(Programs.folder):/usr/bin:/bin", "PC_CACHE_DIR": scratch.cache,
      "HOME": scratch.path, "LC_ALL": "C.UTF-8",
    ]
    variables.merge(environment) { $1 }
    let all = wrapper + ["\(Programs.folder)/pc-cache"] + words
    let arguments = all.map { strdup($0) } + [nil]
    let pairs = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + pairs { free(text) } }
    var pid: pid_t = 0
    let failure = posix_spawnp(&pid, all[0], &actions, &attributes, arguments, pairs)
    precondition(failure == 0, "cannot start \(all[0])")
    return pid
  }

  /// Waits for its end.
  func wait(_ pid: pid_t) -> Outcome {
    guard let end = try? Program.wait(pid) else { preconditionFailure("no child") }
    return Outcome(
      end: end, output: folder.read(BytePath("\(folder.scratch.path)/\(name).out")))
  }

  /// Runs it to its end.
  func run(
    _ words: [String], input: [UInt8] = [], under wrapper: [String] = [],
    environment: [String: String] = [:]
  ) -> Outcome {
    wait(start(words, input: input, under: wrapper, environment: environment))
  }

  /// What the last run has printed as errors.
  var errors: String { folder.scratch.read("\(name).err") }
}
