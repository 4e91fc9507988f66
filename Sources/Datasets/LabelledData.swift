public import Tensors

/// Samples with labels: some columns of a table as features, others as targets.
///
/// Every value it hands out is finite, and no target is constant. Large tables stay where they are;
/// read them in blocks.
public struct LabelledData: Sendable {
  /// The features' names.
  public let featureNames: [String]
  /// The targets' names.
  public let targetNames: [String]
  /// What the numbers of each target stand for.
  public let targetKinds: [Table.Kind]

  private let source: any RowSource
  private let featureColumns: [Int]
  private let targetColumns: [Int]
  /// For an integer column taken as categorical: its values, increasing, one per category.
  private let categoryValues: [[Double]?]

  /// Chooses the columns of a table and checks their values in one pass.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - features: Names, or numbers from 1; by default all numeric columns that are not targets.
  ///   - targets: Names, or numbers from 1.
  ///   - categorical: Whether targets of integers are categories; text always is.
  ///   - threads: How many threads share the pass; the result does not depend on it.
  /// - Throws: A ``DatasetError`` if a column is unknown, named twice, both feature and target, or a
  ///   feature of text; if a value is not finite; or if a target is constant.
  public init(
    table: Table, features: [String]? = nil, targets: [String], categorical: Bool = false,
    threads: Int = Parallel.processors
  ) throws(DatasetError) {
    guard table.rows.rowCount > 0 else { throw .emptyFile(table.source) }
    guard !targets.isEmpty else { throw .noTargets }
    let targetColumns = try table.indices(of: targets)
    let featureColumns: [Int]
    if let features {
      featureColumns = try table.indices(of: features)
    } else {
      featureColumns = table.columns.indices.filter {
        table.kinds[$0] == .numeric && !targetColumns.contains($0)
      }
    }
    guard !featureColumns.isEmpty else { throw .noFeatures }
    for column in featureColumns {
      if targetColumns.contains(column) { throw .targetIsFeature(table.columns[column]) }
      if case .categorical(let categories) = table.kinds[column] {
        throw .textFeature(table.columns[column], example: categories.first ?? "")
      }
    }
    let summary = try ColumnSummary(
      of: table, finite: featureColumns + targetColumns,
      distinct: categorical ? targetColumns.filter { table.kinds[$0] == .numeric } : [],
      threads: threads)

    var kinds: [Table.Kind] = []
    var categoryValues: [[Double]?] = []
    for column in targetColumns {
      if summary.minimum[column] == summary.maximum[column] {
        throw .constantTarget(
          table.columns[column], value: table.text(of: summary.minimum[column], column: column))
      }
      let values = summary.distinct[column].map { $0.sorted() }
      kinds.append(
        values.map { .categorical(categories: $0.map(shortText)) } ?? table.kinds[column])
      categoryValues.append(values)
    }
    self.source = table.rows
    (self.featureColumns, self.targetColumns) = (featureColumns, targetColumns)
    (self.targetKinds, self.categoryValues) = (kinds, categoryValues)
    self.featureNames = featureColumns.map { table.columns[$0] }
    self.targetNames = targetColumns.map { table.columns[$0] }
  }

  /// Samples in memory.
  ///
  /// - Parameters:
  ///   - features: `[samples, features]`.
  ///   - targets: `[samples, targets]`.
  ///   - featureNames: By default `x1`, `x2`, ….
  ///   - targetNames: By default `y`, or `y1`, `y2`, ….
  /// - Throws: As ``init(table:features:targets:categorical:threads:)``.
  /// - Precondition: Both are matrices with equally many rows.
  public init(
    features: Tensor<Double>, targets: Tensor<Double>, featureNames: [String]? = nil,
    targetNames: [String]? = nil
  ) throws(DatasetError) {
    precondition(
      features.rank == 2 && targets.rank == 2 && features.shape[0] == targets.shape[0],
      "features \(features.shape) do not belong to targets \(targets.shape)")
    let (n, m) = (features.shape[1], targets.shape[1])
    let names = featureNames ?? (0..<n).map { "x\($0 + 1)" }
    let labels = targetNames ?? (m == 1 ? ["y"] : (0..<m).map { "y\($0 + 1)" })
    let joined = features.transposed.appending(rowsOf: targets.transposed).transposed
    let table = try Table(columns: names + labels, matrix: joined)
    try self.init(
      table: table, features: (1...max(1, n)).map(String.init),
      targets: (0..<m).map { String(n + $0 + 1) })
  }

