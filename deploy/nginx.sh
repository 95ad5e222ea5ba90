# shellcheck shell=bash
# nginx as the portal needs it, on a machine (install.sh) and in an image (image.sh).

make_nginx_folders() {
    mkdir -p "$PREFIX"/{acme,shared/media} "$CACHE" "$LOGS" "$SITE/pages" "$TLS" \
        "$ETC"/nginx/{conf.d,sites-available,sites-enabled}
    chown www-data:www-data "$CACHE"
    chown root:adm "$LOGS"
    chmod 700 "$CACHE" "$TLS"
    chmod 750 "$LOGS"
}

# So that nginx can start; the real one takes its place as soon as there is one.
make_first_certificate() {
    [ ! -e "$TLS/fullchain.pem" ] || return 0
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 \
        -subj "/CN=${DOMAIN%% *}" -addext "subjectAltName=DNS:${DOMAIN// /,DNS:}" \
        -keyout "$TLS/privkey.pem" -out "$TLS/fullchain.pem" 2>/dev/null
    chmod 600 "$TLS/privkey.pem"
}

place_nginx() {
    local file servers=site.conf
    [ "$ROLE" = portal ] || servers=node.conf
    for file in proxy public tls limits headers media errors acme; do
        place "$HERE/nginx/$file.conf" "$SITE/$file.conf"
    done
    for file in "$HERE"/nginx/pages/*.html; do place "$file" "$SITE/pages/$(basename "$file")"; done
    for file in addresses nodes; do place_once "$HERE/nginx/$file.conf" "$SITE/$file.conf"; done
    if [ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] && command -v brotli >/dev/null
    then echo 'brotli_static on;'; fi | write_file "$SITE/brotli.conf"
    for file in ${FRONTS:-}; do echo "allow $file;"; done | write_file "$SITE/fronts.conf"
    [ -e "$SITE/upstream.conf" ] || send_to nothing-yet
    place "$HERE/nginx/http.conf" "$ETC/nginx/conf.d/cong.conf"
    place "$HERE/nginx/$servers" "$ETC/nginx/sites-available/cong"
    ln -sfn ../sites-available/cong "$ETC/nginx/sites-enabled/cong"
    # Debian's own page answers for every name, and would stand in the way of ours.
    rm -f "$ETC/nginx/sites-enabled/default"
}
