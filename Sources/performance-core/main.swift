import CommandKit
import Suite

Front.main(among: Suite.commands, fallback: "performance-core")
