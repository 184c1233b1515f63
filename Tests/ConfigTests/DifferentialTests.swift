import Support
import Testing

/// Every cached answer beside the one that is computed without the cache, after any change of the
/// files, and what is put together beside what jq makes of the same files.
@Suite("A configuration")
struct DifferentialTests {
  let scratch = Scratch()

  @Test("is the one of now, whatever has happened to its files", arguments: 1...3)
  func random(seed: Int) {
    let result = scratch.shell(
      """
      stats=$PWD/stats; RANDOM=\(seed); mkdir -p p/.git p/.pc p/s/.pc p/s/t; cd p; hits=0; misses=0
      text() {
        case $1 in
          *.yaml) printf 'a: %d\\nb: {c: %d}\\n' $2 $2 ;;
          *.toml) printf 'a = %d\\n[b]\\nd = %d\\n' $2 $2 ;;
          *.json) printf '{"a": %d, "b": {"e": [%d]}}' $2 $2 ;;
        esac
      }
      for (( step = 0; step < 300; step++ )); do
        files=(.pc/config.yaml .pc/config.toml .pc/config.json s/.pc/config.yaml s/.pc/config.json)
        f=${files[RANDOM % 5]}; v=$((RANDOM % 10))
        case $((RANDOM % 10)) in
          0|1) text $f $v > $f ;; 2) rm -f $f ;; 3) [ -e $f ] && touch $f ;;
          4) text $f $v > g; mv g $f ;; 5) text $f $v > g; [ -e $f ] && touch -r $f g; mv g $f ;;
          6) [ -e $f ] && { text $f $v > $f; text $f $(((v + 1) % 10)) > $f; } ;;
          7) [ -e $f ] && { text $f $v > g; touch -r $f g; cat g > $f; touch -r g $f; } ;;
          8) [ -e $f ] && { cp -p $f g; rm $f; mv g $f; } ;; *) ;;
        esac
        rm -f g
        export PC_CONFIG_N=$((RANDOM % 3))
        [ $((RANDOM % 4)) = 0 ] && unset PC_CONFIG_N
        for folder in . s/t; do
          kept=$(cd $folder && pc-config dump -c --no-layers --stats 2> $stats; echo $?)
          now=$(cd $folder && pc-config dump -c --no-layers --no-cache 2>&1; echo $?)
          [ "$kept" = "$now" ] || { echo "step $step: $kept"; echo "and not $now"; }
          grep -q '1 hit' $stats && hits=$((hits + 1)) || misses=$((misses + 1))
        done
      done
      [ $hits -gt 60 ] && [ $misses -gt 60 ] && echo enough || echo "$hits hits, $misses misses"
      """)
    #expect(result.output == "enough\n", "\(result.errors)")
  }

  @Test("is what jq makes of the same files")
  func merged() {
    let result = scratch.shell(
      """
      python3 - <<'END'
      import json, random, subprocess
      chance = random.Random(5)
      def value(depth):
          kind = chance.randrange(7 if depth < 4 else 5)
          if kind == 5: return [value(depth + 1) for _ in range(chance.randrange(3))]
          if kind == 6: return table(depth + 1)
          return [None, True, chance.randrange(1000), "ä \\"" + str(chance.randrange(9)), 1.5][kind]
      def table(depth):
          return {chance.choice("abcdefgh" "ijklmnopqrstuvw"): value(depth)
                  for _ in range(chance.choice([0, 2, 5, 40]))}
      for number in range(60):
          names = []
          for part in range(chance.randrange(1, 5)):
              names.append(f"{part}.json")
              json.dump(table(0), open(names[-1], "w"), ensure_ascii=chance.random() < 0.5)
          ours = subprocess.run(
              ["pc-config", "dump", "-c"] + [w for n in names for w in ("-f", n)],
              capture_output=True, text=True)
          jq = subprocess.run(
              ["jq", "-n", "-c", "reduce inputs as $x ({}; . * $x)"] + names,
              capture_output=True, text=True)
          # The order of what comes later than the first file is not jq's business.
          if json.loads(ours.stdout) != json.loads(jq.stdout): print(number, ours, jq)
      END
      echo done
      """)
    #expect(result.output == "done\n", "\(result.errors)")
  }

  @Test("is right with a kept form that is damaged at any byte")
  func damaged() {
    let result = scratch.shell(
      """
      printf '{"a": {"b": "the answer", "list": [1, 2, 3]}, "z": 1}' > c.json
      for i in $(seq 20); do printf '"k%d": %d,' $i $i; done | sed 's/^/{/; s/,$/}/' > d.json
      pc-config get -f c.json -f d.json a.b > /dev/null
      file=$(find cache/spaces/config -type f); cp "$file" whole
      size=$(stat -c %s whole)
      for (( at = 0; at < size; at++ )); do
        cp whole broken
        byte=$(od -An -tu1 -j $at -N 1 whole)
        printf "\\\\x$(printf %x $((byte ^ 64)))" | dd of=broken bs=1 seek=$at conv=notrunc 2> /dev/null
        mv broken "$file"
        [ "$(pc-config get -f c.json -f d.json a.b k20 2>&1)" = $'the answer\\n20' ] || echo "at $at"
      done
      head -c $((size / 2)) whole > broken; mv broken "$file"
      pc-config get -f c.json -f d.json a.b
      """)
    #expect(result.output == "the answer\n", "\(result.errors)")
  }
}
