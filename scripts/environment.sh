#!/bin/sh
# Make a virtual environment in the folder $1 with a Python of 3.11 or later.
set -eu

folder=$1
python=
for candidate in ${PYTHON:-} python3.11 python3 python3.12 python3.13; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done

if [ -z "$python" ]; then
    found=$(python3 --version 2>/dev/null || echo "no python3")
    echo "watchgraph needs Python 3.11 or later; found $found. Set PYTHON=/path/to/python3.11 if it is elsewhere." >&2
    exit 1
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "$python cannot make virtual environments; on Debian: apt-get install python$version-venv" >&2
    exit 1
fi

"$python" -m venv "$folder"
