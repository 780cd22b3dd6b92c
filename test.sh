#!/usr/bin/env bash
# Runs every test on SQLite and on a throw-away PostgreSQL. Arguments go to `dotnet test` (--filter …).
# Installs Chromium and PostgreSQL from the system's packages where they are missing and it may; under CI nothing may be skipped.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
[[ -n "${CI:-}" ]] && export KABINET_TEST_REQUIRE_ALL=1
work=$(mktemp -d /tmp/kabinet-tests-XXXXXX)
chmod 755 "$work"

postgres_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }
as_postgres() { if [[ $EUID -eq 0 ]]; then runuser -u postgres -- "$@"; else "$@"; fi; }

clean_up() {
  [[ -d "$work/postgres/data" ]] && as_postgres "$(postgres_bin)/pg_ctl" -D "$work/postgres/data" -m immediate stop >/dev/null 2>&1
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

install_missing() {
  local missing=() install=()
  command -v chromium >/dev/null || missing+=(chromium)
  [[ -n "$(postgres_bin)" ]] || missing+=(postgresql)
  [[ ${#missing[@]} -eq 0 ]] && return
  command -v apt-get >/dev/null && { [[ $EUID -eq 0 ]] && install=(env) || { sudo -n true 2>/dev/null && install=(sudo -n); }; }
  if [[ ${#install[@]} -eq 0 ]]; then
    echo "Missing and not to be installed from here: ${missing[*]}; the tests that need them are skipped or fail"
    return
  fi
  echo "Installing ${missing[*]}"
  "${install[@]}" apt-get update -qq >"$work/apt.log" 2>&1
  "${install[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    "${missing[@]}" >>"$work/apt.log" 2>&1 ||
    tail -20 "$work/apt.log"
}

free_port() {
  local port
  while port=$((20000 + RANDOM % 20000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}

start_postgres() {
  [[ -n "${KABINET_TEST_POSTGRES:-}" || -z "$(postgres_bin)" ]] && return
  local bin port folder="$work/postgres" careless="-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
  bin=$(postgres_bin) port=$(free_port)
  mkdir "$folder" && { [[ $EUID -ne 0 ]] || chown postgres "$folder"; }
  as_postgres "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$work/initdb.log" 2>&1 ||
    { cat "$work/initdb.log"; return; }
  as_postgres "$bin/pg_ctl" -D "$folder/data" -w -t 60 -l "$folder/log" start >/dev/null \
    -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c max_connections=300 $careless" || { cat "$folder/log"; return; }
  export KABINET_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
}

# The sums of the closing lines of every test project, alone on a line; a run that broke off counts as a failure.
tell() {
  local exit_code=$1 passed failed skipped
  read -r passed failed skipped < <(grep -oE '(Passed|Failed)! +- Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+' "$work/output" |
    tr -dc '0-9\n ' |
    awk '{ failed += $1; passed += $2; skipped += $3 } END { print passed + 0, failed + 0, skipped + 0 }')
  [[ $exit_code -ne 0 && $failed -eq 0 ]] && failed=1
  [[ $skipped -gt 0 ]] && echo "$passed passed, $failed failed, $skipped skipped" || echo "$passed passed, $failed failed"
  [[ $failed -eq 0 ]]
}

install_missing
start_postgres
# The projects run one after another, each on all cores: browsers dislike sharing them with a second project.
timeout --foreground -k 30 15m dotnet build Kabinet.slnx -v quiet -nr:false 2>&1 | tee "$work/output"
code=${PIPESTATUS[0]}
if [[ $code -eq 0 ]]; then
  timeout --foreground -k 30 30m dotnet test Kabinet.slnx --no-build -m:1 --blame-hang --blame-hang-timeout 5m --blame-hang-dump-type none \
    --results-directory "$work/results" "$@" 2>&1 | tee "$work/output"
  code=${PIPESTATUS[0]}
fi
tell "$code"
