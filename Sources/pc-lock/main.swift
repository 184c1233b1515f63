import CommandKit
import LockCommand

Front.main(LockCommand.command)
