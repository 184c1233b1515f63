/// What names say: the whole name first, then its extensions from the longest on.
enum NameRules {
  /// Which languages a name allows, and how far that goes.
  struct Answer {
    /// More than one where the content decides, in the order of the table.
    var candidates: [Language] = []
    var answer: NameIdentification = .unknown
    /// Whether it was the whole name that was known: then `#!` cannot add a language.
    var isByFileName = false
  }

  static func identify(_ name: ByteView) -> Answer {
    var found = Answer()
    collect(.fileName, name, &found)
    if !found.candidates.isEmpty {
      found.isByFileName = true
      return found
    }
    guard !isGeneric(name) else {
      found.answer = .needsContent
      return found
    }
    var place = 0
    while let dot = name.first(UInt8(ascii: "."), from: place) {
      let ending = name.dropping(dot)
      collect(.extension, ending, &found)
      if !found.candidates.isEmpty { return found }
      place = dot + 1
    }
    if isManualPage(name) {
      found.answer = .needsContent
    } else if isBinary(name) {
      found.answer = .binary
    }
    return found
  }

  private static func collect(_ key: LanguageTable.Key, _ text: ByteView, _ found: inout Answer) {
    var first: Language?
    LanguageTable.shared.each(key, text) { language in
      if let known = first {
        if found.candidates.isEmpty { found.candidates.append(known) }
        if !found.candidates.contains(language) { found.candidates.append(language) }
      } else {
        first = language
      }
      return true
    }
    guard let first else { return }
    if found.candidates.isEmpty { found.candidates.append(first) }
    found.answer = found.candidates.count == 1 ? .decided(first) : .needsContent
  }

  /// Extensions that mean too much: only the content can say that it is what linguist knows by them.
  private static let generic: StaticString =
    ".1 .2 .3 .4 .5 .6 .7 .8 .9 .action .alg .app .cmp .msg .network .resource .sd .sol .srv .stl .tag .target .url "

  private static func isGeneric(_ name: ByteView) -> Bool { hasEnding(name, among: generic) }

  /// Files that are no text, by the extensions under which most of them are found.
  private static let binary: StaticString =
    ".7z .a .apk .avi .avif .bin .bmp .bz2 .class .db .dds .deb .dll .docx .dylib .eot .exe .flac .gif .gz .heic .ico .idx .img .iso .jar .jpeg .jpg .ko .lz4 .m4a .mkv .mov .mp3 .mp4 .mpg .npy .npz .o .obj .odt .ogg .ogv .onnx .otf .pack .parquet .pdf .png .ppt .pptx .psd .pyc .pyd .pyo .rar .rlib .rpm .so .sqlite .swf .tar .tgz .tif .tiff .ttf .wasm .wav .webm .webp .whl .wmv .woff .woff2 .xls .xlsx .xz .zip .zst "

  private static func isBinary(_ name: ByteView) -> Bool { hasEnding(name, among: binary) }

  /// Whether a name's last extension is one of a list, whatever the case of its letters. Each of the
  /// list ends with a space.
  private static func hasEnding(_ name: ByteView, among list: StaticString) -> Bool {
    guard let dot = name.last(UInt8(ascii: ".")) else { return false }
    let (ending, list, space) = (name.dropping(dot), ByteView(list), UInt8(ascii: " "))
    var place = 0
    while place < list.count {
      var at = 0
      // In bounds: the list ends with a space.
      while at < ending.count, list[place] != space, list[place] == ByteView.lower(ending[at]) {
        at += 1
        place += 1
      }
      if at == ending.count, list[place] == space { return true }
      while list[place] != space { place += 1 }
      place += 1
    }
    return false
  }

  /// `.1` to `.9` with letters and digits behind it, `.0p`, `.n`, `.man`, `.mdoc`; also before `.in`.
  static func isManualPage(_ name: ByteView) -> Bool {
    guard let dot = name.last(UInt8(ascii: ".")) else { return false }
    let ending = name.dropping(dot)
    if ending.equalsIgnoringCase(ByteView(".in")) {
      let rest = name.prefix(dot)
      guard let inner = rest.last(UInt8(ascii: ".")) else { return false }
      return isSection(rest.dropping(inner))
    }
    return isSection(ending)
  }

  private static func isSection(_ ending: ByteView) -> Bool {
    guard ending.count >= 2 else { return false }
    for text: StaticString in [".0p", ".n", ".man", ".mdoc"]
    where ending.equalsIgnoringCase(ByteView(text)) {
      return true
    }
    guard ending[1] &- UInt8(ascii: "1") < 9 else { return false }
    if ending.count > 2, ending[2] &- UInt8(ascii: "0") < 10 { return false }
    for place in 2..<ending.count where !ByteView.isWord(ending[place]) { return false }
    return true
  }
}
