#!/bin/sh
# What a fresh Debian has and a scratch folder has not; each command by the name it is called by.
name=$(basename "$0")
echo "$name $*" >>"$STATE/called"

case $name in
runuser)
    while [ "$1" != -- ]; do shift; done
    shift
    case $1 in
    psql) case $3 in *pg_roles*) echo 1 ;; esac ;;  # the account is there, the database is not
    createuser | createdb) ;;
    *) exec "$@" ;;
    esac
    ;;
getent) grep -q "^useradd .*$2$" "$STATE/called" ;;
dpkg-query) grep -q "^apt-get install .*$4" "$STATE/called" && echo "install ok installed" ;;
systemd-escape)
    case "$2" in
    check_content*) echo 'cong-monthly@check_content\x20\x2d\x2dall.timer' ;;
    restore*) echo 'cong-weekly@restore\x20\x2d\x2dverify.timer' ;;
    esac
    ;;
certbot) [ -e "$STATE/authority" ] && cp -r "$STATE/authority" "$ROOT/etc/letsencrypt" ;;
python-for-venv)
    mkdir -p "$3/bin"
    printf '#!/bin/sh\n[ "$2" != pip ] || exit 0\nexec "%s" "$@"\n' "$REAL_PYTHON" >"$3/bin/python"
    printf '#!/bin/sh\nexec "%s" -m gunicorn "$@"\n' "$REAL_PYTHON" >"$3/bin/gunicorn"
    chmod +x "$3/bin/python" "$3/bin/gunicorn"
    ;;
esac
