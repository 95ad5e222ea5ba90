#!/usr/bin/env bash
# Sets nginx up within an image; called by the Dockerfile.
# DOMAIN: the portal's names.  NODES: where the application answers, for instance app:8000.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source-path=SCRIPTDIR source=nginx.sh
. "$HERE/nginx.sh"

ROLE=portal ADMIN_PATH=${ADMIN_PATH:-quan-tri} IPV6=no
[[ "${DOMAIN:-}" =~ ^[a-z0-9.\ -]+$ ]] || fail "đặt DOMAIN là tên miền của cổng."
make_nginx_folders
for node in $NODES; do
    echo "server $node max_fails=3 fail_timeout=5s;"
done | write_file "$SITE/upstream.conf"
place_nginx
ln -sf /dev/stdout "$LOGS/access.log"
ln -sf /dev/stderr "$LOGS/error.log"
