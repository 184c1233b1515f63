import CommandKit
import Settings

/// `pc-lock`.
public enum LockCommand {
  /// The declaration.
  public static let command = Command(
    name: "pc-lock",
    purpose: "run a command under a lock, or let a script lock, wait and ask",
    description: [
      "A lock has a name, and one holder at a time; with --shared any number that share, with "
        + "--slots N at most N. Whoever comes while it is held waits, first come, first served. "
        + "Locks are kept by the kernel (flock(2)): one whose holder dies is free at once, and "
        + "nothing has to be cleaned up.",
      "A name stands for a file in the cache directory. With --file it is the path of a file of "
        + "your own, which is locked as flock(1) locks it, and neither read nor written.",
      "Each grant has a fencing token: a number that grows with every grant and never comes "
        + "twice, also after a reboot. A store that refuses writes with a smaller token than it "
        + "has seen is safe from holders that were late.",
    ],
    options: [
      .flag("file", "Take NAME as the path of a file to lock")
    ],
    actions: [run, fd, tryLock, wait, acquire, release, renew, status, list, breakLock],
    formats: ["table", "json", "names"],
    refused: [Refusal("ttl", "nothing is answered from a cache")],
    settings: [.cacheDirectory, .lockStrategy, .lockTimeout, .metricsMonitoring, .metricsFile],
    statuses: [
      StatusMeaning(
        .negative, "the lock is held (try, --nonblock), or was not held (release, renew, break)"),
      StatusMeaning(
        .usage, "wrong usage, or the lock is held by a process that waits for this one"),
      StatusMeaning(.tryAgain, "the lock was not granted within --timeout"),
      StatusMeaning(.notPermitted, "the cache directory cannot be used"),
    ],
    files: [
      FileMeaning("locks/NAME.lock", "the lock file, with who holds it; never removed"),
      FileMeaning("locks/files/", "who holds the locks on files of your own"),
      FileMeaning("state/fencing-tokens", "the last token that was granted"),
    ],
    related: ["flock(1)", "flock(2)", "pc-metrics(1)"])

  /// An operand that is a lock's name.
  static let name = Operand(
    "NAME", .query("pc-lock list --format names 2>/dev/null"), "The lock's name")

  /// How a lock is asked for.
  static let asking: [Option] = [
    .flag("shared", letter: "s", "Share the lock with others that ask for it shared"),
    .value("slots", "N", .integer(1...1024), "Let up to N hold it at once"),
    .value(
      "timeout", letter: "w", "DURATION", .duration,
      "Give up after this time (default: $LOCK_TIMEOUT, else never)"),
    .flag("nonblock", letter: "n", "Give up at once when it is held"),
    .value(
      "busy-status", letter: "E", "N", .integer(0...255),
      "End with this status when it was not granted"),
    .value(
      "strategy", "STRATEGY", .choice(["exponential", "event", "linear"]),
      "Wait in the kernel's queue and look up at growing intervals, only wait in the queue, or "
        + "sleep half a second at a time (default: $LOCK_BACKOFF_STRATEGY, else exponential)"),
    .value(
      "backoff-min", "DURATION", .duration, "Look up after this time first (default: 100ms)"),
    .value(
      "backoff-max", "DURATION", .duration, "Look up at least this often (default: 2s)"),
  ]

  /// Not the standard ones: the command needs them itself, and who waits in the background has none.
  static let notify = Option.value(
    "notify-fd", "FD", .integer(3...1_048_575),
    "Write \"granted TOKEN\", \"busy\" or \"timeout\" to this descriptor when it is known")

  static let reentrant = Option.flag(
    "reentrant", "Go on where a parent of this process holds the lock")

  static let lease = Option.value(
    "lease", "DURATION", .duration, "Let the hold end after this time, unless it is renewed")

  static let run = Action(
    "run", "Hold a lock while a command runs",
    description: [
      "CMD inherits the descriptor of the lock, so that the lock lasts as long as CMD even when "
        + "pc-lock is killed; when CMD ends the lock is free, also where CMD left processes behind. "
        + "The exit status is CMD's: 128+N where signal N ended it, 127 where it was not found, 126 "
        + "where it cannot be run.",
      "CMD finds the fencing token in PC_LOCK_TOKEN, the lock's name in PC_LOCK_NAME, its slot in "
        + "PC_LOCK_SLOT and the number of the descriptor in PC_LOCK_FD.",
      "With --lease others get the lock when the time is up, although CMD still runs: pc-lock says so "
        + "when CMD ends. Such a hold is known to pc-lock, not to flock(1).",
    ],
    options: asking + [
      .flag("exec", letter: "F", "Become CMD, and leave the lock to it"),
      .flag("close", letter: "o", "Do not let CMD inherit the descriptor of the lock"),
      .value(
        "signal", "SIGNAL", .signal,
        "Send CMD this signal when told to end (default: the one that came)"),
      lease, notify, reentrant,
    ],
    operands: [name], program: .required,
    examples: [
      Example("pc-lock run deploy -- make deploy", "Deploy, after whoever is deploying now"),
      Example(
        "pc-lock run --slots 4 --timeout 5m tests -- make test",
        "At most four at once, waiting five minutes at most"),
      Example(
        "pc-lock run --nonblock nightly -- backup.sh || echo 'still running'",
        "Skip this run while the last one goes on"),
      Example(
        "pc-lock run --file /var/lock/app.lock -- app",
        "Share a lock with scripts that use flock(1)"),
    ],
    run: RunAction.run)

