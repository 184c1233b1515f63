import CommandKit
import LogsCommand

Front.main(LogsCommand.command)
