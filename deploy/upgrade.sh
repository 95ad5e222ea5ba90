#!/usr/bin/env bash
# Puts the source that this script lies in into service, beside the release that runs now, and goes
# back to that one if the new one does not do its work.  docs/operation.md tells the steps.
#
#   sudo deploy/upgrade.sh             sudo deploy/upgrade.sh --back (to the release before)
#
# RELEASE: the new release's name (default: date and time).  KEEP: how many stay (default 3).
# PYTHON: which one (default python3).  WHEELS: a folder of packages, for machines without Internet.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

PATIENCE=${PATIENCE:-60}
NEW=
OLD=
BACKUP=
UNDER_WAY=

unpack() {
    local release=$PREFIX/releases/$NEW packages=(--require-hashes -r requirements.txt)
    [ ! -e "$release" ] || fail "đã có thư mục $release"
    ! grep -qs '^\(MEDIA\|BACKUP\)_S3_BUCKET=.' "$PREFIX/shared/.env" ||
        packages=(--require-hashes -r requirements-s3.txt)
    ! grep -qs '^SENTRY_DSN=.' "$PREFIX/shared/.env" || packages+=(-r requirements-sentry.txt)
    ! grep -qs '^OIDC_ISSUER=.' "$PREFIX/shared/.env" || packages+=(-r requirements-oidc.txt)
    mkdir -p "$release/var/static"
    tar -C "$SOURCE" --exclude=./.git --exclude=./.venv --exclude=./var --exclude=./.env \
        --exclude=__pycache__ --mode=u+w,a+rX -cf - . | tar -C "$release" --no-same-owner -xf -
    chown -R cong:cong "$release/var"
    ln -s "$PREFIX/shared/.env" "$release/.env"
    [ -z "${WHEELS:-}" ] || packages=(--no-index "--find-links=$WHEELS" "${packages[@]}")
    "${PYTHON:-python3}" -m venv "$release/.venv"
    (cd "$release" && .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        "${packages[@]}" && .venv/bin/python -m compileall -q -j 0 -x '/(\.venv|tests)/' .)
}

prepare() {
    local release=$PREFIX/releases/$NEW
    step "Kiểm tra cấu hình"
    manage "$release" check --deploy --fail-level WARNING
    step "Gom tệp giao diện"
    manage "$release" collectstatic --noinput --verbosity=0
    [ ! -s "$SITE/brotli.conf" ] || find "$release/var/static" -type f \
        \( -name '*.css' -o -name '*.js' -o -name '*.svg' \) -exec brotli -fk {} +
    step "Cơ sở dữ liệu"
    if manage "$release" migrate --check >/dev/null 2>&1; then
        say "Không có gì phải đổi."
    else
        back_up
    fi
    manage "$release" migrate --verbosity=0
    # By root, where the portal's account cannot write: see portal/core/scan/manifest.py.
    manage "$release" scan --print-manifest | write_file "$release/manifest.sha256"
    manage "$release" forget_pages  # both releases store them in one place
}

# Only what holds something already: the first release finds an empty database.
back_up() {
    BACKUP=$PREFIX/backups/truoc-$NEW.dump
    [ -n "$OLD" ] || return 0
    as_portal "$PREFIX/releases/$NEW" .venv/bin/python deploy/backup_database.py "$BACKUP"
    say "Đã sao lưu vào $BACKUP"
}

# asked RELEASE PATH COOKIE: how the release answers, asked on its own socket as nginx would ask it;
# the status, and where the page came from if that was not made now.
asked() {
    curl --silent --output "$ANSWER" --max-time 15 --write-out '%{http_code}:%header{x-cache}' \
        --unix-socket "$RUN/$1.sock" --header "X-Forwarded-Proto: https" \
        --header "X-Forwarded-For: 127.0.0.1" --header "Cookie: $3" \
        "http://${DOMAIN%% *}$2" | sed 's/:miss$/:/' || true
}

# The home page through nginx, by the portal's own name, and not one that nginx has stored.
asked_in_front() {
    local name=${DOMAIN%% *} port=${HTTPS_PORT:-443}
    curl --silent --insecure --output "$ANSWER" --max-time 15 --write-out '%{http_code}' \
        --cookie sessionid=none --resolve "$name:$port:${BIND:-127.0.0.1}" \
        "https://$name:$port/" || true
}

works() {
    local until=$((SECONDS + PATIENCE)) shown
    until [ "$(asked "$NEW" /readyz '')" = 200: ]; do
        if [ "$SECONDS" -ge "$until" ]; then
            say "/readyz: $(head -c 300 "$ANSWER")"
            return 1
        fi
        sleep 0.2
    done
    # As few readers have chosen to see it, for else it may come from what the old release stored.
    for shown in rat-lon.tuong-phan rat-lon.toi lon.tuong-phan; do
        [ "$(asked "$NEW" / "hien-thi=$shown")" != 200: ] || ! grep -q '</html>' "$ANSWER" || return 0
    done
    say "Trang chủ của bản mới không mở được."
    return 1
}

switch() {
    [ -z "$OLD" ] || link "releases/$OLD" "$PREFIX/previous"
    link "releases/$NEW" "$PREFIX/current"
    send_to "$NEW"
    reload_nginx
    [ "$ROLE" = node ] || shows
}

