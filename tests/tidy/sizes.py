"""How long lines, functions and files may be."""

import ast
import re

COLUMNS = 100
FUNCTION_LINES = 70
FILE_LINES = 500

NO_FUNCTION = re.compile(
    r"(^|[\s;{}])(namespace|class|struct|union|enum|concept)\b[^()]*$|=\s*$|\breturn\s*$|,\s*$")
INITIALISER = re.compile(r"(?<!:)[:,]\s*[\w<>]+$")  # of a member, in braces: a(int b) : c_{b}
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", re.M)
SCRIPT_FUNCTION = re.compile(r"^(export )?(default )?(async )?(function|const \w+ = .*=> \{$)")
SHELL_FUNCTION = re.compile(r"^\w+\(\) *\{ *$")


def columns(tree):
    for file in tree.sources():
        for number, line in enumerate(file.lines, 1):
            if len(line) > COLUMNS and "://" not in line:
                yield file.path, number, f"{len(line)} columns, at most {COLUMNS}"


def files(tree):
    for file in tree.sources():
        count = file.text.count("\n")
        if count > FILE_LINES:
            yield file.path, FILE_LINES + 1, f"{count} lines, at most {FILE_LINES}: split it"


def functions(tree):
    for file in tree.sources():
        for first, last in _functions(file):
            if last - first + 1 > FUNCTION_LINES:
                count = last - first + 1
                yield file.path, first, f"a function of {count} lines, at most {FUNCTION_LINES}"


def _functions(file):
    if file.ends(".cpp", ".h"):
        return _of_cpp(file.code)
    if file.ends(".py"):
        return [(node.lineno, node.end_lineno) for node in ast.walk(ast.parse(file.text))
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    if file.ends(".ts", ".tsx", ".mjs"):
        return _at_column_0(file, SCRIPT_FUNCTION)
    return _at_column_0(file, SHELL_FUNCTION) if file.shell else []


def _at_column_0(file, head):
    """Where functions begin at the first column, their closing brace stands there too."""
    begun = None
    for number, line in enumerate(file.lines, 1):
        if begun is None and head.match(line):
            begun = number
        elif begun is not None and line.startswith("}"):
            yield begun, number
            begun = None


def _of_cpp(code):
    """The outermost braces that are bodies: before them stands a ')', and no scope."""
    code = DIRECTIVE.sub(lambda found: "\n" * found.group().count("\n"), code)
    head, head_line, line, begun, inner, initialiser = [], None, 1, None, 0, False
    for piece in re.findall(r"[{};\n]|[^{};\n]+", code):
        if piece == "\n":
            line += 1
            head.append(" ")
        elif begun is not None:
            inner += (piece == "{") - (piece == "}")
            if inner == 0 and initialiser:
                head.append("()")
                begun = None
            elif inner == 0:
                yield begun, line
                begun, head, head_line = None, [], None
        elif piece == "{":
            text = "".join(head).strip()
            initialiser = bool(")" in text and INITIALISER.search(text))
            if ")" in text and (initialiser or not NO_FUNCTION.search(text)):
                begun, inner = head_line, 1
            if not initialiser:
                head, head_line = [], None
        elif piece in "};":
            head, head_line = [], None
        else:
            if piece.strip() and head_line is None:
                head_line = line
            head.append(piece)
