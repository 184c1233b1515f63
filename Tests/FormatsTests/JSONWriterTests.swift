import Formats
import Support
import Testing

@Suite("JSON that is written")
struct JSONWriterTests {
  private func text(_ body: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter()
    body(&json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  @Test("is compact, and in the order in which it was told")
  func structure() {
    let text = text { json in
      json.object { json in
        json.key("b")
        json.number(1)
        json.key("a")
        json.array { json in
          json.bool(true)
          json.null()
          json.object { _ in }
          json.array { _ in }
          json.number(-1.25, digits: 3)
        }
        json.key("c")
        json.string("x")
      }
    }
    #expect(text == #"{"b":1,"a":[true,null,{},[],-1.25],"c":"x"}"#)
  }

  @Test("puts one text on each line of a stream")
  func lines() {
    let text = text { json in
      for number in 1...2 {
        json.object { json in
          json.key("n")
          json.number(number)
        }
        json.endLine()
      }
    }
    #expect(text == "{\"n\":1}\n{\"n\":2}\n")
  }

  @Test("is read back by jq as the very same text, whatever characters are in it")
  func everyCharacter() {
    let scratch = Scratch()
    var strings = (0..<0x300).compactMap { UnicodeScalar($0) }.map { "<\($0)>" }
    strings += ["\u{2028}", "\u{FFFF}", "\u{1F600}", "e\u{301}", "\\u0041", "a\"b\\c/d"]
    scratch.write(
      "in.json",
      text { json in
        for string in strings {
          json.string(string)
          json.endLine()
        }
      })
    let result = scratch.shell("jq -j '., \"\\u0000\"' in.json")
    #expect(result.status == 0)
    // NUL both ends the strings and is one of them.
    #expect(result.output == strings.map { $0 + "\0" }.joined())
  }

  @Test("shows no control character as it is")
  func controls() {
    let text = text { $0.string("\u{1B}[31m\u{7F}\u{0}\n\t\r") }
    #expect(text == #""\u001b[31m\u007f\u0000\n\t\r""#)
  }

  @Test("gives a name that is not UTF-8 as text and exactly, and any other as text only")
  func names() {
    let text = text { json in
      json.object { json in
        json.name("good", bytes: Array("é".utf8))
        json.name("bad", bytes: [0x61, 0xFF])
      }
    }
    #expect(text == "{\"good\":\"é\",\"bad\":\"a\u{FFFD}\",\"bad_base64\":\"Yf8=\"}")
  }

  @Test("has numbers that jq reads as the same numbers")
  func numbers() {
    let scratch = Scratch()
    let values = [0, -0.0, 0.001, 1e15, 1e21, -123.456, Double.nan, .infinity]
    scratch.write(
      "in.json",
      text { json in
        json.array { json in for value in values { json.number(value, digits: 3) } }
      })
    let script = "jq -e '. == [0, 0, 0.001, 1e15, 1e21, -123.456, 0, 0]' in.json"
    #expect(scratch.shell(script).status == 0)
  }
}

@Suite("Base64")
struct Base64Tests {
  @Test("is what base64 prints", arguments: [0, 1, 2, 3, 4, 5, 255, 256, 1000])
  func likeTheTool(_ count: Int) {
    let scratch = Scratch()
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 197 &+ 251) }
    let octal = bytes.map { "\\0" + String($0, radix: 8) }.joined()
    #expect(scratch.shell("printf %b '\(octal)' | base64 -w0").output == Base64.encode(bytes))
  }

  @Test("is read back as the same bytes", arguments: [0, 1, 2, 3, 4, 5, 255, 256, 1000])
  func readBack(_ count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 197 &+ 251) }
    #expect(Base64.decode(Base64.encode(bytes)) == bytes)
  }

  @Test(
    "is read only if it is just what these bytes would be written as",
    arguments: [
      "Y", "YQ", "YQ=", "YQ===", "YR==", "YWJ=", "=", "==", "====", "=Q==", "Y===", "YQ=a", "Y=Q=",
      "YQ==YQ==", "YQ== ", " YQ==", "YW\nJj", "YW-_", "YWé", "YWJjZA",
    ])
  func refused(_ text: String) {
    #expect(Base64.decode(text) == nil)
    #expect(Base64.decode(Array(text.utf8)) == nil)
  }

  @Test("is read as RFC 4648 has it")
  func vectors() {
    let texts = ["": "", "Zg==": "f", "Zm8=": "fo", "Zm9v": "foo", "Zm9vYmFy": "foobar"]
    for (text, bytes) in texts { #expect(Base64.decode(text) == Array(bytes.utf8)) }
    #expect(Base64.decode("+/+/") == [0xFB, 0xFF, 0xBF])
  }
}
