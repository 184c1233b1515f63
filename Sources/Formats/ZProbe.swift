public enum WildProbe {
  public static func matches(_ p: [UInt8], _ t: [UInt8], _ fold: Bool) -> Bool {
    var k = WildTokens(ignoresCase: fold)
    guard k.read(p, 0..<p.count) else { return false }
    return k.list.withUnsafeBufferPointer { l in
      k.sets.withUnsafeBufferPointer { s in
        t.withUnsafeBufferPointer { t in
          let dummy = UnsafeMutablePointer<Int32>.allocate(capacity: 8);
          defer { dummy.deallocate() }
          return WildMatch(
            tokens: l.baseAddress ?? UnsafePointer(dummy), count: l.count,
            sets: s.baseAddress ?? UnsafeRawPointer(dummy).assumingMemoryBound(to: UInt64.self),
            ignoresCase: fold
          ).matches(
            t.baseAddress ?? UnsafeRawPointer(dummy).assumingMemoryBound(to: UInt8.self), t.count)
        }
      }
    }
  }
}
