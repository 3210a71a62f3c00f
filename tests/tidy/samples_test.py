"""Each check is shown what it must catch, and the same without the fault, which it must not."""

import unittest

import tidy
from tree import Tree

TABLE = "set(kintsugi_events_may_use)\nset(kintsugi_core_may_use events)\n"
RESOURCE = "class A {\n  static Result<std::unique_ptr<A>> open();\n};\n"
BODY = "  call();\n"


def function(lines, head="int f(int a)"):
    return f"{head} {{\n{BODY * (lines - 2)}}}\n"


# check: [(path, caught, passed)]; the tree around them is in `around`.
SAMPLES = {
    "includes": [
        ("events/a.cpp", '#include "core/b.h"\n', '#include "events/b.h"\n'),
        ("core/a.h", '#include "tests/b.h"\n', '#include "events/b.h"\n#include "core/c.h"\n'),
        ("core/a.cpp", "#include <rocksdb/db.h>\n", "#include <vector>\n"),
        ("core/a.cpp", '#include "b.h"\n', '#include "schema/b.h"\n'),
    ],
    "columns": [
        ("core/a.cpp", "x" * 101 + "\n", "x" * 100 + "\n"),
        ("core/a.capnp", "\n" + "界" * 101, "界" * 100),
        ("ops/a", "#!/usr/bin/env bash\n" + "x" * 101, "#!/usr/bin/env bash\n" + "x" * 100),
        ("api/a.tsx", "x" * 101, "// https://" + "x" * 100),
    ],
    "functions": [
        ("core/a.cpp", function(71), function(70)),
        ("core/a.cpp", "A::A(int b)\n    : b_(b), c_{1} " + function(71, ""), function(70)),
        ("core/a.cpp", "namespace a {\n" + function(71, "void f() const") + "}\n",
         "namespace a {\n" + function(40) + function(40) + "}\n"),
        ("core/a.cpp", function(71, "auto f() -> int"), "enum class A {\n" + "  b,\n" * 90 + "};\n"),
        ("api/a.tsx", function(71, "export function A()"), function(70, "export function A()")),
        ("ops/a.sh", function(71, "a()"), function(70, "a()")),
        ("ops/a.py", "def a():\n" + "    b()\n" * 70, "def a():\n" + "    b()\n" * 69),
    ],
    "files": [("core/a.h", "\n" * 501, "\n" * 500), ("core/a.capnp", "\n" * 501, "\n" * 500)],
    "readmes": [
        ("core/new/a.cpp", "", None),  # neither a README of its own nor named above
        ("tests/new/a.cpp", "", None),
        ("tests/core/new/a.cpp", "", None),
        ("core/old/a.cpp", None, ""),
    ],
    "unlisted": [
        ("core/old/b.cpp", "", None),
        ("core/old/b.h", "", None),
        ("core/old/a.cpp", None, ""),
    ],
    "headers": [
        ("core/a.h", "int f();\n", "#pragma once\nint f();\n"),
        ("core/a.h", "#pragma once\nusing namespace std;\n", "#pragma once\nusing A = int;\n"),
        ("core/a.h", "#pragma once\n// One thread.\n" + RESOURCE,
         "#pragma once\n// One thread. Errors: unavailable.\n" + RESOURCE),
        ("core/a.h", "#pragma once\n// Errors: unavailable.\n" + RESOURCE,
         "#pragma once\n// Any thread. Errors: unavailable.\n" + RESOURCE),
        ("core/a.h", "#pragma once\nclass A {\n  virtual int b() const = 0;\n};\n",
         "#pragma once\n// Any thread.\nclass A {\n  virtual int b() const = 0;\n};\n"),
        ("core/a.h", "#pragma once\nstd::mutex mutex_;\n", "#pragma once\nint mutex_;\n"),
    ],
    "macros": [
        ("core/a.h", "#define A(b) \\\n  c(b);  \\\n  d(b)\n",
         "#define A(b) \\\n  do {  \\\n    c(b); \\\n  } while (0)\n"),
        ("core/a.h", "#define A(b) if (b) return\n", "#define A(b) ((b) ? void() : c())\n"),
    ],
    "calls": [
        ("core/a.cpp", "int a = std::stoi(b);\n", "// std::stoi(b)\nconst char* a = \"std::stoi(b)\";\n"),
        ("core/a.cpp", "std::this_thread::sleep_for(1s);\n", "changed_.wait_for(lock, 1s);\n"),
        ("tests/a.cpp", "system(a);\n", "file_.system(a);\n"),
        ("core/a.cpp", "throw 1;\n", "return fail();\n"),
        ("api/a.ts", "console.log(a);\n", "// console.log(a)\nshow(a);\n"),
        ("api/a.ts", "const a: any = b;\n", "const a: many = b;\n"),
        ("ops/a.sh", "pkill -f a\n", "kill \"$pid\"\n"),
    ],
    "leftovers": [
        ("core/a.cpp", "// FIX" + "ME: this\n", "// fixed\n"),
        ("core/README.md", "TO" + "DO(now)\n", "TODO(later)\n"),
        ("core/a.cpp", "<" * 7 + " HEAD\n", "<<\n"),
        ("core/a.cpp", "int a; \n", "int a;\n"),
    ],
}


