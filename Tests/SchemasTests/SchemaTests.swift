import Formats
import Platform
import Schemas
import Testing

@Suite("A schema")
struct SchemaTests {
  @Test(
    "allows what its keywords ask for",
    arguments: [
      (#"true"#, "1", true), (#"false"#, "1", false), (#"{}"#, "null", true),
      (#"{"type":"integer"}"#, "1.0", true), (#"{"type":"integer"}"#, "1.5", false),
      (#"{"type":"integer"}"#, "1e2", true), (#"{"type":["string","null"]}"#, "null", true),
      (#"{"type":["string","null"]}"#, "true", false),
      (#"{"const":{"a":1,"b":[2]}}"#, #"{"b":[2.0],"a":1e0}"#, true),
      (#"{"enum":[1,"a",null]}"#, "false", false), (#"{"enum":[1,"a",null]}"#, "1.0", true),
      (#"{"multipleOf":0.01}"#, "19.99", true), (#"{"multipleOf":0.01}"#, "19.995", false),
      (#"{"maximum":9007199254740992}"#, "9007199254740993", false),
      (#"{"maximum":1e400}"#, "9e399", true), (#"{"exclusiveMinimum":0}"#, "0", false),
      (#"{"minLength":2}"#, "\"\u{1F600}\"", false), (#"{"maxLength":1}"#, "\"\u{1F600}\"", true),
      (#"{"pattern":"^a+$"}"#, #""aa""#, true), (#"{"pattern":"^a+$"}"#, #""aa\n""#, false),
      (#"{"prefixItems":[true],"items":false}"#, "[1]", true),
      (#"{"prefixItems":[true],"items":false}"#, "[1,2]", false),
      (#"{"contains":{"const":1},"minContains":2}"#, "[1,2,1]", true),
      (#"{"contains":{"const":1},"maxContains":1}"#, "[1,2,1]", false),
      (#"{"uniqueItems":true}"#, "[1,1.0]", false), (#"{"uniqueItems":true}"#, "[1,true]", true),
      (#"{"uniqueItems":true}"#, #"[{"a":1,"b":2},3,4,5,6,7,8,{"b":2,"a":1}]"#, false),
      (#"{"propertyNames":{"maxLength":1}}"#, #"{"ab":1}"#, false),
      (#"{"dependentRequired":{"a":["b"]}}"#, #"{"a":1}"#, false),
      (#"{"dependentSchemas":{"a":{"minProperties":2}}}"#, #"{"a":1}"#, false),
      (#"{"if":{"const":1},"then":false}"#, "1", false),
      (#"{"if":{"const":1},"else":false}"#, "1", true),
      (#"{"oneOf":[{"type":"integer"},{"minimum":2}]}"#, "3", false),
      (#"{"not":{"type":"string"}}"#, #""a""#, false),
      (
        #"{"patternProperties":{"^x":{"type":"string"}},"additionalProperties":false}"#,
        #"{"xa":"b"}"#, true
      ),
      (#"{"allOf":[{"properties":{"a":true}}],"unevaluatedProperties":false}"#, #"{"a":1}"#, true),
      (#"{"allOf":[{"properties":{"a":true}}],"unevaluatedProperties":false}"#, #"{"b":1}"#, false),
      (#"{"anyOf":[{"prefixItems":[true]}],"unevaluatedItems":false}"#, "[1,2]", false),
      (##"{"$defs":{"a/b~":{"type":"null"}},"$ref":"#/$defs/a~1b~0"}"##, "null", true),
      (##"{"$defs":{"a":{"$anchor":"here","type":"null"}},"$ref":"#here"}"##, "1", false),
    ])
  func keywords(_ schema: String, _ value: String, _ isAllowed: Bool) throws {
    #expect(try Judging(schema).allows(value) == isAllowed)
  }

  @Test("of draft 7 has arrays of items, dependencies, and nothing beside a reference")
  func draft7() throws {
    let draft = #""$schema":"http://json-schema.org/draft-07/schema#""#
    let items = try Judging(#"{\#(draft),"items":[{"type":"null"}],"additionalItems":false}"#)
    #expect(try items.allows("[null]"))
    #expect(try !items.allows("[null,1]"))
    let dependencies = try Judging(#"{\#(draft),"dependencies":{"a":["b"],"c":false}}"#)
    #expect(try !dependencies.allows(#"{"a":1}"#))
    #expect(try !dependencies.allows(#"{"c":1}"#))
    let siblings = try Judging(
      ##"{\##(draft),"definitions":{"a":true},"properties":{"x":{"$ref":"#/definitions/a","type":"null"}}}"##
    )
    #expect(try siblings.allows(#"{"x":1}"#))
  }

  @Test("extends another by a dynamic reference")
  func dynamic() throws {
    let tree = #"""
      {"$id":"https://example.com/tree","$dynamicAnchor":"node",
       "properties":{"children":{"type":"array","items":{"$dynamicRef":"#node"}}}}
      """#
    let strict = try Judging(
      #"{"$id":"https://example.com/strict","$dynamicAnchor":"node","$ref":"tree","unevaluatedProperties":false}"#,
      others: ["https://example.com/tree": tree])
    #expect(try strict.allows(#"{"children":[{"children":[]}]}"#))
    #expect(try !strict.allows(#"{"children":[{"daat":1}]}"#))
  }

  @Test("may be written as TOML, and its dates are strings")
  func toml() throws {
    let text = """
      required = ["day"]
      [properties]
      day = { type = "string", const = "2026-01-31" }
      """
    let schema = try Schema(try TOMLParser.parse(FrozenBytes(Array(text.utf8))))
    let value = try TOMLParser.parse(FrozenBytes(Array("day = 2026-01-31".utf8)))
    #expect(try schema.failures(of: value.root) == [])
  }

  @Test("is relative to its address")
  func relative() throws {
    let judging = try Judging(
      ##"{"$ref":"parts/port.json#/$defs/port"}"##, address: "conf/schema.json",
      others: [
        "conf/parts/port.json": #"{"$defs":{"port":{"$ref":"../top.json"}}}"#,
        "conf/top.json": #"{"type":"integer"}"#,
      ])
    #expect(try judging.allows("1"))
    let failure = try judging.schema.failures(of: try Judging.tree("null").root).first
    #expect(failure.map { String(decoding: $0.location, as: UTF8.self) } == "conf/top.json#/type")
  }

  @Test("is judged by the schema of its version")
  func itself() throws {
    for version in [
      "https://json-schema.org/draft/2020-12/schema",
      "https://json-schema.org/draft/2019-09/schema", "http://json-schema.org/draft-07/schema#",
    ] {
      let good = try Judging(#"{"$schema":"\#(version)","minLength":1}"#)
      #expect(try good.schema.failuresOfItself() == [])
      let bad = try Judging(#"{"$schema":"\#(version)","properties":{"a":{"minLength":-1}}}"#)
      let found = try bad.schema.failuresOfItself()
      #expect(
        found.map { String(decoding: $0.path.bytes, as: UTF8.self) } == ["properties.a.minLength"])
      #expect(found.first?.message == "-1 is below the minimum 0")
    }
  }
}

@Suite("A schema that cannot be used")
struct SchemaErrorTests {
  private func message(_ schema: String, _ value: String = "{}") -> String {
    do {
      _ = try Judging(schema).failures(value)
      return ""
    } catch let error as SchemaError {
      return "\(error.position): \(error.message)"
    } catch {
      return "\(error)"
    }
  }

  @Test("says which versions are known")
  func version() {
    let found = message(#"{"$schema":"http://json-schema.org/draft-04/schema#"}"#)
    #expect(found.contains("http://json-schema.org/draft-04/schema#"))
    #expect(found.contains("https://json-schema.org/draft/2020-12/schema"))
  }

  @Test("names a reference that leads nowhere")
  func reference() {
    #expect(
      message(##"{"$ref":"#/$defs/a"}"##)
        == ##"1:9: there is nothing at the reference "#/$defs/a""##)
    #expect(
      message(#"{"$ref":"other.json"}"#)
        == #"1:9: the schema refers to "other.json", which was not found"#)
  }

  @Test("refers to itself without end")
  func loop() {
    #expect(message(##"{"$ref":"#"}"##).hasSuffix("the schema refers to itself without end"))
    #expect(
      message(##"{"$defs":{"a":{"allOf":[{"$ref":"#/$defs/a"}]}},"$ref":"#/$defs/a"}"##)
        .hasSuffix("the schema refers to itself without end"))
  }

  @Test("asks for more work than anybody waits for")
  func work() {
    let schema = ##"{"anyOf":[{"items":{"$ref":"#"}},{"items":{"$ref":"#"}}],"maxItems":1}"##
    let deep = String(repeating: "[", count: 40) + "1,2" + String(repeating: "]", count: 40)
    #expect(message(schema, deep).contains("too much work"))
  }

  @Test("says which keyword is wrong, and where")
  func keywords() {
    #expect(message(#"{"minLength":"a"}"#) == "1:14: minLength: expected a whole number from 0 on")
    #expect(message(#"{"required":["a",1]}"#) == "1:13: required: expected an array of strings")
    #expect(message(#"{"pattern":"("}"#).hasPrefix("1:12: not a regular expression at character 2"))
    #expect(
      message(#"{"properties":{"a":1}}"#)
        == "1:20: expected a schema, a table or a boolean, found a whole number")
  }

  @Test("is applied to nested values, and refuses those that would exhaust the stack")
  func depth() throws {
    let schema = ##"{"allOf":[{"$ref":"#/$defs/list"}],"$defs":{"list":{"items":{"$ref":"#"}}}}"##
    let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(try Judging(schema).allows(deep))
    // How deep it gets depends on how the program was compiled.
    let deepest = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    let found = message(schema, deepest)
    #expect(found.isEmpty || found.hasSuffix("nested too deeply for it"))
  }
}
