import CommandKit
import Digests
import Glibc
import Memos
import Platform
import Settings
import Store

/// What is asked of `pc-cache run`: whose answer, and how old it may be.
final class MemoRequest {
  /// Names, in a command's environment, the answers that are being made by its parents: a command that
  /// asks for one of them would wait for itself.
  static let parentsVariable = "PC_CACHE_MAKING"
  /// How much of standard input is kept in memory.
  private static let inputCountMax = 65536
  /// How long an answer is good unless something else is said.
  private static let standardTimeNanoseconds: Int64 = 60_000_000_000
  /// The namespace of those who name none.
  private static let standardSpace = SpaceName(Array("run".utf8)) ?? .standard

  let store: Store
  let space: SpaceName
  private(set) var key: MemoKey
  let acceptance: Acceptance
  let staleNanoseconds: Int64?
  /// Where answers are shared; nil where they are not.
  let remote: SharedTier?
  private let timeToLiveNanoseconds: Int64?
  private var smallInput: [UInt8]?
  private var largeInput: Descriptor?

  init(
    _ store: Store, _ settings: CacheSettings, _ invocation: borrowing Invocation
  ) throws(Failure) {
    self.store = store
    let arguments = invocation.arguments
    space = try Asking.space(invocation, standard: MemoRequest.standardSpace)
    let standard = arguments.has("depends") ? nil : MemoRequest.standardTimeNanoseconds
    timeToLiveNanoseconds = settings.timesToLive.standard?.nanoseconds ?? standard
    var acceptance = Acceptance()
    acceptance.ageNanosecondsMax = timeToLiveNanoseconds
    self.acceptance = acceptance
    staleNanoseconds = arguments.duration("stale")?.nanoseconds
    remote = try RemoteSharing.tier(store, for: space, invocation)
    key = MemoKey(arguments.program, chosen: arguments.bytes("key"))
    try complete(arguments)
  }

  /// Adds to the key what the answer depends on beside the command's words.
  private func complete(_ arguments: Arguments) throws(Failure) {
    if let scope = arguments.bytes("scope") { key.add("scope", scope) }
    if arguments.has("cwd") { key.add("in", BytePath(".").resolved().bytes) }
    for name in arguments.all("env") { key.add(variable: name) }
    for path in arguments.all("modtime") {
      let path = BytePath(bytes: path).absolute()
      let stamp = (try? FileStatus.of(path: path))?.signature.modifiedNanoseconds
      key.add("modtime", path.bytes + Array(" \(stamp.map(String.init) ?? "absent")".utf8))
    }
    for path in arguments.all("depends") {
      key.add("depends", BytePath(bytes: path).absolute().bytes)
    }
    // The order is another answer, where somebody wants it.
    if arguments.has("ordered") { key.add("output", Array("ordered".utf8)) }
    if arguments.has("stdin") { try takeInput() }
  }

  /// Reads standard input to its end: into memory, or a file where it is long.
  private func takeInput() throws(Failure) {
    var hash = Hash()
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    do throws(SystemError) {
      while true {
        let count = try IO.read(STDIN_FILENO, into: &buffer, path: "standard input")
        if count == 0 { break }
        hash.update(buffer.span.extracting(first: count).bytes)
        if largeInput == nil, bytes.count + count > MemoRequest.inputCountMax {
          // Where the cache cannot be written to there is memory.
          var file = try? store.scratchFile()
          if file == nil { file = try Descriptor.inMemory() }
          largeInput = file.take()
          if let number = largeInput?.number { try IO.write(number, bytes) }
        }
        if let number = largeInput?.number {
          try IO.write(number, Array(buffer[..<count]))
        } else {
          bytes += buffer[..<count]
        }
      }
    } catch {
      throw Failure(error)
    }
    if largeInput == nil { smallInput = bytes }
    key.add("stdin", Array(hash.finish().hexadecimal.utf8))
  }

  /// What the command reads: what we have read, from its beginning, or nothing.
  func input() throws(SystemError) -> Descriptor {
    if let number = largeInput?.number {
      lseek(number, 0, SEEK_SET)
      return try Descriptor.duplicate(of: number)
    }
    guard let smallInput else { return try Descriptor.open("/dev/null", O_RDONLY) }
    let file = try Descriptor.inMemory()
    try IO.write(file.number, smallInput)
    lseek(file.number, 0, SEEK_SET)
    return file
  }

  /// What is said of the entry; what it depends on as it is now, before the command runs.
  func details(_ invocation: borrowing Invocation) throws(Failure) -> EntryDetails {
    var details = EntryDetails()
    details.timeToLiveNanoseconds = timeToLiveNanoseconds
    details.tags = invocation.arguments.all("tag")
    details.dependencies = try Asking.paths(invocation)
    return details
  }

  // MARK: Answers that are asked for while they are made

  private var own: [UInt8] { Array(Digest.of(key.bytes).hexadecimalDigits[..<16]) }

  /// Whether a parent of this process is making this very answer.
  var isOurParents: Bool {
    guard let list = Environment[MemoRequest.parentsVariable] else { return false }
    let own = own
    return list.split(separator: UInt8(ascii: ",")).contains { $0.elementsEqual(own) }
  }

  /// The variable's value for our command.
  var parents: [UInt8] {
    let list = Environment[MemoRequest.parentsVariable] ?? []
    return list.isEmpty ? own : list + [UInt8(ascii: ",")] + own
  }
}

/// Answers that are made in the background.
enum Refresh {
  /// Starts a process of its own that makes the answer, unless one is at it already. It has none of our
  /// descriptors and no terminal; where it cannot be started the answer just stays old.
  static func start(_ request: MemoRequest, _ invocation: borrowing Invocation) {
    let arguments = invocation.arguments
    var words = [Array("pc-cache".utf8), Array("run".utf8)]
    words += arguments.optionWords(without: [
      "warm", "stale", "force", "refresh", "verbose", "stats",
    ])
    words += ["--force", "--unless-busy", "--quiet", "--"].map { Array($0.utf8) }
    words += arguments.program
    do throws(SystemError) {
      let input = try request.input()
      let nothing = try Descriptor.open("/dev/null", O_WRONLY)
      try Program(words, file: Program.ownFile).spawnDetached(
        Program.Standard(input: input.number, output: nothing.number, errors: nothing.number))
    } catch {
      let reason = error.reason
      invocation.note("cannot start making the answer in the background: \(reason)")
    }
  }
}
