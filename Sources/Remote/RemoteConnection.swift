import Glibc
import Platform

/// How long the remote tier may take.
struct RemoteLimits: Sendable {
  /// From the lookup of the name to the connection.
  let connectNanoseconds: Int64
  /// From the first byte of a round's commands to the last of its answers; anew for each MiB.
  let commandNanoseconds: Int64
  /// How large an answer may be.
  let replyBytesMax: Int
  let clock: Clock
}

/// A connection to the server. Once any call has failed it is of no more use.
final class RemoteConnection {
  private let socket: Socket
  private let reader: ReplyReader
  private let limits: RemoteLimits
  private let address: RemoteAddress
  private var isGreeted = false
  private let buffer: UnsafeMutableRawBufferPointer

  /// How many bytes are received by one call.
  private static let bufferBytes = 65536
  /// A round that has moved so many bytes is given the same time again: what is large takes longer,
  /// and what trickles does not.
  private static let bytesPerTurn = 1 << 20

  /// Connects, to the first of the host's addresses that answers.
  init(_ address: RemoteAddress, _ limits: RemoteLimits, names: HostNames) throws(RemoteError) {
    let socket = try RemoteConnection.connect(address, limits, names)
    reader = try ReplyReader(limitBytes: limits.replyBytesMax)
    self.socket = socket
    self.address = address
    self.limits = limits
    buffer = .allocate(byteCount: RemoteConnection.bufferBytes, alignment: 16)
  }

  deinit { buffer.deallocate() }

  private static func connect(
    _ address: RemoteAddress, _ limits: RemoteLimits, _ names: HostNames
  ) throws(RemoteError) -> Socket {
    let deadline = Deadline(afterNanoseconds: limits.connectNanoseconds, limits.clock)
    let candidates = try candidates(address, limits, names, deadline)
    var failure = SystemError(ETIMEDOUT, "connect to")
    for (index, candidate) in candidates.enumerated() {
      do throws(SystemError) {
        // One that does not answer must leave time for the others.
        let share = deadline.share(among: candidates.count - index)
        return try Socket.connect(to: candidate, by: share)
      } catch {
        failure = error
      }
    }
    if failure.code == ETIMEDOUT { throw tooSlow(.connection, limits) }
    throw .unreachable("cannot connect: \(failure.reason)")
  }

  private static func candidates(
    _ address: RemoteAddress, _ limits: RemoteLimits, _ names: HostNames, _ deadline: Deadline
  ) throws(RemoteError) -> [SocketAddress] {
    switch address.place {
    case .file(let path): return [.unix(path)]
    case .host(let host, let port):
      do throws(HostNameError) {
        return try names.addresses(of: host, port: port, by: deadline)
      } catch {
        switch error {
        case .unknown: throw .unknownHost
        case .tooLate: throw tooSlow(.lookup, limits)
        case .system(let error):
          throw .unreachable("its name cannot be looked up: getent: \(error.reason)")
        }
      }
    }
  }

  private static func tooSlow(
    _ stage: RemoteError.Stage, _ limits: RemoteLimits
  ) -> RemoteError {
    let limit = stage == .answer ? limits.commandNanoseconds : limits.connectNanoseconds
    return .tooSlow(stage, limitNanoseconds: limit)
  }

  /// Sends the commands and hands out the answers, each with its command's number, as they come. The
  /// first round also says who we are and which database we want, without waiting for the answer:
  /// unless the commands change something, which they must not do in another database.
  ///
  /// `heard` is set with the first byte that arrives.
  func exchange(
    _ request: RemoteRequest, heard: inout Bool,
    _ take: (_ index: Int, _ reply: Reply) throws(RemoteError) -> Void
  ) throws(RemoteError) {
    if !isGreeted, request.changesData, address.database != 0 {
      try exchange(RemoteRequest(), heard: &heard) { (_, _) in }
    }
    if isGreeted { try checkSilence() }
    let greeting = isGreeted ? Greeting() : Greeting(address)
    let expected = greeting.request.commandCount + request.commandCount
    var outgoing = Outgoing(greeting.request.pieces + request.pieces)
    var pace = Pace(limits)
    var answered = 0
    while answered < expected {
      try send(&outgoing, &pace)
      guard try waitForAnswer(orRoom: !outgoing.isDone, pace) else { continue }
      guard let count = try receive(&pace) else { continue }
      heard = true
      try feed(count)
      while answered < expected, let reply = try reader.next() {
        let index = answered - greeting.request.commandCount
        if index < 0 { try greeting.check(reply, answered) } else { try take(index, reply) }
        answered += 1
      }
    }
    if !outgoing.isDone || reader.hasRest { throw RemoteConnection.unasked }
    isGreeted = true
  }

  private static let unasked = RemoteError.protocolViolation("it answers what nobody asked")

