// swift-tools-version: 6.2

import PackageDescription

// The modules are linked into this package, so that what is measured is what is shipped, and the
// benchmark library is not a dependency of the program.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.0", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "Steps",
      dependencies: ["Optimizers", .product(name: "Benchmark", package: "benchmark")],
      path: "Benchmarks/Steps",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
    ),
    .target(
      name: "Optimizers",
      dependencies: ["Formula", .product(name: "RealModule", package: "swift-numerics")],
      plugins: ["EmbedFiles"]
    ),
    .target(
      name: "Formula",
      dependencies: [.product(name: "RealModule", package: "swift-numerics")]
    ),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),
    .executableTarget(name: "embed-files"),
  ]
)

for target in package.targets where ["Formula", "Optimizers", "embed-files"].contains(target.name) {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}
