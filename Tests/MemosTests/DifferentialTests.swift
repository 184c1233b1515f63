import Support
import Testing

/// Every cached answer beside the one that is computed without the cache, after any change of what
/// it depends on.
@Suite("A cached answer")
struct DifferentialTests {
  let scratch = Scratch()

  private static let ask = """
    answer='for i in f d; do [ -d $i ] && (cd $i && find . | sort | xargs ls -ld -- | cut -c1-1 && find . -type f | sort |
      xargs -r cat && find . -type l -printf "%l " && find . | sort); [ -f $i ] && cat $i; done; echo end'
    """

  @Test("is the one of now, whatever has happened to a file and a folder", arguments: 1...3)
  func random(seed: Int) {
    let result = scratch.shell(
      """
      \(DifferentialTests.ask)
      RANDOM=\(seed); mkdir d; echo 0 > f; hits=0; changes=0
      name() { echo $1/$((RANDOM % 4))$([ $((RANDOM % 3)) = 0 ] && echo /x); }
      put() { [ -d "$1" ] || { mkdir -p "${1%/*}" 2> /dev/null && echo $2 > "$1"; } 2> /dev/null; }
      for (( step = 0; step < 250; step++ )); do
        n=$(name d); m=$(name d); v=$((RANDOM % 3))
        case $((RANDOM % 16)) in
          0) echo $v > f ;; 1) rm -rf f ;; 2) touch f ;; 3) echo $v > g; mv -T g f 2> /dev/null ;;
          4) echo $v > g; [ -f f ] && touch -r f g; mv -T g f 2> /dev/null ;; 5) put $n $v ;; 6) rm -rf $n ;;
          7) [ -e $n ] && touch $n ;; 8) mv -T $n $m 2> /dev/null ;; 9) ln -sfn $v $n 2> /dev/null ;;
          10) put $n $v; echo $((v + 1)) > g; touch -r $n g 2> /dev/null; mv -T g $n 2> /dev/null ;;
          11) [ -f f ] && { echo $v > f; echo $(((v + 1) % 3)) > f; } ;; 12) mkdir -p $n 2> /dev/null ;;
          13) cp -a d d2; mv -T d d3; mv -T d2 d; rm -rf d3 ;; *) ;;
        esac
        kept=$(pc-cache run -v --depends f --depends d -- bash -c "$answer" 2> notes; echo $?)
        now=$(pc-cache run --no-cache --depends f --depends d -- bash -c "$answer" 2> /dev/null; echo $?)
        [ "$kept" = "$now" ] || { echo "step $step: $kept"; echo "and not $now"; }
        grep -q ': hit' notes && hits=$((hits + 1)); grep -q 'changed' notes && changes=$((changes + 1))
      done
      [ $hits -gt 40 ] && [ $changes -gt 40 ] && echo enough || echo "$hits hits, $changes changes"
      """)
    #expect(result.output == "enough\n", "\(result.errors)")
  }
}
