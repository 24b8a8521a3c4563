import Formula
import Optimizers
import System
import Testing

@testable import Session
@testable import Tutor

/// The second derivatives of every function of the gallery beside those by JAX; see
/// `Scripts/curvature`.
struct GalleryHessianTests {
  private static let lines: [[Substring]] = {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let path = "/\(folder)/OptimizersTests/Reference/gallery-hessians.txt"
    guard let file = try? OpenFile(path), let bytes = try? file.readAll(upTo: 1 << 24) else {
      return []
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: "\t")
    }
  }()

  @Test func everyFunctionIsThere() {
    #expect(Set(Self.lines.map { String($0[0]) }) == Set(Gallery.names))
  }

  /// 1e-12 of the largest number that comes out, as sums of larger parts are rounded in another order.
  @Test(arguments: Gallery.names)
  func secondDerivativesAreThoseOfJAX(name: String) throws {
    var session = Session(library: .standard, commands: .standard)
    _ = try session.execute("objective \(name)", Host(emit: { _ in }))
    let objective = try #require(session.objective)
    let count = objective.parameters.count
    for words in Self.lines where words[0] == name {
      let numbers = words.dropFirst().map { Double(bitPattern: UInt64($0, radix: 16) ?? 0) }
      let (point, wanted) = (Array(numbers[..<count]), Array(numbers[count...]))
      let curvature = try Curvature(of: objective, at: point)
      let scale = max(1, wanted.map(\.magnitude).max() ?? 1)
      #expect(wanted.count == 1 + count * count)
      for (a, b) in zip([curvature.value] + curvature.hessian, wanted) {
        #expect((a - b).magnitude <= 1e-12 * scale, "\(name) at \(point)")
      }
    }
  }
}
