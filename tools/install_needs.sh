#!/bin/sh
# What Debian's python3 comes without: venv, which is needed, and a compiler with the headers, for
# the compiled walks of the index of names. Without a compiler everything works, slower.
# Usage: install_needs.sh PYTHON
set -eu
missing=""
"$1" -c 'import ensurepip, venv' 2>/dev/null || missing="python3-venv"
headers=$("$1" -c 'import sysconfig; print(sysconfig.get_paths()["include"])')
command -v cc >/dev/null && test -e "$headers/Python.h" || missing="$missing gcc libc6-dev python3-dev"
test -n "$missing" || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    # shellcheck disable=SC2086 - several packages
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing && exit 0
fi
echo "Not at hand: $missing (Debian: apt-get install $missing)" >&2
case "$missing" in python3-venv*) exit 1 ;; esac
