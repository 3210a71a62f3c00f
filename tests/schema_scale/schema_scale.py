"""Run by `ops/schema_scale`: what the compiler takes for a schema of 300 commands and 400 events.

CPU seconds are those of all processes of the build, and are much the same on a busy machine; wall
seconds are not. Each compiled unit is timed by itself, so that parts can be told apart without
building them one after the other.
"""

import argparse
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

import multiply

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOT_COPIED = (".git", ".cache", "build", "build-*", "node_modules", "__pycache__", "*.log")
# One line a unit: user and system seconds, what is made. A line is written at once.
LAUNCHER = """#!/usr/bin/env bash
for argument; do [ "${before:-}" = -o ] && made=$argument; before=$argument; done
TIMEFORMAT='%U %S'
exec 3>&2
used=$({ time "$@" >&3 2>&3; } 2>&1)
status=$?
echo "$used ${made:-}" >>UNITS
exit $status
"""


def arguments_of(line):
    parser = argparse.ArgumentParser(prog="ops/schema_scale", description=__doc__.split("\n\n")[1])
    parser.add_argument("--commands", type=int, default=300)
    parser.add_argument("--events", type=int, default=400)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--today", action="store_true", help="the schema as it is")
    parser.add_argument("--json", type=pathlib.Path, help="the figures go here as well")
    parser.add_argument("--folder", type=pathlib.Path, help="for the copy; else a temporary one")
    parser.add_argument("--keep", action="store_true", help="leaves the copy and its build")
    return parser.parse_args(line)


def say(text):
    print(f"schema_scale: {text}", file=sys.stderr, flush=True)


def run(command, environment, log):
    with log.open("w") as out:
        ended = subprocess.run(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
    if ended.returncode != 0:
        tail = log.read_text(errors="replace").splitlines()[-40:]
        raise SystemExit("\n".join(tail) + f"\nschema_scale: failed: {' '.join(map(str, command))}")


def part_of(made):
    if "kintsugi_events_schema.dir" in made:
        return "schema library"
    if "kintsugi_core.dir" in made:
        # Units are named for the folder of their sources; dispatch is generated into schema/.
        is_dispatch = "unity_schema_" in made or "dispatch" in made
        return "core: dispatch" if is_dispatch else "core: the rest"
    return made.split("/")[0]


def read_units(file):
    units = []
    for line in file.read_text().splitlines():
        user, system, made = line.split(" ", 2)
        units.append((float(user) + float(system), made))
    return sorted(units, reverse=True)


def build(tree, jobs, folder):
    """Builds `kintsugi` of the tree from clean: the figures."""
    launcher, units = folder / "launcher", folder / "units"
    launcher.write_text(LAUNCHER.replace("UNITS", str(units)))
    launcher.chmod(0o755)
    # The copy's lock takes in what was added.
    environment = os.environ | {"CCACHE_DISABLE": "1", "KINTSUGI_UPDATE_LOCK": "1"}
    configure = ["cmake", "-S", tree, "-B", tree / "build", "-G", "Ninja", "-DCCACHE=OFF",
                 f"-DCMAKE_CXX_COMPILER_LAUNCHER={launcher}"]
    run(configure, environment, folder / "configure.log")
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    make = ["cmake", "--build", tree / "build", "--parallel", str(jobs), "--target", "kintsugi"]
    run(make, environment, folder / "build.log")
    wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    timed = read_units(units)
    parts = {}
    for seconds, made in timed:
        parts[part_of(made)] = parts.get(part_of(made), 0) + seconds
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    parts["no compiler (generator, console, links)"] = max(0, cpu - sum(parts.values()))
    run([tree / "build/kintsugi", "--version"], environment, folder / "version.log")
    return {"wall_seconds": round(wall, 1), "cpu_seconds": round(cpu, 1),
            "cpu_seconds_of": {name: round(parts[name], 1) for name in sorted(parts)},
            "units": len(timed),
            "dearest": [{"cpu_seconds": round(seconds, 1), "unit": made}
                        for seconds, made in timed[:10]]}


def print_text(figures):
    say("{commands} commands, {events} events, {states} states; {units} units, {jobs} jobs"
        .format(**figures))
    for name, seconds in figures["cpu_seconds_of"].items():
        say(f"{seconds:8.1f} CPU-s  {name}")
    say(f"{figures['cpu_seconds']:8.1f} CPU-s  all; {figures['wall_seconds']:.1f} s of wall time, "
        f"load {figures['load']:.1f} when it began")
    for one in figures["dearest"]:
        say(f"{one['cpu_seconds']:8.1f} CPU-s  {one['unit']}")


def main(line):
    options = arguments_of(line)
    folder = options.folder or pathlib.Path(tempfile.mkdtemp(prefix="kintsugi-scale-"))
    folder.mkdir(parents=True, exist_ok=True)
    tree = folder / "tree"
    if tree.exists():
        raise SystemExit(f"schema_scale: {tree} is there already")
    try:
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*NOT_COPIED), symlinks=True)
        load = os.getloadavg()[0]
        if options.today:
            have = multiply.counts(multiply.read_schema(tree))
        else:
            have = multiply.multiply(tree, options.commands, options.events)
        say(f"building {have['commands']} commands, {have['events']} events in {tree}")
        figures = have | {"jobs": options.jobs, "load": load} | build(tree, options.jobs, folder)
    finally:
        if options.keep:
            say(f"kept: {folder}")
        elif options.folder:
            shutil.rmtree(tree, ignore_errors=True)
        else:
            shutil.rmtree(folder, ignore_errors=True)
    print_text(figures)
    text = json.dumps(figures, indent=2, ensure_ascii=False)
    print(text)
    if options.json:
        options.json.write_text(text + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
