import Support

/// The command as a script sees it. `eventually` waits for a condition, at most ten seconds.
private let helpers = """
  eventually() { for _ in {1..2000}; do eval "$1" && return 0; sleep 0.005; done; echo "never: $1"; return 1; }
  is_held() { ! pc-lock try "$1" 2>/dev/null; }

  """

extension Scratch {
  func script(_ text: String) -> ShellResult { shell(helpers + text) }
}
