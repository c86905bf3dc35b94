#!/bin/sh
# Removes what install.sh put there; projects, exported files and settings stay.
set -eu
data="${XDG_DATA_HOME:-$HOME/.local/share}"
rm -f "$data/applications/ramangan.desktop" "$data/mime/packages/ramangan.xml" \
    "$data/icons/hicolor/scalable/apps/ramangan.svg"
if [ "$(readlink "$HOME/.local/bin/ramangan" || true)" = "$data/ramangan-program/ramangan" ]; then
    rm -f "$HOME/.local/bin/ramangan"
fi
if command -v update-desktop-database >/dev/null; then
    update-desktop-database -q "$data/applications" || true
fi
if command -v update-mime-database >/dev/null; then
    update-mime-database "$data/mime" >/dev/null 2>&1 || true
fi
# What was compiled for this program serves no other.
rm -rf "$data/ramangan-program" "${XDG_CACHE_HOME:-$HOME/.cache}/ramangan/compiled"
echo "RamanGAN is removed."
