import Formats
import Testing

@Suite("Git's configuration")
struct GitConfigTests {
  private func settings(_ text: String) -> [String] {
    GitConfig(Array(text.utf8)).settings.map { setting in
      let key = String(decoding: setting.key, as: UTF8.self)
      return setting.value.map { "\(key)=\(String(decoding: $0, as: UTF8.self))" } ?? key
    }
  }

  private func damage(_ text: String) -> Int? {
    GitConfig(Array(text.utf8)).damage.map { Int($0.position.line) }
  }

  @Test("has sections, and names without regard to case")
  func sections() {
    #expect(settings("[Core]\n\tIgnoreCase = Yes\n") == ["core.ignorecase=Yes"])
    #expect(settings("[a]x=1\ny=2\n[b] z = 3") == ["a.x=1", "a.y=2", "b.z=3"])
    #expect(settings("[a]\nbare\n") == ["a.bare"])
    #expect(settings("[a]\nempty =\n") == ["a.empty="])
    #expect(settings("\u{FEFF}[a]\r\nx = 1\r\n") == ["a.x=1"])
    #expect(settings("") == [])
  }

  @Test("has subsections with regard to case")
  func subsections() {
    #expect(settings("[remote \"Or.igin\"]\nURL=x") == ["remote.Or.igin.url=x"])
    #expect(settings("[a \"q\\\"b\\\\c\\d\"]\nx=1") == ["a.q\"b\\cd.x=1"])
    #expect(settings("[A.Sub]\nx=1") == ["a.sub.x=1"])
    #expect(settings("[a   \"b\"]x=1") == ["a.b.x=1"])
  }

  @Test("has values with quotes, escapes, comments, and lines that go on")
  func values() {
    #expect(settings("[a]\nx =  1 2 \t \n") == ["a.x=1 2"])
    #expect(settings("[a]\nx = 1 # one\ny = \"2 # two\" ; three\n") == ["a.x=1", "a.y=2 # two"])
    #expect(settings("[a]\nx = \" 1 \"\n") == ["a.x= 1 "])
    #expect(settings("[a]\nx = 1 \" 2\" 3\n") == ["a.x=1  2 3"])
    #expect(settings("[a]\nx = a\\tb\\nc\\\\d\\\"e\n") == ["a.x=a\tb\nc\\d\"e"])
    #expect(settings("[a]\nx = 1\\\n  2\ny=3\n") == ["a.x=1  2", "a.y=3"])
    #expect(settings("[a]\nx = \"1\\\n2\"\n") == ["a.x=12"])
    #expect(settings("# [b]\n; c\n[a] # d\nx = 1") == ["a.x=1"])
  }

  @Test("is read up to where it is damaged")
  func damaged() {
    #expect(damage("[a]\nx = \"1\n") == 2)
    #expect(damage("[a]\nx = \\q\n") == 2)
    #expect(damage("[a\nx = 1\n") == 1)
    #expect(damage("[a \"b\nc\"]") == 1)
    #expect(damage("[a b]") == 1)
    #expect(damage("[]\n") == 1)
    #expect(damage("[a]\nx = 1\n1y = 2\n") == 3)
    #expect(damage("[a]\nx # 1\n") == 2)
    #expect(damage("[a]\nx\n") == nil)
    #expect(settings("[a]\nx = 1\n=\ny = 2\n") == ["a.x=1"])
  }

  @Test("says yes or no")
  func booleans() {
    for word in ["true", "YES", "on", "1", "-1", "1k"] {
      #expect(GitConfig.isTrue(Array(word.utf8)) == true)
    }
    for word in ["false", "No", "off", "0", "", "0g"] {
      #expect(GitConfig.isTrue(Array(word.utf8)) == false)
    }
    #expect(GitConfig.isTrue(nil) == true)
    #expect(GitConfig.isTrue(Array("maybe".utf8)) == nil)
    #expect(GitConfig.isTrue(Array("9999999999".utf8)) == nil)
  }

  @Test("comes with the environment, quoted for a shell")
  func parameters() {
    func read(_ text: String) -> [String]? {
      GitConfig.parameters(Array(text.utf8))?.map { setting in
        "\(String(decoding: setting.key, as: UTF8.self)) "
          + (setting.value.map { String(decoding: $0, as: UTF8.self) } ?? "(none)")
      }
    }
    #expect(read("'core.A=b c' 'x.y'") == ["core.a b c", "x.y (none)"])
    #expect(read("'core.a'='it'\\''s' 'x.y'=") == ["core.a it's", "x.y (none)"])
    #expect(read("'a.b.C=1'") == ["a.b.c 1"])
    #expect(read("core.a=b") == nil)
    #expect(read("'core.a=b") == nil)
    #expect(read("'nodot=b'") == nil)
  }
}
