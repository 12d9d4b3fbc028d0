#!/bin/sh
# The tests run on a real PostgreSQL too; put its programs in place where that is allowed.
# Nothing is started: the tests start a server of their own.
set -eu
command -v initdb >/dev/null && exit 0
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "PostgreSQL is NOT there: its tests will be skipped. Install it (Debian: apt-get install postgresql)." >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
if apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql-common; then
    # Debian's package would make a server and start it.
    sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
    apt-get install -y -qq --no-install-recommends postgresql && exit 0
fi
echo "PostgreSQL could NOT be installed: its tests will be skipped." >&2
