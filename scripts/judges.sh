#!/bin/sh
# See to it that the tools which judge the graph from outside are there: Raptor's parser, the
# Virtuoso server and Apache, all from Debian's packages where this is root.
set -eu

for pair in rapper:raptor2-utils virtuoso-t:virtuoso-opensource-7-bin isql-vt:virtuoso-opensource-7-bin \
    apache2:apache2-bin; do
    command -v "${pair%%:*}" >/dev/null || missing="${missing:-} ${pair#*:}"
done
[ -n "${missing:-}" ] || exit 0
# shellcheck disable=SC2086
sh scripts/debian.sh $missing && exit 0

echo "Not found and not installed:$missing. The tests that need them skip." >&2
# A contributor's tests then skip and say why; elsewhere that is a failure.
[ "${CI:-}" != true ]