  /// Nothing may have come since the last round: it would be taken for an answer to what is asked
  /// now. Also tells whether the connection was closed meanwhile.
  private func checkSilence() throws(RemoteError) {
    var pace = Pace(limits)
    if try receive(&pace) != nil { throw RemoteConnection.unasked }
  }

  private func feed(_ count: Int) throws(RemoteError) {
    // In bounds: as many were received into it.
    try reader.feed(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
  }

  /// Sends as much as there is room for.
  private func send(_ outgoing: inout Outgoing, _ pace: inout Pace) throws(RemoteError) {
    while let piece = outgoing.next {
      do throws(SystemError) {
        guard
          let count = try socket.send(piece, from: outgoing.offset, more: outgoing.hasFurtherPieces)
        else { return }
        outgoing.advance(count)
        pace.moved(count)
      } catch {
        // Who closes a connection may have said why: that is still to be received.
        if error.code != EPIPE, error.code != ECONNRESET {
          throw .unreachable("cannot send: \(error.reason)")
        }
        outgoing.giveUp()
      }
    }
  }

  /// Whether there is something to receive; otherwise there is room to send.
  private func waitForAnswer(
    orRoom wantsRoom: Bool, _ pace: borrowing Pace
  ) throws(RemoteError) -> Bool {
    do throws(SystemError) {
      let ready = try socket.wait(toReceive: true, toSend: wantsRoom, by: pace.deadline)
      // A server that always has a few bytes more must not keep us either.
      if !ready.isTooLate, !pace.deadline.hasPassed { return ready.canReceive }
    } catch {
      throw .unreachable("cannot wait for it: \(error.reason)")
    }
    throw RemoteConnection.tooSlow(.answer, limits)
  }

  /// Receives what there is; nil where there is nothing after all.
  private func receive(_ pace: inout Pace) throws(RemoteError) -> Int? {
    do throws(SystemError) {
      guard let count = try socket.receive(into: buffer) else { return nil }
      pace.moved(count)
      if count > 0 { return count }
    } catch {
      if error.code != ECONNRESET { throw .unreachable("cannot receive: \(error.reason)") }
    }
    throw .closed
  }

  /// What is still to be sent.
  private struct Outgoing {
    private var pieces: [[UInt8]] = []
    private var index = 0
    private(set) var offset = 0
    private var isGivenUp = false

    /// Small pieces go together: each call costs as much as copying them.
    init(_ pieces: [[UInt8]]) {
      for piece in pieces where !piece.isEmpty {
        if let last = self.pieces.last, last.count + piece.count <= RemoteRequest.copiedBytesMax {
          self.pieces[self.pieces.count - 1] += piece
        } else {
          self.pieces.append(piece)
        }
      }
    }

    /// The piece that is being sent; nil where all are.
    var next: [UInt8]? { !isGivenUp && index < pieces.count ? pieces[index] : nil }
    var isDone: Bool { index >= pieces.count || isGivenUp }
    var hasFurtherPieces: Bool { index + 1 < pieces.count }

    mutating func advance(_ count: Int) {
      offset += count
      if offset == pieces[index].count {
        index += 1
        offset = 0
      }
    }

    mutating func giveUp() { isGivenUp = true }
  }

  /// By when a round must be over.
  private struct Pace {
    let limits: RemoteLimits
    var deadline: Deadline
    var movedBytes = 0

    init(_ limits: RemoteLimits) {
      self.limits = limits
      deadline = Deadline(afterNanoseconds: limits.commandNanoseconds, limits.clock)
    }

    mutating func moved(_ count: Int) {
      movedBytes += count
      if movedBytes < RemoteConnection.bytesPerTurn { return }
      movedBytes -= RemoteConnection.bytesPerTurn
      deadline = Deadline(afterNanoseconds: limits.commandNanoseconds, limits.clock)
    }
  }
}

/// What is said first on a connection, and what the answers must be.
private struct Greeting {
  private(set) var request = RemoteRequest()
  private let hasPassword: Bool

  /// Nothing at all.
  init() { hasPassword = false }

  init(_ address: RemoteAddress) {
    hasPassword = address.password != nil
    if let password = address.password {
      if let user = address.user {
        request.add("AUTH", user, password)
      } else {
        request.add("AUTH", password)
      }
    }
    if address.database != 0 {
      request.add("SELECT", Program.digits(UInt64(address.database)))
    }
  }

  func check(_ reply: Reply, _ index: Int) throws(RemoteError) {
    if case .status = reply.single { return }
    guard let line = reply.error else { throw reply.unexpected }
    let isPassword = hasPassword && index == 0
    // A server may repeat what it does not understand, and that is the password.
    let words = isPassword ? "" : Refusal.words(line)
    let refusal = Refusal(line)
    if refusal.isOfServer { throw .refused(refusal, words) }
    throw .refused(isPassword ? .unknownPassword : .noDatabase, words)
  }
}
