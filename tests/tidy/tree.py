"""The tree as tidy's checks see it: files with their text, C++ also without comments and words."""

import functools
import os
import re

CPP = (".cpp", ".h")
SCRIPT = (".ts", ".tsx", ".mjs")
SOURCES = CPP + SCRIPT + (".css", ".capnp", ".py", ".sh")
SHELLS = ("#!/usr/bin/env bash", "#!/bin/sh")
NOT_OURS = ("node_modules", "__pycache__", "generated", "golden")
READ = SOURCES + (".md", "CMakeLists.txt")

# Comments, raw strings, strings, characters (no digit separators), in this order of preference.
CPP_ASIDE = re.compile(
    r"//[^\n]*|/\*.*?\*/|R\"(?P<d>[^(\s]*)\(.*?\)(?P=d)\"|\"(?:\\.|[^\"\\\n])*\""
    r"|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+'",
    re.S,
)


def _blank(text):
    return "".join(c if c == "\n" else " " for c in text)


class File:
    """One file. `path` is relative to the root, with slashes."""

    def __init__(self, path, text):
        self.path = path
        self.text = text

    @functools.cached_property
    def lines(self):
        return self.text.split("\n")

    @functools.cached_property
    def code(self):
        """C++ without comments, with strings emptied; every line stays where it is."""
        def aside(match):
            found = match.group()
            if found[0] == "/":
                return _blank(found)
            return found[0] + _blank(found[1:-1]) + found[-1]
        return CPP_ASIDE.sub(aside, self.text)

    @property
    def folder(self):
        return os.path.dirname(self.path)

    @property
    def name(self):
        return os.path.basename(self.path)

    def ends(self, *kinds):
        return self.path.endswith(kinds)

    @property
    def shell(self):
        return self.path.endswith(".sh") or self.text.startswith(SHELLS)

    @property
    def source(self):
        return self.ends(*SOURCES) or self.shell

    @property
    def layer(self):
        return self.path.split("/")[0]

    def line_of(self, offset):
        return self.text.count("\n", 0, offset) + 1


class Tree:
    """All files that somebody wrote: no build folder, nothing fetched or generated."""

    def __init__(self, files):
        self.files = [File(path, text) for path, text in sorted(files.items())]
        self.by_path = {file.path: file for file in self.files}

    @staticmethod
    def of(root):
        files = {}
        for folder, below, names in os.walk(root):
            below[:] = [name for name in below if not Tree._foreign(os.path.join(folder, name))]
            for name in names:
                path = os.path.join(folder, name)
                if os.path.islink(path) or not (name.endswith(READ) or "." not in name):
                    continue
                with open(path, "rb") as opened:
                    octets = opened.read()
                if b"\0" not in octets:
                    files[os.path.relpath(path, root)] = octets.decode("utf-8", "replace")
        return Tree(files)

    @staticmethod
    def _foreign(path):
        name = os.path.basename(path)
        return (name.startswith((".", "build")) or name in NOT_OURS
                or os.path.exists(os.path.join(path, "CMakeCache.txt")))

    def text(self, path):
        file = self.by_path.get(path)
        return file.text if file else None

    def sources(self, *kinds):
        return [file for file in self.files if (file.ends(*kinds) if kinds else file.source)]

    def cpp(self):
        return self.sources(*CPP)
