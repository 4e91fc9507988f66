internal import ArgumentParser
internal import Symmetron

@main
struct SymmetronCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "symmetron",
    abstract: "Find the symmetries of labelled data, and name the Lie algebra they form.")
}
