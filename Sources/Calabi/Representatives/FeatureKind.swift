/// Which features of matrices a network learns from.
public enum FeatureKind: String, Sendable, CaseIterable, Codable {
  /// Those of the graph, as in the paper: numbers of vertices of each type, and eigenvalues.
  case graph
  /// Those of the graph, and numbers of the intersection form and of c₂ that do not depend on the order of rows.
  case topology
}
