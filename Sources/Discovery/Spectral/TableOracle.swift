public import Oracles

/// What is fitted to the targets of a table.
public enum TableOracle: Sendable {
  /// Polynomials of a degree, by default one chosen on held-out rows.
  case polynomial(degree: Int? = nil)
  /// Networks.
  case network(NetworkFitSettings = NetworkFitSettings())
  /// Polynomials, or networks where polynomials leave something unexplained and networks explain
  /// more.
  case automatic(NetworkFitSettings = NetworkFitSettings())
}
