import CommandKit
import Glibc
import Platform
import Store

/// `pc-cache put` and `touch`.
enum PutAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let watch = Stopwatch()
    let key = invocation.arguments.operands[0]
    let settings = try Limits.settings(invocation)
    let details = try Asking.details(invocation, settings)
    let space = try Asking.space(invocation)
    let input = try Input(invocation.arguments.bytes("input") ?? [UInt8(ascii: "-")])
    if !settings.isEnabled {
      invocation.note("the cache is disabled: nothing is kept")
      return .done
    }
    let store = try Asking.store(invocation, settings)
    defer { store.close() }
    do throws(Failure) {
      var writer = try Asking.tried { () throws(StoreError) in
        try store.writer(space, key: key, details)
      }
      do throws(Failure) {
        if !details.isNegative { try fill(&writer, from: input) }
      } catch {
        store.abandon(writer)
        throw error
      }
      let bytes = writer.payloadCount
      try commit(writer, store)
      var row = watch.measurement("write_cache")
      row.misses = 1
      row.bytes = bytes
      invocation.record(row)
      Asking.noteEvictions(store, invocation)
      let remote = try RemoteSharing.tier(store, for: space, invocation)
      remote?.push(space, [key])
      RemoteSharing.note(remote, invocation)
      return .done
    } catch {
      invocation.record(watch.measurement("write_cache", .error))
      throw Failure(error.status, "\(Asking.shown(key)): \(error.message)")
    }
  }

  private static func commit(
    _ writer: consuming EntryWriter, _ store: Store
  ) throws(Failure) {
    do throws(StoreError) { try store.commit(writer) } catch { throw Asking.failure(error) }
  }

  private static func fill(
    _ writer: inout EntryWriter, from input: borrowing Input
  ) throws(Failure) {
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = try input.read(into: &buffer)
      if count == 0 { return }
      do throws(StoreError) {
        try writer.write(buffer.span.extracting(first: count).bytes)
      } catch {
        throw Asking.failure(error)
      }
    }
  }

  static func touch(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let time = invocation.arguments.duration("ttl")?.nanoseconds
    let space = try Asking.space(invocation)
    let store = try Asking.store(invocation)
    defer { store.close() }
    var isComplete = true
    for key in invocation.arguments.operands {
      let isThere = try Asking.tried { () throws(StoreError) in
        try store.touch(space, key: key, timeToLiveNanoseconds: time)
      }
      if !isThere {
        invocation.note("\(Asking.shown(key)): not there")
        isComplete = false
      }
    }
    return isComplete ? .done : .negative
  }
}

/// A file that is read, or standard input.
struct Input: ~Copyable {
  private let file: Descriptor?
  /// Its number, as long as this lives.
  let number: Int32
  private let path: BytePath

  /// Opens a file; `-` is standard input.
  init(_ name: [UInt8]) throws(Failure) {
    if name == [UInt8(ascii: "-")] {
      file = nil
      number = STDIN_FILENO
      path = "standard input"
      return
    }
    let path = BytePath(bytes: name)
    let opened = try Failure.ofSystem { () throws(SystemError) in
      try Descriptor.open(path, O_RDONLY | O_NOCTTY)
    }
    number = opened.number
    file = consume opened
    self.path = path
  }

  func read(into buffer: inout [UInt8]) throws(Failure) -> Int {
    do throws(SystemError) {
      return try IO.read(number, into: &buffer, path: path)
    } catch {
      throw Failure(error)
    }
  }
}
