#pragma once
// What happens to files.

#include <filesystem>
#include <string>
#include <vector>

namespace kintsugi::tests {

// Regular files directly in `directory` with this extension that hold something, by name.
std::vector<std::filesystem::path> files_with(const std::filesystem::path& directory,
                                              const std::string& extension);
// Other octets in place of those at [begin, end), one in `every`.
void flip_octets(const std::filesystem::path& file, std::uintmax_t begin, std::uintmax_t end,
                 std::uintmax_t every);
// The blocks of rows of every table file in a RocksDB directory; it can still be opened.
void damage_rows(const std::filesystem::path& directory);
void overwrite(const std::filesystem::path& file, const std::string& text);
// A whole directory, hard links among its files kept.
void copy_tree(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace kintsugi::tests
