#!/usr/bin/env bash
# Sets a fresh Debian 12 up for the portal, and its first release into service.  May be run again at
# any time: it makes what is missing, writes its own files anew, and leaves the operator's alone.
#
#   sudo DOMAIN=minhgiang.example.gov.vn EMAIL=cntt@minhgiang.example.gov.vn deploy/install.sh
#
# DOMAIN: the portal's names, separated by spaces.  EMAIL: for the certificate authority.
# DATABASE: postgres (on this machine, the default), sqlite, or postgres://… on another machine.
# CERTBOT=no: keep the certificate that lies in /etc/cong/tls.  BIND, HTTP_PORT, HTTPS_PORT: where.
# ROLE=node NODE_LISTEN=10.1.2.12:8000 FRONTS="10.1.2.10": a machine that only runs the application.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source-path=SCRIPTDIR source=nginx.sh
. "$HERE/nginx.sh"

ask() {
    read_answers
    ROLE=${ROLE:-portal}
    if [ -z "${DOMAIN:-}" ] && [ -t 0 ]; then
        read -rp "Tên miền của cổng (ví dụ minhgiang.example.gov.vn): " DOMAIN
    fi
    DATABASE=${DATABASE:-postgres}
    ADMIN_PATH=$( ([ ! -e "$PREFIX/shared/.env" ] || setting ADMIN_PATH) )
    ADMIN_PATH=${ADMIN_PATH:-quan-tri}
}

