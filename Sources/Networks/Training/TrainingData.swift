public import Tensors

/// Columns of data with a common number of rows, and which rows are for what.
public struct TrainingData: Sendable {
  /// The columns, each `[N, …]`: inputs, targets, class numbers, whatever the objective takes.
  public let columns: [Tensor<Float>]
  /// The rows that gradients are taken on.
  public let trainingRows: [Int]
  /// The rows that only judge.
  public let validationRows: [Int]

  /// Data with the rows chosen.
  ///
  /// - Precondition: The columns are equally long, and have the rows.
  public init(_ columns: [Tensor<Float>], trainingRows: [Int], validationRows: [Int]) {
    let count = columns.first?.shape.first ?? 0
    precondition(
      columns.allSatisfy { $0.rank >= 1 && $0.shape[0] == count }, "the columns differ in length")
    for row in [trainingRows, validationRows].joined() {
      precondition((0..<count).contains(row), "there is no row \(row) in columns of \(count) rows")
    }
    (self.columns, self.trainingRows) = (columns, trainingRows)
    self.validationRows = validationRows
  }

  /// Data of which a random share judges.
  ///
  /// - Precondition: The columns are equally long, and the share is in 0 ..< 1.
  public init(_ columns: [Tensor<Float>], validationShare: Double = 0, seed: UInt64 = 0) {
    precondition(
      (0..<1).contains(validationShare), "a share of \(validationShare) of the rows cannot judge")
    let count = columns.first?.shape.first ?? 0
    var rng = Philox(seed: seed, stream: RandomStreams.split)
    let order = Array(0..<count).shuffled(using: &rng)
    let held = Int((Double(count) * validationShare).rounded())
    self.init(
      columns, trainingRows: order[held...].sorted(), validationRows: order[..<held].sorted())
  }

  /// The first number that is not finite.
  var nonFinite: (column: Int, row: Int)? {
    for (index, column) in columns.enumerated() where !column.isFinite {
      guard let place = column.scalars.firstIndex(where: { !$0.isFinite }) else { continue }
      return (index, place / max(1, column.count / column.shape[0]))
    }
    return nil
  }
}
