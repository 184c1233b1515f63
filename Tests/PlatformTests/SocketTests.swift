import Glibc
import Platform
import Support
import Testing

@Suite("A socket")
struct SocketTests {
  private let scratch = Scratch()
  private var path: String { scratch.path + "/socket" }

  private func soon() -> Deadline { Deadline(afterNanoseconds: 50_000_000, .system) }
  private func late() -> Deadline { Deadline(afterNanoseconds: 30_000_000_000, .system) }

  /// What connecting fails with; 0 where it does not.
  private func failure(_ address: SocketAddress, by deadline: Deadline) -> Int32 {
    do throws(SystemError) {
      _ = try Socket.connect(to: address, by: deadline)
      return 0
    } catch {
      return error.code
    }
  }

  /// Receives until so many bytes are there, or the end.
  private func receive(_ socket: borrowing Socket, _ count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65536)
    while bytes.count < count {
      guard try socket.wait(toReceive: true, toSend: false, by: late()).canReceive else { break }
      let received = try piece.withUnsafeMutableBytes { try socket.receive(into: $0) }
      guard let received, received > 0 else { break }
      bytes += piece[..<received]
    }
    return bytes
  }

  @Test("sends and receives, by a file and by a port", arguments: [true, false])
  func echo(byFile: Bool) throws {
    let server = Listener(byFile ? path : nil) { Listener.send($0, Listener.reads($0)) }
    let socket = try Socket.connect(to: server.address, by: late())
    #expect(try socket.send(Array("-hello".utf8), from: 1, more: false) == 5)
    #expect(try receive(socket, 6) == Array("hello".utf8))
    var room = [UInt8](repeating: 0, count: 8)
    #expect(try room.withUnsafeMutableBytes { try socket.receive(into: $0) } == 0)
  }

  @Test("tells at once that nobody listens")
  func refused() {
    let port = Listener.freePort()
    #expect(failure(.ipv4([127, 0, 0, 1], port: port), by: late()) == ECONNREFUSED)
    #expect(failure(.unix(BytePath(path)), by: late()) == ENOENT)
    let long = BytePath(String(repeating: "x", count: 108))
    #expect(failure(.unix(long), by: late()) == ENAMETOOLONG)
    #expect(failure(.unix(""), by: late()) == ENAMETOOLONG)
  }

  @Test("waits for a place in a full queue no longer than it may")
  func fullQueue() throws {
    let server = Listener(path, backlog: 0, nil)
    let first = try Socket.connect(to: server.address, by: late())
    #expect(failure(server.address, by: soon()) == ETIMEDOUT)
    #expect(try first.send([1], from: 0, more: false) == 1)
  }

  @Test("waits for an answer no longer than it may")
  func silence() throws {
    let server = Listener(path, nil)
    let socket = try Socket.connect(to: server.address, by: late())
    #expect(try socket.wait(toReceive: true, toSend: false, by: soon()).isTooLate)
    var room = [UInt8](repeating: 0, count: 8)
    #expect(try room.withUnsafeMutableBytes { try socket.receive(into: $0) } == nil)
  }

  @Test("does not wait where there is no room to send")
  func noRoom() throws {
    let server = Listener(path, nil)
    let socket = try Socket.connect(to: server.address, by: late())
    let bytes = [UInt8](repeating: 7, count: 1 << 20)
    while try socket.send(bytes, from: 0, more: false) != nil {}
    #expect(try socket.wait(toReceive: false, toSend: true, by: soon()).isTooLate)
  }

  @Test("fails, and ends nothing by a signal, where nobody reads any more")
  func gone() throws {
    let server = Listener(path) { _ in }
    let socket = try Socket.connect(to: server.address, by: late())
    #expect(try receive(socket, 1) == [])
    #expect(throws: SystemError(EPIPE, "send")) {
      _ = try socket.send([1], from: 0, more: false)
    }
  }

  @Test("is no business of programs that are run")
  func notInherited() throws {
    let server = Listener(path, nil)
    let late = late()
    // In a process of its own: other tests open and close what they like.
    let end = inChild {
      let program = Program(["ls", "/proc/self/fd"].map { Array($0.utf8) })
      let before = try? program.output(by: late, limit: 65536).bytes
      guard let socket = try? Socket.connect(to: server.address, by: late) else { return false }
      let after = try? program.output(by: late, limit: 65536).bytes
      let isConnected = (try? socket.send([1], from: 0, more: false)) == 1
      return isConnected && before != nil && before == after
    }
    #expect(end == .exited(0))
  }

  @Test(
    "has addresses in figures, of both kinds, and nothing else",
    arguments: [
      "", "localhost", "1.2.3", "1.2.3.4.5", "256.0.0.1", "::1::", "fe80::1%lo", "1.2.3.4\u{0}5",
    ])
  func notFigures(_ text: String) {
    #expect(SocketAddress(figures: Array(text.utf8), port: 1) == nil)
    #expect(
      SocketAddress(figures: Array("10.0.0.9".utf8), port: 7) == .ipv4([10, 0, 0, 9], port: 7))
    let one = Array(repeating: UInt8(0), count: 15) + [1]
    #expect(SocketAddress(figures: Array("::1".utf8), port: 7) == .ipv6(one, port: 7))
  }
}
