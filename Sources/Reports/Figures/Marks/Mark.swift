/// What is drawn in a panel.
public enum Mark: Sendable, Equatable {
  /// Single points.
  case points(Points)
  /// Curves.
  case lines(Lines)
  /// Arrows.
  case arrows(Arrows)
  /// Bars from zero, or from the edge of a logarithmic axis.
  case bars(Bars)
  /// Coloured cells: a field on a grid, or a matrix.
  case heatMap(HeatMap)
  /// Curves of equal height of a field on a grid.
  case contours(Contours)
  /// The surface of equal height of a field on a grid in space.
  case surface(LevelSurface)
  /// Grey pictures in rows and columns.
  case images(ImageGrid)
}

/// The colour of a mark.
public enum Ink: Sendable, Equatable {
  /// The colour of a series with this number; the same number has the same colour everywhere.
  case series(Int)
  /// That of the axes: for what is not data.
  case neutral
  /// Pale: for what stands behind.
  case faint
}
