"""Writes the well-known passwords of a list, a line each, as C++: those that are long enough to be
asked about. Usage: list_common_passwords.py LIST.gz OUT.cpp"""
import gzip
import sys

source, target = sys.argv[1:]
with gzip.open(source, "rt", encoding="utf-8") as lines:
    words = {line.strip().lower() for line in lines}
kept = sorted((word for word in words if len(word) >= 8), key=lambda word: word.encode())


def quoted(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("?", "\\?") + '"'


with open(target, "w", encoding="utf-8") as out:
    out.write('#include "api/http/session/common_passwords.h"\n\n')
    out.write("namespace kintsugi::api {\nnamespace {\n")
    out.write("constexpr std::string_view list[] = {\n")
    out.writelines(f"    {quoted(word)},\n" for word in kept)
    out.write("};\n}  // namespace\n\n")
    out.write("std::span<const std::string_view> listed_passwords() { return list; }\n\n}\n")
