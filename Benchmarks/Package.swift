// swift-tools-version: 6.2

import PackageDescription

// The modules are linked into this package, so that what is measured is what is shipped.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-collections", from: "1.1.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
  ],
  targets: [
    .executableTarget(
      name: "measure", dependencies: ["Formula", "Optimizers"], path: "Benchmarks/Measure"),
    .target(
      name: "Optimizers",
      dependencies: [
        "Formula", "System",
        .product(name: "HashTreeCollections", package: "swift-collections"),
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      plugins: ["EmbedFiles"]
    ),
    .target(
      name: "Formula",
      dependencies: [
        "CInterpreter", "System", .product(name: "RealModule", package: "swift-numerics"),
      ],
      plugins: ["EmbedFiles"]
    ),
    .target(name: "System", dependencies: ["CSystem"]),
    .target(name: "CSystem"),
    .target(name: "CInterpreter"),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),
    .executableTarget(name: "embed-files", dependencies: ["System"]),
  ]
)

for target in package.targets
where [.executable, .regular].contains(target.type) && !target.name.hasPrefix("C") {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}
