internal import Tensors

/// What the answer for clouds alone does not say.
enum OrbitRemarks {
  /// Why two clouds of a group of complex two by two matrices have one generator more than the group.
  static func pairs(
    names: [String], count: Int, clouds: Int, dimension: Int
  ) -> [String] {
    // Noisy centres are named ℝ; motions of a bounded cloud are compact.
    let isU2 = names.contains { $0 == "u(2)" || $0 == "su(2) ⊕ ℝ" }
    guard clouds == 2, dimension == 4, count == 4, isU2 else { return [] }
    return [
      "a pair of orbits of SU(2) is also preserved by one multiplication from the right, so two paired "
        + "clouds show u(2), of dimension 4; a third would tell whether it is su(2)"
    ]
  }
}

extension Finding {
  /// That there is no symmetry, for a reason other than a spectrum.
  static func none(
    fields: FieldClass, coordinates: [String], samples: Int, remark: String
  ) -> Finding {
    let n = coordinates.count
    return Finding(
      subject: .clouds, fields: fields, coordinates: coordinates, outcome: .noneFound,
      certificate: Certificate(
        count: 0, samples: samples, equations: 0, lastSymmetry: 0, firstBroken: nil, noiseFloor: 0,
        gap: nil, freshResidual: nil, nullTrials: 0, nullTrialsBelow: 0, support: 1,
        alternatives: []),
      spectrum: [], generators: .zeros([0, n, fields.monomials(dimension: n)]), descriptions: [],
      structure: nil, closure: 0, name: nil, possibleNames: [], remarks: [remark])
  }

  /// The same with further remarks.
  func noting(_ more: [String]) -> Finding {
    var finding = self
    finding.remarks += more
    return finding
  }

  /// The same, of clouds of points.
  var ofClouds: Finding {
    var finding = self
    finding.subject = .clouds
    return finding
  }
}
