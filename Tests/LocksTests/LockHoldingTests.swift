import Platform
import Support
import Testing

@Suite("A lock across the commands of a script")
struct AcquireTests {
  let scratch = Scratch()

  @Test("is held until the script releases it")
  func release() {
    let result = scratch.script(
      """
      pc-lock acquire a > token
      setsid -w pc-lock run -n a -- true; echo $?
      setsid -w pc-lock release a --token 999; echo $?
      pc-lock release a; echo $?
      setsid -w pc-lock run -n a -- true; echo $?
      pc-lock release a; echo $?
      """)
    #expect(result.output == "1\n1\n0\n0\n1\n", "\(result.errors)")
    #expect(scratch.read("token") == "1\n")
  }

  @Test(
    "ends with its owner, and whoever waits goes on", arguments: ["exponential", "event", "linear"])
  func ownerEnds(strategy: String) {
    let result = scratch.script(
      """
      sleep 1000 & owner=$!
      pc-lock acquire a --owner $owner > token
      pc-lock run --strategy \(strategy) a -- echo in & waiter=$!
      eventually '[ $(pc-lock status a --json | jq .waiting) = 1 ] || [ \(strategy) = linear ]'
      kill -9 $owner; wait $waiter; echo $?
      """)
    #expect(result.output == "in\n0\n", "\(result.errors)")
  }

  @Test("is taken from an owner whose number another process has by now")
  func reusedNumber() {
    // In a pid namespace of its own the next number can be chosen.
    let result = scratch.script(
      """
      unshare -r --pid --fork --mount-proc bash -c '
        sleep 1000 & owner=$!
        pc-lock acquire a --owner $owner > /dev/null
        kill -9 $owner; wait $owner 2>/dev/null
        for try in {1..50}; do
          echo $((owner - 1)) > /proc/sys/kernel/ns_last_pid
          sleep 1000 & again=$!
          [ $again = $owner ] && break
          kill -9 $again
        done
        [ $again = $owner ] && echo same number
        pc-lock try a; echo $?
        kill -9 $again
      '
      """)
    #expect(result.output == "same number\n0\n", "\(result.errors)")
  }

  @Test("ends with its lease, or lasts as long as it is renewed")
  func lease() {
    let result = scratch.script(
      """
      token=$(pc-lock acquire a --lease 1h)
      setsid -w pc-lock try a; echo $?
      pc-lock renew a --token $token --lease 50ms; echo $?
      pc-lock wait a --timeout 10; echo $?
      pc-lock renew a --token $token; echo $?
      pc-lock release a --token $token; echo $?
      pc-lock run --lease 1h a -- sh -c 'pc-lock renew a --lease 2h && pc-lock try a; echo $?'
      pc-lock try a; echo $?
      mkfifo go
      pc-lock run --lease 20ms a -- sh -c 'echo > started; read x < go' & first=$!
      eventually '[ -e started ]'
      pc-lock run --timeout 10 a -- echo after the lease
      echo > go; wait $first
      """)
    #expect(result.output == "1\n0\n0\n1\n1\n1\n0\nafter the lease\n", "\(result.errors)")
    #expect(result.errors.contains("the lease ended before the command did"), "\(result.errors)")
  }

  @Test("ends with its lease also while the command that it was for still runs")
  func leaseOfRun() {
    let result = scratch.script(
      """
      mkfifo go
      pc-lock run --lease 50ms a -- sh -c 'read x < go' 2> warning & wrapper=$!
      eventually '[ $(pc-lock status a --json | jq .token) = 1 ]'
      pc-lock run --timeout 10 a -- pc-lock status a --json | jq -c '[.holders[].token]'
      kill -0 $wrapper && echo > go; wait $wrapper; echo $?; grep -c 'lease ended' warning
      """)
    #expect(result.output == "[2]\n0\n1\n", "\(result.errors)")
  }

