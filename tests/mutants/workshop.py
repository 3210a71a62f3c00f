"""A copy of the tree with a build of its own, where changes are made, tested and taken back."""

import hashlib
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import time

LIBRARIES = ["kintsugi_core", "kintsugi_events_commit", "kintsugi_projections",
             "kintsugi_projections_judge", "kintsugi_projections_tables", "kintsugi_api_node"]
# A change costs one small file and one library: what uses the library is not linked again.
QUICK = ["-DBUILD_SHARED_LIBS=ON", "-DCMAKE_LINK_DEPENDS_NO_SHARED=ON",
         "-DKINTSUGI_APART=" + ";".join(LIBRARIES)]
LABELS = ("unit", "golden")
LEFT_OUT = ("ops_usage_test", "generator_", "tidy_")  # ask for more than these, or nothing of them
FAST = ["--gtest_fail_fast", "--gtest_brief=1"]
# Of other labels, short: what only they see (a whole node, many of them).
OTHERS = {"simulation_test": ["--seeds=300", "--gtest_filter=Simulation.HoldsForEverySeed"],
          "api_import_test": FAST}
# A change may make a test run for ever: so many times its usual seconds of the processor, and so
# many more, are all; or wait for ever: so many of the clock, which count others' work too.
SLOWER_MAX, SECONDS_MORE, WAITS_MAX = 5, 5, 120
OCTETS_MAX = 8 << 30  # of memory: it may also ask for all there is


class Failed(Exception):
    pass


def _run(command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          **options)


def _stamp(file):
    return file.stat().st_mtime_ns


