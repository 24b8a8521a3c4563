// swift-tools-version: 6.2

import PackageDescription

// MARK: - Settings

/// One set of rules for every Swift target: the newest language mode, explicit
/// imports and existentials, and no warning left standing.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

// MARK: - Package

let package = Package(
  name: "downhill",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "downhill", targets: ["downhill"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-collections", from: "1.1.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
  ],
  targets: [
    // The program.
    .executableTarget(
      name: "downhill",
      dependencies: [
        "Dialogue",
        "Formula",
        "Lessons",
        "Optimizers",
        "Rendering",
        "Session",
        "System",
        "Terminal",
        "Tutor",
      ]
    ),

    // Its rooms, from the screen inwards: imports go one way.
    .target(
      name: "Terminal", dependencies: ["CEditline", "CSystem", "Rendering", "Session", "System"]),
    .target(name: "Rendering", dependencies: ["Session"]),
    .target(name: "Dialogue", dependencies: ["Lessons", "Session", "Tutor"]),
    .target(
      name: "Lessons",
      dependencies: ["CMark", "CYAML", "Session", "System", "Tutor"],
      plugins: ["EmbedFiles"]
    ),
    .target(
      name: "Tutor",
      dependencies: [
        "Formula", "Optimizers", "Session",
        .product(name: "RealModule", package: "swift-numerics"),
      ]
    ),
    .target(
      name: "Session",
      dependencies: [
        "CCSV", "Optimizers", "System",
        .product(name: "HashTreeCollections", package: "swift-collections"),
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      plugins: ["EmbedFiles"]
    ),
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

    // Recipes become a part of the binary when it is built.
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),
    .executableTarget(name: "embed-files", dependencies: ["System"]),

    // C libraries of the system.
    .target(
      name: "CEditline",
      dependencies: ["CLibedit"],
      linkerSettings: [.linkedLibrary("edit")]
    ),
    .systemLibrary(
      name: "CLibedit",
      pkgConfig: "libedit",
      providers: [.apt(["libedit-dev"])]
    ),
    .systemLibrary(
      name: "CMark",
      pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]
    ),
    .systemLibrary(
      name: "CYAML",
      pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
    ),
    .target(
      name: "CCSV",
      // libcsv comes without a file for pkg-config, which knows where Homebrew keeps the others.
      cSettings: [.unsafeFlags(["-I/opt/homebrew/include"], .when(platforms: [.macOS]))],
      linkerSettings: [
        .linkedLibrary("csv"),
        .unsafeFlags(["-L/opt/homebrew/lib"], .when(platforms: [.macOS])),
      ]
    ),

    // Tests: one target a module, and one that drives the real program.
    .testTarget(name: "SystemTests", dependencies: ["System", "TestSupport"]),
    .testTarget(
      name: "FormulaTests",
      dependencies: ["Formula", "System", "TestSupport"],
      exclude: ["Reference"]
    ),
    .testTarget(
      name: "OptimizersTests",
      dependencies: ["Optimizers", "TestSupport"],
      resources: [.copy("Reference")]
    ),
    .testTarget(name: "SessionTests", dependencies: ["Session", "System", "TestSupport", "Tutor"]),
    .testTarget(
      name: "TutorTests", dependencies: ["Optimizers", "Session", "TestSupport", "Tutor"]),
    .testTarget(
      name: "LessonsTests",
      dependencies: ["Dialogue", "Lessons", "Rendering", "System", "TestSupport", "Tutor"],
      exclude: ["Broken", "Fine"]
    ),
    .testTarget(
      name: "DialogueTests", dependencies: ["Dialogue", "System", "TestSupport", "Tutor"]),
    .testTarget(
      name: "RenderingTests",
      dependencies: ["Rendering", "Session", "TestSupport", "Tutor"],
      exclude: ["Golden"]
    ),
    .testTarget(
      name: "TerminalTests",
      dependencies: ["Rendering", "Session", "System", "Terminal", "TestSupport"]),
    .testTarget(
      name: "ProgramTests",
      dependencies: ["downhill", "CPseudoTerminal", "Optimizers", "TestSupport"]),
    .target(name: "TestSupport", dependencies: ["Formula", "System"], path: "Tests/TestSupport"),
    .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal"),
  ]
)

// What Swift would import into every file, and the program does without: regular expressions, and
// tasks and actors. They would make it larger by a tenth; so nobody uses them unawares.
let leftOut = [
  "-Xfrontend", "-disable-implicit-string-processing-module-import",
  "-Xfrontend", "-disable-implicit-concurrency-module-import",
]

for target in package.targets
where [.executable, .regular, .test].contains(target.type) && !target.name.hasPrefix("C") {
  target.swiftSettings = settings
  if target.type != .test, !["embed-files", "TestSupport"].contains(target.name) {
    target.swiftSettings? += [
      .unsafeFlags(leftOut),
      // A section a function, so that the linker can leave out those that nobody calls.
      .unsafeFlags(
        ["-Xfrontend", "-function-sections"], .when(platforms: [.linux], configuration: .release)),
    ]
  }
  // Where numbers are worked out, speed counts; elsewhere size does: an eighth less code.
  if !["Formula", "Optimizers", "System"].contains(target.name) {
    target.swiftSettings?.append(
      .unsafeFlags(["-Osize"], .when(configuration: .release)))
  }
}