  static let fd = Action(
    "fd", "Lock a descriptor that the script opened",
    description: [
      "As flock(1) does it: the lock lasts until the script closes the descriptor, unlocks it or "
        + "ends. Processes that inherited the descriptor keep the lock too."
    ],
    options: asking + [
      .flag("unlock", letter: "u", "Give the lock up"), notify, reentrant,
    ],
    operands: [Operand("FD", .integer(0...1_048_575), "The descriptor's number")],
    examples: [
      Example("exec 9>/tmp/build.lock && pc-lock fd 9", "Hold the lock for the rest of the script")
    ],
    run: DescriptorAction.run)

  static let tryLock = Action(
    "try", "Ask whether a lock is free: 0 free, 1 held", options: asking, operands: [name],
    examples: [Example("pc-lock try deploy || echo busy", "Say whether somebody deploys")],
    run: ProbeAction.tryLock)

  static let wait = Action(
    "wait", "Wait until a lock is free, without taking it", options: asking, operands: [name],
    examples: [
      Example("pc-lock wait --timeout 30 deploy", "Wait half a minute for the end of a deployment")
    ],
    run: ProbeAction.wait)

  static let acquire = Action(
    "acquire", "Take a lock for the calling script, until it releases it or ends",
    description: [
      "Prints the fencing token. The lock ends with its owner, however that ends: the process that "
        + "called pc-lock, or --owner PID. In a command substitution with more than one command the "
        + "caller is a subshell that ends at once: say --owner $$ there.",
      "With --lease and without --owner the hold outlives every process, and ends with its time.",
      "Such holds are known to pc-lock, not to flock(1).",
    ],
    options: asking + [
      .value("owner", "PID", .integer(1...Int64(Int32.max)), "Let the hold end with this process"),
      lease, notify, reentrant,
    ],
    operands: [name],
    examples: [
      Example("token=$(pc-lock acquire deploy --owner $$)", "Lock for the rest of the script"),
      Example("pc-lock acquire vm-7 --lease 1h", "Reserve a machine for an hour"),
    ],
    run: AcquireAction.acquire)

  static let release = Action(
    "release", "Give up what acquire took",
    options: [
      .value("token", "TOKEN", .integer(1...Int64.max), "Give up the hold with this token")
    ],
    operands: [name],
    examples: [Example("pc-lock release deploy", "Let the next one in")],
    run: AcquireAction.release)

  static let renew = Action(
    "renew", "Let a lease last longer, from now on",
    description: [
      "Ends with 1 where the lease has ended already: somebody else may hold the lock."
    ],
    options: [
      .value(
        "token", "TOKEN", .integer(1...Int64.max), "The hold's token (default: $PC_LOCK_TOKEN)"),
      .value("lease", "DURATION", .duration, "How long from now (default: as long as before)"),
    ],
    operands: [name],
    examples: [Example("pc-lock renew vm-7 --token 17", "Keep the machine another hour")],
    run: AcquireAction.renew)

  static let status = Action(
    "status", "Show who holds a lock, since when, and how many wait",
    description: ["Without NAME, all locks that are held."],
    operands: [
      Operand(
        "NAME", .query("pc-lock list --format names 2>/dev/null"), count: .optional,
        "The lock's name")
    ],
    examples: [
      Example("pc-lock status deploy", "Who deploys?"),
      Example(
        "pc-lock status deploy --json | jq -r '.holders[].pid'", "The numbers of those who do"),
    ],
    run: StatusAction.status)

  static let list = Action(
    "list", "List all locks that ever were, held or free",
    examples: [Example("pc-lock list --format names", "Their names alone")],
    run: StatusAction.list)

  static let breakLock = Action(
    "break", "Take a lock away from its holder",
    description: [
      "A hold by acquire or by lease ends at once. A lock that a running command holds is set "
        + "aside: that command goes on without knowing, and the next one gets the lock beside it; its "
        + "larger token is what tells them apart. With --kill the holder is ended first.",
      "A file of your own is never set aside: say --kill, or end its holder.",
    ],
    options: [
      .flag("kill", "End the holder: SIGTERM, and SIGKILL if it is still there two seconds later")
    ],
    operands: [name],
    examples: [Example("pc-lock break deploy --kill", "End a deployment that hangs")],
    run: BreakAction.run)
}
