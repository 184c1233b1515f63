import CommandKit
import Locks
import Platform

/// `pc-lock run`: a command under a lock.
enum RunAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    try Notice.check(invocation)
    let asking = try Asking(invocation)
    let arguments = invocation.arguments
    var program = Program(arguments.program)
    let lease = try Asking.lease(arguments)
    if lease > 0, arguments.has("exec") {
      throw Failure(
        .usage, "--exec and --lease exclude each other: nobody would be left to release it")
    }
    var hold = Lock.Hold(
      lease > 0 ? .lease : .descriptor, .current(), leaseNanoseconds: lease,
      command: arguments.program)
    hold.isOfProgram = !arguments.has("exec")
    guard let lock = try asking.acquire(hold, &invocation) else {
      invocation.note(
        "\(asking.place.description): held by a parent of this process: going on under it")
      return try replace(program, &invocation)
    }
    tell(&program, lock, asking)
    Notice(invocation)?.tell("granted \(lock.token)")
    let isInherited = lease == 0 && !arguments.has("close")
    if isInherited { IO.setInherited(lock.descriptor, true) }
    if arguments.has("exec") {
      let status = try replace(program, &invocation)
      lock.release()
      return status
    }
    return try attend(lock, program, &invocation)
  }

  /// What the program finds in its environment.
  private static func tell(_ program: inout Program, _ lock: borrowing Lock, _ asking: Asking) {
    if lock.token > 0 {
      program.set("PC_LOCK_TOKEN", lock.token)
      var held: [UInt8] = []
      for token in asking.request.tokensHeld {
        held += Program.digits(token)
        held.append(UInt8(ascii: ","))
      }
      program.set(HeldTokens.variable, held + Program.digits(lock.token))
    }
    program.set("PC_LOCK_NAME", asking.place.nameBytes)
    program.set("PC_LOCK_SLOT", UInt64(lock.slot))
    program.set("PC_LOCK_FD", UInt64(lock.descriptor))
  }

  /// Becomes the program; what was measured is recorded first, since nothing comes after.
  private static func replace(
    _ program: Program, _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus {
    try invocation.output.flush()
    invocation.finish()
    throw Failure(program.replaceThisProcess())
  }

  /// Runs the program beside us, and gives the lock up when it ends.
  private static func attend(
    _ lock: consuming Lock, _ program: Program, _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus {
    let replacement = invocation.arguments.signal("signal")
    let run: (end: ProgramEnd, told: Int32?)
    do throws(Failure) {
      run = try ForegroundProgram.run(program, replacement: replacement) { lock.note(program: $0) }
    } catch {
      lock.release()
      throw error
    }
    if invocation.arguments.has("lease"), !lock.isStillHeld {
      invocation.warn("the lease ended before the command did: others may have had the lock")
    }
    lock.release()
    if run.told != nil { invocation.finish() }
    return ForegroundProgram.status(of: run.end, told: run.told)
  }
}
