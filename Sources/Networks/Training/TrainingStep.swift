internal import Autodiff
internal import Tensors

/// The programs of an objective for batches of one size: the gradients of a training step, or the numbers
/// of a validation.
final class TrainingStep {
  let program: Program<Float>
  /// The names of the losses, `loss` first.
  private(set) var names: [String] = ["loss"]
  private let learned: Int

  /// - Parameter isTraining: Whether gradients are taken.
  init(
    _ objective: Objective, columns: [[Int]], rows: Int, shardRows: Int, isTraining: Bool
  ) {
    let slots = objective.slots
    var names = ["loss"]
    program = Program(
      common: slots.map(\.shape), rows: columns, batchRows: rows, shardRows: shardRows
    ) { parameters, columns in
      var scope = Scope(slots, parameters, isTraining: isTraining)
      let losses = objective.losses(columns, &scope)
      scope.checkThatAllWereTaken()
      names = ["loss"] + losses.metrics.map(\.name)
      precondition(Set(names).count == names.count, "two of the losses \(names) have one name")
      for (name, value) in [("loss", losses.loss)] + losses.metrics {
        precondition(
          value.count == 1 && !value.hasRows,
          "\(name) is one number for the whole batch, not \(value.shape)"
            + (value.hasRows ? " of its rows" : ""))
      }
      let numbers = [losses.loss] + losses.metrics.map(\.value)
      guard isTraining else { return numbers }
      let total = scope.penalty.map { losses.loss + $0 } ?? losses.loss
      let learned = zip(slots, parameters).filter { $0.0.role == .learned }.map(\.1)
      return total.gradients(learned) + scope.renewedStatistics + [total] + numbers.dropFirst()
    }
    self.names = names
    learned = isTraining ? slots.count { $0.role == .learned } : 0
    let statistics = isTraining ? slots.count - learned : 0
    firstNumber = learned + statistics
    precondition(
      program.outputShapes.count == firstNumber + names.count,
      "the layers renewed another number of statistics than they have")
  }

  private let firstNumber: Int

  /// The gradients of the last step, flat.
  var gradients: UnsafeMutableBufferPointer<Float> { program.outputs(0..<learned) }
  /// The statistics after the last step, flat.
  var statistics: UnsafeMutableBufferPointer<Float> { program.outputs(learned..<firstNumber) }
  /// The loss and the metrics of the last batch.
  var numbers: UnsafeMutableBufferPointer<Float> {
    program.outputs(firstNumber..<firstNumber + names.count)
  }
}
