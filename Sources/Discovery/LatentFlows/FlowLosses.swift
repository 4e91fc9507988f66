package import Autodiff
internal import Tensors

/// Whether a condition holds at every sample, or on average over all.
public enum Averaging: String, Sendable, CaseIterable, Codable {
  /// At every sample, as in *Oracle-Preserving Latent Flows* (2023).
  case points
  /// On average, as for matrices of generators: three rotations of ℝ³ are orthogonal only so.
  case average
}

/// The fields at the points of a batch.
package struct SampledFields {
  /// `[B, n]`.
  package let points: Variable<Float>
  /// `[B, N, n]`.
  package let fields: Variable<Float>

  package init(points: Variable<Float>, fields: Variable<Float>) {
    (self.points, self.fields) = (points, fields)
  }

  package var count: Int { fields.shape[1] }
  package var dimension: Int { fields.shape[2] }

  /// One of them, `[B, n]`.
  package func field(_ a: Int) -> Variable<Float> {
    fields.sliced(a..<a + 1, along: 1).reshaped([fields.shape[0], dimension])
  }
}

/// `Σₐ E‖J·gₐ‖²`: how fast the fields change what the oracle gives; zero for symmetries.
///
/// The limit ε → 0 of eq. 10. The oracle is frozen, so its Jacobians are part of the data.
///
/// Source: *Oracle-Preserving Latent Flows* (2023), eq. 10.
package struct InvarianceLoss {
  /// The Jacobians at the points, `[B, k, n]`.
  package let jacobians: Variable<Float>

  package init(jacobians: Variable<Float>) { self.jacobians = jacobians }

  package func callAsFunction(_ sample: SampledFields) -> Variable<Float> {
    let changes = sample.fields.batchedMatmul(jacobians, transposed: .right)  // [B, N, k]
    return changes.squared().sum() / Float(changes.batchLength)
  }
}

/// `Σₐ E‖φ(x + ε·gₐ) − φ(x)‖²/ε²`: how much a finite step along the fields changes what the oracle gives.
///
/// With ε of the size of the data this is eq. 8, and what is learned are finite transformations.
///
/// Source: *Oracle-Preserving Latent Flows* (2023), eqs. 8 and 10.
package struct FiniteInvarianceLoss {
  package let epsilon: Float
  /// What is preserved, at points `[B, n]`.
  package let oracle: (Variable<Float>) -> Variable<Float>

  package init(epsilon: Float, oracle: @escaping (Variable<Float>) -> Variable<Float>) {
    (self.epsilon, self.oracle) = (epsilon, oracle)
  }

  package func callAsFunction(_ sample: SampledFields) -> Variable<Float> {
    let before = oracle(sample.points)
    let terms = (0..<sample.count).map { a in
      (oracle(sample.points + epsilon * sample.field(a)) - before).squared().sum()
    }
    let total = terms.dropFirst().reduce(terms[0], +)
    return total / (epsilon * epsilon * Float(sample.points.batchLength))
  }
}

/// `Σₐ E(‖gₐ‖ − 1)² + E(‖gₐ‖ − E‖gₐ‖)²`, or `Σₐ (E‖gₐ‖² − 1)²` on average: zero for fields of length 1, so that
/// none is the trivial zero.
///
/// Source: *Oracle-Preserving Latent Flows* (2023), eq. 11.
package struct NormalizationLoss {
  package let averaging: Averaging

  package init(averaging: Averaging) { self.averaging = averaging }

  package func callAsFunction(_ sample: SampledFields) -> Variable<Float> {
    switch averaging {
    case .points:
      let lengths = sample.fields.norm(along: 2)  // [B, N]
      let spread = lengths - lengths.mean(along: 0)
      return ((lengths - 1).squared() + spread.squared()).sum() / Float(lengths.batchLength)
    case .average:
      let squares = sample.fields.squared().sum(along: 2).mean(along: 0)  // [N]
      return (squares - 1).squared().sum()
    }
  }
}

/// `Σ_{a<b} E(gₐ·g_b)²`, or `Σ_{a<b} (E gₐ·g_b)²` on average: zero for fields that are mutually orthogonal, so that
/// no two are one.
///
/// Source: *Oracle-Preserving Latent Flows* (2023), eq. 14.
package struct OrthogonalityLoss {
  package let averaging: Averaging

  package init(averaging: Averaging) { self.averaging = averaging }

  package func callAsFunction(_ sample: SampledFields) -> Variable<Float> {
    let n = sample.count
    let products = sample.fields.batchedMatmul(sample.fields, transposed: .right)  // [B, N, N]
    let isPair = Tensor<Float>((0..<n * n).map { $0 / n < $0 % n ? 1 : 0 }, shape: [n, n])
    switch averaging {
    case .points:
      return (products.squared() * products.constant(isPair)).sum() / Float(products.batchLength)
    case .average:
      let means = products.mean(along: 0)
      return (means.squared() * means.constant(isPair)).sum()
    }
  }
}

/// `Σ_{a<b} E‖[gₐ, g_b] − Σ_c γ_abc g_c‖²` with the best constants γ: zero if the fields are a basis of a Lie
/// algebra.
///
/// Given the fields, the best constants solve linear equations. They need no derivative: at the best
/// constants that of the loss by them is zero.
///
/// Source: *Oracle-Preserving Latent Flows* (2023), eqs. 15 and 16.
/// Checked by: `FlowLossTests`.
package struct ClosureLoss {
  package init() {}

  package func callAsFunction(_ sample: SampledFields) -> Variable<Float> {
    let (x, g) = (sample.points, sample.fields)
    let (count, n) = (sample.count, sample.dimension)
    guard count > 1 else { return g.constant(0) }
    // Every field's derivative along each, [B, N, n].
    let derivatives = (0..<count).map { a in
      Variable.pushforward([g], from: [x], along: [sample.field(a)])[0]
    }
    func derivative(of b: Int, along a: Int) -> Variable<Float> {
      derivatives[a].sliced(b..<b + 1, along: 1)
    }
    let brackets = (0..<count).flatMap { a in
      (a + 1..<count).map { b in derivative(of: b, along: a) - derivative(of: a, along: b) }
    }
    let all = Variable.concatenating(brackets, along: 1)  // [B, pairs, n]
    let rows = all.shape[0] * n
    func columns(_ v: Variable<Float>) -> Variable<Float> {
      v.permuted([0, 2, 1]).reshaped([rows, v.shape[1]])  // [B·n, fields]
    }
    let (fields, targets) = (columns(g.detached()), columns(all.detached()))
    let gram = fields.matmul(fields, transposed: .left)
    let ridge = gram.constant(Tensor<Float>.identity(count)) * (gram.squared().sum().sqrt() * 1e-6)
    // [N, pairs]
    let constants = (gram + ridge).solved(for: fields.matmul(targets, transposed: .left))
    let rest = columns(all) - columns(g).matmul(constants.detached())
    return rest.squared().sum() / Float(g.batchLength)
  }
}
