import CommandKit

extension CommandLint {
  /// Examples are lines of a shell; what is ours in them must be a command line of the command.
  enum Example {
    /// Why an example is none.
    static func mistakes(
      in example: CommandKit.Example, of command: Command, _ action: Action
    ) -> [String] {
      let ours = calls(of: command.name, in: example.line)
      if ours.isEmpty { return ["\(example.line): does not call \(command.name)"] }
      var isShown = false
      for words in ours {
        do {
          let parsed = try Parser.parse(command, words.map { Array($0.utf8) })
          if parsed.action?.name == action.name { isShown = true }
        } catch {
          return ["\(example.line): \(error.message)"]
        }
      }
      return isShown ? [] : ["\(example.line): shows something else"]
    }

    /// The words after the command's name, wherever a line calls it.
    static func calls(of name: String, in line: String) -> [[String]] {
      commands(in: line).compactMap { words in
        var rest = words[...]
        while let first = rest.first, first != name, isPrefix(first) { rest.removeFirst() }
        return rest.first == name ? Array(rest.dropFirst()) : nil
      }
    }

    /// What may stand before a command: an assignment, or a word of the shell.
    private static func isPrefix(_ word: String) -> Bool {
      let keywords = [
        "exec", "if", "then", "else", "elif", "while", "until", "do", "!", "time", "{", "eval",
        "sudo", "env", "nohup",
      ]
      if keywords.contains(word) { return true }
      guard let equals = word.firstIndex(of: "="), equals != word.startIndex else { return false }
      return word[..<equals].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }

    /// The commands of a line, split at `|`, `&`, `;`, `(`, `)`, with redirections left out, quotes
    /// taken off, and a 1 for each variable.
    static func commands(in line: String) -> [[String]] {
      var reader = LineReader(line)
      return reader.commands()
    }
  }

  /// Splits a line as a shell would.
  private struct LineReader {
    private var rest: Substring
    private var found: [[String]] = []
    private var words: [String] = []
    private var word: String?
    private var isRedirection = false

    init(_ line: String) { rest = line[...] }

    mutating func commands() -> [[String]] {
      while let character = rest.popFirst() {
        switch character {
        case " ", "\t": endWord()
        case "|", "&", ";", "(", ")", "`", "\n": endCommand()
        case "$": word = (word ?? "") + takeExpansion()
        case "<", ">": startRedirection(character)
        case "'": takeQuoted(until: "'")
        case "\"": takeQuoted(until: "\"")
        case "\\": if let next = rest.popFirst() { word = (word ?? "") + String(next) }
        case "#" where word == nil: rest = ""
        default: word = (word ?? "") + String(character)
        }
      }
      endCommand()
      return found
    }

    private mutating func takeQuoted(until end: Character) {
      word = word ?? ""
      while let character = rest.popFirst(), character != end {
        if character == "\\", end == "\"", let next = rest.popFirst() {
          word? += String(next)
        } else if character == "$", end == "\"", rest.first != "(" {
          word = (word ?? "") + takeExpansion()
        } else {
          word? += String(character)
        }
      }
    }

    /// What a variable stands for is not known; 1 is a value of nearly every kind. In `$(` what
    /// follows is a command of its own.
    private mutating func takeExpansion() -> String {
      if rest.first == "{" {
        rest = rest.drop { $0 != "}" }.dropFirst()
      } else if let first = rest.first, !first.isLetter, first != "_", first != "(" {
        rest.removeFirst()
      } else {
        rest = rest.drop { $0.isLetter || $0.isNumber || $0 == "_" }
      }
      return "1"
    }

    /// `9>file`, `<&9`, `2>>file`: the number before and the word after belong to it.
    private mutating func startRedirection(_ first: Character) {
      if let number = word, number.allSatisfy({ $0.isNumber }) { word = nil }
      endWord()
      while let next = rest.first, "<>&|".contains(next) { rest.removeFirst() }
      isRedirection = true
    }

    private mutating func endWord() {
      guard let complete = word else { return }
      word = nil
      if isRedirection { isRedirection = false } else { words.append(complete) }
    }

    private mutating func endCommand() {
      endWord()
      isRedirection = false
      if !words.isEmpty { found.append(words) }
      words = []
    }
  }
}
