#!/bin/sh
# Build web/dist: what the site takes from npm, for its page of SPARQL and its map.
# With the argument "needed", node and npm are installed where they are missing.
set -eu

there() {
    # A name on the path may be a stub that only tells how to install it.
    node --version >/dev/null 2>&1 && npm --version >/dev/null 2>&1
}

left_out() {
    if whole; then
        echo "$1: web/dist stays as it was made from other files." >&2
    else
        echo "$1: the site is written without its page of SPARQL and the outlines of its map." >&2
    fi
    [ "${2:-}" != needed ] || [ "${CI:-}" != true ]
    exit
}

made=$(cd web && find . \( -path ./node_modules -o -path ./dist \) -prune -o -type f -exec cksum {} + |
    LC_ALL=C sort -k 3)
whole() {
    for part in oxigraph.js editor.js countries-50m.json licences.txt axe.min.js; do
        [ -s "web/dist/$part" ] || return 1
    done
}

if [ "$made" = "$(cat web/dist/.inputs 2>/dev/null)" ] && whole; then exit 0; fi

there || { [ "${1:-}" = needed ] && sh scripts/debian.sh nodejs npm && there; } ||
    left_out "node and npm were not found" "${1:-}"
rm -rf web/dist
# No package needs to run anything to be installed.
(cd web && npm ci --ignore-scripts --silent && npm run --silent build) ||
    left_out "web/dist could not be built" "${1:-}"
printf '%s\n' "$made" >web/dist/.inputs
