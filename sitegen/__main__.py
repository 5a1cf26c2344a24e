"""The command `sitegen`, also as `python -m sitegen`."""

import signal
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line. Ctrl+C before that is loaded just ends the process."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from sitegen import cli

    cli.main()


if __name__ == "__main__":
    main()
