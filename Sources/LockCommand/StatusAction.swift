import CacheRoot
import CommandKit
import Formats
import Locks
import Platform

/// `pc-lock status` and `pc-lock list`: who holds what.
enum StatusAction {
  static func status(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    if invocation.arguments.operands.isEmpty {
      if invocation.arguments.has("file") {
        throw Failure(.usage, "no NAME: --file needs the path of a file")
      }
      return try show(&invocation, all: false)
    }
    let place = try Asking.place(invocation)
    try show(invocation.arguments.operands[0], place, try state(place), &invocation)
    return .done
  }

  static func list(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    try show(&invocation, all: true)
  }

  private static func show(
    _ invocation: inout Invocation, all: Bool
  ) throws(Failure) -> ExitStatus {
    let directory: CacheDirectory
    let names: [LockName]
    do throws(CacheDirectoryError) {
      directory = try invocation.cacheDirectory()
      names = try LockName.all(in: directory)
    } catch {
      throw Failure(error)
    }
    let prefix = (invocation.arguments.bytes("namespace") ?? []) + [UInt8(ascii: "/")]
    for name in names where prefix.count == 1 || name.bytes.starts(with: prefix) {
      let place: LockPlace
      do throws(CacheDirectoryError) {
        place = try LockPlace(.name(name), directory: directory)
      } catch {
        throw Failure(error)
      }
      let state = try state(place)
      if all || state.isHeld { try show(name.bytes, place, state, &invocation) }
    }
    return .done
  }

  private static func state(_ place: LockPlace) throws(Failure) -> LockState {
    do { return try LockState(place) } catch { throw Failure(error) }
  }

  private static func show(
    _ name: [UInt8], _ place: LockPlace, _ state: LockState, _ invocation: inout Invocation
  ) throws(Failure) {
    if invocation.wantsJSON {
      try invocation.output.write(bytes: json(name, place, state))
    } else if invocation.arguments.text("format") == "names" || invocation.arguments.has("null") {
      if invocation.output.isTerminal, !invocation.arguments.has("null") {
        try invocation.output.line(Visible.text(String(decoding: name, as: UTF8.self)))
      } else {
        try invocation.output.write(bytes: name + [invocation.nameEnd])
      }
    } else {
      for line in lines(place, state) { try invocation.output.line(Visible.text(line)) }
    }
  }

  /// The state for people: a line, and one more for each further holder.
  private static func lines(_ place: LockPlace, _ state: LockState) -> [String] {
    var notes: [String] = []
    if state.waiting > 0 { notes.append("\(state.waiting) waiting") }
    if !state.hasKernelQueue {
      notes.append("no locks on this file system: waiters sleep and look again")
    }
    let end = notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))"
    if !state.isHeld { return ["\(place.description): free\(end)"] }
    return state.holders.enumerated().map { index, holder in
      "\(place.description): held by \(describe(holder, place))\(index == 0 ? end : "")"
    }
  }

  private static func describe(_ holder: Holder, _ place: LockPlace) -> String {
    var text = holder.description
    guard let record = holder.record else { return text }
    let now = Clock.system.calendar()
    text += " on \(record.host) for "
    text += DurationFormat.text(nanoseconds: max(0, now.nanoseconds - record.since.nanoseconds))
    if record.mode == .shared { text += ", shared" }
    if holder.slot > 0 { text += ", slot \(holder.slot)" }
    text += ", token \(record.token)"
    if record.leaseNanoseconds > 0 { text += ", until \(Moment.text(record.leaseEnd))" }
    return text
  }

  private static func json(_ name: [UInt8], _ place: LockPlace, _ state: LockState) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.name("name", bytes: name)
      json.key("state")
      json.string(state.isHeld ? "held" : "free")
      json.key("waiting")
      json.number(state.waiting)
      json.key("queue")
      json.string(state.hasKernelQueue ? "kernel" : "back-off")
      json.key("token")
      if state.lastToken > 0 { json.number(state.lastToken) } else { json.null() }
      json.key("holders")
      json.array { json in
        for holder in state.holders { write(holder, &json) }
      }
    }
    json.endLine()
    return json.bytes
  }

  private static func write(_ holder: Holder, _ json: inout JSONWriter) {
    json.object { json in
      json.key("pid")
      if holder.pid > 0 { json.number(holder.pid) } else { json.null() }
      json.key("command")
      json.array { json in
        for word in holder.command { json.string(String(decoding: word, as: UTF8.self)) }
      }
      json.key("slot")
      json.number(holder.slot)
      guard let record = holder.record else { return }
      json.key("program_pid")
      if let program = record.program { json.number(program.pid) } else { json.null() }
      json.key("host")
      json.string(record.host)
      json.key("since")
      json.string(Moment.text(record.since))
      json.key("mode")
      json.string(record.mode == .shared ? "shared" : "exclusive")
      json.key("token")
      json.number(record.token)
      json.key("ends_with")
      json.string("\(record.ending)")
      json.key("lease_end")
      if record.leaseNanoseconds > 0 {
        json.string(Moment.text(record.leaseEnd))
      } else {
        json.null()
      }
    }
  }
}
