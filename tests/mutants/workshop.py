"""A copy of the tree with a build of its own, where changes are made, tested and taken back."""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import subprocess

LIBRARIES = ["kintsugi_core", "kintsugi_events_commit", "kintsugi_projections",
             "kintsugi_projections_judge", "kintsugi_projections_tables", "kintsugi_api_node"]
LABELS = ("unit", "golden")
LEFT_OUT = ("ops_usage_test", "generator_", "tidy_")  # ask for more than these, or nothing of them
FAST = ["--gtest_fail_fast", "--gtest_brief=1"]
# Of other labels, short: what only they see (a whole node, many of them).
OTHERS = {"simulation_test": ["--seeds=300", "--gtest_filter=Simulation.HoldsForEverySeed"],
          "api_import_test": FAST}
TEST_SECONDS_MAX = 120


class Failed(Exception):
    pass


def _run(command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          **options)


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
        configure = ["cmake", "-S", self.tree, "-B", self.build, "-G", "Ninja"]
        self._must(configure + ([f"-DKINTSUGI_NODE={node}"] if node else []))
        self.tests = self._find_tests()
        self._must(self._ninja(LIBRARIES + list(self.tests)))
        for name in self.tests:
            if not self._passes(name):
                raise Failed(f"{name} fails without any change")
        self.objects = self._objects()
        self.environment["CCACHE_READONLY"] = "1"

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
        if _run(self._ninja(LIBRARIES), env=self.environment).returncode:
            return "invalid", ""
        if self._objects() == self.objects:
            return "same", ""  # the compiler makes the same of it
        built = {name: self._stamp(name) for name in self.tests}
        if _run(self._ninja(list(self.tests)), env=self.environment).returncode:
            return "invalid", ""
        changed = [name for name in self.tests if self._stamp(name) != built[name]]
        changed.sort(key=lambda name: self._distance(path, name))
        with concurrent.futures.ThreadPoolExecutor(int(self.jobs)) as pool:
            for name, passed in zip(changed, pool.map(self._passes, changed)):
                if not passed:
                    pool.shutdown(cancel_futures=True)
                    return "noticed", name
        return "unnoticed", ""

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
        if name not in self.__dict__.setdefault("_binaries", {}):
            found = [file for file in (self.build / "tests").rglob(name) if file.is_file()]
            if not found:
                raise Failed(f"{name} was not built")
            self._binaries[name] = found[0]
        return self._binaries[name]

    def _stamp(self, name):
        return self._binary(name).stat().st_mtime_ns

    def _distance(self, path, name):
        """Tests mirror the folders: those of the changed one come first."""
        mine = pathlib.Path(path).parent.parts
        its = self._binary(name).parent.relative_to(self.build / "tests").parts
        shared = sum(1 for a, b in zip(mine, its) if a == b)
        return -shared, name in OTHERS, name

    def _passes(self, name):
        try:
            return _run([self._binary(name), *self.tests[name]], timeout=TEST_SECONDS_MAX,
                        cwd=self.build, errors="replace").returncode == 0
        except subprocess.TimeoutExpired:
            return False

    def _objects(self):
        """What the libraries' sources were compiled to."""
        found = {}
        for library in LIBRARIES:
            for folder in self.build.glob(f"**/CMakeFiles/{library}.dir"):
                for file in folder.rglob("*.o"):
                    found[str(file)] = hashlib.sha256(file.read_bytes()).digest()
        return found

    def _ninja(self, targets):
        return ["ninja", "-C", str(self.build), "-j", self.jobs, *targets]

    def _must(self, command):
        done = _run(command, env=self.environment)
        if done.returncode:
            raise Failed(f"{command[0]} failed:\n" + "\n".join(done.stdout.split("\n")[-30:]))
