import Testing

@testable import Optimizers

struct EigenTests {
  private struct Case {
    var matrix: [Double]
    var count: Int
    var values: [ComplexEigenvalue]
  }

  private static func cases(_ kind: String) -> [Case] {
    HexTable.lines("eigenvalues").filter { $0[0] == kind }.map { words in
      let matrix = words[1].split(separator: " ").map { Double($0) ?? .nan }
      let numbers = HexTable.numbers(words.dropFirst(2))
      let values = stride(from: 0, to: numbers.count, by: 2).map {
        ComplexEigenvalue(real: numbers[$0], imaginary: numbers[$0 + 1])
      }
      return Case(matrix: matrix, count: values.count, values: values)
    }
  }

  /// Both methods are stable: each eigenvalue is off by a few roundings of the matrix's size.
  @Test func symmetricOnesAreThoseOfNumPy() throws {
    let cases = Self.cases("symmetric")
    #expect(cases.count == 80)
    for one in cases {
      let eigen = try #require(SymmetricEigen(one.matrix, count: one.count))
      let size = one.matrix.map(\.magnitude).max() ?? 0
      for (a, b) in zip(eigen.values, one.values) {
        #expect((a - b.real).magnitude <= 1e-13 * size)
      }
      // A·v = λ·v, and the directions are at right angles.
      for (value, direction) in zip(eigen.values, eigen.directions) {
        for row in 0..<one.count {
          let product = (0..<one.count).reduce(0) {
            $0 + one.matrix[row * one.count + $1] * direction[$1]
          }
          #expect((product - value * direction[row]).magnitude <= 1e-13 * size)
        }
        let lengths = eigen.directions.map { other in
          zip(direction, other).reduce(0) { $0 + $1.0 * $1.1 }
        }
        for (other, length) in zip(eigen.directions, lengths) {
          #expect((length - (other == direction ? 1 : 0)).magnitude <= 1e-14)
        }
      }
    }
  }

  /// Eigenvalues of matrices that aren't symmetric may be more sensitive than the matrix is rounded:
  /// 1e-11 of its size leaves room for a condition of 10,000.
  @Test func generalOnesAreThoseOfNumPy() throws {
    let cases = Self.cases("general")
    #expect(cases.count == 80)
    for one in cases {
      let found = try #require(GeneralEigenvalues.values(of: one.matrix, count: one.count))
      let size = one.matrix.map(\.magnitude).max() ?? 0
      var rest = one.values
      for value in found {
        let nearest = rest.indices.min {
          rest[$0].distance(to: value) < rest[$1].distance(to: value)
        }
        let index = try #require(nearest)
        #expect(rest.remove(at: index).distance(to: value) <= 1e-11 * size)
      }
    }
  }

  /// Small ones beside great ones, which a less careful method loses.
  @Test func smallEigenvaluesKeepTheirDigits() throws {
    let eigen = try #require(SymmetricEigen([1e20, 1e9, 1e9, 1], count: 2))
    // 1 − (1e9)²/1e20 to first order, off by 1e-20 of it.
    #expect((eigen.values[1] - 0.99).magnitude <= 1e-15)
    #expect(SymmetricEigen([1, .nan, .nan, 1], count: 2) == nil)
    #expect(SymmetricEigen([0, 0, 0, 0], count: 2)?.values == [0, 0])
    #expect(SymmetricEigen([3], count: 1)?.directions == [[1]])
  }

  @Test(
    arguments: [
      ([0, 1, 0, 0, 0, 1, 1, 0, 0], 1), ([0, 1, -1, 0], 1), ([2, 1, 0, 2], 2), ([0, 0, 0, 0], 0),
      ([1e200, 0, 0, 1e-200], 1e200),
    ] as [([Double], Double)])
  func specialMatricesHaveTheirRadius(matrix: [Double], radius: Double) throws {
    let count = matrix.count == 9 ? 3 : 2
    let values = try #require(GeneralEigenvalues.values(of: matrix, count: count))
    #expect((values[0].magnitude - radius).magnitude <= 1e-14 * radius)
    #expect(GeneralEigenvalues.values(of: [.nan], count: 1) == nil)
  }
}

extension ComplexEigenvalue {
  fileprivate func distance(to other: ComplexEigenvalue) -> Double {
    ComplexEigenvalue(real: real - other.real, imaginary: imaginary - other.imaginary).magnitude
  }
}
