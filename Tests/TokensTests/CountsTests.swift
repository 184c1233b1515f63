import Support
import Testing

/// Counts that are remembered are those that are counted afresh, whatever has happened to the files.
@Suite("Remembered counts")
struct CountsTests {
  let scratch = Scratch()

  @Test("are the counts of now, whatever has happened in a tree", arguments: 1...2)
  func random(seed: Int) {
    scratch.write("driver.py", CountsTests.driver)
    let result = scratch.shell("python3 driver.py \(seed) 80")
    #expect(result.output == "enough\n", "\(result.errors)")
  }

  @Test("that are estimates say each time how far off they may be")
  func estimates() {
    scratch.write("estimates.py", CountsTests.estimates)
    let result = scratch.shell("python3 estimates.py")
    #expect(result.output == "the same\n", "\(result.errors)")
  }

  private static let estimates = #"""
    import json, os, subprocess, time

    open("a.txt", "w").write("héllo wörld " * 3000)
    # Until the stamps can be trusted.
    while time.time() - os.stat("a.txt").st_ctime < 2.1: pass

    def run(*options):
        done = subprocess.run(["pc-tokens", "--mode", "estimated", *options, "a.txt"], capture_output=True)
        return done.stdout + done.stderr

    first, second = run("--json"), run("--json")
    assert json.loads(first.splitlines()[0])["error_percent"] > 0, first
    assert b" 1 hits" in run("--stats"), run("--stats")
    print("the same" if first == second else (first, second))
    """#

  @Test("of parts are right, and parts join to the whole", arguments: 1...3)
  func parts(seed: Int) {
    scratch.write("parts.py", CountsTests.parts)
    let result = scratch.shell("python3 parts.py \(seed)")
    #expect(result.output == "enough\n", "\(result.errors)")
  }

  /// Splits texts of characters of several tokens, and tokens with parts of characters.
  private static let parts = #"""
    import json, random, subprocess, sys

    chance = random.Random(int(sys.argv[1]))
    some = ["匪", " 匪", "👩\u200d👩\u200d👧", "\U0010fffd", "é", " the", "中文", "🫠", "1234", "\n\n", "ß ", "𒀀"]
    count = 0