  @Test("is refused where it cannot be written down, since nothing else would keep others out")
  func unwritten() {
    let result = scratch.script(
      """
      touch file; run="strace -f -qq -o /dev/null -e inject=flock:error=ENOLCK pc-lock run"
      for folder in /dev/null d; do
        mkdir -p d/locks; touch d/locks/files
        pc-lock --cache-dir $folder acquire --file file --lease 1h; echo $?
        pc-lock --cache-dir $folder run --lease 1h --file file -- echo in; echo $?
        $run --cache-dir $folder --file file -- echo in; echo $?
        pc-lock --cache-dir $folder run --file file -- echo in
      done
      """)
    #expect(result.output == "77\n77\n77\nin\n73\n73\n73\nin\n", "\(result.errors)")
  }

  @Test("is not kept where its token could not be told")
  func untold() {
    let result = scratch.script(
      """
      pc-lock acquire a --lease 1h > /dev/full; echo $?; pc-lock try a; echo $?
      pc-lock acquire -n a --lease 1h >&-; echo $?; pc-lock try a; echo $?
      mkfifo pipe; exec 5<> pipe 6> pipe 5>&-
      pc-lock acquire -n a --lease 1h >&6; echo $?; pc-lock try a; echo $?
      """)
    #expect(result.output == "74\n0\n74\n0\n141\n0\n", "\(result.errors)")
  }

  @Test("is granted although nobody listens to the news of it any more")
  func unheard() {
    let result = scratch.script(
      """
      mkfifo pipe; exec 5<> pipe 6> pipe 5>&-
      pc-lock run --notify-fd 6 a -- echo in
      """)
    #expect(result.output == "in\n", "\(result.errors)")
  }

  @Test("does not mix up its files with standard input, output and error that are closed")
  func closedStandard() {
    let result = scratch.script(
      """
      pc-lock acquire a --lease 1h --verbose > token 2>&-; pc-lock try a; echo $?
      pc-lock run b --verbose -- sh -c 'ls /proc/$$/fd > fds' <&- >&- 2>&-; echo $?; grep -c '^[02]$' fds
      pc-lock fd 2 2>&-; echo $?
      """)
    #expect(result.output == "1\n0\n0\n2\n", "\(result.errors)")
  }

  @Test("shared with a container does not end with the container's share")
  func sharedWithContainer() {
    let result = scratch.script(
      """
      mkfifo go
      # The program runs for a while before it is written down.
      unshare -rpf --mount-proc strace -qq -o /dev/null -e inject=vfork:delay_exit=300000 \\
        pc-lock run -s a -- sh -c 'echo > in; read x < go' &
      eventually '[ -e in ]' || exit; pc-lock acquire -s a --lease 1h
      echo > go; wait; pc-lock run -n a -- echo overlap; echo $?
      """)
    #expect(result.output == "2\n1\n", "\(result.errors)")
  }

  @Test("shared is not shown as held by one who waits to have it alone")
  func sharedAndWaiting() {
    let result = scratch.script(
      """
      pc-lock acquire -s a --lease 1h
      pc-lock run --timeout 10 a -- true & eventually '[ $(pc-lock status a --json | jq .waiting) = 1 ]'
      pc-lock status a --json | jq -c '[.holders[].token]'
      pc-lock release a --token 1; wait
      """)
    #expect(result.output == "1\n[1]\n", "\(result.errors)")
  }

  @Test("lets a caller go on, and tells it of the grant later")
  func notify() {
    let result = scratch.script(
      """
      mkfifo go news; exec 5<> news
      pc-lock run a -- sh -c 'echo > started; read x < go' & eventually '[ -e started ]'
      pc-lock acquire a --notify-fd 5 --owner $$; echo went on
      pc-lock acquire a --notify-fd 5 --owner $$ -n; read -u 5 line; echo $line
      echo > go; read -u 5 line; echo $line
      pc-lock status a --json | jq ".holders[0].pid == $$"
      """)
    #expect(result.output == "went on\nbusy\ngranted 2\ntrue\n", "\(result.errors)")
  }
}

