public import Datasets
internal import Foundation
internal import LieAlgebras
public import Oracles
internal import Tensors

extension SpectralMethod {
  /// The symmetries of an exact oracle, named.
  ///
  /// - Throws: `.undefined` if the oracle is finite almost nowhere.
  public func discover(_ oracle: some Oracle) throws(DiscoveryError) -> Finding {
    let solution = try solve(oracle)
    var remarks: [String] = []
    if solution.undefinedShare > 0 {
      let share = (solution.undefinedShare * 1000).rounded() / 10
      remarks.append("the formula is undefined at \(share) % of random samples; they were left out")
    }
    return finding(
      solution, coordinates: oracle.layout.coordinates, outcome: solution.outcome,
      remarks: remarks,
      change: CoordinateChange(identity: oracle.layout.dimension, fields: fields))
  }

  /// The symmetries of a table's targets, named.
  ///
  /// - Parameters:
  ///   - oracle: What is fitted to the targets.
  ///   - report: Told how the training of networks goes on; called by several threads.
  /// - Throws: `.tooFewRows`, `.tooFewRowsForNetwork`, `.tooManyUnknowns`, `.tooManyClasses`, `.noFeatures`.
  public func discover(
    _ data: LabelledData, oracle: TableOracle = .polynomial(),
    report: @escaping @Sendable (NetworkFit.Event) -> Void = { _ in }
  ) throws(DiscoveryError) -> (finding: Finding, solution: TableSolution) {
    let table = try solve(data, oracle: oracle, report: report)
    var remarks = table.remarks
    for feature in table.scaling.redundant {
      remarks.append(
        "\(feature.relation): the feature was set aside; the fields it would add move nothing")
    }
    if !table.ignored.isEmpty {
      remarks.append(
        "the target does not depend on \(table.ignored.joined(separator: ", ")) within the noise; "
          + "moving them alone is a trivial symmetry and is not counted")
    }
    let finding = finding(
      table.solution, coordinates: table.featureNames, outcome: table.outcome,
      remarks: remarks, change: table.change)
    return (finding, table)
  }

  func finding(
    _ solution: SpectralSolution, coordinates: [String], outcome: Outcome, remarks: [String],
    change: CoordinateChange
  ) -> Finding {
    let n = coordinates.count
    let b = fields.monomials(dimension: n)
    let isAnswer = outcome == .clear || outcome == .ambiguous
    guard isAnswer, solution.certificate.count > 0 else {
      return Finding(
        fields: fields, coordinates: coordinates, outcome: outcome,
        certificate: solution.certificate, spectrum: solution.space.values,
        generators: .zeros([0, n, b]), descriptions: [], structure: nil, closure: 0, name: nil,
        possibleNames: [], remarks: remarks)
    }
    guard solution.certificate.count <= Finding.namingLimit else {
      let raw = solution.fields.reshaped([solution.certificate.count, n, b])
      return Finding(
        fields: fields, coordinates: coordinates, outcome: outcome,
        certificate: solution.certificate, spectrum: solution.space.values,
        generators: change.original(raw), descriptions: [], structure: nil, closure: 0,
        name: nil, possibleNames: [],
        remarks: remarks + [
          "more than \(Finding.namingLimit) generators are not named; arrays.npz holds them as found"
        ])
    }
    let algebra = FieldAlgebra.of(
      solution, class: fields, coordinates: coordinates, change: change)
    var remarks = remarks
    var outcome = outcome
    if !algebra.possibleNames.isEmpty {
      remarks.append(
        "the noise leaves the name open: \(algebra.possibleNames.joined(separator: ", "))")
      outcome = .ambiguous
    }
    if algebra.isRounded, solution.noise > FieldAlgebra.exact {
      remarks.append(
        "coefficients are rounded to simple fractions, which the data allow; without rounding they are "
          + "known to about \(String(format: "%.2g", 100 * solution.noise)) %")
    }
    if algebra.name == nil {
      remarks.append(
        "the brackets of the generators leave their span (closure residual "
          + "\((algebra.closure * 1000).rounded() / 1000)), so no finite algebra is claimed")
      if fields == .quadratic {
        remarks.append(
          "of one point, multiples of a symmetry are symmetries too, and every cubic f has the fields "
            + "∂ᵢf ∂ⱼ − ∂ⱼf ∂ᵢ; an oracle of several points has only those that form an algebra")
      }
    }
    return Finding(
      fields: fields, coordinates: coordinates, outcome: outcome,
      certificate: solution.certificate, spectrum: solution.space.values,
      generators: algebra.generators, descriptions: algebra.descriptions,
      structure: algebra.structure, closure: algebra.closure, name: algebra.name,
      possibleNames: algebra.possibleNames, remarks: remarks)
  }
}
