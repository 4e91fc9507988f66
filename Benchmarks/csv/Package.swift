// swift-tools-version: 6.1
// Reads one table through the library; compare.py runs it beside NumPy.

import PackageDescription

let package = Package(
  name: "read-table",
  dependencies: [.package(name: "symmetron", path: "../..")],
  targets: [
    .executableTarget(
      name: "ReadTable", dependencies: [.product(name: "Symmetron", package: "symmetron")])
  ]
)
