import CommandKit
import Testing

@Suite("Help")
struct HelpTests {
  @Test("in short is a screen of names")
  func short() {
    #expect(
      Help.text(Fixture.shelf, nil, isShort: true) == """
        usage: pc-shelf run [OPTION]... THING -- CMD [ARG]...
               pc-shelf put [OPTION]... FILE...
               pc-shelf list [OPTION]... [COUNT]

        keep things on shelves

        Subcommands:
          run   Run a program with a shelf
          put   Put files on a shelf
          list  Show what is there

        Options of every subcommand:
          -s, --shelf NAME  The shelf to use

        Common options: --json, --format, -0/--null, -q/--quiet, -v/--verbose, --color,
          -j/--jobs, --cache-dir, --namespace, --refresh, --no-cache, --stats,
          -h/--help, --version
        In full: pc-shelf --help

        """)
  }

  @Test("in short for a subcommand tells its options")
  func shortSubcommand() {
    #expect(
      Help.text(Fixture.shelf, Fixture.put, isShort: true).hasPrefix(
        """
        usage: pc-shelf put [OPTION]... FILE...

        Put files on a shelf

        Options:
          -i, --into DIR    Where to put them: a folder [of the shelf]
          -l, --log[=FILE]  Write what was done
              --tag TAG     Mark them
          -s, --shelf NAME  The shelf to use

        """))
  }

  @Test("in full for a command with one action")
  func full() {
    #expect(
      Help.text(Fixture.paint, Fixture.paint.actions[0], isShort: false) == """
        pc-paint - paint things

        usage: pc-paint [OPTION]... COLOUR [FOLDER]...

        What is painted stays painted.

        Operands:
          COLOUR  Which colour
          FOLDER  What to paint

        Options:
          -n, --coats N  How often

        Common options:
              --json            Write JSON: one object, or one object a line
          -0, --null            End each name with a NUL byte instead of a newline
          -q, --quiet           Say nothing but what was asked for
          -v, --verbose         Tell on standard error what is done and why
              --color WHEN      When to use colours (default: auto); WHEN is auto,
                                always or never
          -j, --jobs N          Do at most so many things at once;
                                --concurrency-disable stands for --jobs 1
              --cache-dir DIR   Use this cache directory
              --namespace NAME  Keep apart from other namespaces
              --ttl DURATION    Take cached answers up to this age
              --refresh         Compute a fresh answer, and cache it
              --no-cache        Take no part in the cache; also --cache-disable
              --stats           Tell on standard error what this run did; also
                                --performance-stats
          -h, --help            Show help: -h in short, --help in full
              --version         Show the version
          Reserved for later: --profile-cpu and --profile-memory

        Exit status:
          0   Done
          2   The command line or a setting makes no sense
          74  Reading or writing failed

        Examples:
          Paint everything:
            $ pc-paint red .

        Manual: man pc-paint

        """)
  }

  @Test("in full tells all of a command, or of one subcommand")
  func parts() {
    let whole = Help.text(Fixture.shelf, nil, isShort: false)
    for part in [
      "More on each: pc-shelf SUBCOMMAND --help", "\nOptions of every subcommand:\n",
      "--format FORMAT   How to write the answer; FORMAT is json or csv",
      "  LOCK_TIMEOUT           How long", "Without it: no\n                         limit.",
      "  1      Nothing is there\n", "  126    The program cannot be run\n",
      "  $PC_CACHE_DIR/shelves/  The shelves, a folder each\n",
      "    $ pc-shelf put --tag=new -- -odd-name\n",
    ] {
      #expect(whole.contains(part))
    }
    #expect(!whole.contains("--ttl") && !whole.contains("--strategy HOW"))

    let run = Help.text(Fixture.shelf, Fixture.run, isShort: false)
    for part in [
      "pc-shelf run - Run a program with a shelf\n", "The shelf is kept while the program runs.\n",
      "How to wait; HOW is patient or eager; --eager stands\n",
      "Become the program; also --replace",
      "    $ pc-shelf run lamp -t 5 -- make -j4\n",
    ] {
      #expect(run.contains(part))
    }
    #expect(!run.contains("--into") && !run.contains("--odd-name"))
    let put = Help.text(Fixture.shelf, Fixture.put, isShort: false)
    #expect(put.contains("Mark them; may be given several times\n"))
    #expect(!put.contains("126"))
  }

  @Test("fits a terminal of 80 columns, except for lines to copy")
  func width() {
    for command in Fixture.commands {
      for action in [nil] + command.actions.map(Optional.some) {
        for isShort in [true, false] {
          let lines = Help.text(command, action, isShort: isShort).split(separator: "\n")
          let wide = lines.filter { $0.count > 79 && !$0.hasPrefix("    $ ") }
          #expect(wide == [])
          #expect(lines.filter { $0.hasSuffix(" ") } == [])
        }
      }
    }
  }
}
