#!/usr/bin/env python3
"""tests/tidy/tidy.py [--root DIR] [--lower]: one quick pass over the tree.

Prints what breaks the rules of the house, `path:line: check: what`, and exits 1. What is known to
break them stands in ratchet.txt, counted: more is an error, and so is less, until `--lower` has
written the lower count (it never raises one).
"""

import argparse
import collections
import os
import sys

import layers
import places
import sizes
import words
from tree import Tree

CHECKS = {
    "includes": layers.includes,
    "columns": sizes.columns,
    "functions": sizes.functions,
    "files": sizes.files,
    "readmes": places.readmes,
    "unlisted": places.unlisted,
    "headers": words.headers,
    "macros": words.macros,
    "calls": words.calls,
    "leftovers": words.leftovers,
}
RATCHET = "tests/tidy/ratchet.txt"


def problems(tree):
    """[(check, path, line, what)] of the whole tree."""
    return [(name, *found) for name, check in CHECKS.items() for found in check(tree)]


def read_ratchet(text):
    """{(check, path): (count, why)}; a line is `check path count  # why`."""
    known = {}
    for line in text.splitlines():
        entry, _, why = line.partition("#")
        if not entry.strip():
            continue
        check, path, count = entry.split()
        known[check, path] = (int(count), why.strip())
    return known


def judge(found, known):
    """What is to be said: each problem beyond the ratchet, each exception that is none any more."""
    places_of = collections.defaultdict(list)
    for check, path, line, what in found:
        places_of[check, path].append(f"{path}:{line}: {check}: {what}")
    said = []
    for key, lines in places_of.items():
        if len(lines) > known.get(key, (0, ""))[0]:
            said += lines
    for key, (count, _) in known.items():
        if len(places_of[key]) < count:
            said.append(f"{RATCHET}: {key[0]} {key[1]}: {count} known, {len(places_of[key])} left: "
                        "run tests/tidy/tidy.py --lower")
    for (check, path), (count, why) in known.items():
        if not why:
            said.append(f"{RATCHET}: {check} {path}: says no reason")
    return said


def lowered(text, found):
    """The ratchet's text with lower counts; what is mended is struck out."""
    counts = collections.Counter((check, path) for check, path, _, _ in found)
    out = []
    for line in text.splitlines(keepends=True):
        entry, hash_sign, why = line.partition("#")
        if entry.strip():
            check, path, count = entry.split()
            left = min(int(count), counts[check, path])
            line = f"{check} {path} {left}  {hash_sign}{why}" if left else ""
        out.append(line)
    return "".join(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("--root", default=os.path.join(here, "../.."))
    parser.add_argument("--lower", action="store_true", help="writes lower counts into the ratchet")
    arguments = parser.parse_args()
    root = os.path.normpath(arguments.root)
    found = problems(Tree.of(root))
    with open(os.path.join(root, RATCHET), encoding="utf-8") as opened:
        text = opened.read()
    if arguments.lower:
        text = lowered(text, found)
        with open(os.path.join(root, RATCHET), "w", encoding="utf-8") as opened:
            opened.write(text)
    said = judge(found, read_ratchet(text))
    print("\n".join(said) if said else "tidy")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