  /// The number of samples.
  public var count: Int { source.rowCount }

  /// The features of a range of samples, `[range.count, features]`.
  public func features(_ range: Range<Int>) -> Tensor<Double> {
    source.rows(range).columns(featureColumns)
  }

  /// The targets of a range of samples, `[range.count, targets]`; a categorical target is the number
  /// of its category, from 0.
  public func targets(_ range: Range<Int>) -> Tensor<Double> {
    encoded(source.rows(range).columns(targetColumns))
  }

  /// Features and targets of a range of samples; the rows are read once.
  public func samples(
    _ range: Range<Int>
  ) -> (features: Tensor<Double>, targets: Tensor<Double>) {
    let rows = source.rows(range)
    return (rows.columns(featureColumns), encoded(rows.columns(targetColumns)))
  }

  /// A categorical target as indicators: 1 in the column of the sample's category, 0 elsewhere,
  /// `[range.count, categories]`.
  ///
  /// - Precondition: The target is categorical.
  public func oneHotTarget(_ target: Int = 0, _ range: Range<Int>) -> Tensor<Double> {
    guard case .categorical(let categories) = targetKinds[target] else {
      preconditionFailure("the target '\(targetNames[target])' is not categorical")
    }
    let codes = targets(range)
    var indicators = [Double](repeating: 0, count: range.count * categories.count)
    for i in 0..<range.count { indicators[i * categories.count + Int(codes[i, target])] = 1 }
    return Tensor(indicators, shape: [range.count, categories.count])
  }

  /// The ranges of at most `size` samples that make up the whole, in order.
  public func blocks(of size: Int = 8192) -> [Range<Int>] {
    stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }

  /// Calls `body` with features `[n, features]` and targets `[n, targets]` of one block after another.
  public func forEachBlock<Failure: Error>(
    of size: Int = 8192,
    _ body: (_ features: Tensor<Double>, _ targets: Tensor<Double>) throws(Failure) -> Void
  ) throws(Failure) {
    for block in blocks(of: size) {
      let (features, targets) = samples(block)
      try body(features, targets)
    }
  }

  /// Integer values of categorical targets replaced by the numbers of their categories.
  private func encoded(_ targets: Tensor<Double>) -> Tensor<Double> {
    guard categoryValues.contains(where: { $0 != nil }) else { return targets }
    let codes = targets.scalars.enumerated().map { place, target in
      categoryValues[place % categoryValues.count].map { values in
        Double(values.partitioningIndex { $0 >= target })
      } ?? target
    }
    return Tensor(codes, shape: targets.shape)
  }
}

extension Table {
  /// The positions of columns given by name or number, all different.
  fileprivate func indices(of names: [String]) throws(DatasetError) -> [Int] {
    var indices: [Int] = []
    for name in names {
      let index = try index(of: name)
      if indices.contains(index) {
        throw .duplicateColumn(columns[index], numbers: [index + 1, index + 1])
      }
      indices.append(index)
    }
    return indices
  }

  /// A value as a person would write it.
  fileprivate func text(of value: Double, column: Int) -> String {
    guard case .categorical(let categories) = kinds[column] else { return shortText(value) }
    return "'\(categories[Int(value)])'"
  }
}

extension Tensor<Double> {
  /// Some columns of a matrix, in the given order.
  fileprivate func columns(_ chosen: [Int]) -> Tensor {
    if chosen.elementsEqual(0..<shape[1]) { return self }
    let (rows, width) = (shape[0], shape[1])
    let picked = [Double](unsafeUninitializedCapacity: rows * chosen.count) { target, count in
      scalars.withUnsafeBufferPointer { source in
        for i in 0..<rows {
          for (j, column) in chosen.enumerated() {
            target[i * chosen.count + j] = source[i * width + column]
          }
        }
      }
      count = rows * chosen.count
    }
    return Tensor(picked, shape: [rows, chosen.count])
  }
}

extension [Double] {
  /// The first position whose element satisfies a condition that, once true, stays true.
  fileprivate func partitioningIndex(_ condition: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// A number without a needless `.0`.
func shortText(_ value: Double) -> String {
  let text = "\(value)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
