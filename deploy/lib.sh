# shellcheck shell=bash
# What install.sh and upgrade.sh share: where things are, what was answered, how files are made.
# shellcheck disable=SC2034  # the variables are for those two

# A scratch folder in place of /, to try the scripts out; the files that are made name it too.
ROOT=${ROOT:-}
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SOURCE=$(dirname "$HERE")

ETC=$ROOT/etc
PREFIX=$ROOT/srv/cong
RUN=$ROOT/run/cong
CACHE=$ROOT/var/cache/nginx/cong
LOGS=$ROOT/var/log/cong
SITE=$ETC/nginx/cong
TLS=$ETC/cong/tls
UNITS=$ETC/systemd/system
ANSWERS=$ETC/cong/install.conf
NGINX_PID=$ROOT/run/nginx.pid
NAMES="ROLE DOMAIN EMAIL DATABASE HTTP_PORT HTTPS_PORT BIND NODE_LISTEN FRONTS CERTBOT"

say() { printf '%s\n' "$*"; }
step() { printf '\n== %s\n' "$*"; }

fail() {
    printf '\nDỪNG: %s\n' "$*" >&2
    exit 1
}

need_root() {
    [ -n "$ROOT" ] || [ "$(id -u)" -eq 0 ] || fail "hãy chạy bằng quyền root: sudo $0"
}

# What the variables do not say is as it was answered the last time.
read_answers() {
    local name value
    [ -r "$ANSWERS" ] || return 0
    while IFS='=' read -r name value; do
        [[ " $NAMES " == *" $name "* ]] || continue
        [ -n "${!name:-}" ] || printf -v "$name" '%s' "$value"
    done <"$ANSWERS"
    ROLE=${ROLE:-portal}
}

write_answers() {
    local name
    for name in $NAMES; do printf '%s=%s\n' "$name" "${!name:-}"; done | write_file "$ANSWERS" 600
}

# Replaces a file in one step: whoever reads it meanwhile finds the old one or the new one.
write_file() {
    local fresh
    fresh=$(mktemp "$1.XXXXXX")
    cat >"$fresh"
    chmod "${2:-644}" "$fresh"
    mv -f "$fresh" "$1"
}

link() {
    ln -sfn "$1" "$2.new"
    mv -fT "$2.new" "$2"
}

# listen_lines PORT OPTIONS: on every address of the machine, or on $BIND alone.
listen_lines() {
    if [ -n "${BIND:-}" ]; then
        printf 'listen %s:%s%s;' "$BIND" "$1" "$2"
    elif [ "${IPV6:-yes}" = yes ] && [ -e /proc/net/if_inet6 ]; then
        printf 'listen %s%s; listen [::]:%s%s;' "$1" "$2" "$1" "$2"
    else
        printf 'listen %s%s;' "$1" "$2"
    fi
}

# Fills a template's variables in; all of them have been looked at before they come here.
render() {
    sed -e "s|@DOMAIN@|${DOMAIN:-}|g" -e "s|@ADMIN_PATH@|${ADMIN_PATH:-}|g" \
        -e "s|@PREFIX@|$PREFIX|g" -e "s|@SITE@|$SITE|g" -e "s|@CACHE@|$CACHE|g" \
        -e "s|@LOGS@|$LOGS|g" -e "s|@RUN@|$RUN|g" -e "s|@TLS@|$TLS|g" \
        -e "s|@NGINX_PID@|$NGINX_PID|g" -e "s|@NODE_LISTEN@|${NODE_LISTEN:-}|g" \
        -e "s|@LISTEN_HTTP@|$(listen_lines "${HTTP_PORT:-80}" '')|" \
        -e "s|@LISTEN_HTTPS@|$(listen_lines "${HTTPS_PORT:-443}" ' ssl http2')|" \
        -e "s|@LISTEN_HTTP_DEFAULT@|$(listen_lines "${HTTP_PORT:-80}" ' default_server')|" \
        -e "s|@LISTEN_HTTPS_DEFAULT@|$(listen_lines "${HTTPS_PORT:-443}" \
            ' ssl http2 default_server')|" \
        "$1"
}

place() { render "$1" | write_file "$2" "${3:-644}"; }

# The operator's own file: made once, never overwritten.
place_once() { [ -e "$2" ] || place "$1" "$2"; }

# as_portal FOLDER COMMAND…: nothing of the portal's code ever runs as root.
as_portal() {
    local folder=$1
    shift
    (cd "$folder" && runuser -u cong -- "$@")
}

manage() {
    local release=$1
    shift
    as_portal "$release" .venv/bin/python manage.py "$@"
}

# setting NAME: what .env says, without quotes.
setting() {
    sed -n "s/^$1=//p" "$PREFIX/shared/.env" | tail -n 1 | sed 's/^"\(.*\)"$/\1/'
}

release_of() { basename "$(readlink "$PREFIX/$1" || true)"; }

reload_nginx() {
    nginx -t -q -c "$ETC/nginx/nginx.conf" && systemctl reload nginx
}

# send_to RELEASE: nginx asks this one from now on.
send_to() {
    write_file "$SITE/upstream.conf" <<EOF
# Written by deploy/upgrade.sh: the release that answers on this machine.
server unix:$RUN/$1.sock max_fails=3 fail_timeout=5s;
EOF
}
