import CommandKit
import MetricsCommand

Front.main(MetricsCommand.command)
