import Glibc
import Platform
import Support
import Testing

@Suite("Signals")
struct SignalsTests {
  @Test(
    "are known by name, with or without SIG, and by number",
    arguments: [
      ("TERM", SIGTERM), ("sigterm", SIGTERM), ("SIGINT", SIGINT), ("9", SIGKILL), ("64", 64),
    ])
  func numbers(_ row: (text: String, number: Int32)) {
    #expect(Signals.number(row.text) == row.number)
  }

  @Test("that do not exist are refused", arguments: ["", "0", "65", "-1", "SIG", "NOPE", "TERM "])
  func unknown(_ text: String) { #expect(Signals.number(text) == nil) }

  @Test("that are held back wait to be asked for")
  func queue() {
    let end = inChild {
      var queue = SignalQueue([SIGUSR1], and: SIGCHLD)
      kill(getpid(), SIGUSR1)
      let arrival = queue.next()
      return arrival.number == SIGUSR1 && !arrival.isFromTerminal
    }
    #expect(end == .exited(0))
  }

  @Test("that are ignored are not held back, but for the one that must be")
  func ignoredInQueue() {
    let end = inChild {
      signal(SIGHUP, SIG_IGN)
      var queue = SignalQueue([SIGHUP], and: SIGUSR2)
      kill(getpid(), SIGHUP)
      kill(getpid(), SIGUSR2)
      return queue.next().number == SIGUSR2
    }
    #expect(end == .exited(0))
  }

  @Test("end the process as if they had not been caught")
  func die() {
    #expect(inChild { Signals.die(of: SIGTERM) } == .signaled(SIGTERM))
    let held = inChild {
      _ = SignalQueue([SIGINT], and: SIGCHLD)
      Signals.die(of: SIGINT)
    }
    #expect(held == .signaled(SIGINT))
  }

  @Test("that are ignored are known to be")
  func ignored() {
    let end = inChild {
      signal(SIGHUP, SIG_IGN)
      guard Signals.isIgnored(SIGHUP) else { return false }
      Signals.restore(SIGHUP)
      return !Signals.isIgnored(SIGHUP)
    }
    #expect(end == .exited(0))
  }
}
