extension Completion {
  /// The file `completions/NAME.fish`.
  package static func fish(_ command: Command) -> String { Completion(command).fish }

  private var function: String { "__\(identifier)" }

  private var fish: String {
    var text = origin("fish") + "\n" + fishPlace + "\n" + fishConditions
    if places.contains(where: { $0.runsProgram }) { text += "\n" + fishProgram }
    if hasFolders { text += "\n" + fishFolders }
    text += "\ncomplete -c \(command.name) -f\n"
    let anywhere = "\(function)_in"
    for option in command.options + CommonOptions.offered(by: command) {
      text += fishOption(option, anywhere)
    }
    for subcommand in command.subcommands {
      text += line(
        "\(function)_in ''; and \(function)_at '' 0 0", "-a \(subcommand.name)", subcommand.purpose)
    }
    for place in places { text += fishPlace(place) }
    return text
  }

  private func line(_ condition: String, _ rest: String, _ help: String?) -> String {
    "complete -c \(command.name) -n \(quotedFish(condition)) \(rest)"
      + (help.map { " -d \(quotedFish($0))" } ?? "") + "\n"
  }

  /// The function that finds the place of the cursor.
  private var fishPlace: String {
    var valued: [String] = []
    for place in places {
      for option in place.options where !option.isValueOptional {
        valued += option.spellings(takingValue: true).map { quotedFish("\(place.name) \($0)") }
      }
    }
    let names = command.subcommands.map { $0.name }.joined(separator: " ")
    return """
      # Prints the subcommand, how many operands stand before the cursor, and whether -- does.
      function \(function)_place
          set -l valued \(valued.joined(separator: " \\\n        "))
          set -l words (commandline -opc)
          set -e words[1]
          set -l place ''
          set -l operands 0
          while set -q words[1]
              set -l word $words[1]
              set -e words[1]
              switch $word
                  case --
                      printf '%s\\n' "$place" (math $operands + (count $words)) after
                      return
                  case '--*'
                      contains -- "$place $word" $valued; and set -e words[1]
                  case '-?*'
                      set -l letters (string split '' -- (string sub -s 2 -- $word))
                      while set -q letters[1]
                          set -l letter $letters[1]
                          set -e letters[1]
                          if contains -- "$place -$letter" $valued
                              set -q letters[1]; or set -e words[1]
                              break
                          end
                      end
                  case '*'
                      if test -z "$place" -a $operands = 0; and contains -- $word \(names)
                          set place $word
                      else
                          set operands (math $operands + 1)
                      end
              end
          end
          printf '%s\\n' "$place" $operands before
      end

      """
  }

  private var fishConditions: String {
    """
    # Whether options may stand here: of the given subcommand, or of any.
    function \(function)_in
        set -l place (\(function)_place)
        test $place[3] = before; or return 1
        not set -q argv[1]; or test "$argv[1]" = "$place[1]"
    end

    # Whether an operand stands here: of the subcommand, from one position to another.
    function \(function)_at
        set -l place (\(function)_place)
        test "$argv[1]" = "$place[1]"; or return 1
        test $place[2] -ge $argv[2]; or return 1
        not set -q argv[3]; or test $argv[3] = end; or test $place[2] -le $argv[3]
    end

    """
  }

  private var hasFolders: Bool {
    places.contains { place in
      (place.options.map { $0.kind } + place.operands.map { $0.kind }).contains { kind in
        if case .folder = kind { true } else { false }
      }
    }
  }

  private var fishFolders: String {
    """
    function \(function)_folders
        __fish_complete_directories (commandline -ct | string replace -r '^--[^=]*=' '')
    end

    """
  }

  /// The functions for what follows `--` where that is another command's line.
  private var fishProgram: String {
    """
    function \(function)_program
        set -l place (\(function)_place)
        test $place[3] = after -a "$place[1]" = "$argv[1]"
    end

    function \(function)_program_words
        set -l words (commandline -opc)
        while test "$words[1]" != --
            set -e words[1]
        end
        set -e words[1]
        set -l line (string escape -- $words) (commandline -ct)
        complete -C "$line"
    end

    """
  }

  private func fishPlace(_ place: Place) -> String {
    var text = ""
    let name = quotedFish(place.name)
    let own = command.actions.first { $0.name == place.name }?.options ?? []
    for option in own { text += fishOption(option, "\(function)_in \(name)") }
    let guardian = place.runsProgram ? "\(function)_in \(name); and " : ""
    for position in place.positions {
      let end = position.end.map { "\($0)" } ?? "end"
      let condition = "\(guardian)\(function)_at \(name) \(position.start) \(end)"
      guard let values = fishValues(position.operand.kind) else { continue }
      text += line(condition, values, position.operand.name)
    }
    if place.runsProgram {
      let condition = "\(guardian)\(function)_at \(name) \(place.leastOperands) end"
      text += line(condition, "-a --", "The program to run follows")
      text += line(
        "\(function)_program \(name)", "-a \(quotedFish("(\(function)_program_words)"))", nil)
    }
    return text
  }

  private func fishOption(_ option: Option, _ condition: String) -> String {
    let names = (option.letter.map { "-s \($0) " } ?? "") + "-l \(option.name)"
    let values = option.valueName == nil ? "" : " " + fishNeed(option)
    var text = line(condition, names + values, option.help)
    for alias in option.aliases {
      text += line(
        condition, "-l \(alias.name)" + (alias.value == nil ? values : ""),
        "\(option.help) (--\(option.name)\(alias.value.map { " \($0)" } ?? ""))")
    }
    return text
  }

  /// How an option's value is asked for.
  private func fishNeed(_ option: Option) -> String {
    guard let values = fishValues(option.kind) else { return option.isValueOptional ? "-f" : "-x" }
    if option.isValueOptional { return values }
    return values == "-F" ? "-r -F" : "-x \(values)"
  }

  /// What proposes the values of a kind; nil where nothing does.
  private func fishValues(_ kind: ValueKind) -> String? {
    switch kind {
    case .text, .duration, .size, .time, .integer, .number: nil
    case .file: "-F"
    case .folder: "-a '(\(function)_folders)'"
    case .choice(let words): "-a \(quotedFish(words.joined(separator: " ")))"
    case .signal: "-a \(quotedFish(Completion.signals.joined(separator: " ")))"
    case .query(let command):
      "-a " + quotedFish("(sh -c \(quotedFish(command)) 2>/dev/null)")
    }
  }

  /// Text in single quotes, as fish reads it: there, a backslash escapes itself and the quote.
  private func quotedFish(_ text: String) -> String {
    var result = "'"
    for character in text {
      if character == "\\" || character == "'" { result += "\\" }
      result.append(character)
    }
    return result + "'"
  }
}
