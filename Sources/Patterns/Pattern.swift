import CPCRE2

/// A regular expression, compiled. A search allocates nothing, and gives up with an error where it
/// would try too many ways: no pattern takes exponential time.
///
/// The pattern is UTF-8. What it is searched in may be any bytes: those that are not UTF-8 match
/// nothing. One pattern is used by one thread at a time.
public final class Pattern {
  /// How a pattern is read and run.
  public struct Options: Equatable, Sendable {
    /// Whether large and small letters are the same.
    public var ignoresCase: Bool
    /// Whether it is written as JavaScript has it (ECMA-262, with its `u` flag), as JSON Schema
    /// asks; otherwise as Perl has it.
    public var isECMA: Bool
    /// Whether it is compiled to machine code, which costs some hundred microseconds, and makes
    /// searching several times as fast: it pays from some hundred kilobytes on.
    public var usesMachineCode: Bool

    /// Perl's way, run as it is, unless said otherwise.
    public init(
      ignoresCase: Bool = false, isECMA: Bool = false, usesMachineCode: Bool = false
    ) {
      self.ignoresCase = ignoresCase
      self.isECMA = isECMA
      self.usesMachineCode = usesMachineCode
    }
  }

  /// How many ways are tried from one place, plus ten for each byte that is searched.
  private static let waysMax = 250_000
  /// How much memory a search may take, in kibibytes.
  private static let memoryMaxKibibytes: UInt32 = 64 * 1024
  private static let machineStackBytesMin = 32 * 1024
  private static let machineStackBytesMax = 4 * 1024 * 1024
  /// Longer ones are no patterns that somebody wrote; compiling takes a multiple of their length.
  private static let lengthMax = 1 << 20

  private let code: OpaquePointer
  private let match: OpaquePointer
  private let context: OpaquePointer
  private var machineStack: OpaquePointer?

  /// Compiles a pattern.
  public init(_ bytes: [UInt8], _ options: Options = Options()) throws(PatternError) {
    if bytes.count > Pattern.lengthMax {
      throw .invalid(offset: Pattern.lengthMax, message: "it is longer than a mebibyte")
    }
    let code = try Pattern.compile(bytes, options)
    guard let match = pcre2_match_data_create_8(1, nil) else {
      pcre2_code_free_8(code)
      throw .outOfMemory
    }
    guard let context = pcre2_match_context_create_8(nil) else {
      pcre2_match_data_free_8(match)
      pcre2_code_free_8(code)
      throw .outOfMemory
    }
    pcre2_set_heap_limit_8(context, Pattern.memoryMaxKibibytes)
    self.code = code
    self.match = match
    self.context = context
    if options.usesMachineCode { useMachineCode() }
  }

  deinit {
    pcre2_match_context_free_8(context)
    pcre2_match_data_free_8(match)
    pcre2_code_free_8(code)
    if let machineStack { pcre2_jit_stack_free_8(machineStack) }
  }

  private static func compile(
    _ bytes: [UInt8], _ options: Options
  ) throws(PatternError) -> OpaquePointer {
    var flags = UInt32(PCRE2_UTF) | UInt32(PCRE2_MATCH_INVALID_UTF)
    var translation = ECMATranslation(bytes)
    if options.isECMA {
      try translation.run()
      flags |=
        UInt32(PCRE2_DOLLAR_ENDONLY) | UInt32(PCRE2_ALLOW_EMPTY_CLASS)
        | UInt32(PCRE2_MATCH_UNSET_BACKREF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
    } else {
      flags |= UInt32(PCRE2_UCP) | UInt32(PCRE2_NEVER_BACKSLASH_C)
    }
    if options.ignoresCase { flags |= UInt32(PCRE2_CASELESS) }
    var number: Int32 = 0
    var offset = 0
    let text = options.isECMA ? translation.output : bytes
    let code = text.withUnsafeBufferPointer { text in
      pcre2_compile_8(text.baseAddress, text.count, flags, &number, &offset, nil)
    }
    if let code { return code }
    // 121 is the library's number for having got no memory.
    if number == 121 { throw .outOfMemory }
    throw .invalid(
      offset: options.isECMA ? translation.origin(of: offset) : min(offset, bytes.count),
      message: Pattern.message(number))
  }

  private static func message(_ number: Int32) -> String {
    var buffer: [UInt8] = Array(repeating: 0, count: 256)
    let count = buffer.withUnsafeMutableBufferPointer { buffer in
      pcre2_get_error_message_8(number, buffer.baseAddress, buffer.count)
    }
    return String(decoding: buffer.prefix(Int(max(0, count))), as: UTF8.self)
  }

  /// Where the kernel refuses memory that can be run, the pattern is run as it is.
  private func useMachineCode() {
    guard pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) == 0 else { return }
    machineStack = pcre2_jit_stack_create_8(
      Pattern.machineStackBytesMin, Pattern.machineStackBytesMax, nil)
    if let machineStack {
      pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(machineStack))
    }
  }

  // MARK: Searching

  /// Whether it matches anywhere in some bytes.
  public func matches(_ bytes: RawSpan) throws(PatternError) -> Bool {
    try search(bytes, from: 0)
  }

  /// Where it first matches in some bytes, at an offset or behind it; what is before the offset is
  /// seen by what looks back.
  public func firstMatch(
    in bytes: RawSpan, from offset: Int = 0
  ) throws(PatternError) -> Range<Int>? {
    guard try search(bytes, from: offset) else { return nil }
    guard let offsets = pcre2_get_ovector_pointer_8(match) else { return nil }
    // In bounds: the match data was made for one pair. `\K` in what looks ahead can make the
    // first the larger.
    let (start, end) = (offsets[0], offsets[1])
    return min(start, end)..<max(start, end)
  }

  private func search(_ bytes: RawSpan, from offset: Int) throws(PatternError) -> Bool {
    guard offset >= 0, offset <= bytes.byteCount else { return false }
    let ways = Pattern.waysMax + 10 * min(bytes.byteCount, 100_000_000)
    pcre2_set_match_limit_8(context, UInt32(clamping: ways))
    let result = bytes.withUnsafeBytes { bytes in
      let start = bytes.bindMemory(to: UInt8.self).baseAddress
      let result = pcre2_match_8(code, start, bytes.count, offset, 0, match, context)
      if result != PCRE2_ERROR_JIT_STACKLIMIT { return result }
      return pcre2_match_8(
        code, start, bytes.count, offset, UInt32(PCRE2_NO_JIT), match, context)
    }
    if result >= 0 { return true }
    if result == PCRE2_ERROR_NOMATCH { return false }
    if result == PCRE2_ERROR_NOMEMORY { throw .outOfMemory }
    throw .limit
  }
}
