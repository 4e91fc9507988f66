import Discovery
import Tensors
import TestSupport
import Testing

/// The least losses that too many fields have.
@Suite struct FlowCountTests {
  @Test(arguments: 0..<7) func leastConflict(index: Int) throws {
    let one = try FlowReference.read().conflicts[index]
    func least(_ averaging: Averaging) -> Double {
      Discovery.leastConflict(
        fields: one.fields, directions: one.directions, normalization: averaging)
    }
    expectClose(least(.points), one.points, rtol: 1e-7)
    expectClose(least(.average), one.average, rtol: 1e-7)
  }

  /// In no dimension at all every field vanishes, which costs 1 each.
  @Test(arguments: 1...3) func nowhereToGo(fields: Int) {
    for averaging in Averaging.allCases {
      #expect(
        Discovery.leastConflict(fields: fields, directions: 0, normalization: averaging)
          == Double(fields))
    }
  }
}
