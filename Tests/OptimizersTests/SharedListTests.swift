import Testing

@testable import Optimizers

/// A list whose copies share what they have in common.
struct SharedListTests {
  private static let sizes = [0, 1, 31, 32, 33, 1023, 1024, 1025, 2100, 33_000]

  private func list(_ numbers: some Sequence<Int>) -> SharedList<Int> {
    var list = SharedList<Int>()
    for number in numbers { list.append(number) }
    return list
  }

  @Test(arguments: sizes)
  func itHoldsWhatWasAppended(_ size: Int) {
    #expect(Array(list(0..<size)) == Array(0..<size))
  }

  @Test(arguments: sizes, sizes)
  func itIsCutAndGrowsAgain(_ size: Int, _ length: Int) {
    var short = list(0..<size)
    short.cut(to: length)
    let kept = min(size, length)
    #expect(Array(short) == Array(0..<kept))
    #expect(short == list(0..<kept))
    short.append(-1)
    #expect(Array(short) == Array(0..<kept) + [-1])
  }

  @Test(arguments: sizes.dropFirst())
  func aCopyStaysAsItWas(_ size: Int) {
    let before = list(0..<size)
    var after = before
    after.replace(at: size / 2, by: -1)
    after.append(size)
    after.cut(to: 1)
    #expect(Array(before) == Array(0..<size))
  }

  @Test(arguments: sizes, sizes)
  func itKnowsABeginning(_ size: Int, _ other: Int) {
    #expect(list(0..<size).isBeginning(of: list(0..<other), by: ==) == (size <= other))
    guard size > 0 else { return }
    var changed = list(0..<max(size, other))
    changed.replace(at: size - 1, by: -1)
    #expect(!list(0..<size).isBeginning(of: changed, by: ==))
  }

  /// However many elements there are, what one line adds, changes or takes away is a few leaves.
  @Test(arguments: [1_000, 10_000, 100_000])
  func whatIsSharedIsNotLookedAt(_ size: Int) {
    let before = list(0..<size)
    var (longer, other, shorter) = (before, before, before)
    longer.append(size)
    other.replace(at: size / 3, by: -1)
    shorter.cut(to: size - 1)
    for (changed, difference) in zip([longer, other, shorter, before], [[size], [-1], [], []]) {
      var looks = 0
      _ = before.isBeginning(of: changed) { left, right in
        looks += 1
        return left == right
      }
      _ = changed.isBeginning(of: before) { left, right in
        looks += 1
        return left == right
      }
      #expect(looks <= 64)
      let own = changed.elements(besides: before)
      #expect(own.count <= 32)
      #expect(Set(own).subtracting(before).sorted() == difference)
    }
  }

  @Test(arguments: sizes, sizes)
  func whatAnotherHasNotIsAmongItsOwn(_ size: Int, _ other: Int) {
    let own = list(0..<size).elements(besides: list((0..<other).map { -$0 - 1 }))
    #expect(own == Array(0..<size))
  }

  @Test func thePartsOfAnOrderAreFound() {
    let steps = list((0..<5000).map { $0 / 3 })
    for step in [0, 1, 40, 1666, 1667] {
      #expect(steps.partitioningIndex { $0 >= step } == steps.firstIndex { $0 >= step } ?? 5000)
    }
  }
}