    def split(text, *options):
        done = subprocess.run(["pc-tokens", "split", "--json", *options], input=text, capture_output=True)
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]

    for _ in range(40):
        text = "".join(chance.choice(some) for _ in range(chance.randrange(1, 60))).encode()
        most = chance.randrange(1, 14)
        encoding = chance.choice(["o200k_base", "cl100k_base"])
        status, parts = split(text, "-n", str(most), "-e", encoding)
        whole = b"".join(part["text"].encode() for part in parts)
        assert status == (0 if whole == text else 65), (status, text, most)
        assert text.startswith(whole), (text, most)
        overlap = chance.randrange(most)
        status, shared = split(text, "-n", str(most), "-e", encoding, "--overlap", str(overlap))
        for found in parts, shared:
            end = 0
            for part in found:
                assert "text_base64" not in part and part["count"] <= most, (text, most, part)
                assert part["start"] <= end < part["end"], (text, most, overlap, part)
                assert text[part["start"]:part["end"]] == part["text"].encode()
                end = part["end"]
                count += 1
            if status == 0: assert found is parts or end == len(text), (text, most, overlap)
    print("enough" if count > 300 else count)
    """#

  /// Changes a tree at random, and compares after each step.
  private static let driver = #"""
    import json, os, random, shutil, subprocess, sys, time

    chance, steps = random.Random(int(sys.argv[1])), int(sys.argv[2])
    os.makedirs("t"); os.chdir("t")
    names = ["a.txt", "b.py", "ü", "e e", "-x", "f\ng", "s/a", "s/t/b", "v/c"]
    words = ["hello", " world", "\n", "中文", "  ", "1234567", "don't", "\0", "é", "👍"]

    def run(*options):
        done = subprocess.run(["pc-tokens", "--json", *options, "."], capture_output=True)
        if done.returncode or done.stderr: print(options, done, file=sys.stderr)
        return done.stdout

    def text():
        # What is short is counted sooner than it is looked up.
        some = "".join(chance.choice(words) for _ in range(chance.randrange(1, 9)))
        return (some * chance.choice([1, 1000])).encode()

    def grow_old():
        # Until the stamps can be trusted.
        while files() and time.time() - max(os.stat(path).st_ctime for path in files()) < 2.1: pass

    def files():
        return [os.path.join(base, name) for base, _, all in os.walk(".") for name in all]

    def write(path, data):
        os.makedirs(os.path.dirname("./" + path), exist_ok=True)
        with open("./" + path, "wb") as file: file.write(data)

    def replace(path):
        status = os.stat(path)
        with open(path, "r+b") as file:
            size = len(file.read()); file.seek(0); file.write(bytes(chance.choice(b"ab \n") for _ in range(size)))
        # The stamp is set back: only the time of the change of status tells.
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    def swap(one, other):
        os.rename(one, "../aside"); os.rename(other, one); os.rename("../aside", other)

    for step in range(steps):
        there = files()
        what = chance.randrange(7)
        if what < 2 or len(there) < 3: write(chance.choice(names), text())
        elif what == 2: replace(chance.choice(there))
        elif what == 3: swap(*chance.sample(there, 2))
        elif what == 4: os.utime(chance.choice(there))
        elif what == 5: os.remove(chance.choice(there))
        else: shutil.copy(chance.choice(there), "copy%d" % step)
        if step % 20 == 10:
            grow_old()
            run()
        options = chance.choice([[], ["--binary"], ["-e", "cl100k_base"], ["--max-entries", "3"]])
        fresh = run("--no-cache", *options)
        kept = run(*options)
        if kept != fresh: print(step, what, options, kept, fresh, sep="\n", file=sys.stderr); sys.exit(1)
        if json.loads(kept.splitlines()[-1]).get("total") is not True: sys.exit("no total")
    print("enough")
    """#

  @Test("are of no consequence where they are damaged, or cannot be kept")
  func damaged() {
    let result = scratch.shell(
      """
      for i in $(seq 1 40); do yes "hello world $i" | head -c 5000 > f$i; done
      pc-tokens f* > all; pc-tokens --stats f* 2> stats > again; cmp all again; grep -o '40 hits' stats
      # Each byte of what is kept may be another one; the vocabulary's table, too.
      for entry in "$PC_CACHE_DIR"/spaces/tokens/*/*; do
        python3 - "$entry" <<'END'
      import os, sys
      path = sys.argv[1]
      os.chmod(path, 0o600)
      with open(path, "r+b") as file:
          size = os.path.getsize(path)
          for place in range(7, size, max(1, size // 97)):
              file.seek(place); byte = file.read(1)[0]
              file.seek(place); file.write(bytes([byte ^ 0x55]))
      END
      done
      pc-tokens f* | cmp - all; pc-tokens --no-cache f* | cmp - all
      rm -rf "$PC_CACHE_DIR"/spaces; chmod 500 "$PC_CACHE_DIR"
      pc-tokens f* | cmp - all
      chmod 700 "$PC_CACHE_DIR"
      """)
    #expect(result.output == "40 hits\n", "\(result.errors)")
  }

  @Test("are kept whole or not at all, when the process is killed at any moment")
  func killed() {
    let result = scratch.shell(
      """
      mkdir t; for i in $(seq 1 60); do yes "hello world $i" | head -c 5000 > t/f$i; done
      pc-tokens t > all
      { for n in $(seq 1 30); do
        pc-cache clear --namespace tokens > /dev/null
        # Killed after so many thousandths of a second, or at its end.
        timeout -s KILL 0.$(printf '%03d' $((n * n / 2))) pc-tokens t > /dev/null 2>&1
        pc-tokens t 2>&1 | cmp - all || echo "differs after $n"
      done; } 2> /dev/null
      pc-cache verify > /dev/null && echo whole
      """)
    #expect(result.output == "whole\n", "\(result.errors)")
  }

  @Test("grow to so many, and the least used go")
  func bounded() {
    let result = scratch.shell(
      """
      for i in $(seq 1 400); do yes "text $i" | head -c 5000 > f$i; done
      # Sixteen tables hold 7 texts each, and as many files, which may be others.
      pc-tokens --max-entries 100 f* > /dev/null
      pc-tokens --max-entries 100 --stats f* 2>&1 > /dev/null | grep -o '[0-9]* hits' | head -1 |
        awk '{ print ($1 > 20 && $1 <= 224) ? "some" : $0 }'
      # An age that is no more permitted makes counts anew.
      pc-tokens --max-entries 1000 f* > /dev/null
      pc-tokens --max-entries 1000 --ttl 1h --stats f* 2>&1 > /dev/null | grep -o '400 hits'
      pc-tokens --max-entries 1000 --refresh --stats f* 2>&1 > /dev/null | grep -o '0 hits, 400 misses'
      """)
    #expect(result.output == "some\n400 hits\n0 hits, 400 misses\n", "\(result.errors)")
  }

  @Test("of texts of another program are kept, too, and none of its failures")
  func program() {
    let result = scratch.shell(
      """
      printf 'one two' > a
      printf '#!/bin/sh\\necho called >> calls; wc -w\\n' > count; chmod +x count
      pc-tokens --counter ./count a; pc-tokens --counter ./count a; wc -l < calls
      pc-tokens -q --counter 'sh -c "exit 3"' --json a | grep -c heuristic
      pc-tokens -q --counter 'sh -c "exit 3"' --json a | grep -c heuristic
      """)
    #expect(result.output == "2 a\n2 a\n1\n1\n1\n", "\(result.errors)")
  }
}