@Suite("pc-lock fd")
struct DescriptorTests {
  let scratch = Scratch()

  @Test("locks as flock(1) does, for as long as the script has the descriptor")
  func flock() {
    let result = scratch.script(
      """
      exec 9> file; pc-lock fd 9; echo $?
      flock -n file true; echo $?
      pc-lock status --file file --json | jq -c "[.state, .holders[0].pid == $$]"
      pc-lock fd 9 --unlock; flock -n file true; echo $?
      pc-lock fd 9; exec 9>&-; flock -n file true; echo $?
      flock file bash -c 'exec 8> file; pc-lock fd 8 -n; echo $?; pc-lock fd 8 -w 20ms; echo $?'
      pc-lock fd 9; echo $?
      """)
    #expect(result.output == "0\n1\n[\"held\",true]\n0\n0\n1\n75\n2\n", "\(result.errors)")
    #expect(scratch.read("file") == "")
  }

  @Test("neither reads nor writes the user's file, nor does --file")
  func untouched() {
    let result = scratch.script(
      """
      echo content > file; exec 9< file; pc-lock fd 9; pc-lock fd 9 -u
      pc-lock run --file file -- flock -n file true; echo $?
      pc-lock break --file file; echo $?; cat file
      """)
    #expect(result.output == "1\n1\ncontent\n", "\(result.errors)")
  }

  @Test("shows a holder that is not ours, from the kernel's table")
  func stranger() {
    let result = scratch.script(
      """
      pc-lock run --file file -- true
      flock file sh -c 'pc-lock status --file file --json' | jq -c '[.state, .holders[0].command[0], .holders[0].token]'
      """)
    #expect(result.output == "[\"held\",\"flock\",null]\n", "\(result.errors)")
  }
}

@Suite("pc-lock break")
struct BreakTests {
  let scratch = Scratch()

  @Test("sets a held lock aside, and those who wait find the new one")
  func setAside() {
    let result = scratch.script(
      """
      mkfifo go
      pc-lock run a -- sh -c 'echo $PC_LOCK_TOKEN > first; read x < go' & eventually '[ -s first ]'
      pc-lock run --backoff-min 5ms a -- sh -c 'echo $PC_LOCK_TOKEN > second' & waiter=$!
      eventually '[ $(pc-lock status a --json | jq .waiting) = 1 ]'
      pc-lock break a; echo $?; wait $waiter; echo $?
      [ $(cat second) -gt $(cat first) ] && echo larger
      echo > go; wait; pc-lock break a; echo $?
      """)
    #expect(result.output == "0\n0\nlarger\n1\n", "\(result.errors)")
  }

  @Test(
    "takes nothing away from whoever waited and is let in by it",
    arguments: ["acquire b --lease 1h", "run b -- cat go", "run --slots 1 b -- cat go"])
  func successor(hold: String) {
    let result = scratch.script(
      """
      mkfifo go; pc-lock \(hold) > /dev/null & eventually 'is_held b'
      pc-lock run b -- sh -c 'echo > in; read x < go' & waiter=$!
      eventually '[ $(pc-lock status b --json | jq .waiting) = 1 ]'
      pc-lock break b \(hold.hasPrefix("run") ? "--kill" : ""); echo $?
      eventually '[ -e in ]'; pc-lock run -n b -- echo overlap 2> /dev/null; echo $?
      echo > go; wait $waiter; echo $?
      """)
    #expect(result.output == "0\n1\n0\n", "\(result.errors)")
  }

  @Test("says that it cannot end a holder in another container, and leaves it alone")
  func container() {
    let result = scratch.script(
      """
      mkfifo go; pc-lock run b -- sh -c 'echo > in; read x < go' & eventually '[ -e in ]'
      unshare -rpf --mount-proc pc-lock break b --kill; echo $?
      pc-lock run -n b -- echo overlap; echo $?; echo > go; wait
      """)
    #expect(result.output == "1\n1\n", "\(result.errors)")
    #expect(result.errors.contains("another container"), "\(result.errors)")
  }

