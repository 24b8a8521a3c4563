@testable import Formula
import TestSupport
import Testing

/// Rounding to narrower formats, against the hardware's own float32 and against what is exact.
struct PrecisionTests {
  /// Numbers of all sizes, with ties, subnormal ones and those beyond the greatest.
  private static func numbers(_ count: Int, seed: UInt64) -> [Double] {
    var random = SplitMix64(seed: seed)
    let special: [Double] = [
      0, -0.0, 1, 0.1, .infinity, -.infinity, 0x1p-126, 0x1p-149, 0x1p-150, 0x1.8p-150, 0x1p-133,
      0x1p-134, 0x1.8p-134, 0x1.fep127, 0x1.ffp127, 0x1.fffffefp127, 1 + 0x1p-8, 1 + 0x1.8p-7,
    ]
    return special
      + (0..<count).map { _ in
        let bits = random.next()
        let exponent = Int(bits >> 56) - 128
        return Double(
          sign: bits & 1 == 0 ? .plus : .minus, exponent: exponent,
          significand: 1 + Double(bits >> 12 & 0xf_ffff_ffff) * 0x1p-36)
      }
  }

  @Test func float32IsTheHardwares() {
    for number in Self.numbers(10_000, seed: 1) {
      #expect(Precision.float32.rounded(number) == Double(Float(number)))
    }
  }

  /// The nearest of the two neighbours that the upper half of a float has.
  @Test func bfloat16IsTheNearestUpperHalf() {
    for number in Self.numbers(10_000, seed: 2) where number.isFinite {
      let rounded = Precision.bfloat16.rounded(number)
      guard rounded.isFinite else {
        // Half a unit behind the greatest.
        #expect(number.magnitude >= 0x1.ffp127, "\(number)")
        continue
      }
      let bits = Float(rounded).bitPattern
      #expect(bits & 0xffff == 0 && Double(Float(rounded)) == rounded, "\(number)")
      let distance = (number - rounded).magnitude
      for neighbour in [bits &+ 0x10000, bits &- 0x10000] {
        let other = Double(Float(bitPattern: neighbour))
        guard other.isFinite else { continue }
        let further = (number - other).magnitude
        #expect(distance < further || distance == further && bits & 0x10000 == 0, "\(number)")
      }
    }
  }

  /// Every operation of a program in float32 is the hardware's operation on floats.
  @Test(arguments: [
    "a + b", "a - b", "a * b", "a / b", "sqrt(abs(a))", "fma(a, b, a)", "a^2", "max(a, b)",
  ])
  func anOperationIsTheHardwares(_ formula: String) throws {
    var graph = Graph()
    let (a, b) = (graph.input(Name("a")), graph.input(Name("b")))
    let scope = Scope([Name("a"): a, Name("b"): b])
    let node = try graph.lower(try Parser.expression(formula), in: scope)
    var compiler = Compiler(graph, inputs: [a: Slot(0), b: Slot(1)], reserved: 3)
    var program = Program()
    compiler.emit([(node, Slot(2))], to: &program)
    var tensors = TensorPlaces(count: compiler.frame.count)
    tensors.add(0..<2)
    let compiled = CompiledProgram(program, frameSize: compiler.frame.count)
    while tensors.spread(through: compiled) {}
    let rounded = compiled.rounded(to: .float32, tensors)
    let numbers = Self.numbers(2_000, seed: 3).map { Float($0) }.filter { $0 != 0 }
    for (a, b) in zip(numbers, numbers.reversed()) {
      var frame = compiler.frame
      (frame[0], frame[1]) = (Double(a), Double(b))
      rounded.run(on: &frame)
      let expected = wanted(formula, a, b)
      guard !expected.isNaN else { continue }
      let found = Float(frame[2])
      #expect(Double(found) == frame[2] && found == expected, "\(formula): \(a), \(b)")
    }
  }

  private func wanted(_ formula: String, _ a: Float, _ b: Float) -> Float {
    switch formula {
    case "a + b": a + b
    case "a - b": a - b
    case "a * b": a * b
    case "a / b": a / b
    case "sqrt(abs(a))": abs(a).squareRoot()
    case "fma(a, b, a)": a.addingProduct(a, b)
    case "a^2": a * a
    default: max(a, b)
    }
  }

  /// A number of the language around is rounded where it meets a tensor, and not before.
  @Test func doublesMeetTensorsRounded() throws {
    var graph = Graph()
    let (rate, x) = (graph.input(Name("rate")), graph.input(Name("x")))
    let scope = Scope([Name("rate"): rate, Name("x"): x])
    let node = try graph.lower(try Parser.expression("(1 - rate)*x"), in: scope)
    var compiler = Compiler(graph, inputs: [rate: Slot(0), x: Slot(1)], reserved: 3)
    var program = Program()
    compiler.emit([(node, Slot(2))], to: &program)
    var tensors = TensorPlaces(count: compiler.frame.count)
    tensors.add(1..<2)
    let compiled = CompiledProgram(program, frameSize: compiler.frame.count)
    while tensors.spread(through: compiled) {}
    var frame = compiler.frame
    (frame[0], frame[1]) = (0.9, 3)
    compiled.rounded(to: .float32, tensors).run(on: &frame)
    #expect(frame[0] == 0.9)
    #expect(frame[2] == Double(Float(1 - 0.9) * 3))
    // In floats alone it would be another number.
    #expect(frame[2] != Double((1 - Float(0.9)) * 3))
  }
}
