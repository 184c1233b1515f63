import CommandKit
import TokensCommand

Front.main(TokensCommand.command)
