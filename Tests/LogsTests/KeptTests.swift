import Support
import Testing

/// What is kept of logs can be lost, damaged and cut short at any moment, and never makes an answer wrong.
@Suite("The index of logs")
struct KeptTests {
  let scratch = Scratch()

  /// Logs of some megabytes, with lines that are none and entries without a time.
  private static let logs = #"""
    make() { python3 - "$1" "$2" <<'END'
    import random, sys
    chance = random.Random(int(sys.argv[1]))
    for number in range(int(sys.argv[2])):
        with open("logs/%d.jsonl" % number, "a") as file:
            for at in range(3000):
                if chance.random() < 0.01: file.write("junk\n")
                when = 1772352000000 + at * 1000 + chance.randrange(5000)
                time = '"ts":%d,' % when if chance.random() < 0.99 else ""
                level = chance.choice(["info", "warn", "error"])
                file.write('{%s"level":"%s","worker_id":%d,"event":"e%d","message":"%s %d"}\n'
                    % (time, level, number, chance.randrange(20), "text " * chance.randrange(20), at))
    END
    }
    mkdir logs
    ask() {
      pc-logs logs -q "$@" --level error --event e7
      pc-logs logs -q "$@" --search 'TEXT 29' --tail 40
      pc-logs logs -q "$@" --count --not-level info
    }

    """#

  @Test("is of no consequence where it is damaged, or cannot be kept")
  func damaged() {
    let result = scratch.shell(
      KeptTests.logs + """
        make 1 12; ask --no-cache > all; ask > again; cmp all again
        harm() { python3 - "$1" "$2" <<'END'
        import os, sys
        path = sys.argv[1]
        os.chmod(path, 0o600)
        with open(path, "r+b") as file:
            size = os.path.getsize(path)
            for place in range(7 + int(sys.argv[2]), size, max(1, size // 29)):
                file.seek(place); byte = file.read(1)[0]
                file.seek(place); file.write(bytes([byte ^ 0x55]))
        END
        }
        for round in 1 2 3 4; do
          # The list alone, the packs alone, or both.
          for entry in "$PC_CACHE_DIR"/spaces/logs/*/*; do
            size=$(stat -c %s "$entry")
            if [ $round = 1 ] && [ $size -gt 30000 ]; then continue; fi
            if [ $round = 2 ] && [ $size -le 30000 ]; then continue; fi
            harm "$entry" $round
          done
          ask | cmp - all; ask | cmp - all
        done
        # Only columns, not the heads behind them: what is wrong shows when it is looked at.
        pc-logs index logs --refresh > /dev/null
        for entry in "$PC_CACHE_DIR"/spaces/logs/*/*; do
          python3 - "$entry" <<'END'
        import os, sys
        if os.path.getsize(sys.argv[1]) > 100000:
            with open(sys.argv[1], "r+b") as file: file.seek(70000); file.write(bytes(range(256)) * 100)
        END
        done
        ask | cmp - all; ask | cmp - all
        rm -rf "$PC_CACHE_DIR"/spaces; chmod 500 "$PC_CACHE_DIR"
        ask | cmp - all
        chmod 700 "$PC_CACHE_DIR"; PC_CACHE_MAX_SIZE=100K ask | cmp - all
        echo done
        """)
    #expect(result.output == "done\n", "\(result.errors)")
  }

  @Test("is kept whole or not at all, when the process is killed at any moment")
  func killed() {
    let result = scratch.shell(
      KeptTests.logs + """
        make 1 12; ask --no-cache > all
        { for n in $(seq 1 24); do
          pc-logs drop > /dev/null
          # Killed after so many thousandths of a second, or at its end.
          timeout -s KILL 0.$(printf '%03d' $((n * n / 2))) pc-logs index logs > /dev/null 2>&1
          ask 2>&1 | cmp - all || echo "differs after $n"
        done; } 2> /dev/null
        pc-cache verify > /dev/null && echo whole
        """)
    #expect(result.output == "whole\n", "\(result.errors)")
  }

  @Test("answers two who ask while another writes")
  func shared() {
    let result = scratch.shell(
      KeptTests.logs + """
        make 1 6
        (for n in $(seq 2 9); do make $n 6; done; touch over) &
        watch() {
          before=0
          until [ -e over ]; do
            # Only complete lines count, so that there are never fewer than before.
            now=$(pc-logs logs -q --count "$@") || return
            [ $now -ge $before ] || echo "$now after $before"
            before=$now
          done
        }
        watch --level error & watch --search text & wait
        ask --no-cache > all; ask | cmp - all && echo same
        pc-cache verify > /dev/null && echo whole
        """)
    #expect(result.output == "same\nwhole\n", "\(result.errors)")
  }

  @Test("is of so many logs at most, and of those that were asked last")
  func bounded() {
    let result = scratch.shell(
      KeptTests.logs + """
        make 1 9; pc-logs index logs --max-files 4 > /dev/null; pc-logs status | wc -l
        pc-logs index logs --max-files 4 | sed 's/ (.*)//'; pc-logs status | wc -l
        # What is not in use goes: small packs become one.
        for n in $(seq 2 30); do make $n 1; pc-logs logs/0.jsonl -q --count > /dev/null; done
        pc-cache list --namespace logs --json | jq -r .key | sort -u | wc -l |
          awk '{ print ($1 > 2 && $1 < 14) ? "few" : $0 }'
        pc-logs logs/0.jsonl -q --count --no-cache > all; pc-logs logs/0.jsonl -q --count | cmp - all
        """)
    #expect(result.output == "4\n5 read, 4 known\n4\nfew\n", "\(result.errors)")
  }

  @Test("tells times that were passed over where a log is read in pieces")
  func pieces() {
    // A log of more than 32 MiB is read by several threads, each of which may begin with entries that have
    // no time: theirs is that of the last one of the thread before.
    let result = scratch.shell(
      #"""
      python3 - <<'END'
      with open("big.jsonl", "w") as file:
          for at in range(90000):
              time = '"ts":%d,' % (1772352000000 + at) if at % 3000 == 0 else ""
              file.write('{%s"n":%d,"pad":"%s"}\n' % (time, at, "x" * 520))
      END
      pc-logs big.jsonl | cmp - big.jsonl && pc-logs --no-cache big.jsonl | cmp - big.jsonl && echo same
      pc-logs big.jsonl --since 1772352030000 | head -1 | jq .n
      """#)
    #expect(result.output == "same\n30000\n", "\(result.errors)")
  }
}
