#!/usr/bin/env bash
# Sees that Chromium, a Chinese font, Java and Maven are there for the browser and server tests: Java 17 or newer for
# Neo4j 5.26, Java 21 or newer for Neo4j 2026 (one of 21 or newer serves both).
# Installs them with apt where it may (Debian, Ubuntu; root or sudo without a password); else names them and stops.
set -euo pipefail

# The newest Java among JAVA_HOME, /usr/lib/jvm and PATH, as the tests look for it.
java_major() {
  for program in "${JAVA_HOME:-/nowhere}/bin/java" /usr/lib/jvm/*/bin/java "$(command -v java || true)"; do
    if [ -x "$program" ]; then "$program" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1; fi
  done | sort -n | tail -n 1
}
has_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
has_font() { command -v fc-list && [ -n "$(fc-list :lang=zh file)" ]; }
has_java() { [ "$(java_major || true)" -ge 21 ] 2>/dev/null; }

needed=()
has_chromium >/dev/null || needed+=(chromium)
has_font >/dev/null 2>&1 || needed+=(fontconfig fonts-noto-cjk)
has_java >/dev/null 2>&1 || needed+=(openjdk-21-jre-headless)
command -v mvn >/dev/null || needed+=(maven)
[ ${#needed[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi
if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
  echo "The browser and server tests need, under their Debian names: ${needed[*]}" >&2
  echo "Install these (Java 21 or newer) and run make test again; make test-quick does without them." >&2
  exit 1
fi
echo "Installing with apt-get: ${needed[*]}"
"${as_root[@]}" apt-get update -qq
# Debian 13 and Ubuntu have Java 21, Debian 12 has none that is new enough.
if ! apt-cache show openjdk-21-jre-headless >/dev/null 2>&1; then
  needed=("${needed[@]/openjdk-21-jre-headless/default-jre-headless}")
fi
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${needed[@]}" >/dev/null
if ! has_java >/dev/null 2>&1; then
  echo "The tests of Neo4j 2026 need Java 21 or newer, which this system's packages lack: take one from adoptium.net," >&2
  echo "name its folder in JAVA_HOME, and run make test again." >&2
  exit 1
fi
