import Formats
import Platform
import Schemas
import Testing

@Suite("What is wrong with a value")
struct FailureTests {
  private static let server = #"""
    {"type":"object","required":["port"],"additionalProperties":false,
     "properties":{"port":{"type":"integer","minimum":10},"mode":{"enum":["dev","prod"]}}}
    """#

  @Test("is said in plain words")
  func words() throws {
    let judging = try Judging(FailureTests.server)
    #expect(
      try judging.failures(#"{"port":"80"}"#) == ["port: expected a whole number, found a string"])
    #expect(try judging.failures(#"{"port":7}"#) == ["port: 7 is below the minimum 10"])
    #expect(
      try judging.failures(#"{"prot":80}"#)
        == [
          #".: port is missing"#, #"prot: "prot" is not allowed here; did you mean "port"?"#,
        ].sorted { $0 < $1 })
    #expect(
      try judging.failures(#"{"port":80,"mode":"prodd"}"#) == [
        #"mode: "prodd" is none of "dev", "prod"; did you mean "prod"?"#
      ])
    #expect(try judging.failures("[]") == [".: expected a table, found an array"])
  }

  @Test("has a place in the value and in the schema")
  func places() throws {
    let judging = try Judging(FailureTests.server)
    let tree = try Judging.tree("{\n  \"port\": 7\n}")
    let found = try judging.schema.failures(of: tree.root)
    #expect(found.map { tree.lines.position($0.offset).description } == ["2:11"])
    #expect(
      found.map { String(decoding: $0.location, as: UTF8.self) } == ["#/properties/port/minimum"])
    #expect(found.map { $0.keyword } == ["minimum"])
  }

  @Test("is told of the alternative that came nearest")
  func alternatives() throws {
    let judging = try Judging(
      #"""
      {"anyOf":[{"properties":{"kind":{"const":"a"},"size":{"type":"integer"}}},
                {"properties":{"kind":{"const":"b"},"size":{"type":"string"}}}]}
      """#)
    #expect(
      try judging.failures(#"{"kind":"b","size":1}"#) == [
        ".: fits none of 2 alternatives; the nearest is the 2nd: size: expected a string, found a "
          + "whole number"
      ])
    let types = try Judging(#"{"oneOf":[{"type":"string"},{"type":"integer"}]}"#)
    #expect(try types.failures("[]") == [".: expected a string or a whole number, found an array"])
    let both = try Judging(#"{"oneOf":[true,false,true]}"#)
    #expect(
      try both.failures("1") == [
        ".: fits the 1st and 3rd of the alternatives: expected exactly one"
      ])
  }

  @Test("is not said more often than asked")
  func limit() throws {
    let judging = try Judging(#"{"items":{"type":"string"}}"#, failuresMax: 3)
    #expect(try judging.failures("[1,2,3,4,5]").count == 3)
    #expect(try !judging.allows("[1]"))
  }

  @Test("counts characters, elements and members")
  func counts() throws {
    #expect(
      try Judging(#"{"minLength":3}"#).failures(#""äö""#) == [
        ".: expected at least 3 characters, found 2"
      ])
    #expect(
      try Judging(#"{"maxItems":1}"#).failures("[1,2]") == [
        ".: expected at most 1 element, found 2"
      ])
    #expect(
      try Judging(#"{"uniqueItems":true}"#).failures("[1,2,1]") == [
        "[2]: is equal to element 0: expected no element twice"
      ])
  }

  @Test(
    "is a text of another format, where that is asked for",
    arguments: [
      ("date", "2024-02-29", "2023-02-29"), ("time", "23:59:60Z", "22:59:60Z"),
      ("date-time", "1990-12-31T15:59:60-08:00", "1990-12-31 15:59:60Z"),
      ("duration", "P1Y2M3DT4H", "P1D2H"), ("ipv4", "127.0.0.1", "127.0.0.01"),
      ("ipv6", "::ffff:192.0.2.1", "1::2::3"), ("hostname", "a-b.example", "-a.example"),
      ("email", "a.b@example.com", "a..b@example.com"), ("uri", "urn:a:b", "a/b"),
      ("uri-reference", "a/b#c", "a\\b"), ("regex", "^a$", "(a"),
      ("uuid", "2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2eb8aa08aa9811eab4aa73b441d16380"),
      ("json-pointer", "/a~1b", "/a~2b"),
    ])
  func formats(_ format: String, _ good: String, _ bad: String) throws {
    var writer = JSONWriter()
    writer.string(bad)
    let badText = String(decoding: writer.bytes, as: UTF8.self)
    let asserted = try Judging(#"{"format":"\#(format)"}"#, assertsFormats: true)
    #expect(try asserted.allows("\"\(good)\""))
    #expect(try !asserted.allows(badText))
    #expect(try Judging(#"{"format":"\#(format)"}"#).allows(badText))
  }
}

@Suite("What a schema adds")
struct SchemaAdditionTests {
  private func shown(_ defaults: [SchemaDefault]) -> [String] {
    defaults.map { "\(String(decoding: $0.path.bytes, as: UTF8.self)) \($0.value.text)" }
  }

  @Test("are defaults for what is missing, through references")
  func defaults() throws {
    let judging = try Judging(
      #"""
      {"$defs":{"server":{"properties":{"port":{"default":80},"host":{"default":"a"}}}},
       "allOf":[{"properties":{"name":{"default":"n"}}}],
       "properties":{"main":{"$ref":"#/$defs/server"},"spare":{"$ref":"#/$defs/server"},
         "all":{"items":{"$ref":"#/$defs/server"}}}}
      """#)
    let value = try Judging.tree(#"{"main":{"host":"b"},"all":[{"port":1}]}"#)
    #expect(
      shown(try judging.schema.defaults(for: value.root)) == [
        "main.port 80", "all[0].host a", "name n",
      ])
    #expect(
      shown(try judging.schema.defaults(for: value.root, intoMissing: true)) == [
        "main.port 80", "spare.port 80", "spare.host a", "all[0].host a", "name n",
      ])
  }

  @Test("end where a schema refers to itself")
  func recursive() throws {
    let judging = try Judging(
      ##"{"properties":{"next":{"$ref":"#"},"size":{"default":1}}}"##)
    let value = try Judging.tree("{}")
    #expect(shown(try judging.schema.defaults(for: value.root)) == ["size 1"])
    #expect(
      shown(try judging.schema.defaults(for: value.root, intoMissing: true)) == [
        "next.size 1", "size 1",
      ])
  }

  @Test("are warnings of names that it does not know")
  func unknown() throws {
    let judging = try Judging(
      #"""
      {"properties":{"port":true,"free":{"type":"object"},"map":{"additionalProperties":{}}},
       "anyOf":[{"properties":{"host":{"properties":{"name":true}}}}]}
      """#)
    let value = try Judging.tree(
      #"{"prot":1,"free":{"a":1},"map":{"b":1},"host":{"nam":1,"name":2}}"#)
    let found = try judging.schema.unknownMembers(in: value.root)
    #expect(
      found.map { "\(String(decoding: $0.path.bytes, as: UTF8.self)): \($0.message)" } == [
        #"prot: the schema does not know "prot"; did you mean "port"?"#,
        #"host.nam: the schema does not know "nam""#,
      ])
  }
}