# What is written into other programs' files must not be able to say anything else there.
look_at_answers() {
    local host='[a-z0-9]([a-z0-9.-]*[a-z0-9])?' port='[0-9]{1,5}'
    [[ "${DOMAIN:-}" =~ ^$host(\ $host)*$ ]] ||
        fail "DOMAIN phải là tên miền viết thường, ví dụ DOMAIN=minhgiang.example.gov.vn"
    [[ "${EMAIL:-}" =~ ^([^[:space:]@]+@[^[:space:]@]+)?$ ]] || fail "EMAIL không đúng dạng."
    [[ "$DATABASE" =~ ^(postgres|sqlite|postgres://[^[:space:]\"]+)$ ]] ||
        fail "DATABASE phải là postgres, sqlite hoặc postgres://tên:mật-khẩu@máy:5432/cơ-sở-dữ-liệu"
    [[ "$ADMIN_PATH" =~ ^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$ ]] ||
        fail "ADMIN_PATH trong .env chỉ gồm chữ không dấu, số, chấm, gạch."
    [[ "${HTTP_PORT:-80} ${HTTPS_PORT:-443}" =~ ^$port\ $port$ ]] || fail "số cổng mạng không đúng."
    [[ "${BIND:-}" =~ ^([0-9a-f.:]+|\[[0-9a-f:]+\])?$ ]] || fail "BIND phải là một địa chỉ IP."
    [ "$ROLE" = portal ] || [ "$ROLE" = node ] || fail "ROLE phải là portal hoặc node."
    [ "$ROLE" = portal ] || [[ "${NODE_LISTEN:-}" =~ ^[0-9.]+:$port$ && "${FRONTS:-}" =~ ^[0-9.:/\ a-f]+$ ]] ||
        fail "ROLE=node cần NODE_LISTEN (địa chỉ:cổng) và FRONTS (địa chỉ các máy đứng trước)."
}

install_programs() {
    local wanted=(python3-venv curl openssl procps logrotate ca-certificates) missing=() name
    command -v nginx >/dev/null || wanted+=(nginx-light)
    [ "$DATABASE" = sqlite ] || wanted+=(postgresql-client)
    [ "$DATABASE" != postgres ] || wanted+=(postgresql)
    [ "$ROLE" = node ] || [ "${CERTBOT:-yes}" = no ] || wanted+=(certbot)
    for name in "${wanted[@]}"; do
        dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q ' installed$' || missing+=("$name")
    done
    [ "${#missing[@]}" -gt 0 ] || return 0
    say "apt-get install ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

make_account_and_folders() {
    getent passwd cong >/dev/null ||
        useradd --system --user-group --home-dir "$PREFIX/shared/data" --shell /usr/sbin/nologin cong
    mkdir -p "$PREFIX"/{releases,backups,shared/data,shared/media} "$ROOT/var/cache/cong" \
        "$RUN" "$UNITS" "$ETC/logrotate.d"
    make_nginx_folders
    chown cong:cong "$PREFIX"/{backups,shared/data,shared/media} "$ROOT/var/cache/cong"
    chmod 700 "$PREFIX"/{backups,shared/data} "$ROOT/var/cache/cong"
}

database_address() {
    case $DATABASE in
    sqlite) printf 'sqlite:///%s/shared/data/db.sqlite3' "$PREFIX" ;;
    # Over the socket PostgreSQL knows the account of this machine: there is no password to lose.
    postgres) printf 'postgres://cong@//var/run/postgresql/cong' ;;
    *) printf '%s' "$DATABASE" ;;
    esac
}

make_database() {
    [ "$DATABASE" = postgres ] || return 0
    systemctl enable --now postgresql
    psql_says "SELECT 1 FROM pg_roles WHERE rolname = 'cong'" || as_postgres createuser cong
    psql_says "SELECT 1 FROM pg_database WHERE datname = 'cong'" ||
        as_postgres createdb --owner=cong --encoding=UTF8 --template=template0 cong
}

as_postgres() { (cd / && runuser -u postgres -- "$@"); }

psql_says() { [ "$(as_postgres psql -tAc "$1" postgres)" = 1 ]; }

write_env() {
    local file=$PREFIX/shared/.env key name
    if [ ! -e "$file" ]; then
        key=$(openssl rand -base64 60 | tr -d '\n=' | tr '+/' '-_')
        write_file "$file" 600 <<EOF
# Do install.sh viết lần đầu, không bao giờ ghi đè. Giải thích từng dòng: docs/configuration.md
# Sửa xong: systemctl restart 'cong@*.service'
SECRET_KEY=$key
ALLOWED_HOSTS=${DOMAIN// /,}
SITE_URL=https://${DOMAIN%% *}
DATABASE_URL=$(database_address)
BEHIND_PROXY=True
MEDIA_ROOT=$PREFIX/shared/media
PAGE_CACHE_DIR=$ROOT/var/cache/cong/pages
BACKUP_DIR=$PREFIX/backups
EOF
        chown cong:cong "$file"
    fi
    # Without it backups would lie within a release, and go with it.
    grep -q '^BACKUP_DIR=' "$file" || printf 'BACKUP_DIR=%s\n' "$PREFIX/backups" >>"$file"
    for name in $DOMAIN; do
        [[ ",$(setting ALLOWED_HOSTS)," == *",$name,"* ]] ||
            say "CHÚ Ý: ALLOWED_HOSTS trong $file chưa có $name."
    done
}

place_units() {
    local file service
    for file in "$HERE"/systemd/cong*; do place "$file" "$UNITS/$(basename "$file")"; done
    for service in cong@ cong-task@; do
        mkdir -p "$UNITS/$service.service.d"
        place "$HERE/systemd/sandbox.conf" "$UNITS/$service.service.d/sandbox.conf"
    done
    mkdir -p "$UNITS/cong-task@check_links.service.d"
    place "$HERE/systemd/links.conf" "$UNITS/cong-task@check_links.service.d/links.conf"
    place "$HERE/logrotate.conf" "$ETC/logrotate.d/cong"
    systemctl daemon-reload
}

# Only one of several machines looks after the database.
start_timers() {
    [ "$ROLE" = portal ] || return 0
    systemctl --quiet enable --now \
        cong-frequently@send_mails.timer cong-frequently@send_digests.timer \
        cong-nightly@check_content.timer cong-nightly@reindex.timer \
        cong-nightly@verify_audit.timer cong-nightly@backup.timer cong-nightly@scan.timer \
        cong-nightly@check_links.timer \
        cong-nightly@deactivate_unused.timer cong-nightly@delete_outdated.timer \
        "$(systemd-escape --template=cong-nightly@.timer 'doctor --note')" \
        "$(systemd-escape --template=cong-weekly@.timer 'restore --verify')" \
        "$(systemd-escape --template=cong-monthly@.timer 'check_content --all')"
}

get_certificate() {
    local names=() name live=$ETC/letsencrypt/live/${DOMAIN%% *}
    [ "$ROLE" = portal ] && [ "${CERTBOT:-yes}" != no ] || return 0
    for name in $DOMAIN; do names+=(-d "$name"); done
    [ -n "${EMAIL:-}" ] && names+=(--email "$EMAIL") || names+=(--register-unsafely-without-email)
    if certbot certonly --non-interactive --agree-tos --keep-until-expiring --webroot \
        --webroot-path "$PREFIX/acme" --cert-name "${DOMAIN%% *}" "${names[@]}" \
        --deploy-hook "systemctl reload nginx" && [ -e "$live/fullchain.pem" ]; then
        link "$live/fullchain.pem" "$TLS/fullchain.pem"
        link "$live/privkey.pem" "$TLS/privkey.pem"
        reload_nginx
    else
        say "CHƯA CÓ CHỨNG THƯ THẬT: trỏ tên miền về máy này rồi chạy lại install.sh."
    fi
}

tell_what_remains() {
    step "Xong"
    say "Cổng: https://${DOMAIN%% *}/   Trang quản trị: https://${DOMAIN%% *}/$ADMIN_PATH/"
    say "Mã và dữ liệu: $PREFIX   Cấu hình: $PREFIX/shared/.env   Nhật ký của nginx: $LOGS"
    say ""
    say "Còn lại, ông/bà làm bằng tay:"
    say "1. Mở tài khoản quản trị hệ thống đầu tiên:"
    say "   cd $PREFIX/current && sudo -u cong .venv/bin/python manage.py createsuperuser"
    say "2. Gửi thư thông báo: thêm EMAIL_URL và DEFAULT_FROM_EMAIL vào $PREFIX/shared/.env"
    say "3. Mỗi đêm cổng tự sao lưu vào $PREFIX/backups: chép tiếp thư mục ấy và .env ra máy khác"
    say "4. Mỗi tuần xem lệnh hẹn giờ có hỏng không: systemctl --failed"
}

main() {
    need_root
    ask
    look_at_answers
    step "Cài các gói của Debian"
    install_programs
    step "Tài khoản, thư mục, cơ sở dữ liệu"
    make_account_and_folders
    write_answers
    make_database
    write_env
    step "nginx và systemd"
    make_first_certificate
    place_nginx
    place_units
    nginx -t -q -c "$ETC/nginx/nginx.conf"
    systemctl --quiet enable --now nginx
    reload_nginx
    [ -n "$(release_of current)" ] || ROOT=$ROOT "$HERE/upgrade.sh"
    step "Hẹn giờ và chứng thư"
    start_timers
    get_certificate
    tell_what_remains
}

main "$@"
