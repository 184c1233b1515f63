import Support
import Testing

@Suite("A changed configuration")
struct EditTests {
  let scratch = Scratch()

  @Test("is the old one or the new one after kill -9 at any moment")
  func killed() {
    let result = scratch.shell(
      """
      printf '# kept\\n{"n": 0, "text": "%s"}\\n' "$(seq -s ' ' 20000)" | sed 1d > c.json
      for i in $(seq 150); do
        pc-config set -f c.json n $i & child=$!
        read -t "0.000$((RANDOM % 10))$((RANDOM % 10))" < <(:)
        kill -9 $child 2> /dev/null; wait $child 2> /dev/null
        n=$(jq .n c.json) || echo "broken at $i"
        [ "$n" -le $i ] || echo "$n at $i"
      done
      pc-config set -f c.json n 999 && jq .n c.json
      ls -A | grep -v -e cache -e '^\\.run' | grep -v tmp
      """)
    #expect(result.output == "999\nc.json\n", "\(result.errors)")
  }

  @Test("loses none of many changes at once")
  func concurrent() {
    let result = scratch.shell(
      """
      echo '{}' > c.json; printf '' > c.yaml; printf '' > c.toml
      for i in $(seq 25); do
        for f in c.json c.yaml c.toml; do pc-config set -f $f k$i $i & done
      done
      wait
      for f in c.json c.yaml c.toml; do pc-config len -f $f; done
      """)
    #expect(result.output == "25\n25\n25\n", "\(result.errors)")
  }

  @Test("keeps the file's permissions, and a link stays a link")
  func kept() {
    let result = scratch.shell(
      """
      echo 'a: 1' > real.yaml; chmod 640 real.yaml; ln -s real.yaml link.yaml
      pc-config set -f link.yaml a 2 && stat -c '%a' real.yaml && test -L link.yaml && cat real.yaml
      """)
    #expect(result.output == "640\na: 2\n", "\(result.errors)")
  }

  @Test("is refused where the disk is full, and the file is as it was")
  func full() {
    let result = scratch.shell(
      """
      printf '{"a": "%s"}' "$(seq -s ' ' 5000)" > c.json; cp c.json before.json
      (ulimit -f 4; trap '' XFSZ; pc-config set -f c.json b 1); echo "status $?"
      cmp c.json before.json && echo same
      """)
    #expect(result.output == "status 74\nsame\n", "\(result.errors)")
  }
}