def _processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Workshop:
    """One at a time in a folder."""

    def __init__(self, root, folder, jobs):
        self.root = pathlib.Path(root)
        self.tree = pathlib.Path(folder) / "tree"
        self.build = self.tree / "build"
        self.jobs = str(jobs)
        # The objects of the unchanged tree come from the cache; those of changes are not for it.
        self.environment = {**os.environ, "CCACHE_BASEDIR": str(self.tree), "CCACHE_NOHASHDIR": "1"}

    def prepare(self, node):
        """Copies what is tracked, configures, builds, and sees the unchanged tree pass."""
        self._copy()
        configure = ["cmake", "-S", self.tree, "-B", self.build, "-G", "Ninja", *QUICK]
        self._must(configure + ([f"-DKINTSUGI_NODE={node}"] if node else []))
        self.tests = self._find_tests()
        self._must(self._ninja())
        self.environment["CCACHE_READONLY"] = "1"
        self.binaries = {name: self._binary(name) for name in self.tests}
        self.loads = {name: self._libraries_of(file) for name, file in self.binaries.items()}
        self.seconds = {}  # of the processor
        for name in self.tests:
            before = _processor_seconds()
            if self._first_to_fail([name]):
                raise Failed(f"{name} fails without any change")
            self.seconds[name] = _processor_seconds() - before
        self.objects = {}
        self.objects = self._objects()

    def try_change(self, change):
        """("invalid" | "same" | "noticed" | "unnoticed", by which test)."""
        file = self.tree / change.path
        before = file.read_text(encoding="utf-8")
        lines = before.split("\n")
        if lines[change.line - 1] != change.original.rstrip("\n"):
            raise Failed(f"{change.path}:{change.line} is not what was drawn")
        lines[change.line - 1] = change.changed.rstrip("\n")
        try:
            file.write_text("\n".join(lines), encoding="utf-8")
            return self._outcome(change.path)
        finally:
            file.write_text(before, encoding="utf-8")

    def _outcome(self, path):
        stamps = {name: _stamp(file) for name, file in self.binaries.items()}
        if _run(self._ninja(), env=self.environment).returncode:
            return "invalid", ""
        built = self._objects()
        changed = {library for (library, file), (_, octets) in built.items()
                   if self.objects.get((library, file), (0, b""))[1] != octets}
        if not changed:
            return "same", ""  # the compiler makes the same of it
        names = [name for name, file in self.binaries.items()
                 if changed & self.loads[name] or _stamp(file) != stamps[name]]
        names.sort(key=lambda name: (self._distance(path, name), self.seconds[name]))
        failed = self._first_to_fail(names)
        return ("noticed", failed) if failed else ("unnoticed", "")

    def _copy(self):
        listed = _run(["git", "-C", str(self.root), "ls-files", "-co", "--exclude-standard", "-z"])
        wanted = {name for name in listed.stdout.split("\0")
                  if name and (self.root / name).is_file()}
        for name in wanted:
            octets, to = (self.root / name).read_bytes(), self.tree / name
            if not to.exists() or to.read_bytes() != octets:
                to.parent.mkdir(parents=True, exist_ok=True)
                to.write_bytes(octets)
                to.chmod((self.root / name).stat().st_mode)
        for folder, below, names in os.walk(self.tree):
            below[:] = [name for name in below if pathlib.Path(folder, name) != self.build]
            for name in names:
                file = pathlib.Path(folder, name)
                if str(file.relative_to(self.tree)) not in wanted:
                    file.unlink()

    def _find_tests(self):
        """{name: its command}, of the labels, and the others."""
        list_all = ["ctest", "--test-dir", str(self.build), "--show-only=json-v1"]
        said = subprocess.run(list_all, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              text=True, check=True)
        found = {}
        for test in json.loads(said.stdout)["tests"]:
            # Not built yet, a test is listed without its command: its name is that of its target.
            name = test["name"]
            labels = [value for prop in test["properties"] if prop["name"] == "LABELS"
                      for value in prop["value"]]
            if name in OTHERS:
                found[name] = OTHERS[name]
            elif set(labels) & set(LABELS) and not name.startswith(LEFT_OUT):
                found[name] = FAST
        return found

    def _binary(self, name):
        found = [file for file in (self.build / "tests").rglob(name) if file.is_file()]
        if not found:
            raise Failed(f"{name} was not built")
        return found[0]

    def _libraries_of(self, binary):
        said = _run(["ldd", binary]).stdout
        return {name for name in LIBRARIES if re.search(rf"\blib{name}\.so\b", said)}

    def _distance(self, path, name):
        """Tests mirror the folders: those of the changed one come first."""
        mine = pathlib.Path(path).parent.parts
        its = self.binaries[name].parent.relative_to(self.build / "tests").parts
        return -sum(1 for a, b in zip(mine, its) if a == b)

    def _first_to_fail(self, names):
        """The name of the test that failed, crashed or did not end; none when all pass. As many at
        a time as there are jobs, and what still runs then is ended."""
        scratch = self.tree.parent / "tmp"
        scratch.mkdir(exist_ok=True)
        waiting, running = list(names), {}
        try:
            while waiting or running:
                while waiting and len(running) < int(self.jobs):
                    name = waiting.pop(0)
                    running[name] = self._start(name, scratch), time.monotonic()
                time.sleep(0.02)
                for name, (process, begun) in list(running.items()):
                    if process.poll() is None and time.monotonic() - begun < WAITS_MAX:
                        continue
                    if process.poll() != 0:
                        return name
                    del running[name]
            return ""
        finally:
            for process, _ in running.values():
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            shutil.rmtree(scratch, ignore_errors=True)

    def _start(self, name, scratch):
        most = SLOWER_MAX * self.seconds.get(name, WAITS_MAX) + SECONDS_MORE
        return subprocess.Popen(
            ["prlimit", f"--as={OCTETS_MAX}", f"--cpu={most:.0f}", "--core=0",
             self.binaries[name], *self.tests[name]],
            cwd=self.build, env={**os.environ, "TMPDIR": str(scratch)}, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _objects(self):
        """{(library, file): (when, what)} its sources were compiled to; read where that is new."""
        found = {}
        for library in LIBRARIES:
            for folder in self.build.glob(f"**/CMakeFiles/{library}.dir"):
                for file in folder.rglob("*.o"):
                    when, known = _stamp(file), self.objects.get((library, file), (0, b""))
                    found[library, file] = known if known[0] == when else (
                        when, hashlib.sha256(file.read_bytes()).digest())
        return found

    def _ninja(self):
        return ["ninja", "-C", str(self.build), "-j", self.jobs, *LIBRARIES, *self.tests]

    def _must(self, command):
        done = _run(command, env=self.environment)
        if done.returncode:
            raise Failed(f"{command[0]} failed:\n" + "\n".join(done.stdout.split("\n")[-30:]))
