#!/bin/sh
# Installs RamanGAN for the user who starts it; no root is needed. Started by the .run file.
set -eu
data="${XDG_DATA_HOME:-$HOME/.local/share}"
target="$data/ramangan-program"
bin="$HOME/.local/bin"
if ! command -v xz >/dev/null; then
    echo "RamanGAN cannot be unpacked: the program xz is missing." >&2
    echo "Install it (package xz-utils, or xz) and start this file again." >&2
    exit 1
fi
# The new program stands complete beside the old one before it takes its place.
mkdir -p "$data" "$bin"
rm -rf "$target.new" "$target.old"
mkdir "$target.new"
trap 'rm -rf "$target.new"' EXIT
tar -xJf data.tar.xz -C "$target.new" --strip-components=4 ./usr/lib/ramangan
cp uninstall.sh "$target.new/uninstall.sh"
chmod 755 "$target.new/uninstall.sh"
if [ -e "$target" ]; then mv "$target" "$target.old"; fi
mv "$target.new" "$target"
rm -rf "$target.old"
ln -sf "$target/ramangan" "$bin/ramangan"
for part in applications mime/packages icons/hicolor/scalable/apps; do
    mkdir -p "$data/$part"
    cp prefix/share/$part/ramangan.* "$data/$part/"
done
sed -i "s|@PROGRAM@|\"$target/ramangan\"|" "$data/applications/ramangan.desktop"
if command -v update-desktop-database >/dev/null; then
    update-desktop-database -q "$data/applications" || true
fi
if command -v update-mime-database >/dev/null; then
    update-mime-database "$data/mime" >/dev/null 2>&1 || true
fi
echo "RamanGAN is installed in $target."
echo "Start it from the menu, or with: $bin/ramangan"
echo "Remove it with: $target/uninstall.sh (your projects and settings stay)"
