import ArgumentParser
import Symmetron

struct FlowsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flows",
    abstract: "Learn flows that change samples but not their labels.",
    discussion: """
      Examples:
        symmetron flows mnist --classes 0,1 --latent 2
        symmetron flows mnist --generators 6 --constraint hard
        symmetron flows table.csv --target kind --latent none
        symmetron flows --oracle 't^2 - x^2 - y^2 - z^2'
        symmetron flows --oracle 'x^2 + y^2 + z^2' --field linear --generators 3

      An autoencoder squeezes the samples into a latent space, a network learns their \
      labels there, and both are frozen. Then vector fields are trained that leave the \
      network's answers unchanged, have length 1 and are mutually orthogonal, and are \
      followed from the centres of the classes.
      """)

  @Argument(help: "mnist, fashion-mnist, an IDX file of images, or a table (CSV, TSV, NPY, NPZ).")
  var data: String?

  @Option(
    help: ArgumentHelp("The same as the argument, for configuration files.", valueName: "data"))
  var input: String?

  @OptionGroup var samples: FlowDataOptions
  @OptionGroup var latent: LatentOptions
  @OptionGroup var flows: FlowOptions
  @OptionGroup var options: RunOptions

  func validate() throws {
    guard ((data ?? input) == nil) != (samples.oracle == nil) else {
      throw ValidationError("Give data, or a formula with --oracle.")
    }
  }

  func run() throws {
    let run = try Run(command: "flows", options: options)
    if let formula = samples.oracle { return try self.run(run, formula: formula) }
    let name = data ?? input ?? ""
    run.progress("reading \(name)")
    if let images = try samples.images(name) { return try self.run(run, name, images: images) }
    try self.run(run, name, table: Table(contentsOf: name, threads: options.threads))
  }

  private func run(_ run: Run, formula: String) throws {
    let oracle = try FormulaOracle(formula)
    let method = flows.method(run: options)
    let settings = FlowSettings(self, method, experiment: nil)
    try run(configuration: settings) { folder in
      let finding = try method.discover(
        oracle, samples: samples.samples, checkpoints: try folder.checkpoints()
      ) { run.report($0, in: folder) }
      return Answer(
        summary: finding.summary, document: FlowDocument(finding), schema: FlowDocument.schema,
        arrays: finding.arrays, text: "\(FlowText(finding))",
        files: [("model.safetensors", { try finding.write(to: $0) })])
    }
  }

  private func run(_ run: Run, _ name: String, images: LabelledImages) throws {
    let share = samples.validation ?? (images.classes.count == 2 ? 0.25 : 1.0 / 6)
    let labelled = LabelledSamples(images, validationShare: share, seed: options.seed)
    let features = (0..<images.height * images.width).map {
      "pixel \($0 / images.width),\($0 % images.width)"
    }
    try carryOut(
      run, labelled, features: features, share: share, isBrightness: true, images: images)
  }

  private func run(_ run: Run, _ name: String, table: Table) throws {
    guard let target = samples.target else {
      throw Failure(
        message: "\(name): a table needs --target, the column of labels", code: Failure.usage)
    }
    let data = try LabelledData(
      table: table, features: samples.features.map(ColumnList.names), targets: [target],
      categorical: samples.categorical, threads: options.threads)
    let share = samples.validation ?? 0.25
    let isLinear = flows.field == .linear && latent.latent.count == nil
    let isBrightness = SampleScaling.isBrightness(data)
    let scaling =
      isBrightness
      ? SampleScaling(identity: data.featureNames.count)
      : SampleScaling(of: data, isShifted: !isLinear)
    let labelled = LabelledSamples(
      data, scaling: scaling, validationShare: share, seed: options.seed)
    try carryOut(
      run, labelled, features: data.featureNames, share: share, isBrightness: isBrightness,
      scaling: scaling)
  }

  private func carryOut(
    _ run: Run, _ labelled: LabelledSamples, features: [String], share: Double,
    isBrightness: Bool, images: LabelledImages? = nil, scaling: SampleScaling? = nil
  ) throws {
    let experiment = latent.experiment(
      flows: flows.method(run: options), trainingSamples: labelled.trainingRows.count,
      isImage: isBrightness, run: options)
    var settings = FlowSettings(self, experiment.flows, experiment: experiment)
    settings.validation = share
    try run(configuration: settings) { folder in
      let result = try experiment.run(
        labelled, features: features, scaling: scaling, checkpoints: try folder.checkpoints()
      ) { run.report($0, in: folder) }
      let rotation = images.map { images in
        run.progress("comparing with rotations")
        return result.rotationAngles(images, threads: options.threads)
      }
      let arrays = result.arrays
      // A table of brightnesses is taken for square images.
      let size =
        images.map { FlowDocument.ImageSize(height: $0.height, width: $0.width) }
        ?? (isBrightness ? .init(pixels: features.count) : nil)
      return Answer(
        summary: result.finding.summary,
        document: FlowDocument(result, rotation: rotation, images: size),
        schema: FlowDocument.schema,
        arrays: arrays.numbers, integers: arrays.integers,
        text: "\(FlowText(result, rotation: rotation))",
        files: [("model.safetensors", { try result.write(to: $0) })])
    }
  }

  /// What a configuration file may hold.
  static var optionNames: [String] {
    FlowSettings.CodingKeys.allCases.map(\.rawValue) + ["output", "json"]
  }
}
