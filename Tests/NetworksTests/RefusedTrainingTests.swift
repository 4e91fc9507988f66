import Autodiff
import Networks
import Tensors
import Testing

#if compiler(>=6.2)
/// Mistakes of a caller stop the program before memory is read that is not the data's.
@Suite struct RefusedTrainingTests {
  @Test func rowsThatAreNotThere() async {
    await #expect(processExitsWith: .failure) { data(training: [0, 4]) }
    await #expect(processExitsWith: .failure) { data(training: [0], validation: [-1]) }
    await #expect(processExitsWith: .success) { data(training: [0, 3], validation: [2]) }
  }

  @Test func sharesOfRows() async {
    await #expect(processExitsWith: .failure) { _ = TrainingData([column], validationShare: 1) }
    await #expect(processExitsWith: .failure) { _ = TrainingData([column], validationShare: -0.1) }
    await #expect(processExitsWith: .success) { _ = TrainingData([column], validationShare: 0.5) }
  }

  @Test func parametersOfOtherSizes() async {
    await #expect(processExitsWith: .failure) {
      var parameters = Parameters(BatchNorm(2).slots, seed: 0)
      parameters.learned = .zeros([3])
    }
    await #expect(processExitsWith: .failure) {
      var parameters = Parameters(BatchNorm(2).slots, seed: 0)
      parameters.statistics = .zeros([5])
    }
    await #expect(processExitsWith: .success) {
      var parameters = Parameters(BatchNorm(2).slots, seed: 0)
      (parameters.learned, parameters.statistics) = (.zeros([4]), .zeros([4]))
      parameters.learned.scalars[3] = 1
    }
  }

  @Test func evaluationOfAnotherModel() async {
    await #expect(processExitsWith: .failure) { evaluate(Parameters(Dense(1, 2).slots, seed: 0)) }
    await #expect(processExitsWith: .success) { evaluate(Parameters(Dense(1, 1).slots, seed: 0)) }
  }

  @Test func metricsThatAreNoNumbers() async {
    await #expect(processExitsWith: .failure) { try train { [("sum", $0.sum(along: 1))] } }
    await #expect(processExitsWith: .failure) { try train { [("rows", $0)] } }
    await #expect(processExitsWith: .success) { try train { [("sum", $0.sum())] } }
  }

  /// A batch of one row in which a value has a single element, but one for each row.
  @Test func metricsOfSingleRows() async {
    await #expect(processExitsWith: .failure) { try train(rows: 1) { [("row", $0)] } }
  }

  @Test func namesOfMetrics() async {
    await #expect(processExitsWith: .failure) { try train { [("loss", $0.sum())] } }
    await #expect(processExitsWith: .failure) { try train { [("a", $0.sum()), ("a", $0.mean())] } }
    await #expect(processExitsWith: .success) { try train { [("a", $0.sum()), ("b", $0.mean())] } }
  }

  @Test func nothingToTrainOn() async {
    await #expect(processExitsWith: .failure) { try train(rows: 0) { _ in [] } }
  }

  @Test func unknownMetricsAndPatience() async {
    await #expect(processExitsWith: .failure) {
      try train(Monitor("accuracy")) { [("sum", $0.sum())] }
    }
    await #expect(processExitsWith: .success) { try train(Monitor("sum")) { [("sum", $0.sum())] } }
    await #expect(processExitsWith: .failure) { _ = Monitor(patience: 0) }
  }

  @Test func columnsThatAreMissing() async {
    await #expect(processExitsWith: .failure) {
      _ = try Trainer(.classification(Dense(1, 2)), TrainingSettings(epochs: 1)).train(
        on: TrainingData([column]))
    }
    await #expect(processExitsWith: .success) {
      _ = try Trainer(.classification(Dense(1, 2)), TrainingSettings(epochs: 1)).train(
        on: TrainingData([column, Tensor([0, 1, 0, 1])]))
    }
  }

  @Test func parametersThatNobodyTakes() async {
    await #expect(processExitsWith: .failure) { try train(Forgetful(takes: 1, renewed: [2])) }
    await #expect(processExitsWith: .success) { try train(Forgetful(takes: 2, renewed: [2])) }
  }

  @Test func statisticsOfOtherShapes() async {
    await #expect(processExitsWith: .failure) { try train(Forgetful(takes: 2, renewed: [1])) }
    await #expect(processExitsWith: .failure) { try train(Forgetful(takes: 2, renewed: [1, 2])) }
  }
}

/// A layer that takes some of its slots, and renews its statistic by zeros in some shape.
private struct Forgetful: Layer {
  let takes: Int
  let renewed: [Int]

  var slots: [ParameterSlot] {
    [
      ParameterSlot(name: "w", shape: [1], initialization: .constant(1)),
      ParameterSlot(name: "mean", shape: [2], initialization: .constant(0), role: .statistic),
    ]
  }

  func callAsFunction<Scalar>(_ x: Variable<Scalar>, in scope: inout Scope<Scalar>)
    -> Variable<Scalar>
  {
    let w = scope.next()
    if takes > 1 { _ = scope.next() }
    if scope.isTraining { scope.renew(x.constant(.zeros(renewed))) }
    return x * w
  }
}

private let column = Tensor<Float>([1, 2, 3, 4], shape: [4, 1])

private func data(training: [Int], validation: [Int] = []) {
  _ = TrainingData([column], trainingRows: training, validationRows: validation)
}

private func evaluate(_ parameters: Parameters) {
  _ = Trainer(.regression(Dense(1, 1)), TrainingSettings()).evaluate(
    parameters, on: TrainingData([column]), rows: [0, 1])
}

private func train(
  _ monitor: Monitor = Monitor(), rows: Int = 4,
  metrics: @escaping @Sendable (Variable<Float>) -> [(name: String, value: Variable<Float>)]
) throws {
  let slot = ParameterSlot(name: "w", shape: [1], initialization: .constant(1))
  let objective = Objective([slot]) { columns, scope in
    .init((columns[0] * scope.next()).squared().mean(), metrics: metrics(columns[0]))
  }
  _ = try Trainer(objective, TrainingSettings(epochs: 1, monitor: monitor)).train(
    on: TrainingData([column], trainingRows: Array(0..<rows), validationRows: []))
}

private func train(_ layer: Forgetful) throws {
  _ = try Trainer(.regression(layer), TrainingSettings(epochs: 1)).train(on: TrainingData([column]))
}
#endif
