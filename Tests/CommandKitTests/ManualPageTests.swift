import CommandKit
import Suite
import Support
import Testing

@Suite("A man page")
struct ManualPageTests {
  let scratch = Scratch()

  /// The page as a reader sees it, without bold and underlined letters.
  private func rendered(_ command: Command) -> String {
    scratch.write("page.1", ManualPage.text(command))
    return scratch.shell("mandoc -T ascii -O width=78 page.1 | col -bx").output
  }

  @Test("passes lint without a message")
  func lint() {
    for command in Fixture.commands {
      scratch.write("page.1", ManualPage.text(command))
      let result = scratch.shell("mandoc -T lint -W all page.1")
      #expect(result.output + result.errors == "")
      #expect(result.status == 0)
    }
  }

  @Test("of every command of the suite passes lint", arguments: Suite.commands.map { $0.name })
  func suite(name: String) throws {
    let command = try #require(Suite.commands.first { $0.name == name })
    scratch.write("page.1", ManualPage.text(command))
    #expect(scratch.shell("mandoc -T lint -W all page.1").output == "")
  }

  @Test("tells all that is declared, in the usual order")
  func sections() {
    let page = rendered(Fixture.shelf)
    let titles = page.split(separator: "\n").filter { $0.first?.isLetter == true }
      .dropFirst().dropLast()
    #expect(
      titles == [
        "NAME", "SYNOPSIS", "DESCRIPTION", "ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES",
        "SEE ALSO",
      ])
    for part in [
      "     pc-shelf - keep things on shelves\n",
      "     pc-shelf run [OPTION ...] THING -- CMD [ARG ...]\n",
      "     pc-shelf put [OPTION ...] FILE ...\n", "   pc-shelf list\n",
      "     -t, --timeout DURATION\n             Give up after this time.\n",
      "     -l, --log[=FILE]\n", "     --format FORMAT\n", "     LOCK_TIMEOUT\n",
      "     $PC_CACHE_DIR/shelves/\n", "     75      The shelf stayed full.\n",
      "     flock(2), pc-lock(1)\n",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(!page.contains("--ttl") && !page.contains("profile"))
  }

  @Test("shows text as it was written")
  func escapes() {
    let page = rendered(Fixture.shelf)
    #expect(page.contains("     .hidden names start with a dot, and 'quoted' ones"))
    #expect(page.contains("a \\ is a\n     backslash."))
    #expect(page.contains("$ pc-shelf put --tag=new -- -odd-name\n"))
    #expect(page.contains("pc-shelf run -x book -- sh -c 'a && b' <&9 | less\n"))
    let odd = Command(
      name: "pc-odd", purpose: "say \"No\" to Ar and Fl",
      description: ["'tis `odd`.", "Ends with \\fBold\\n ~home ^caret."],
      actions: [
        Action("Ar", "No Op", operands: [.init("Fl", .text, ".Sh x")], run: Fixture.nothing)
      ],
      statuses: [.init(.negative, "No")], files: [.init("a b", "Nm")])
    let oddPage = rendered(odd)
    for part in [
      "say \"No\" to Ar and Fl\n", "'tis `odd`.\n", "\\fBold\\n ~home ^caret.\n",
      "pc-odd Ar [OPTION ...] Fl\n", ".Sh x.\n", "     a b     Nm.\n",
    ] {
      #expect(oddPage.contains(part), "\(part)")
    }
  }

  @Test("is the same whenever it is made")
  func reproducible() {
    #expect(ManualPage.text(Fixture.shelf) == ManualPage.text(Fixture.shelf))
    #expect(ManualPage.text(Fixture.shelf).hasPrefix(".Dd November 21, 2026\n"))
  }
}
