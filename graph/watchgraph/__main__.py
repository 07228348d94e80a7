"""Lets ``python -m watchgraph`` run the command line."""

import sys

from watchgraph.cli import main

if __name__ == "__main__":
    sys.exit(main())
