"""More schema: copies of its files under new names, ids, stream types and codes, and with them
decides that decide nothing and evolves that do nothing.

What is copied is what there is, so that the larger schema has the shape of this one: as many
states, fields and lists to a command. Rows are not copied; their number goes with read models.
"""

import hashlib
import pathlib
import re

ORDINALS = """Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth
Thirteenth Fourteenth Fifteenth Sixteenth""".split()
FIRST_CODE = 10000  # the schema's own are below
TOP = re.compile(r"^(?:struct|enum) (\w+)", re.M)
KIND = {kind: re.compile(r"^struct (\w+)[^{;]*?\$" + kind + r"\b", re.M)
        for kind in ("command", "event", "state")}
IMPORT = re.compile(r'\bimport "(\w+)\.capnp"')
STREAM = re.compile(r"""(\$(?:command|event)\(stream=|\$(?:state|id|ref)\()"(\w+)\"""")


def blocks_of(text):
    """The file's top-level declarations, each with the comments above it; the head first."""
    starts = [m.start() for m in TOP.finditer(text)] + [len(text)]
    return [text[: starts[0]]] + [text[a:b] for a, b in zip(starts, starts[1:])]


def kind_of(block):
    return next((kind for kind, pattern in KIND.items() if pattern.match(block)), None)


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


class SchemaFile:
    def __init__(self, path):
        self.stem = path.stem
        self.blocks = blocks_of(path.read_text(encoding="utf-8"))
        self.names = [TOP.match(block).group(1) for block in self.blocks[1:]]
        self.imports = set(IMPORT.findall(self.blocks[0]))
        self.states = {}  # stream type: its struct
        for block in self.blocks[1:]:
            if kind_of(block) == "state":
                stream = re.search(r'\$state\("(\w+)"\)', block).group(1)
                self.states[stream] = TOP.match(block).group(1)

    def count(self, kind):
        return sum(kind_of(block) == kind for block in self.blocks[1:])


class Copy:
    """One file again, its names led by `ordinal`, as those of the `others` that are copied with it;
    at most so many commands and events of it."""

    def __init__(self, source, others, ordinal, want, state_names):
        self.left = dict(want)
        self.made = {"command": [], "event": []}  # of an event: (state, event)
        self.prefix = ordinal.lower() + "_"
        self.stem = self.prefix + source.stem
        self.source, self.ordinal, self.state_names = source, ordinal, state_names
        self.names = [name for one in others for name in one.names]
        self.states = {stream: name for one in others for stream, name in one.states.items()}
        self.stems = {one.stem for one in others}

    def text(self, codes):
        kept = [self.renamed(self.source.blocks[0])]
        for block in self.source.blocks[1:]:
            kind = kind_of(block)
            if kind in self.left:
                if self.left[kind] == 0:
                    continue
                self.left[kind] -= 1
                codes[kind] += 1
                block = re.sub(r"\bcode=\d+", f"code={codes[kind]}", block, count=1)
                self.note(kind, block)
            kept.append(self.renamed(block))
        number = int.from_bytes(hashlib.sha256(self.stem.encode()).digest()[:8], "big") | 1 << 63
        return re.sub(r"^@0x[0-9a-f]+;", f"@0x{number:016x};", "".join(kept), count=1)

    def note(self, kind, block):
        name = self.ordinal + TOP.match(block).group(1)
        if kind == "event":
            stream = re.search(r'\$event\(stream="(\w+)"', block).group(1)
            own = self.states.get(stream)
            name = (self.ordinal + own if own else self.state_names[stream], name)
        self.made[kind].append(name)

    def renamed(self, block):
        block = re.sub(r"\b(" + "|".join(self.names) + r")\b", self.ordinal + r"\1", block)
        block = IMPORT.sub(
            lambda m: f'import "{self.prefix if m[1] in self.stems else ""}{m[1]}.capnp"', block)
        block = STREAM.sub(
            lambda m: f'{m[1]}"{self.prefix if m[2] in self.states else ""}{m[2]}"', block)
        block = re.sub(r'\$(plural|refusals)\("', rf'$\1("{self.prefix}', block)
        # What is listed by its place in a row has no such place here.
        block = re.sub(r"\n *\$list\([^()]*elements=[^()]*\)", "", block)
        return block

    def decide(self):
        lines = "".join(
            f"Result<Events> decide(const schema::{name}&, Reads&) {{ return Events{{}}; }}\n"
            for name in self.made["command"])
        return (f'#include "core/events.h"\n#include "core/reads.h"\n'
                f'#include "schema/{self.stem}_dispatch.h"\n\n'
                f"namespace kintsugi::core {{\n\n{lines}\n}}  // namespace kintsugi::core\n")

    def evolve(self):
        lines = "".join(f"void evolve(schema::{state}&, const schema::{event}View&) {{}}\n"
                        for state, event in self.made["event"])
        return (f'#include "schema/{self.stem}_dispatch.h"\n\n'
                f"namespace kintsugi::core {{\n\n{lines}\n}}  // namespace kintsugi::core\n")


def counts(files):
    kinds = ("command", "event", "state")
    return {kind + "s": sum(one.count(kind) for one in files) for kind in kinds}


def read_schema(tree):
    folder = pathlib.Path(tree) / "events/schema"
    return [SchemaFile(path) for path in sorted(folder.glob("*.capnp")) if TOP.search(
        path.read_text(encoding="utf-8"))]


def chosen(files, want):
    """The files to copy for what is wanted, and those that they import, in their order."""
    left, stems = dict(want), set()
    for one in files:
        if any(left[kind] and one.count(kind) for kind in left):
            stems.add(one.stem)
            left = {kind: max(0, left[kind] - one.count(kind)) for kind in left}
    # What has neither command nor event nor state is shared by all.
    own = [one for one in files if one.states or one.count("command") or one.count("event")]
    while True:
        more = {one.stem for one in own if any(one.stem in other.imports for other in files
                                               if other.stem in stems)} - stems
        if not more:
            return [one for one in own if one.stem in stems]
        stems |= more


def multiply(tree, commands, events):
    """Adds to the tree until its schema has so many. Returns how many of each there are."""
    tree = pathlib.Path(tree)
    files = read_schema(tree)
    state_names = {stream: name for one in files for stream, name in one.states.items()}
    have = counts(files)
    want = {"command": commands - have["commands"], "event": events - have["events"]}
    if any(number < 0 for number in want.values()):
        raise SystemExit(f"schema_scale: there are {have} already; ask for as many or more")
    codes = {"command": FIRST_CODE, "event": FIRST_CODE}
    for ordinal in ORDINALS:
        others = chosen(files, want)
        for source in others:
            copy = Copy(source, others, ordinal, want, state_names)
            schema = tree / "events/schema" / f"{copy.stem}.capnp"
            schema.write_text(copy.text(codes), encoding="utf-8")
            want = copy.left
            folder = tree / "core" / copy.stem
            if any(copy.made.values()):
                folder.mkdir()
            if copy.made["command"]:
                (folder / "decide.cpp").write_text(copy.decide(), encoding="utf-8")
            if copy.made["event"]:
                (folder / "evolve.cpp").write_text(copy.evolve(), encoding="utf-8")
    if any(number > 0 for number in want.values()):
        raise SystemExit(f"schema_scale: the schema has too few to copy: {want} are missing")
    return counts(read_schema(tree))
