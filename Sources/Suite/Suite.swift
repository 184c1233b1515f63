import CacheCommand
import CommandKit
import ConfigCommand
import LockCommand
import LogsCommand
import MetricsCommand
import ScanCommand
import TokensCommand

/// The commands of the suite.
public enum Suite {
  /// All of them, in the order of the documents.
  public static let commands: [Command] = [
    CacheCommand.command, ConfigCommand.command, LockCommand.command, LogsCommand.command,
    MetricsCommand.command, ScanCommand.command, TokensCommand.command,
  ]
}
