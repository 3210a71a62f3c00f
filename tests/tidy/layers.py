"""Which layer may include which (table of the root's CMakeLists.txt), and who foreign ones."""

import re

INCLUDE = re.compile(r"^\s*#\s*include\s*([<\"])([^>\"]+)[>\"]", re.M)
MAY_USE = re.compile(r"^set\(kintsugi_([a-z]+)_may_use([^)]*)\)", re.M)

# A library of somebody else stands behind few files of ours. Tests may look behind them.
FOREIGN = {
    "rocksdb/": ("events/log/embedded/", "projections/tables/"),
    "librdkafka/": ("events/log/kafka/",),
    "httplib.h": ("api/http/", "api/cli/client"),
    "capnp/": ("events/",),
    "kj/": ("events/",),
    "nlohmann/": ("api/",),
    "prometheus/": ("api/http/",),
    "sodium.h": ("api/http/", "events/commit/log_key.cpp"),
    "CLI/": ("api/cli/",),
    "openssl/": ("events/base/", "projections/tables/", "api/import/", "api/http/"),
}


def may_use(tree):
    """{layer: the layers whose headers it may include}; tests may include all."""
    table = {layer: {layer, *used.split()}
             for layer, used in MAY_USE.findall(tree.text("CMakeLists.txt") or "")}
    return {**table, "tests": {*table, "tests"}} if table else {}


def includes(tree):
    table = may_use(tree)
    if not table:
        yield "CMakeLists.txt", 1, "has no table kintsugi_<layer>_may_use"
    for file in tree.cpp():
        # A test's schema of its own stands where ours does.
        for found in INCLUDE.finditer(file.text):
            kind, header = found.groups()
            line = file.line_of(found.start(2))
            layer = "events" if header.startswith("schema/") else header.split("/")[0]
            if kind == '"' and layer in table and layer not in table.get(file.layer, ()):
                yield file.path, line, f"{file.layer} may not include {layer}: {header}"
            if kind == '"' and layer not in table:
                yield file.path, line, f"includes {header}: written from the root, or with <>"
            if kind == "<" and file.layer != "tests":
                for prefix, allowed in FOREIGN.items():
                    if header.startswith(prefix) and not file.path.startswith(allowed):
                        yield file.path, line, f"includes {header}: only {', '.join(allowed)} may"
