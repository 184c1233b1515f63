/// What a vocabulary's file says, before it is compiled into a table.
public struct VocabularySource: Sendable {
  /// The tokens, as bytes, in the order of their ids; empty where an id stands for nothing.
  public var tokens: [[UInt8]] = []
  /// Which two tokens are merged, the first merge first; nil: any two whose bytes together are a
  /// token, that with the lowest id first.
  public var merges: [Merge]?
  /// The texts that are tokens of their own, when they are allowed to be.
  public var specials: [Special] = []
  /// How a text is cut into pieces, which are merged each by itself: one way after the other.
  public var cuts: [Cut] = []
  /// What is made of a text before.
  public var normalization: Normalization = .none
  /// Whether a text, and each between two tokens of their own, gets a space before it unless it
  /// begins with one.
  public var addsSpace = false
  /// Whether a piece that is a token is one, though no merges lead to it.
  public var takesWholePieces = true

  /// Two tokens that become one.
  public struct Merge: Sendable, Equatable {
    /// The ids of both, and of what they become.
    public var left: UInt32, right: UInt32, whole: UInt32

    /// Two tokens and what they become.
    public init(left: UInt32, right: UInt32, whole: UInt32) {
      self.left = left
      self.right = right
      self.whole = whole
    }
  }

  /// A text that is a token of its own. Where several begin at one place, the longest is found.
  public struct Special: Sendable, Equatable {
    /// The text.
    public var text: [UInt8]
    /// Its id.
    public var id: UInt32
    /// How it is found.
    public var rules: Rules

    /// A text and its id.
    public init(text: [UInt8], id: UInt32, rules: Rules = []) {
      self.text = text
      self.id = id
      self.rules = rules
    }

    /// How such a text is found.
    public struct Rules: OptionSet, Sendable {
      /// The rules as bits.
      public let rawValue: UInt8

      /// Rules from their bits.
      public init(rawValue: UInt8) { self.rawValue = rawValue }

      /// It is a token wherever it stands: it is nothing that only a program may write.
      public static let always = Rules(rawValue: 1)
      /// It is looked for in what normalization makes of the text, after all those were found
      /// that are not.
      public static let normalized = Rules(rawValue: 2)
      /// White space before it belongs to it.
      public static let takesSpaceBefore = Rules(rawValue: 4)
      /// White space behind it belongs to it.
      public static let takesSpaceAfter = Rules(rawValue: 8)
      /// It is none where a letter, a mark, a number or a connector is next to it.
      public static let isWord = Rules(rawValue: 16)
    }
  }

  /// What is made of a text before it is cut.
  public enum Normalization: UInt8, Sendable {
    /// Nothing.
    case none = 0
    /// Letters and their marks are composed (Unicode's NFC).
    case composed = 1
    /// The same, and what is only another form of a character is replaced by it (NFKC).
    case compatible = 2
  }

  /// Nothing yet.
  public init() {}
}
