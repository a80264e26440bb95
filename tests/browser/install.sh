#!/bin/sh
# Installs Chromium and an MQTT client for the tests, on Debian as root; elsewhere says what will be skipped.
# The servers of a grown hub only where CI is set: on a machine that is lived on they would start by themselves.
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v mosquitto_sub >/dev/null 2>&1 || missing="$missing mosquitto-clients"
if [ -n "${CI:-}" ]; then
    command -v redis-server >/dev/null 2>&1 || missing="$missing redis-server"
    [ -x /usr/sbin/mosquitto ] || missing="$missing mosquitto"
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
fi
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing$missing ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
fi
echo "Not installed:$missing. The tests that need them are skipped; everything else runs."
