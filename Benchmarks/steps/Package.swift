// swift-tools-version: 6.1
// Times the training steps of `Benchmarks/peers` in Symmetron, and their matrix products alone.

import PackageDescription

let package = Package(
  name: "training-steps",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "symmetron", path: "../..")],
  targets: [
    .target(name: "CountAllocations"),
    .executableTarget(
      name: "TrainingSteps",
      dependencies: ["CountAllocations", .product(name: "Symmetron", package: "symmetron")]),
  ]
)
