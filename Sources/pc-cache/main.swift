import CacheCommand
import CommandKit

Front.main(CacheCommand.command)
