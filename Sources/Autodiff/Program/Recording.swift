internal import Tensors

/// What a computation records for shards of one size, and how it will run.
///
/// Recordings for different sizes have the same nodes with other shapes.
struct Recording<Scalar: KernelScalar> {
  let nodes: [Graph<Scalar>.Node]
  let commonInputs: [Int]
  /// The nodes that are a common input, or a view of one, and which.
  let commonNodes: [Int]
  let commonSources: [Int]
  let rowInputs: [Int]
  let outputs: [Int]
  let schedule: Schedule
  let plan: MemoryPlan
  let constants = ConstantMemory<Scalar>()

  init(
    common: [[Int]], rows: [[Int]], shardRows: Int, batchRows: Int,
    _ body: (_ common: [Variable<Scalar>], _ rows: [Variable<Scalar>]) -> [Variable<Scalar>]
  ) {
    let graph = Graph<Scalar>(rows: shardRows, batchRows: batchRows)
    let commonInputs = common.map { graph.record(Input(), [], shape: $0, placement: .common) }
    let rowInputs = rows.map {
      graph.record(Input(), [], shape: [shardRows] + $0, placement: .rows)
    }
    // A copy, so that every result has memory of its own, whatever the computation returns.
    let outputs = body(commonInputs, rowInputs).map { value in
      graph.record(
        Copy(count: value.count), [value], shape: value.shape, placement: value.placement)
    }
    nodes = graph.nodes
    self.commonInputs = commonInputs.map(\.id)
    self.rowInputs = rowInputs.map(\.id)
    self.outputs = outputs.map(\.id)
    schedule = Schedule(nodes, outputs: self.outputs)
    let plan = MemoryPlan(nodes, schedule, outputs: self.outputs)
    self.plan = plan
    var sources: [Int: Int] = [:]
    for (index, id) in self.commonInputs.enumerated() { sources[id] = index }
    commonNodes = nodes.indices.filter { sources[plan.roots[$0]] != nil }
    commonSources = commonNodes.compactMap { sources[plan.roots[$0]] }
  }

  /// Whether two recordings are of the same operations, and differ in the lengths of shapes at most.
  func hasSameSteps(as other: Recording) -> Bool {
    nodes.count == other.nodes.count
      && zip(nodes, other.nodes).allSatisfy {
        $0.inputs == $1.inputs && $0.placement == $1.placement && $0.shape.count == $1.shape.count
          && $0.operation.isSame(as: $1.operation)
      }
  }
}
