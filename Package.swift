// swift-tools-version: 6.1
// The targets stand in dependency order: imports only point up this list (docs/Architecture.md).

import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let numerics: [Target.Dependency] = [
  .product(name: "ComplexModule", package: "swift-numerics"),
  .product(name: "RealModule", package: "swift-numerics"),
]

let package = Package(
  name: "symmetron",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Symmetron", targets: ["Symmetron"]),
    .executable(name: "symmetron", targets: ["SymmetronCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev", "liblapacke-dev"]), .brew(["openblas"])]),
    .systemLibrary(
      name: "CLibzip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    // Not on macOS, whose system has CryptoKit.
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "CKernels", linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(
      name: "Tensors", dependencies: ["COpenBLAS", "CKernels"] + numerics, swiftSettings: strict),
    .target(name: "Autodiff", dependencies: ["Tensors"], swiftSettings: strict),
    .target(name: "Networks", dependencies: ["Tensors", "Autodiff"], swiftSettings: strict),
    .target(
      name: "LieAlgebras", dependencies: ["Tensors"] + numerics, swiftSettings: strict),
    .target(
      name: "Datasets",
      dependencies: [
        "Tensors", "CLibzip", "CZlib",
        .target(name: "CCrypto", condition: .when(platforms: [.linux])),
      ],
      swiftSettings: strict),
    .target(
      name: "Oracles", dependencies: ["Tensors", "Autodiff", "Networks", "Datasets"] + numerics,
      swiftSettings: strict),
    .target(
      name: "Discovery",
      dependencies: [
        "Tensors", "Autodiff", "Networks", "LieAlgebras", "Datasets", "Oracles",
      ] + numerics,
      swiftSettings: strict),
    .target(
      name: "Calabi", dependencies: ["Tensors", "Autodiff", "Networks", "Datasets"],
      swiftSettings: strict),
    .target(
      name: "Reports",
      dependencies: [
        "Tensors", "Networks", "Datasets", "LieAlgebras", "Oracles", "Discovery",
        "Calabi", "Yams", .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [
        .embedInCode("Page/page.mustache"), .embedInCode("Page/page.css"),
        .embedInCode("Page/page.js"),
      ],
      swiftSettings: strict),
    .target(
      name: "Symmetron",
      dependencies: [
        "Tensors", "Autodiff", "Networks", "LieAlgebras", "Datasets", "Oracles", "Discovery",
        "Calabi", "Reports",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "SymmetronCLI",
      dependencies: [
        "Symmetron", "Yams", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["Tensors", "Autodiff"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "TensorsTests",
      dependencies: ["Tensors", "TestSupport"] + numerics, swiftSettings: strict),
    .testTarget(
      name: "AutodiffTests", dependencies: ["Autodiff", "Tensors", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "NetworksTests", dependencies: ["Networks", "Autodiff", "Tensors", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "LieAlgebrasTests", dependencies: ["LieAlgebras", "Tensors", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DatasetsTests", dependencies: ["Datasets", "Tensors", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "OraclesTests",
      dependencies: ["Oracles", "Networks", "Autodiff", "Datasets", "Tensors", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DiscoveryTests",
      dependencies: [
        "Discovery", "Oracles", "LieAlgebras", "Networks", "Autodiff", "Datasets", "Tensors",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CalabiTests",
      dependencies: ["Calabi", "Networks", "Datasets", "Tensors", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "Reports", "Discovery", "Oracles", "Datasets", "Tensors", "TestSupport", "Yams",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CommandLineTests", dependencies: ["Symmetron", "TestSupport"],
      exclude: ["Snapshots"], swiftSettings: strict),
  ]
)