# For a moment after the signal the old workers are still there.
shows() {
    local until=$((SECONDS + 10))
    until [ "$(asked_in_front)" = 200 ]; do
        [ "$SECONDS" -lt "$until" ] || { say "Qua nginx thì trang chủ không mở được." && return 1; }
        sleep 0.2
    done
}

# Requests that were under way when nginx changed over belong to its old workers.
drain() {
    local pid until=$((SECONDS + PATIENCE))
    for pid in $FORMER_WORKERS; do
        while kill -0 "$pid" 2>/dev/null && [ "$SECONDS" -lt "$until" ]; do sleep 0.2; done
    done
}

workers_of_nginx() { pgrep -P "$(cat "$NGINX_PID" 2>/dev/null)" 2>/dev/null || true; }

retire() {
    systemctl stop "cong@$1.socket" "cong@$1.service"
    systemctl --quiet disable "cong@$1.socket" "cong@$1.service"
}

give_up() {
    rm -f "$PREFIX/next"
    if [ -z "$OLD" ]; then
        rm -f "$PREFIX/current"
    elif [ "$(release_of current)" != "$OLD" ]; then
        link "releases/$OLD" "$PREFIX/current"
        send_to "$OLD"
        reload_nginx || true
    fi
    systemctl stop "cong@$NEW.socket" "cong@$NEW.service" || true
    say "" && say "Nhật ký của bản mới: journalctl -u cong@$NEW"
    [ -z "$OLD" ] || say "Bản $OLD vẫn đang phục vụ, như trước khi chạy lệnh này."
    if [ -e "$BACKUP" ]; then
        say "Cơ sở dữ liệu đã mang các thay đổi của bản mới, và bản cũ vẫn dùng được nó."
        say "Bản sao ngay trước khi đổi: $BACKUP (khôi phục thì mất những gì ghi sau đó)."
    else
        say "Cơ sở dữ liệu không đổi."
    fi
    fail "không đưa được bản $NEW vào phục vụ."
}

# What is neither current nor the one before stays only while it is among the newest.
clean_up() {
    local name keep
    keep=" $(release_of current) $(release_of previous) "
    find "$PREFIX/releases" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %f\n' | sort -rn |
        tail -n "+$((${KEEP:-3} + 1))" | cut -d ' ' -f 2 | while read -r name; do
        [[ "$keep" == *" $name "* ]] || rm -rf "${PREFIX:?}/releases/$name"
    done
    find "$PREFIX/backups" -name 'truoc-*.dump' -printf '%T@ %p\n' | sort -rn | tail -n +6 |
        cut -d ' ' -f 2- | xargs -r rm -f
}

finish() {
    local code=$?
    rm -f "$ANSWER"
    [ "$code" = 0 ] || [ -z "$UNDER_WAY" ] || give_up
}

note_changed_templates() {
    local folder
    for folder in nginx systemd logrotate.conf; do
        diff -rq "$PREFIX/releases/$OLD/deploy/$folder" "$SOURCE/deploy/$folder" >/dev/null 2>&1 ||
            { say "Mẫu cấu hình của máy đã đổi: chạy thêm deploy/install.sh." && return 0; }
    done
}

serve() {
    FORMER_WORKERS=$(workers_of_nginx)
    UNDER_WAY=yes
    step "Khởi động bản mới"
    link "releases/$NEW" "$PREFIX/next"
    systemctl start "cong@$NEW.socket" "cong@$NEW.service"
    works
    step "Chuyển sang bản mới"
    switch
    UNDER_WAY=
    rm -f "$PREFIX/next"
    systemctl --quiet enable "cong@$NEW.socket" "cong@$NEW.service"
    if [ -n "$OLD" ]; then drain && retire "$OLD"; fi
}

go_back() {
    NEW=$(release_of previous)
    [ -n "$NEW" ] || fail "không có bản nào trước bản đang chạy."
    serve
    say "" && say "Đã trở lại bản $NEW. Cơ sở dữ liệu giữ nguyên như bây giờ."
}

main() {
    need_root
    read_answers
    [ -n "${DOMAIN:-}" ] || fail "máy này chưa cài: chạy deploy/install.sh trước."
    exec 9>"$PREFIX/.lock"
    flock -n 9 || fail "một lần cập nhật khác đang chạy."
    ANSWER=$(mktemp)
    trap finish EXIT
    OLD=$(release_of current)
    if [ "${1:-}" = --back ]; then
        go_back
        return
    fi
    NEW=${RELEASE:-$(date +%Y%m%d-%H%M%S)}
    [[ "$NEW" =~ ^[A-Za-z0-9._-]+$ ]] || fail "RELEASE chỉ gồm chữ, số, chấm, gạch."
    UNDER_WAY=yes
    step "Bản mới: $NEW${OLD:+ (đang chạy: $OLD)}"
    unpack
    prepare
    serve
    clean_up
    [ -z "$OLD" ] || note_changed_templates
    say "" && say "Bản $NEW đang phục vụ.${OLD:+ Trở lại bản $OLD: deploy/upgrade.sh --back}"
}

main "$@"
