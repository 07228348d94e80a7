#!/bin/sh
# Write constraints.txt: the newest versions, at this moment, of all that
# pyproject.toml asks for, as they install together in an empty environment.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

sh scripts/environment.sh "$scratch/venv"
python=$scratch/venv/bin/python
"$python" -m pip --disable-pip-version-check --quiet install '.[analysis,own,notebooks,validate,test]'
{
    echo "# The versions that WatchGraph is built and tested with, run-time and tests."
    echo "# Written by 'make constraints' with Python 3.11; change pyproject.toml, not this file."
    "$python" -m pip --disable-pip-version-check freeze --exclude watchgraph | LC_ALL=C sort -f
} > constraints.txt.new
mv constraints.txt.new constraints.txt
