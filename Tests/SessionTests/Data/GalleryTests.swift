import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

/// Every objective of the gallery is held to what its file says.
struct GalleryTests {
  private func session(_ name: String) throws -> Session {
    var session = Session(library: .standard, commands: .standard)
    _ = try session.execute("objective \(name)", Host(emit: { _ in }))
    return session
  }

  private func value(_ session: Session, at point: [Double]) throws -> Double {
    var session = session
    let moves = zip(session.parameters, point).map { "\($0) = \($1)" }.joined(separator: ", ")
    _ = try session.execute("set \(moves)", Host(emit: { _ in }))
    return try #require(session.walk?.current[.objective]?.first)
  }

  @Test(arguments: Gallery.names)
  func theEntryIsComplete(name: String) throws {
    let entry = try #require(try Gallery.entry(name))
    #expect(entry.name == name)
    #expect(entry.summary.hasSuffix("."))
    #expect(entry.minima.isEmpty != (entry.bound == nil))
  }

  /// Nowhere around a minimum is f smaller; what rounding does to f there is far below 1e-9.
  @Test(arguments: Gallery.names)
  func theMinimumIsOne(name: String) throws {
    let entry = try #require(try Gallery.entry(name))
    let session = try session(name)
    for minimum in entry.minima {
      let point = try session.parameters.map { try #require(minimum.point[$0]) }
      let least = try value(session, at: point)
      #expect(abs(least - minimum.value) <= 1e-9 * max(1, abs(least)))
      for index in point.indices {
        for distance in [-1e-2, -1e-4, 1e-4, 1e-2] {
          var near = point
          near[index] += distance
          #expect(try value(session, at: near) >= least - 1e-12)
        }
      }
    }
  }

  /// Against central differences, whose error is about h²·f‴/6 and f·1e-16/h; these functions have
  /// values and derivatives up to a few thousand, and h is 1e-5.
  @Test(arguments: Gallery.names)
  func theGradientIsThatOfTheFunction(name: String) throws {
    let session = try session(name)
    let walk = try #require(session.walk)
    let gradient = try #require(walk.gradientHere)
    for index in session.start.indices {
      var (left, right) = (session.start, session.start)
      left[index] -= 1e-5
      right[index] += 1e-5
      let difference = (try value(session, at: right) - value(session, at: left)) / 2e-5
      #expect(abs(gradient[index] - difference) <= 1e-5 * max(1, abs(difference)))
    }
  }

  @Test(arguments: Gallery.names)
  func aStepFromTheStartIsFinite(name: String) throws {
    var session = try session(name)
    for optimizer in ["gd lr=0.001", "rmsprop", "adagrad"] {
      _ = try session.execute("use \(optimizer)", Host(emit: { _ in }))
      _ = try session.execute("step", Host(emit: { _ in }))
      #expect(session.walk?.firstNonFinite == nil)
    }
  }

  @Test(arguments: Gallery.names)
  func theStartLiesInTheDomain(name: String) throws {
    let entry = try #require(try Gallery.entry(name))
    let session = try session(name)
    for (name, range) in entry.domain {
      let index = try #require(session.parameters.firstIndex(of: name))
      #expect(range.contains(session.start[index]))
    }
  }

  /// A gallery whose names get in the way of recipes would be of no use to compare them on.
  @Test func everyOptimizerWalksOnEveryObjective() throws {
    for name in Gallery.names {
      var session = try session(name)
      for optimizer in session.library.names {
        _ = try session.execute("use \(optimizer)", Host(emit: { _ in }))
      }
    }
  }
}
