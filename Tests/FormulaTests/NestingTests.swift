import Formula
import Synchronization
import Testing

#if canImport(CDispatch)
  // Where it is loaded, it is said to be where threads come from.
  import CDispatch
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Nothing that can be typed or pasted overflows the stack, not even the small one of a thread in
/// a debug build.
struct NestingTests {
  private static let many = 100_000

  @Test(
    arguments: [
      ("(", "levels"), ("[", "levels"), ("-", "levels"), ("√", "levels"), ("not ", "levels"),
      ("abs(", "levels"), ("-(", "levels"), ("2^", "levels"), ("2(", "levels"),
      ("x + ", "operations"), ("x·", "operations"), ("x - (y) * ", "operations"),
      ("x or ", "operations"), ("max([x, ", "levels"),
    ])
  func aFormulaMayNotNestForEver(piece: String, what: String) throws {
    let text = String(repeating: piece, count: Self.many) + "x"
    let message = onSmallStack {
      do throws(Diagnostic) { return try Parser.expression(text).outline } catch {
        return error.message
      }
    }
    #expect(message?.hasSuffix(what) == true, "\(message ?? "")")
  }

  @Test(arguments: [
    ("x", "²", "the exponent is too large"),
    ("", "9", "the number is too large"),
    ("", "x", "the name is longer than 100 characters"),
    ("", "² ", "something is missing before this"),
    ("x", "² ", "the formula has a chain of more than 500 operations"),
    ("E", "[", "the name's bracket is not closed"),
    ("", ")", "something is missing before )"),
  ])
  func aTokenMayNotGoOnForEver(start: String, piece: String, message: String) {
    let text = "1·" + start + String(repeating: piece, count: Self.many)
    let error = #expect(throws: Diagnostic.self) { try Parser.expression(text) }
    #expect(error?.message == message)
  }

  /// A pasted file is refused or read in the time of a blink, in a debug build too.
  @Test(
    .timeLimit(.minutes(1)), arguments: ["x·(y + 1)² − ", "x", "# ", "[[[", "1e5 ", "😀", "\u{301}"])
  func aMegabyteOnALineIsNoTrouble(piece: String) {
    let text = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    #expect(throws: Diagnostic.self) { try Parser.expression(text) }
  }

  /// As deep and as long as a formula may be, everything that walks down a tree has to hold.
  @Test(arguments: Walk.allCases, Tower.allCases)
  func theHighestTreeIsWalkedOnASmallStack(walk: Walk, tower: Tower) {
    let text = tower.text
    #expect(onSmallStack { walk.holds(for: text) } == true)
  }

  enum Tower: CaseIterable {
    case sum, product, parentheses, signs, roots, conditions, powers, calls, vectors, longAndDeep

    var text: String {
      let (deep, long) = (Parser.depthLimit - 1, Parser.heightLimit - 1)
      return switch self {
      case .sum: "x" + String(repeating: " + x", count: long)
      case .product: "x" + String(repeating: " / x", count: long)
      case .parentheses: nested("(", deep, ")")
      case .signs: nested("-", deep, "")
      case .roots: nested("√", deep, "")
      case .conditions: nested("not ", deep, "")
      case .powers: nested("x^", deep, "")
      case .calls: nested("sin(", deep, ")")
      case .vectors: nested("max([1, ", deep / 2, "])")
      case .longAndDeep: nested("-(", deep / 2, ")" + String(repeating: " + x", count: long / 40))
      }
    }

    private func nested(_ open: String, _ count: Int, _ close: String) -> String {
      String(repeating: open, count: count) + "x" + String(repeating: close, count: count)
    }
  }

  enum Walk: CaseIterable {
    case parse, print, compare, hash, rewrite, lower

    func holds(for text: String) -> Bool {
      guard let tree = try? Parser.expression(text) else { return false }
      switch self {
      case .parse: return true
      case .print: return Notation().text(tree).contains("x")
      case .compare: return tree == tree.rewritten { $0 }
      case .hash: return Set([tree]).contains(tree)
      case .rewrite: return tree.resolvingSquares([Name("g²")]).names == [Name("x")]
      case .lower:
        var graph = Graph()
        let x = graph.input(Name("x"))
        guard let f = try? graph.lower(tree, in: Scope([Name("x"): x])) else { return false }
        guard let slope = graph.gradient(of: f, by: [x]).first else { return false }
        _ = graph.expression(slope)
        _ = graph.value(of: slope, inputs: [x: Slot(0)], row: [0.5])
        return true
      }
    }
  }
}

/// Runs a body on a thread with a stack of 512 KB, which is what threads get on macOS.
private func onSmallStack<T: Sendable>(_ body: @escaping @Sendable () -> T) -> T? {
  let result = Mutex<T?>(nil)
  let job = Unmanaged.passRetained(Job { result.withLock { $0 = body() } })
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  pthread_attr_setstacksize(&attributes, 512 * 1024)
  defer { pthread_attr_destroy(&attributes) }
  #if canImport(Darwin)
    var thread: pthread_t?
    pthread_create(&thread, &attributes, { Job.run($0) }, job.toOpaque())
    if let thread { pthread_join(thread, nil) }
  #else
    var thread = pthread_t()
    pthread_create(&thread, &attributes, { Job.run($0) }, job.toOpaque())
    pthread_join(thread, nil)
  #endif
  return result.withLock { $0 }
}

/// Something to do, in a shape that a C function can take.
private final class Job {
  private let body: () -> Void

  init(_ body: @escaping () -> Void) { self.body = body }

  static func run(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    pointer.map { Unmanaged<Job>.fromOpaque($0).takeRetainedValue().body() }
    return nil
  }
}
