"""What is written: banned calls with their replacement, macros, headers, leftovers."""

import re

# (pattern, where it is looked for, what to use instead). "product": every layer but tests.
BANNED = [
    (r"\b(?:std::)?sto(?:i|l|ul|ll|ull|f|d|ld)\(", "product", "std::from_chars (sto* throws)"),
    (r"\b(?:std::)?ato(?:i|l|ll|f)\(", "all", "std::from_chars (ato* tells no error)"),
    (r"\b(?:std::)?strto(?:l|ul|ll|ull|f|d)\(", "product", "std::from_chars (strto*: the locale)"),
    (r"(?<![\w.>:])(?:std::|::)?(?:system|popen)\(", "all", "posix_spawn, no shell"),
    (r"\b(?:std::)?s?rand\(", "all", "a seeded std::mt19937_64 that is passed in"),
    (r"\b(?:std::)?(?:localtime|gmtime|ctime|asctime|mktime)\(", "all", "core/calendar"),
    (r"\b(?:std::)?(?:localtime|gmtime)_r\(", "product", "core/calendar"),
    (r"\bsleep_(?:for|until)\(|\busleep\(", "product", "a condition variable that a stop wakes"),
    (r"\bstd::c(?:out|err|log)\b|\b(?:std::)?f?printf\(", "product", "a Result, or the logger"),
    (r"\bstd::endl\b", "all", "'\\n'"),
    (r"\b(?:std::)?(?:strcpy|strcat|vsprintf|sprintf|gets|strtok|alloca)\(", "all", "std::string"),
    (r"\b(?:std::)?(?:secure_)?getenv\(", "product", "an option that main passes on"),
    (r"\bdetach\(\)", "all", "std::jthread, joined by who owns it"),
    (r"\bstd::regex\b", "product", "a parser (std::regex recurses a frame an octet)"),
    (r"\bthrow\b", "product", "fail(...): nothing of ours throws"),
    (r"\bassert\(", "all", "KINTSUGI_CHECK, which stays on"),
    (r"\bstd::(?:exit|quick_exit)\(", "product", "a code that main returns"),
    (r"\bstd::bind\(", "all", "a lambda"),
]
SCRIPT_BANNED = [
    (r"\bconsole\.(?:log|debug)\(", "the problem shown on the screen"),
    (r"\b(?:innerHTML|outerHTML|dangerouslySetInnerHTML)\b", "elements (text is never markup)"),
    (r"(?<![\w.])eval\(|\bnew Function\(", "a function"),
    (r"\bMath\.random\(", "crypto.randomUUID()"),
    (r"(?<![\w.])(?:alert|confirm|prompt)\(", "a dialog of the console"),
    (r":\s*any\b|\bas any\b", "unknown, narrowed"),
]
SHELL_BANNED = [
    (r"\bpkill\b|\bkillall\b", "kill of a pid that was kept"),
    (r"\beval\b", "an array"),
    (r"(?:curl|wget)\b.*\|\s*(?:ba)?sh\b", "a pinned package"),
]
LEFTOVER = re.compile(r"\bFIXME\b|\bTODO\(now\)|\bXXX\b|\bHACK\b|^(?:<{7}|>{7}) ", re.M)
SCRIPT_COMMENT = re.compile(r"^\s*(?:#|//).*", re.M)
MACRO = re.compile(
    r"^[ \t]*#[ \t]*define[ \t]+(\w+)(?:\([^)]*\))?((?:[^\n\\]|\\\n|\\.)*)", re.M)
THREADED = re.compile(
    r"\bstd::(?:mutex|shared_mutex|jthread|thread|condition_variable\w*) \w+;")
OF_THE_PRODUCT = ("events", "core", "projections", "replay", "api", "ops")


def calls(tree):
    scripts = [file for file in tree.sources(".ts", ".tsx", ".mjs") if file.layer != "tests"]
    for files, banned in ((tree.cpp(), BANNED), (scripts, SCRIPT_BANNED),
                          ([file for file in tree.files if file.shell], SHELL_BANNED)):
        for pattern, *where, instead in banned:
            of_all = re.compile(pattern)
            for file in files:
                if where == ["product"] and file.layer not in OF_THE_PRODUCT:
                    continue
                cpp = file.ends(".cpp", ".h")
                text = file.code if cpp else SCRIPT_COMMENT.sub("", file.text)
                for found in of_all.finditer(text):
                    said = found.group().strip(" :(")
                    line = text.count("\n", 0, found.start()) + 1
                    yield file.path, line, f"{said}: use {instead}"


def macros(tree):
    """A macro of several statements, or of one that begins with `if`, takes or loses an `else`
    where it is used unbraced: its body is do { ... } while (0)."""
    for file in tree.cpp():
        for found in MACRO.finditer(file.code):
            body = found.group(2).replace("\\\n", " ").strip()
            statements = ";" in body or re.match(r"(?:if|for|while|switch|return)\b", body)
            if statements and not re.fullmatch(r"do \{.*\} while \((?:0|false)\)", body, re.S):
                what = f"{found.group(1)}: wrap it in do {{ ... }} while (0)"
                yield file.path, file.line_of(found.start()), what


def headers(tree):
    """A header is a complete contract. Where it makes a resource (`static
    Result<std::unique_ptr<X>> open(...)`) or has an interface (pure virtual functions), it says
    which threads may call, and which errors come; with a mutex or a thread, it says threads."""
    for file in tree.sources(".h"):
        if file.layer not in OF_THE_PRODUCT:
            continue
        if "#pragma once" not in file.text:
            yield file.path, 1, "has no #pragma once"
        comments = " ".join(re.findall(r"//([^\n]*)", file.text)).lower()
        for found in re.finditer(r"^using namespace\b", file.code, re.M):
            yield file.path, file.line_of(found.start()), "using namespace: name it whole"
        resource = re.search(r"\bstatic Result<std::unique_ptr<", file.code)
        interface = re.search(r"\)(?: const)? = 0;", file.code)
        threaded = THREADED.search(file.code)
        first = resource or interface or threaded
        if first and "thread" not in comments:
            yield file.path, file.line_of(first.start()), "says no word of threads"
        fails = resource or ("Result<" in file.code and interface)
        if fails and not re.search(r"\berrors?\b|\brefus|\bfails?\b", comments):
            yield file.path, file.line_of(fails.start()), "says no word of errors"


def leftovers(tree):
    for file in tree.files:
        if file.path.startswith("tests/tidy/"):
            continue  # names what it looks for
        for found in LEFTOVER.finditer(file.text):
            said = found.group().strip()
            yield file.path, file.line_of(found.start()), f"{said}: do it, or file it"
        for found in re.finditer(r"[ \t]+$|\r", file.text, re.M):
            yield file.path, file.line_of(found.start()), "blanks at the end of the line"
