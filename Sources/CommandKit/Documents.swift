/// The files that are made from a command's declaration.
package enum Documents {
  /// The folders that hold nothing but such files.
  package static let folders = ["man", "completions"]

  /// The files of one command: where each belongs, and what it holds.
  package static func files(for command: Command) -> [(path: String, text: String)] {
    [
      ("man/\(command.name).1", ManualPage.text(command)),
      ("completions/\(command.name).bash", Completion.bash(command)),
      ("completions/_\(command.name)", Completion.zsh(command)),
      ("completions/\(command.name).fish", Completion.fish(command)),
    ]
  }
}
