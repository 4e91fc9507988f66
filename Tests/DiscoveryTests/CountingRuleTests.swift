import Discovery
import Testing

@Suite struct CountingRuleTests {
  let rule = CountingRule()

  @Test func clearGap() {
    let found = rule.candidates(values: [1e-16, 3e-16, 0.2, 0.3], floor: 1e-11)
    #expect(found.first?.count == 2)
  }

  @Test func nothingWithinReachOfTheNoise() {
    #expect(rule.candidates(values: [0.1, 0.2, 0.3], floor: 0.01).isEmpty)
  }

  @Test func everythingIsNoise() {
    #expect(rule.candidates(values: [0.1, 0.12, 0.15], floor: 0.1).map(\.count) == [3])
  }

  @Test func aPartialSpectrumNeverMeansEverything() {
    #expect(rule.candidates(values: [1e-12, 1e-12], floor: 1e-11, isPartial: true).isEmpty)
  }

  @Test func spreadBelowTheNoiseIsNotAGap() {
    // Twelve decades of rounding, then a rise by 20 over the floor.
    let found = rule.candidates(values: [1e-15, 1e-9, 1e-3, 0.02, 0.4, 0.5], floor: 0.02)
    #expect(found.first?.count == 4)
  }

  @Test func noiseAlongAFieldCounts() {
    let values = [0.03, 0.05, 0.5]
    #expect(rule.candidates(values: values, floor: 0.01).isEmpty)
    #expect(
      rule.candidates(values: values, floor: 0.01, noise: [0.03, 0.03, 0.02]).first?.count == 2)
  }
}
