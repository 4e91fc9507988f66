/// The colours of figures: they differ for colour-blind eyes, on white and on black.
///
/// Source: Okabe, Ito, *Color universal design* (2008), without black and yellow, and six further of Tol, *Colour
/// schemes* (2021), muted; Smith, van der Walt, viridis (2015); Brewer, RdBu.
enum Palette {
  /// The colours of series: `#rrggbb`.
  static let series = [
    "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#882255", "#999933",
    "#44AA99", "#AA4499", "#6E6E6E", "#DDCC77",
  ]

  /// The colour of a series; they begin anew after the last.
  static func series(_ number: Int) -> String { series[number % series.count] }
}

/// A scale of colours for numbers.
public enum ColourScale: Sendable, Equatable {
  /// From dark to bright.
  case sequential
  /// From blue through white to red, white at zero.
  case diverging
  /// From black to white.
  case grey

  /// Evenly spaced colours from the lowest to the highest.
  var anchors: [String] {
    switch self {
    case .sequential: ["#440154", "#3B528B", "#21918C", "#5EC962", "#FDE725"]
    case .diverging: ["#2166AC", "#92C5DE", "#F7F7F7", "#F4A582", "#B2182B"]
    case .grey: ["#000000", "#FFFFFF"]
    }
  }
}
