import Networks
import Tensors
import TestSupport
import Testing

/// Learning rates step by step, against Optax (`Tests/Reference/networks.py`).
@Suite struct ScheduleTests {
  @Test(arguments: [
    ("oneCycle", LearningRateSchedule.oneCycle(rise: 0.3, start: 25, end: 1e4)),
    ("cosine", .cosine(end: 0)),
    ("cosineToTenth", .cosine(end: 0.1)),
    ("warmUpCosine", .warmUp(steps: 10, then: .cosine(end: 0.01))),
    ("warmUp", .warmUp(steps: 10, then: .constant)),
  ]) func matchesOptax(name: String, schedule: LearningRateSchedule) throws {
    let expected = try NetworksFixture.numbers("schedules.\(name).rates")
    let rates = (0..<100).map { 1e-2 * schedule.factor(step: $0, of: 100) }
    expectClose(Tensor(rates), Tensor(expected), rtol: 1e-12, atol: 1e-17)
  }

  @Test func isOneThroughoutWithoutAChange() {
    #expect((0..<10).allSatisfy { LearningRateSchedule.constant.factor(step: $0, of: 10) == 1 })
  }

  /// A warm-up as long as the training, or longer, never divides by zero.
  @Test(arguments: [0, 1, 5, 10, 20]) func staysFinite(steps: Int) {
    for schedule in [LearningRateSchedule.constant, .cosine(), .oneCycle(), .oneCycle(rise: 0)] {
      let warm = LearningRateSchedule.warmUp(steps: steps, then: schedule)
      for step in 0..<10 {
        let factor = warm.factor(step: step, of: 10)
        #expect(factor >= 0 && factor <= 1, "\(warm) at \(step)")
      }
    }
  }
}
