/// The encodings that OpenAI has published, by name: how each cuts texts, which texts are tokens of their
/// own, and what its file is.
public struct Encoding: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// The file of its tokens.
  public let file: RankFileFacts
  /// How it cuts texts.
  public let cut: Cut
  /// The texts that are tokens of their own.
  public let specials: [VocabularySource.Special]

  /// A published file of ranks.
  public struct RankFileFacts: Sendable, Equatable {
    /// Its name, without its ending.
    public let name: String
    /// Its SHA-256, in hexadecimal digits.
    public let digest: String
    /// How tiktoken calls its copy: the SHA-1 of the address.
    public let nameInTiktokensCache: String
    /// Where it can be found on PyPI, if anywhere.
    public let package: Package?

    /// The address that it was published at.
    public var address: String {
      "https://openaipublic.blob.core.windows.net/encodings/\(name).tiktoken"
    }
  }

  /// A file in a package of PyPI.
  public struct Package: Sendable, Equatable {
    /// Its name and version, as pip takes them.
    public let requirement: String
    /// What the file's path in it ends in.
    public let path: String
    /// Whether it is a source distribution.
    public let isSource: Bool
  }

  /// All of them.
  public static let all: [Encoding] = [o200k, harmony, cl100k, p50k, p50kEdit, r50k, gpt2]

  /// The one of a name.
  public static func named(_ name: String) -> Encoding? { all.first { $0.name == name } }

  /// What is meant where nobody says which.
  public static let defaultName = "o200k_base"

  private static func llama(_ path: String) -> Package {
    Package(
      requirement: "llama-index-core==0.14.25", path: "tiktoken_cache/" + path, isSource: false)
  }

  private static let o200kFile = RankFileFacts(
    name: "o200k_base", digest: "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
    nameInTiktokensCache: "fb374d419588a4632f3f557e76b4b70aebbca790",
    package: llama("fb374d419588a4632f3f557e76b4b70aebbca790"))

  private static let cl100kFile = RankFileFacts(
    name: "cl100k_base",
    digest: "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    nameInTiktokensCache: "9b5ad71b2ce5302211f9c61530b329a4922fc6a4",
    package: llama("9b5ad71b2ce5302211f9c61530b329a4922fc6a4"))

  private static let r50kFile = RankFileFacts(
    name: "r50k_base", digest: "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930",
    nameInTiktokensCache: "0ea1e91bbb3a60f729a8dc8f777fd2fc07cd8df4",
    package: Package(
      requirement: "openai-whisper==20250625", path: "whisper/assets/gpt2.tiktoken",
      isSource: true))

  private static let p50kFile = RankFileFacts(
    name: "p50k_base", digest: "94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069",
    nameInTiktokensCache: "ec7223a39ce59f226a68acc30dc1af2788490e15", package: nil)

  /// The file that another one is made from: p50k_base is r50k_base and runs of spaces.
  public static func base(of file: RankFileFacts) -> RankFileFacts? {
    file.name == p50kFile.name ? r50kFile : nil
  }

  private static let endOfText = "<|endoftext|>"
  private static let fill: [(String, UInt32)] = [
    ("<|fim_prefix|>", 0), ("<|fim_middle|>", 1), ("<|fim_suffix|>", 2),
  ]

  private static func special(_ text: String, _ id: UInt32) -> VocabularySource.Special {
    VocabularySource.Special(text: Array(text.utf8), id: id)
  }

  private static let o200k = Encoding(
    name: "o200k_base", file: o200kFile, cut: .o200k,
    specials: [special(endOfText, 199_999), special("<|endofprompt|>", 200_018)])

  private static let harmony = Encoding(
    name: "o200k_harmony", file: o200kFile, cut: .o200k,
    specials: [
      special("<|startoftext|>", 199_998), special(endOfText, 199_999),
      special("<|reserved_200000|>", 200_000), special("<|reserved_200001|>", 200_001),
      special("<|return|>", 200_002), special("<|constrain|>", 200_003),
      special("<|reserved_200004|>", 200_004), special("<|channel|>", 200_005),
      special("<|start|>", 200_006), special("<|end|>", 200_007),
      special("<|message|>", 200_008), special("<|reserved_200009|>", 200_009),
      special("<|reserved_200010|>", 200_010), special("<|reserved_200011|>", 200_011),
      special("<|call|>", 200_012), special("<|endofprompt|>", 200_018),
    ] + (200_013..<201_088).map { special("<|reserved_\($0)|>", $0) })

  private static let cl100k = Encoding(
    name: "cl100k_base", file: cl100kFile, cut: .cl100k,
    specials: [special(endOfText, 100_257), special("<|endofprompt|>", 100_276)]
      + fill.map { special($0.0, 100_258 + $0.1) })

  private static let p50k = Encoding(
    name: "p50k_base", file: p50kFile, cut: .gpt2, specials: [special(endOfText, 50256)])

  private static let p50kEdit = Encoding(
    name: "p50k_edit", file: p50kFile, cut: .gpt2,
    specials: [special(endOfText, 50256)] + fill.map { special($0.0, 50281 + $0.1) })

  private static let r50k = Encoding(
    name: "r50k_base", file: r50kFile, cut: .gpt2, specials: [special(endOfText, 50256)])

  private static let gpt2 = Encoding(
    name: "gpt2", file: r50kFile, cut: .gpt2, specials: [special(endOfText, 50256)])
}
