"""Where things are: a README where there are sources, and no source that nothing builds."""

import re

# Its sub-folders are described in its own README, a line each.
INCLUDED = re.compile(r'#include "([^"]+)"')
ONE_README = ("api/console/src/",)


def readmes(tree):
    folders = {file.folder for file in tree.sources() if file.folder}
    folders |= {"/".join(folder.split("/")[:n])
                for folder in folders for n in range(1, folder.count("/") + 1)}
    for folder in sorted(folders):
        if f"{folder}/README.md" not in tree.by_path and _needs_readme(folder):
            yield f"{folder}/README.md", 1, "missing: what the folder is for, a line per file"
        above = folder.rpartition("/")[0]
        while above and f"{above}/README.md" not in tree.by_path:
            above = above.rpartition("/")[0]
        path = f"{above}/README.md" if above else "README.md"
        name = folder[len(above) + 1:] if above else folder
        if not re.search(rf"(?<!\w){re.escape(name)}(/|`)", tree.text(path) or ""):
            yield path, 1, f"does not name {name}/"


def _needs_readme(folder):
    """Tests mirror the product: a README for each part, which names the folders below."""
    if folder.startswith("tests/"):
        return folder.count("/") == 1
    return not f"{folder}/".startswith(ONE_README)


def unlisted(tree):
    """A source that no CMake list names rots; so does a header that nobody includes."""
    lists = {file.folder: file.text for file in tree.files if file.name == "CMakeLists.txt"}
    # What the generator writes includes too: its text stands in strings, quotes escaped.
    included = {path for file in tree.cpp()
                for path in INCLUDED.findall(file.text.replace('\\"', '"').replace('("#', '\n#'))}
    for file in tree.cpp():
        above = [text for folder, text in lists.items() if file.path.startswith(folder + "/")]
        named = any(file.name in text for text in above)
        if file.ends(".cpp") and not named and not _globbed(file, lists):
            yield file.path, 1, "no CMakeLists.txt names it"
        beside = f"{file.folder}/" if file.layer == "tests" else ""
        if file.ends(".h") and not named:
            names = (file.path, file.path.partition("/stub/")[2], file.path.removeprefix(beside))
            if not included.intersection(names):
                yield file.path, 1, "nobody includes it"


def _globbed(file, lists):
    """Whether the nearest list above takes what it finds; CMake stops for a test not named."""
    folder = file.folder
    while folder and folder not in lists:
        folder = folder.rpartition("/")[0]
    return "file(GLOB" in lists.get(folder, "") or file.name.endswith("_test.cpp")
