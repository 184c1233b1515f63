import Glibc

/// The limit on the length of files that this process may write (`ulimit -f`).
enum FileSizeLimit {
  /// Does something during which a write past the limit fails, as one on a full disk does, rather
  /// than ending the process. C: `getrlimit`, `sigaction`.
  static func withoutSignal<Result>(_ body: () -> Result) -> Result {
    var limit = rlimit()
    // Nearly always there is none, and this is all that it costs.
    guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0,
      limit.rlim_cur != rlim_t.max
    else { return body() }
    var ignoring = sigaction()
    ignoring.__sigaction_handler.sa_handler = SIG_IGN
    var previous = sigaction()
    sigaction(SIGXFSZ, &ignoring, &previous)
    let result = body()
    let failure = errno
    sigaction(SIGXFSZ, &previous, nil)
    errno = failure
    return result
  }
}
