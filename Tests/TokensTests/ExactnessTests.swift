import Support
import Testing

/// What is expected was found with tiktoken 0.14.0: the SHA-256 of its ids, with a space between them and a
/// newline at the end, of a text that holds every scalar of Unicode in some surroundings.
@Suite("The tokens of every character")
struct ExactnessTests {
  let scratch = Scratch()

  @Test(
    "are those of tiktoken",
    arguments: [
      (
        "{0}\\n", "0e2f10a15b62ef736fdedf54774b5351dbe680a24b534f3b58e4b1cafdb1d9d4",
        "e415bb9384619dee905297c1038eb467f1427afb8c897f8cb7cb13bdcf91140d"
      ),
      (
        "a{0}b\\n", "b1dae3244f0e68b7cff8763826a2fb0bd52dd89519a36061078d6f60b93751a4",
        "00c72b04133dd44daf245e183f3b0829c7e5eb21cb219b55327be3914c215912"
      ),
      (
        " {0}{0}\\n", "b5df5a111f46d6ed2030efaf89e2f83d247e37e8ccf88c6356a5388c4f2d1994",
        "e71f9078b17ea411bcbf50ee407b21bb13748e6bd44e3cf340ecbaae7d6ab783"
      ),
      (
        "1{0}'S{0}\\n", "39bdb57b7d64b49bad20c011e9369f3c8a4438fd58c16eb21f48bfac9d1cfe97",
        "b74c5d87d3818d59c117e522c3654db02198371d1f737f0af20d75a4398cf57f"
      ),
      (
        "\\t{0}A\\n", "f9eaa5f8f40a59d795669de6f467ec0f84e13457ca586d614c53608195cd73a8",
        "5477f27bfad482f59ea5e2e9aad44528c2ef162ef05a8effa2bc351bf8db6a18"
      ),
    ])
  func scalars(surroundings: String, o200k: String, cl100k: String) {
    scratch.write(
      "write.py",
      """
      import sys
      for scalar in range(0x110000):
          if not 0xD800 <= scalar < 0xE000:
              sys.stdout.buffer.write("\(surroundings)".format(chr(scalar)).encode())
      """)
    let result = scratch.shell(
      """
      python3 write.py > text
      pc-tokens encode -e o200k_base text | sha256sum
      pc-tokens encode -e cl100k_base text | sha256sum
      # A count is found in another way than ids are.
      for encoding in o200k_base cl100k_base; do
        test "$(pc-tokens encode -e $encoding text | wc -w)" = "$(pc-tokens -j2 -e $encoding - < text)" || echo differs
      done
      """)
    #expect(result.output == "\(o200k)  -\n\(cl100k)  -\n", "\(result.errors)")
  }

  @Test("are those of a shorter run and as many more, where a run has no end")
  func endless() {
    // The counts of so long a run in one piece, and of what differs, are told by shorter ones.
    scratch.write(
      "check.py",
      """
      import os, subprocess, sys

      def count(parts, encoding):
          process = subprocess.Popen(["pc-tokens", "-j1", "--no-cache", "-e", encoding, "-"],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE)
          for part in parts: process.stdin.write(part)
          process.stdin.close()
          return int(process.stdout.read())

      for encoding in ["o200k_base", "cl100k_base"]:
          for unit in [b"\\0", b" ", b"\\n", b"a", b"A", b"7", b"=", "中".encode(), "é".encode()]:
              for before, after in [(b"", b""), (b"x\\n", b" y"), (b"(", b"\\nz"), (b"\\n\\t", b"9")]:
                  # A whole number of any period: 128, 3 and those below.
                  step = 128 * 3 * 5 * 7 * 11 * len(unit)
                  runs = [unit * (700_000 + n * step // len(unit)) for n in range(3)]
                  counts = [count([before, run, after], encoding) for run in runs]
                  if counts[1] - counts[0] != counts[2] - counts[1]:
                      print(encoding, unit, before, after, counts)
      """)
    #expect(scratch.shell("python3 check.py").output == "")
  }

  @Test("are right in long runs of one, which tiktoken itself cannot always take")
  func runs() {
    let result = scratch.shell(
      """
      head -c 1000000 /dev/zero | tr '\\0' ' ' | pc-tokens
      head -c 1000000 /dev/zero | tr '\\0' a | pc-tokens
      head -c 1000000 /dev/zero | tr '\\0' 7 | pc-tokens
      """)
    #expect(result.output == "7813\n125000\n333334\n")
  }
}
