#!/bin/sh
# See to it that there is a Chromium for the browser tests: one on the path, else
# Debian's package when this is root, else Playwright's own download.
# $1 is the Python that has Playwright.
set -eu

python=$1

on_path() {
    for name in chromium chromium-browser google-chrome; do
        # A name on the path may be a stub that only tells how to install it.
        if "$name" --version >/dev/null 2>&1; then
            return 0
        fi
    done
    return 1
}

if on_path || { sh scripts/debian.sh chromium fonts-dejavu-core && on_path; } || "$python" -m playwright install chromium; then
    exit 0
fi

echo "No Chromium was found or could be installed: install the package 'chromium'." >&2
# A contributor's browser tests then skip and say why; elsewhere that is a failure.
[ "${CI:-}" != true ]
