import CommandKit
import ScanCommand

Front.main(ScanCommand.command)
