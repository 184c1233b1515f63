/// How ASCII is cut: nearly all pieces of most texts are found by this alone (``PieceStarts``).
struct ASCIIRules {
  /// Whether a capital behind a small letter begins a piece.
  var splitsAtCapitals = false
  /// Whether only a space may stand before letters in their piece, and before digits, too, of which there
  /// may be any number; else before letters any blank or sign, before digits nothing, and at most three
  /// of these are a piece. Line breaks are like other white space, then; else those behind signs belong
  /// to these.
  var onlySpacesLead = false
  /// Whether slashes behind line breaks that belong to signs do so, too.
  var slashesFollow = false
  /// Whether an ending such as 's belongs to the word; else it is a piece.
  var endingsBelong = false
  /// Whether endings may be capitals.
  var endingsIgnoreCase = true
}

/// A cut whose rules for ASCII are known as the program is compiled.
protocol QuickCut {
  static var cut: Cut { get }
  static var rules: ASCIIRules { get }
}

enum GPT2Cut: QuickCut {
  static var cut: Cut { .gpt2 }
  static var rules: ASCIIRules { ASCIIRules(onlySpacesLead: true, endingsIgnoreCase: false) }
}

enum CL100KCut: QuickCut {
  static var cut: Cut { .cl100k }
  static var rules: ASCIIRules { ASCIIRules() }
}

/// The same but for the end of a text, which the rules leave to the cut.
enum Llama3Cut: QuickCut {
  static var cut: Cut { .llama3 }
  static var rules: ASCIIRules { ASCIIRules() }
}

enum O200KCut: QuickCut {
  static var cut: Cut { .o200k }
  static var rules: ASCIIRules {
    ASCIIRules(splitsAtCapitals: true, slashesFollow: true, endingsBelong: true)
  }
}
