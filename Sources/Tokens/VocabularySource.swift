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

  /// A text that is a token of its own.
  public struct Special: Sendable, Equatable {
    /// The text.
    public var text: [UInt8]
    /// Its id.
    public var id: UInt32

    /// A text and its id.
    public init(text: [UInt8], id: UInt32) {
      self.text = text
      self.id = id
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
