#!/usr/bin/env bash
# What checks and tests need from the machine. As root on Debian: installs what is missing; else names it and fails.
set -euo pipefail

missing=()
need() { # need PACKAGE TEST…
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}
need chromium bash -c 'command -v chromium || command -v chromium-browser || command -v google-chrome'
need gettext bash -c "command -v xgettext"
need postgresql-15 test -x /usr/lib/postgresql/15/bin/postgres
need libreoffice-calc bash -c "command -v soffice"
need dovecot-imapd bash -c "command -v dovecot || test -x /usr/sbin/dovecot"
need tesseract-ocr bash -c "command -v tesseract"
need tesseract-ocr-fra bash -c "tesseract --list-langs 2>&1 | grep -qx fra"
need tesseract-ocr-nld bash -c "tesseract --list-langs 2>&1 | grep -qx nld"

[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo "Installing: ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  exit 0
fi
echo "The tests need these packages of the machine: ${missing[*]}" >&2
echo "On Debian: sudo apt-get install ${missing[*]}" >&2
exit 1
