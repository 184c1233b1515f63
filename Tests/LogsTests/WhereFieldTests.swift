import Logs
import Testing

/// Which value a name stands for.
@Suite struct WhereFieldTests {
  @Test func followsPaths() throws {
    let line = #"""
      {"data":{"retries":2,"odd key":{"x":1},"a.b":3,"":4,"q\"q":5},"items":[{"name":"x"},[8,9]],"":6}
      """#
    #expect(try isTrue("data.retries == 2", of: line))
    #expect(try isTrue(#"data."odd key".x == 1"#, of: line))
    #expect(try isTrue(#"data."a.b" == 3"#, of: line))
    #expect(try isTrue(#"data."" == 4"#, of: line))
    #expect(try isTrue(#"data."q\"q" == 5"#, of: line))
    #expect(try isTrue("items[0].name == 'x'", of: line))
    #expect(try isTrue("items[1][1] == 9", of: line))
    #expect(try isTrue(#"."" == 6"#, of: line))
    #expect(try isTrue("data.a.b == null", of: line))
    #expect(try isTrue("items[2] == null and items.name == null and data[0] == null", of: line))
    #expect(try isTrue("items[999999999999999999] == null", of: line))
  }

  @Test func readsNamesOfManyKinds() throws {
    let line =
      #"{"@timestamp":1,"user-id":2,"$x":3,"größe":4,"_":5,"odd key":6,"2x":7,"d":{"2":8,"-":9}}"#
    let expressions = [
      "@timestamp == 1", "user-id == 2", "$x == 3", "größe == 4", "_ == 5", #"."odd key" == 6"#,
      #"."2x" == 7"#, "d.2 == 8", "d.- == 9", ".user-id == 2", #"."\_" == 5"#,
    ]
    for expression in expressions { #expect(try isTrue(expression, of: line), "\(expression)") }
  }

  @Test func takesWordsOfTheLanguageAsKeysAfterADotAndBeforeOne() throws {
    let line = #"{"in":1,"not":{"exists":2},"true":3,"And":[4]}"#
    #expect(try isTrue(".in == 1", of: line))
    #expect(try isTrue("not.exists == 2", of: line))
    #expect(try isTrue(".true == 3", of: line))
    #expect(try isTrue("And[0] == 4", of: line))
    #expect(try isTrue("exists .in and .in exists", of: line))
  }

  @Test func takesTheLastOfEqualKeys() throws {
    let line = #"{"a":1,"b":{"c":1,"c":2},"a":2,"\u0061":3}"#
    #expect(try isTrue("a == 3", of: line))
    #expect(try isTrue("b.c == 2", of: line))
    #expect(try isTrue("a == null", of: #"{"a":1,"a":null}"#))
  }

  // MARK: Roles

  @Test(arguments: [
    ("time", "ts"), ("time", "time"), ("time", "timestamp"), ("time", "@timestamp"),
    ("level", "level"), ("level", "severity"), ("level", "lvl"), ("worker", "worker_id"),
    ("worker", "worker"), ("task", "task_id"), ("task", "task"), ("phase", "phase"),
    ("event", "event"), ("message", "message"), ("message", "msg"), ("duration", "duration_ms"),
    ("duration", "duration"),
  ])
  func findsRolesByTheirNames(_ role: String, _ key: String) throws {
    #expect(try isTrue("\(role) == 3", of: "{\"\(key)\":3}"))
    #expect(try isTrue("exists \(role)", of: "{\"\(key)\":3}"))
    #expect(try isTrue(".\(role) == 3", of: "{\"\(key)\":3}") == (role == key))
  }

  @Test func prefersTheKeyItself() throws {
    #expect(try isTrue("worker == 1", of: #"{"worker_id":2,"worker":1}"#))
    #expect(try isTrue("worker == null", of: #"{"worker_id":2,"worker":null}"#))
    #expect(try isTrue("worker.name == 'x'", of: #"{"worker_id":2,"worker":{"name":"x"}}"#))
  }

  @Test func takesTheFirstOfARolesKeysThatSaysSomething() throws {
    #expect(try isTrue("time == 1", of: #"{"@timestamp":3,"timestamp":2,"ts":1}"#))
    #expect(try isTrue("time == 2", of: #"{"@timestamp":3,"timestamp":2,"ts":null}"#))
    #expect(try isTrue("time == null and exists time", of: #"{"ts":null}"#))
    #expect(try isTrue("not exists time", of: "{}"))
    #expect(try isTrue("message.text == 'x'", of: #"{"msg":{"text":"x"}}"#))
  }

  @Test func leavesOtherNamesAsTheyAre() throws {
    #expect(try isTrue("worker_id == null", of: #"{"worker":1}"#))
    #expect(try isTrue("data.worker == null", of: #"{"data":{"worker_id":1},"worker_id":1}"#))
    #expect(try isTrue("Level == null", of: #"{"level":1}"#))
  }

  @Test func takesTheNamesThatAreSet() throws {
    var names = FieldNames()
    names.set(.worker, Array("who".utf8))
    #expect(try isTrue("worker == 1", of: #"{"who":1,"worker_id":2}"#, names))
    #expect(try isTrue("worker == 3", of: #"{"who":1,"worker":3}"#, names))
    #expect(try isTrue("worker == null", of: #"{"worker_id":2}"#, names))
  }

  // MARK: Levels

  private static let levels = [
    ["trace", "10"], ["debug", "DBG", "20"], ["info", "INFO", "30", "6"], ["notice", "5"],
    ["warn", "WARNING", "40"], ["error", "Err", "50"], ["critical", "fatal", "60"],
  ]

  @Test func putsLevelsInOrderByTheirGravity() throws {
    for (own, spellings) in Self.levels.enumerated() {
      for (wanted, others) in Self.levels.enumerated() {
        for level in spellings.flatMap({ Int($0) == nil ? ["\"\($0)\""] : [$0, "\"\($0)\""] }) {
          let line = "{\"severity\":\(level)}"
          for other in [others[0], "'\(others[0])'", "\"\(others[1])\""] where Int(others[1]) == nil
          {
            #expect(try isTrue("level < \(other)", of: line) == (own < wanted), "\(level) \(other)")
            #expect(
              try isTrue("level <= \(other)", of: line) == (own <= wanted), "\(level) \(other)")
            #expect(try isTrue("\(other) < level", of: line) == (own > wanted), "\(level) \(other)")
            #expect(
              try isTrue("severity >= \(other)", of: line) == (own >= wanted), "\(level) \(other)")
          }
        }
      }
    }
  }

  @Test func takesALevelsNameWithoutQuotesAsTheLevelItself() throws {
    for level in ["\"warn\"", "\"WARNING\"", "40", "\"\\u0077arn\""] {
      #expect(try isTrue("level == warn", of: "{\"level\":\(level)}"))
      #expect(try isTrue("warning = lvl", of: "{\"lvl\":\(level)}"))
      #expect(try isTrue("level != error", of: "{\"level\":\(level)}"))
      #expect(try isTrue("level in (error, warn)", of: "{\"level\":\(level)}"))
      #expect(try isTrue("level not in (error, info)", of: "{\"level\":\(level)}"))
    }
    #expect(try isTrue("level == .error", of: #"{"level":"x","error":"x"}"#))
    #expect(try isTrue("data.level == error", of: #"{"data":{"level":"x"},"error":"x"}"#))
    #expect(try isTrue("phase == error", of: #"{"phase":"x","error":"x"}"#))
  }

  @Test func takesALevelsNameInQuotesAsATextWhereEqualityIsAsked() throws {
    #expect(try isTrue("level == 'warn'", of: #"{"level":"warn"}"#))
    #expect(try !isTrue("level == 'warn'", of: #"{"level":"WARN"}"#))
    #expect(try isTrue("level != 'warn'", of: #"{"level":40}"#))
    #expect(try !isTrue("level in ('warn')", of: #"{"level":"WARN"}"#))
  }

  @Test func comparesLevelsWithNumbersAsNumbers() throws {
    #expect(try isTrue("level <= 4", of: #"{"level":3}"#))
    #expect(try isTrue("level <= '4'", of: #"{"level":3}"#))
    #expect(try isTrue("level == 30", of: #"{"level":"30"}"#))
    #expect(try !isTrue("level >= 30", of: #"{"level":"warn"}"#))
  }

  @Test func findsNoOrderInLevelsThatNobodyKnows() throws {
    for line in [
      "{}", #"{"level":null}"#, #"{"level":"loud"}"#, #"{"level":true}"#, #"{"level":[]}"#,
    ] {
      #expect(try !isTrue("level >= trace or level < critical", of: line))
      #expect(try isTrue("level != trace", of: line))
    }
    #expect(try isTrue("phase > 'error'", of: #"{"phase":"info"}"#))
  }

  @Test func takesTheLevelsNamesThatAreSet() throws {
    var names = FieldNames()
    names.set(.level, Array("how".utf8))
    #expect(try isTrue("how >= warn", of: #"{"how":"fatal"}"#, names))
    #expect(try isTrue("level >= warn", of: #"{"how":"fatal"}"#, names))
    #expect(try isTrue("severity > 'info'", of: #"{"severity":"low"}"#, names))
  }
}
