/// The names that JavaScript has for Unicode's properties, as PCRE2 has them.
enum UnicodeProperty {
  /// `Script=Greek` is `sc:Greek`, `Letter` is `L`; what has one name only stays.
  static func short(_ name: String) -> String {
    guard let equals = name.utf8.firstIndex(of: UInt8(ascii: "=")) else { return category(name) }
    let value = String(name[name.utf8.index(after: equals)...])
    switch String(name[..<equals]) {
    case "General_Category", "gc": return category(value)
    case "Script", "sc": return "sc:" + value
    case "Script_Extensions", "scx": return "scx:" + value
    default: return name
    }
  }

  private static func category(_ name: String) -> String {
    switch name {
    case "Letter": "L"
    case "Cased_Letter", "LC": "L&"
    case "Uppercase_Letter": "Lu"
    case "Lowercase_Letter": "Ll"
    case "Titlecase_Letter": "Lt"
    case "Modifier_Letter": "Lm"
    case "Other_Letter": "Lo"
    case "Mark", "Combining_Mark": "M"
    case "Nonspacing_Mark": "Mn"
    case "Spacing_Mark": "Mc"
    case "Enclosing_Mark": "Me"
    case "Number": "N"
    case "Decimal_Number", "digit": "Nd"
    case "Letter_Number": "Nl"
    case "Other_Number": "No"
    case "Punctuation", "punct": "P"
    case "Connector_Punctuation": "Pc"
    case "Dash_Punctuation": "Pd"
    case "Open_Punctuation": "Ps"
    case "Close_Punctuation": "Pe"
    case "Initial_Punctuation": "Pi"
    case "Final_Punctuation": "Pf"
    case "Other_Punctuation": "Po"
    case "Symbol": "S"
    case "Math_Symbol": "Sm"
    case "Currency_Symbol": "Sc"
    case "Modifier_Symbol": "Sk"
    case "Other_Symbol": "So"
    case "Separator": "Z"
    case "Space_Separator": "Zs"
    case "Line_Separator": "Zl"
    case "Paragraph_Separator": "Zp"
    case "Other": "C"
    case "Control", "cntrl": "Cc"
    case "Format": "Cf"
    case "Surrogate": "Cs"
    case "Private_Use": "Co"
    case "Unassigned": "Cn"
    default: name
    }
  }
}
