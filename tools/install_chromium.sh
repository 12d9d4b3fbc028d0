#!/bin/sh
# The pages are tried in a real browser, with letters for Korean; put both in place where that is allowed.
set -eu
if command -v chromium >/dev/null || command -v google-chrome >/dev/null; then
    fc-list 2>/dev/null | grep -qi "cjk" && exit 0
fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Chromium or letters for Korean are NOT there: tests in a browser may be skipped. Install them (Debian: apt-get install chromium fonts-noto-cjk fontconfig)." >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
if apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig; then
    exit 0
fi
echo "Chromium could NOT be installed: the tests in a browser will be skipped." >&2
