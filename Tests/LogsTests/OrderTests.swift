import Support
import Testing

/// Entries of one time, and entries without one, wherever they lie: the same order, whether logs are kept or not.
@Suite("The order of entries")
struct OrderTests {
  let scratch = Scratch()

  @Test("is that of their times, their logs and their lines", arguments: 1...3)
  func random(seed: Int) {
    scratch.write(
      "driver.py",
      #"""
      import json, random, subprocess, sys

      chance = random.Random(int(sys.argv[1]))
      entries = []
      for log in range(3):
          # Many of one time, some of old ones, some without: these take that of the line before.
          last, steady = None, chance.random() < 0.3
          with open("%d.jsonl" % log, "wb") as file:
              for line in range(chance.choice([3000, 9000])):
                  kind = chance.random()
                  time = None if kind < 0.2 else 5 if kind < 0.21 else 1000 if steady else 1000 + line // 2500
                  text = json.dumps({"n": line, "log": log} | ({"ts": time} if time else {})).encode() + b"\n"
                  file.write(text)
                  last = time or last
                  entries.append((last or 0, log, line, text))
      entries.sort(key=lambda entry: entry[:3])

      def run(*options):
          return subprocess.run(["pc-logs", *options, "0.jsonl", "1.jsonl", "2.jsonl"], capture_output=True).stdout

      for kept in ["--no-cache", "-q", "-q"]:
          if run(kept) != b"".join(entry[3] for entry in entries): print("all", kept)
          for count in [1, 7, 5000]:
              if run(kept, "-n", str(count)) != b"".join(entry[3] for entry in entries[:count]): print(count, kept)
              if run(kept, "--tail", str(count)) != b"".join(entry[3] for entry in entries[-count:]): print(-count, kept)
      print("enough")
      """#)
    let result = scratch.shell("python3 driver.py \(seed)")
    #expect(result.output == "enough\n", "\(result.errors)")
  }

  @Test("takes times over what was passed over, and over what is no entry")
  func passedOver() {
    let result = scratch.shell(
      #"""
      printf '{"ts":"2026-03-01T08:00:00Z","message":"plain"}\n{"message":"needle"}' > end.jsonl
      # Logs that several threads share are read in stretches of 16 MiB.
      python3 - <<'END'
      plain = "x" * 150
      with open("between.jsonl", "w") as file:
          for index in range(300_000):
              if index == 110_000: file.write('{"message":"needle"}\n')
              file.write('{"ts":%d,"message":"%s"}\n' % (1772352000 + index, plain))
          file.write('{"message":"needle"}\n')
      with open("junk.jsonl", "w") as file:
          file.write('{"ts":"2026-03-01T08:00:00Z"}\n')
          for index in range(500_000): file.write("x" * 99 + "\n")
          file.write('{"message":"needle"}\n')
      END
      for log in end between junk; do
        pc-logs -q --since 2026-01-01 --search needle --no-cache $log.jsonl | wc -l
        pc-logs -q --since 2026-01-01 --search needle - < $log.jsonl | wc -l
        pc-logs -q --since 2026-01-01 --search needle $log.jsonl | wc -l
        pc-logs -q --since 2026-01-01 --search needle $log.jsonl | wc -l
      done | tr '\n' ' '
      """#)
    #expect(result.output == "1 1 1 1 2 2 2 2 1 1 1 1 ", "\(result.errors)")
  }

  @Test("needs little memory for entries without times")
  func untimed() {
    let result = scratch.shell(
      #"""
      yes '{"message":"no time at all"}' | head -n 2000000 > log.jsonl
      for options in "index -j2" "-j2 -n 1" "-j2 --tail 1 --no-cache"; do
        python3 - $options <<'END'
      import resource, subprocess, sys
      subprocess.run(["pc-logs", *sys.argv[1:], "-q", "log.jsonl"], stdout=subprocess.DEVNULL)
      print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 40_000)
      END
      done
      """#)
    #expect(result.output == "True\nTrue\nTrue\n", "\(result.errors)")
  }
}
