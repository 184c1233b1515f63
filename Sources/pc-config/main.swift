import CommandKit
import ConfigCommand

Front.main(ConfigCommand.command)
