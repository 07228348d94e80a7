#!/bin/sh
# Install the Debian packages that the arguments name; fails where there is no apt-get or no root.
set -eu

[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || exit 1
export DEBIAN_FRONTEND=noninteractive
locked="-o DPkg::Lock::Timeout=120"
# The package list may be missing or old: then fetch it and try once more.
# shellcheck disable=SC2086
apt-get $locked install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 ||
    { apt-get update -qq && apt-get $locked install -y -qq --no-install-recommends "$@" >/dev/null; }
