// swift-tools-version: 6.1
// Finds the nearest neighbours of all points of a file, for `Benchmarks/neighbors.py`.

import PackageDescription

let package = Package(
  name: "find-neighbors",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "symmetron", path: "../..")],
  targets: [
    .executableTarget(
      name: "FindNeighbors", dependencies: [.product(name: "Symmetron", package: "symmetron")])
  ]
)
