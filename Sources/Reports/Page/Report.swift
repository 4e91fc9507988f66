/// What there is to say about a run: the answer, then what was done, then the evidence.
///
/// A value without layout: ``ReportPage`` makes a page of it.
///
/// Checked by: `ReportPageTests`.
public struct Report: Sendable {
  /// What was done to what, such as `discover Examples/ellipse.csv`.
  public var title: String
  /// The answer in one sentence.
  public var answer: String
  /// How far to trust it.
  public var certainty: Certainty
  /// The numbers behind the answer, each with a few words.
  public var facts: [Row]
  /// What was done, then the evidence.
  public var sections: [Section]
  /// What is missing or damaged in the folder of the run.
  public var problems: [String]
  /// Every setting.
  public var settings: [Row]
  /// When, how long, with which version.
  public var circumstances: [Row]
  /// The command that repeats the run; absent if its configuration is lost.
  public var command: String?

  /// A report; what is left out is empty.
  public init(
    title: String, answer: String, certainty: Certainty, facts: [Row] = [],
    sections: [Section] = []
  ) {
    (self.title, self.answer, self.certainty) = (title, answer, certainty)
    (self.facts, self.sections) = (facts, sections)
    (problems, settings, circumstances, command) = ([], [], [], nil)
  }

  /// How far to trust an answer.
  public enum Certainty: String, Sendable {
    /// The evidence decides.
    case certain
    /// There is evidence, and doubt.
    case doubtful
    /// Nothing is claimed.
    case open
  }

  /// A label with what it says.
  public struct Row: Sendable, Equatable {
    /// The label.
    public var label: String
    /// The text.
    public var text: String

    /// A row.
    public init(_ label: String, _ text: String) { (self.label, self.text) = (label, text) }
  }

  /// A part with a heading.
  public struct Section: Sendable {
    /// The heading.
    public var title: String
    /// What stands in it.
    public var blocks: [Block]

    /// A part; without blocks it is left out of the page.
    public init(_ title: String, _ blocks: [Block]) { (self.title, self.blocks) = (title, blocks) }
  }

  /// A piece of a section.
  public enum Block: Sendable {
    /// Sentences.
    case text(String)
    /// Labels with what they say.
    case rows([Row])
    /// A table.
    case table(Table)
    /// A figure.
    case figure(Figure)
    /// Paths to walk along with a slider.
    case walks(Walks)
  }

  /// A table with a heading for each column.
  public struct Table: Sendable, Equatable {
    /// What it shows.
    public var caption: String
    /// The headings.
    public var header: [String]
    /// The cells, row by row.
    public var rows: [[String]]

    /// A table.
    ///
    /// - Precondition: Every row is as long as the header.
    public init(_ caption: String = "", header: [String], rows: [[String]]) {
      precondition(rows.allSatisfy { $0.count == header.count }, "rows of \(header.count) cells")
      (self.caption, self.header, self.rows) = (caption, header, rows)
    }
  }

  /// All figures, in their order.
  public var figures: [Figure] {
    sections.flatMap(\.blocks).compactMap {
      if case .figure(let figure) = $0 { figure } else { nil }
    }
  }
}