  @Test("ends the holder with --kill, also one that does not want to")
  func kill() {
    let result = scratch.script(
      """
      pc-lock run a -- bash -c 'trap "" TERM; echo > started; while :; do sleep 0.01; done' &
      eventually '[ -e started ]'
      pc-lock break a --kill; echo $?; wait; pc-lock try a; echo $?
      """)
    #expect(result.output == "0\n0\n", "\(result.errors)")
  }
}

@Suite("Bad input to pc-lock")
struct BadInputTests {
  let scratch = Scratch()

  /// Only root can give a folder away; to any other user the machine's own are foreign.
  static let foreign: (String, Int32, String) =
    Environment.user == 0
    ? ("mkdir d; chown 12345 d; pc-lock --cache-dir d run a -- true", 77, "belongs to user 12345")
    : ("pc-lock --cache-dir /usr run a -- true", 77, "belongs to user 0")

  @Test(
    "is one line that says what is wrong, and the right status",
    arguments: [
      ("pc-lock", 2, "no subcommand"),
      ("pc-lock rum a -- true", 2, "did you mean run?"),
      ("pc-lock run", 2, "no NAME"),
      ("pc-lock run a", 2, "no program to run"),
      ("pc-lock run a true", 2, "comes after --"),
      ("pc-lock run --tiemout 3 a -- true", 2, "did you mean --timeout?"),
      ("pc-lock run --timeout never a -- true", 2, "expected a duration"),
      ("pc-lock run --timeout 99999999999999d a -- true", 2, "expected a duration"),
      ("LOCK_TIMEOUT=soon pc-lock run a -- true", 2, "LOCK_TIMEOUT=soon: expected a duration"),
      ("LOCK_BACKOFF_STRATEGY=x pc-lock run a -- true", 2, "expected one of"),
      ("pc-lock run '' -- true", 2, "NAME is empty"),
      ("pc-lock run $(printf 'x%.0s' {1..300}) -- true", 2, "at most 230 bytes"),
      ("pc-lock run --slots 2 --shared a -- true", 2, "exclude each other"),
      ("pc-lock run --backoff-min 3s --backoff-max 2s a -- true", 2, "less than"),
      ("pc-lock run --signal NOPE a -- true", 2, "expected a signal"),
      ("pc-lock run --notify-fd 77 a -- true", 2, "not open"),
      ("pc-lock fd 77", 2, "not open"),
      ("pc-lock acquire a --owner 2147483647", 2, "no such process"),
      ("pc-lock renew a --token 5", 1, "no lease has token 5"),
      ("pc-lock --cache-dir /dev/null run a -- true", 73, "not a folder"),
      ("pc-lock --cache-dir /proc/1/x run a -- true", 73, "cannot make the folder"),
      BadInputTests.foreign,
      ("mkdir d; echo 2 > d/VERSION; pc-lock --cache-dir d run a -- true", 77, "newer version"),
      ("mkdir d; echo > d/locks; pc-lock --cache-dir d run a -- true", 73, "locks: not a folder"),
      ("pc-lock run --file . -- true", 0, ""),
      ("pc-lock run --file no/where -- true", 73, "cannot create"),
      ("pc-lock run --profile-cpu a -- true", 2, "reserved"),
      (
        "mkdir -p d/locks; mkfifo d/locks/a.lock; pc-lock --cache-dir d run a -- true; echo >&2", 0,
        ""
      ),
    ])
  func refused(line: String, status: Int32, words: String) {
    let result = scratch.script(line)
    #expect(result.status == status, "\(line): \(result.errors)")
    #expect(result.errors.contains(words), "\(line): \(result.errors)")
    if status != 0 {
      #expect(result.errors.split(separator: "\n").count == 1, "\(line): \(result.errors)")
      #expect(result.errors.hasPrefix("pc-lock: "), "\(line): \(result.errors)")
    }
  }
}
