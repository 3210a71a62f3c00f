# Shared by up and down: where a local Kafka keeps its things, and which of its brokers run.
# Sourced after ops/lib/setup.sh.
#
# DIR/servers            the bootstrap servers, as printed
# DIR/cluster            the cluster's id
# DIR/N/                 broker N: server.properties, pid, broker.log, data/

# broker_runs N: is the process that `up` started for broker N alive? A process that only got its
# number by chance does not name the broker's own file on its command line.
broker_runs() {
  local pid
  pid=$(cat "$dir/$1/pid" 2>/dev/null) || return 1
  [ -n "$pid" ] && { tr '\0' ' ' <"/proc/$pid/cmdline"; } 2>/dev/null |
    grep -qF "$dir/$1/server.properties"
}

brokers_of() {
  local n
  for n in 1 2 3; do [ ! -e "$dir/$n/server.properties" ] || echo "$n"; done
}
