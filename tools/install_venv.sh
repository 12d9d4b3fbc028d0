#!/bin/sh
# Debian ships python3 without venv; put it in place where that is allowed.
set -eu
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "python3 has no venv module. Install it (Debian: apt-get install python3-venv) and run make again." >&2
    exit 1
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv
