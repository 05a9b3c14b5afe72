#!/usr/bin/env bash
# Sees that Chromium, a Chinese font, Java 17+ and Maven are there for the browser and server tests.
# Installs them with apt where it may (Debian, Ubuntu; root or sudo without a password); else names them and stops.
set -euo pipefail

java_major() { java -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1; }
has_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
has_font() { command -v fc-list && [ -n "$(fc-list :lang=zh file)" ]; }
has_java() { command -v java && [ "$(java_major)" -ge 17 ]; }

needed=()
has_chromium >/dev/null || needed+=(chromium)
has_font >/dev/null 2>&1 || needed+=(fontconfig fonts-noto-cjk)
has_java >/dev/null 2>&1 || needed+=(default-jre-headless)
command -v mvn >/dev/null || needed+=(maven)
[ ${#needed[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi
if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
  echo "The browser and server tests need, under their Debian names: ${needed[*]}" >&2
  echo "Install these (Java 17 or newer) and run make test again; make test-quick does without them." >&2
  exit 1
fi
echo "Installing with apt-get: ${needed[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${needed[@]}" >/dev/null
if ! has_java >/dev/null 2>&1; then
  echo "The system's Java is older than 17: install Java 17 or newer and run make test again." >&2
  exit 1
fi
