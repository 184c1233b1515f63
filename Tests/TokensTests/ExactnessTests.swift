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

  @Test("are those of the tokens one by one, whatever repeats without an end")
  func repeating() {
    // What is counted in segments, with runs left out, is encoded as a whole.
    let result = scratch.shell(
      #"""
      cat > write.py <<'END'
      import sys
      before, unit = (word.encode().decode("unicode_escape") for word in sys.argv[1:3])
      sys.stdout.buffer.write((before + unit * (int(sys.argv[3]) // len(unit.encode()))).encode())
      END
      for encoding in o200k_base cl100k_base; do
        while read -r before unit; do
          for size in 1048580 2500000; do
            python3 write.py "${before#-}" "$unit" $size > text
            count=$(pc-tokens encode -e $encoding text | wc -w)
            for jobs in 1 2; do
              test "$count" = "$(pc-tokens --no-cache -j$jobs -e $encoding - < text)" ||
                echo "$encoding '$before' '$unit' $size"
            done
          done
        done <<'END'
      - \n/
      -x \r/
      - \n\n\n/
      -' \u017f
      -' s
      - 's
      - ab1
      -( 7.
      - \t\n
      - a\u0301
      - \u4e2d\u3002
      - abcde
      END
      done
      """#)
    #expect(result.output == "", "\(result.errors)")
  }

  @Test("are those of the tokens one by one, where words are not cut")
  func uncut() {
    let result = scratch.shell(
      #"""
      cat > write.py <<'END'
      import json, random
      letters = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
      others = [byte for byte in range(256) if byte not in letters]
      names = {byte: chr(byte) for byte in letters} | {byte: chr(256 + n) for n, byte in enumerate(others)}
      vocabulary = {names[byte]: byte for byte in range(256)}
      merges = [("a", names[32]), (names[32], "b"), ("a", "1"), ("1", names[32]), (names[10], "a"), (".", names[32])]
      for pair in merges: vocabulary["".join(pair)] = len(vocabulary)
      cuts = {
          "none": None, "digits": {"type": "Digits", "individual_digits": True},
          "three": {"type": "Split", "pattern": {"Regex": "\\p{N}{1,3}"}, "behavior": "Isolated", "invert": False},
          "breaks": {"type": "Split", "pattern": {"Regex": "[\r\n]"}, "behavior": "Isolated", "invert": False}}
      for name, cut in cuts.items():
          last = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}
          steps = {"type": "Sequence", "pretokenizers": [cut, last]} if cut else last
          json.dump({"pre_tokenizer": steps, "model": {"type": "BPE", "vocab": vocabulary,
                     "merges": [" ".join(pair) for pair in merges]}}, open(name + ".json", "w"))
      chance = random.Random(7)
      open("text", "w").write("".join(chance.choices(["a ", " b", "1 ", "a1", ".", "\n", "a"], k=1_200_000)))
      END
      python3 write.py
      for name in none digits three breaks; do
        test "$(pc-tokens encode -e ./$name.json text | wc -w)" = "$(pc-tokens --no-cache -e ./$name.json - < text)" ||
          echo $name
      done
      """#)
    #expect(result.output == "", "\(result.errors)")
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
