"""Small wrong changes of sources: by universalmutator's rules, in the order of a seed."""

import contextlib
import dataclasses
import io
import random
import re

from universalmutator import mutator

RULES = ["universal.rules", "c_like.rules", "cpp.rules"]

# What is drawn from: whatever decides, judges and folds. Of headers only the rule: with most others
# everything is compiled again.
FOLDERS = ("core/", "projections/", "events/commit/", "api/node/")
HEADERS = ("events/commit/rule.h",)

# Lines of which a change is none, or none of behaviour: declarations, comments, messages, room
# made beforehand.
PASSED_OVER = re.compile(
    r"^\s*(#|//|namespace\b|using\b|template\b|static_assert\b|(class|struct|enum)\b|[{}()\[\];,]*$"
    r"|(public|private|protected):|friend\b|\[\[|case [\w:]+:$|\"|KINTSUGI_CHECK\()"
    r"|[^(]*\.reserve\("
    r"|^(?!\s*(if|for|while|switch|else|return|\}|KINTSUGI)\b)"
    r"[\w:<>*&,\s]+\([^;]*\)[ \w]*\{$")
DECLARES = re.compile(r"^\s*(KINTSUGI_TRY|(const\s+)?[\w:<>,*& ]+\s\w+\s*(=|\{|;|\())")
# And lists of captures, designators out of order, arguments of two calls mixed.
NONSENSE = re.compile(r'>==|<==|[\w:>]>=|" [-*/%] |\[[&=],|\] \(|\{ \.|TRY(_OK)? \('
                      r'|(\)|\w(?<!\bif)(?<!\bwhile)) \([01]==1\)')
WORDS = ("begin", "end", "min", "max", "any_of", "all_of", "none_of", "min_element", "max_element",
         "if", "while", "else", "at")
TEXT = re.compile(r'"(\\.|[^"\\])*"')


@dataclasses.dataclass(frozen=True)
class Change:
    path: str
    line: int  # from 1
    original: str
    changed: str

    @property
    def key(self):
        """What it is, wherever the line moves."""
        return f"{self.path}\n- {self.original.strip()}\n+ {' '.join(self.changed.split())}"

    def __str__(self):
        first, *others = self.key.split("\n")
        return "\n".join([f"{first}:{self.line}", *others])


def is_source(path):
    return path.startswith(FOLDERS) and (path.endswith(".cpp") or path in HEADERS)


def _likely(line, changed):
    """Whether it may compile, and is more than another message: operators have blanks on both
    sides, as brackets of templates, pointers and references have not; digits in names are no
    numbers, parts of words no words; what declares is needed."""
    if changed.strip().endswith(("break;", "continue;")):
        return False
    if TEXT.sub('""', line).split() == TEXT.sub('""', changed).split():
        return False
    if changed.strip().startswith("/*"):
        return line.rstrip().endswith((";", ",")) and not DECLARES.match(line)
    at = next((i for i, (a, b) in enumerate(zip(line, changed)) if a != b), len(changed) - 1)
    around = line[max(0, at - 1):at + 3]
    if line[at] in "<>*/&|%":
        return bool(re.match(r" [<>*/&|%]=?[&|]? |[&|]{2} ", around))
    if line[at].isalpha():
        word = re.search(r"\w*$", line[:at]).group() + re.match(r"\w*", line[at:]).group()
        return word in WORDS
    if line[at].isdigit():
        return not re.search(r"[A-Za-z_]\w*$", line[:at])
    return True


def _of_line(path, number, line):
    with contextlib.redirect_stdout(io.StringIO()):  # it tells about itself
        found = mutator.mutants_regexp([line], RULES, ignorePatterns=[], ignoreStringOnly=True)
    changes = {}
    for _, changed, *_ in found:
        if changed.strip() and changed.split() != line.split() and _likely(line, changed):
            change = Change(path, number, line, changed)
            changes[change.key] = change
    return list(changes.values())


def drawn(sources, seed):
    """Changes of {path: text}: each line of code is as likely as any other, so that a file counts
    by its length; of a line one change is taken."""
    lines = [(path, number, line + "\n")
             for path, text in sorted(sources.items())
             for number, line in enumerate(text.split("\n"), 1)
             if line.strip() and not PASSED_OVER.match(line)]
    chance = random.Random(seed)
    chance.shuffle(lines)
    for path, number, line in lines:
        changes = _of_line(path, number, line)
        change = chance.choice(changes) if changes else None
        if change and not NONSENSE.search(change.changed):
            yield change
