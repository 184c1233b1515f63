extension GitConfig {
  /// What a value says as yes or no; nil where it is neither, which git refuses.
  public static func isTrue(_ value: [UInt8]?) -> Bool? {
    guard let value else { return true }
    switch String(decoding: value.map(WildTokens.lowered), as: UTF8.self) {
    case "true", "yes", "on": return true
    case "", "false", "no", "off": return false
    default: return number(value).map { $0 != 0 }
    }
  }

  /// A whole number with `k`, `m` or `g` behind it.
  private static func number(_ value: [UInt8]) -> Int? {
    var digits = value[...]
    var scale = 1
    switch digits.last.map(WildTokens.lowered) {
    case UInt8(ascii: "k"): scale = 1 << 10
    case UInt8(ascii: "m"): scale = 1 << 20
    case UInt8(ascii: "g"): scale = 1 << 30
    default: break
    }
    if scale > 1 { digits.removeLast() }
    guard let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
    let (product, isTooLarge) = number.multipliedReportingOverflow(by: scale)
    return isTooLarge || product > Int(Int32.max) || product < Int(Int32.min) ? nil : product
  }

  /// Takes a key such as `core.excludesFile` or `remote.Name.url`, as words of a command or of the
  /// environment have it; nil where it is none.
  public static func key(_ text: [UInt8]) -> [UInt8]? {
    guard let first = text.firstIndex(of: Letter.dot),
      let last = text.lastIndex(of: Letter.dot), first > 0, last + 1 < text.count,
      isLetter(text[last + 1])
    else { return nil }
    var key = text
    for index in key.indices where index < first || index > last {
      guard isInName(key[index]) else { return nil }
      key[index] = WildTokens.lowered(key[index])
    }
    return key.contains(Letter.newline) ? nil : key
  }

  /// The settings that `git -c` hands to the programs that it starts, in `GIT_CONFIG_PARAMETERS`:
  /// `'key=value'`, or `'key'='value'`, each part quoted for a shell. Nil where it is something
  /// else.
  public static func parameters(_ text: [UInt8]) -> [Setting]? {
    var settings: [Setting] = []
    var index = 0
    while index < text.count {
      guard let word = quotedWord(text, &index) else { return nil }
      var setting: (key: [UInt8], value: [UInt8]?)
      if index < text.count, text[index] == Letter.equals {
        index += 1
        setting = (word, nil)
        if index < text.count, text[index] == Letter.apostrophe {
          guard let value = quotedWord(text, &index) else { return nil }
          setting.value = value
        }
      } else if let equals = word.firstIndex(of: Letter.equals) {
        setting = (Array(word[..<equals]), Array(word[(equals + 1)...]))
      } else {
        setting = (word, nil)
      }
      guard index == text.count || text[index] == Letter.space, let key = key(setting.key)
      else { return nil }
      settings.append(Setting(key: key, value: setting.value))
      while index < text.count, text[index] == Letter.space { index += 1 }
    }
    return settings
  }

  /// A word in quotes, outside of which `\'` and `\!` may stand.
  private static func quotedWord(_ text: [UInt8], _ index: inout Int) -> [UInt8]? {
    var word: [UInt8] = []
    guard index < text.count, text[index] == Letter.apostrophe else { return nil }
    while true {
      index += 1
      while index < text.count, text[index] != Letter.apostrophe {
        word.append(text[index])
        index += 1
      }
      guard index < text.count else { return nil }
      index += 1
      guard index + 2 < text.count, text[index] == Letter.backslash,
        text[index + 1] == Letter.apostrophe || text[index + 1] == UInt8(ascii: "!"),
        text[index + 2] == Letter.apostrophe
      else { return word }
      word.append(text[index + 1])
      index += 2
    }
  }
}
