import CommandKit
import Support

/// Real shells that complete command lines with what was made from the fixtures.
struct Shells {
  let scratch = Scratch()

  init() {
    scratch.shell("mkdir man completions inner 'two words'; touch note.txt")
    for command in Fixture.commands {
      for file in Documents.files(for: command) { scratch.write(file.path, file.text) }
    }
  }

  /// What bash proposes for the last of some words, split as readline splits them.
  func bash(_ words: [String], before script: String = "") -> [String] {
    let command = words[0]
    let list = words.map(quoted).joined(separator: " ")
    return lines(
      """
      set -u; \(script)
      . completions/\(command).bash
      COMP_WORDS=(\(list)) COMP_CWORD=\(words.count - 1)
      entry=$(complete -p \(command)); entry=${entry% *}; ${entry##*-F }
      ((${#COMPREPLY[@]} == 0)) || printf '%s\\n' "${COMPREPLY[@]}"
      """)
  }

  /// What fish proposes for a line, without descriptions unless they are asked for.
  func fish(_ line: String, described: Bool = false) -> [String] {
    let command = line.prefix { $0 != " " }
    let script = ". completions/\(command).fish; complete -C \(quoted(line))"
    let proposed = lines("fish -c \(quoted(script))")
    return described ? proposed : proposed.map { String($0.prefix { $0 != "\t" }) }
  }

  /// What zsh shows on its terminal after a tab.
  func zsh(_ line: String) -> String {
    // Two widgets tell how far it is: the first when the editor listens, the second, on a key
    // that is typed after the tab, when the list has been shown.
    scratch.write(
      "drive.zsh",
      """
      zmodload zsh/zpty
      zpty shell zsh -f -i
      zpty -w shell "fpath=($PWD/completions \\$fpath)"
      zpty -w shell "autoload -U compinit; compinit -u -D; bindkey '^I' list-choices"
      zpty -w shell "told() { print -r -- to''ld }; zle -N told; bindkey '^X' told"
      zpty -w shell "PS1=; LISTMAX=1000; zle-line-init() { print -r -- li''stening }"
      zpty -w shell "zle -N zle-line-init"
      zpty -r shell all $'*listening*'
      zpty -w -n shell \(quoted(line))$'\\t\\x18'
      zpty -r shell all $'*told*'
      print -r -- $all
      zpty -d shell
      """)
    return scratch.shell("zsh -f drive.zsh | tr -d '\\r'").output
  }

  private func lines(_ script: String) -> [String] {
    let result = scratch.shell(script)
    let errors = result.errors.isEmpty ? [] : ["standard error: \(result.errors)"]
    return result.output.split(separator: "\n").map(String.init) + errors
  }

  private func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