def around(path, text):
    files = {
        "CMakeLists.txt": TABLE,
        "README.md": "events/ core/ tests/ api/ ops/",
        "core/README.md": "old/",
        "core/old/README.md": "old",
        "core/old/CMakeLists.txt": "a.cpp",
        "tests/README.md": "core/",
        "tests/core/README.md": "cases",
    }
    return Tree({**files, path: text})


class Samples(unittest.TestCase):
    def test_every_check_has_one(self):
        self.assertEqual(set(SAMPLES), set(tidy.CHECKS))

    def test_what_is_wrong_is_caught(self):
        for check, path, caught, _ in self.samples():
            if caught is not None:
                with self.subTest(check=check, path=path, text=caught[:60]):
                    self.assertNotEqual(list(tidy.CHECKS[check](around(path, caught))), [])

    def test_what_is_right_is_not(self):
        for check, path, _, passed in self.samples():
            if passed is not None:
                with self.subTest(check=check, path=path, text=passed[:60]):
                    self.assertEqual(list(tidy.CHECKS[check](around(path, passed))), [])

    def samples(self):
        return [(check, *sample) for check, samples in SAMPLES.items() for sample in samples]


class Ratchet(unittest.TestCase):
    LINE = "columns core/a.cpp 2  # until it is split\n"
    TWO = [("columns", "core/a.cpp", 1, "101 columns"), ("columns", "core/a.cpp", 2, "102 columns")]

    def said(self, found, ratchet):
        return tidy.judge(found, tidy.read_ratchet(ratchet))

    def test_what_is_known_passes(self):
        self.assertEqual(self.said(self.TWO, self.LINE), [])

    def test_more_is_an_error(self):
        more = [*self.TWO, ("columns", "core/a.cpp", 3, "103 columns")]
        self.assertEqual(len(self.said(more, self.LINE)), 3)
        self.assertEqual(len(self.said(self.TWO, "")), 2)

    def test_less_is_an_error_until_it_is_lowered(self):
        for left in (self.TWO[:1], []):
            self.assertEqual(len(self.said(left, self.LINE)), 1)
            self.assertEqual(self.said(left, tidy.lowered(self.LINE, left)), [])

    def test_lowering_never_raises(self):
        self.assertEqual(tidy.lowered(self.LINE, [*self.TWO, *self.TWO]), self.LINE)

    def test_each_says_why(self):
        self.assertEqual(len(self.said(self.TWO, "columns core/a.cpp 2\n")), 1)


if __name__ == "__main__":
    unittest.main()
