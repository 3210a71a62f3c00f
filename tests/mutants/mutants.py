"""Run by `ops/test mutants`: how many small wrong changes the tests notice.

Draws changes of core, projections, events/commit and api/node, and for each: changes, builds, runs
the tests that were linked anew until one fails, changes back. What it found is kept, and another
run with the same seed goes on where it was left. Prints the share noticed, and what was not.
"""

import argparse
import collections
import json
import os
import pathlib
import sys
import time

import changes
import workshop

HERE = pathlib.Path(__file__).resolve().parent


def arguments_of(line):
    parser = argparse.ArgumentParser(prog="ops/test mutants", description=__doc__.split("\n\n")[1])
    parser.add_argument("--count", type=int, default=200, help="that compile and differ (200)")
    parser.add_argument("--minutes", type=float, default=90, help="ends after so many (90)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--below", default="", help="only of paths that begin so")
    parser.add_argument("--again", action="store_true", help="tries what was not noticed once more")
    parser.add_argument("--list", action="store_true", help="tries nothing, tells what was found")
    parser.add_argument("--folder", default=HERE.parents[1] / "build/mutants", help="works there")
    return parser.parse_args(line)


def read_equivalent(text):
    """{key: why} of the changes that change nothing: three lines of a change, then `# why`."""
    known = {}
    for block in text.split("\n\n"):
        lines = [line for line in block.strip().split("\n") if line]
        if len(lines) < 2 or all(line.startswith("#") for line in lines):
            continue
        if not lines[-1].startswith("# ") or len(lines) != 4:
            raise SystemExit(f"equivalent.txt: expected path, -, + and # why:\n{block}")
        known["\n".join(lines[:3])] = lines[3][2:]
    return known


class Results:
    """What became of each change, in a file that is only added to. The last word counts."""

    def __init__(self, file):
        self.file = file
        self.by_key = {}
        if file.exists():
            for line in file.read_text(encoding="utf-8").splitlines():
                one = json.loads(line)
                self.by_key[one["key"]] = one

    def add(self, change, outcome, by):
        one = {"key": change.key, "outcome": outcome, "by": by}
        self.by_key[change.key] = one
        with self.file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(one, ensure_ascii=False) + "\n")

    def outcome(self, change):
        return self.by_key.get(change.key, {}).get("outcome")


def sample(sources, options, results, equivalent, attempt):
    """The outcome of each drawn change, until there are enough; once `attempt` gives up, of those
    that were tried before."""
    outcomes, tried = [], 0
    for change in changes.drawn(sources, options.seed):
        if tried >= options.count:
            break
        if not change.path.startswith(options.below):
            continue
        outcome = results.outcome(change)
        if change.key in equivalent:
            outcome = "equivalent"
        elif outcome is None or (options.again and outcome == "unnoticed"):
            outcome = attempt(change) or outcome
        if outcome is None:
            continue
        outcomes.append((change, outcome))
        tried += outcome in ("noticed", "unnoticed")
    return outcomes


def report(outcomes):
    counts = collections.Counter(outcome for _, outcome in outcomes)
    tried = counts["noticed"] + counts["unnoticed"]
    share = 100 * counts["noticed"] / tried if tried else 0
    unnoticed = [str(change) for change, outcome in outcomes if outcome == "unnoticed"]
    print("\n\n".join(unnoticed + [
        f"{counts['noticed']} of {tried} noticed, {share:.1f} %; beside them {counts['invalid']} "
        f"do not compile, {counts['same']} compile to the same, {counts['equivalent']} are listed: "
        "they change nothing"]))


def main(line):
    options = arguments_of(line)
    root = HERE.parents[1]
    folder = pathlib.Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    results = Results(folder / f"results-{options.seed}.jsonl")
    equivalent = read_equivalent((HERE / "equivalent.txt").read_text(encoding="utf-8"))
    until = time.monotonic() + 60 * options.minutes
    shop = None

    def attempt(change):
        nonlocal shop
        if options.list or time.monotonic() > until:
            return None
        if shop is None:
            jobs = os.environ.get("KINTSUGI_JOBS", os.cpu_count())
            shop = workshop.Workshop(root, folder, jobs)
            shop.prepare(os.environ.get("KINTSUGI_NODE"))
        begun = time.monotonic()
        outcome, by = shop.try_change(change)
        results.add(change, outcome, by)
        seconds = time.monotonic() - begun
        print(f"{outcome} {by} ({seconds:.0f} s)\n{change}\n", file=sys.stderr, flush=True)
        return outcome

    sources = {str(path.relative_to(root)): path.read_text(encoding="utf-8")
               for top in changes.FOLDERS for path in sorted((root / top).rglob("*"))
               if changes.is_source(str(path.relative_to(root)))}
    try:
        report(sample(sources, options, results, equivalent, attempt))
    except workshop.Failed as failed:
        print(failed, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
