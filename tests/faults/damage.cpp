#include "tests/faults/damage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "tests/faults/process.h"

namespace kintsugi::tests {

namespace fs = std::filesystem;

std::vector<fs::path> files_with(const fs::path& directory, const std::string& extension) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(directory)) {
    if (entry.is_regular_file() && entry.path().extension() == extension && entry.file_size() > 0)
      found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

void flip_octets(const fs::path& path, std::uintmax_t begin, std::uintmax_t end,
                 std::uintmax_t every) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  for (std::uintmax_t at = begin; at < end; at += every) {
    file.seekg(static_cast<std::streamoff>(at));
    const char old = static_cast<char>(file.get());
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(old ^ 0x40));
  }
  ASSERT_TRUE(file.good()) << path;
}

void damage_rows(const fs::path& directory) {
  const auto tables = files_with(directory, ".sst");
  ASSERT_FALSE(tables.empty()) << directory << " has no table files";
  for (const fs::path& table : tables) {
    // In a file of its own: checkpoints link to the same octets.
    const fs::path own = table.string() + ".own";
    fs::copy_file(table, own);
    fs::rename(own, table);
    flip_octets(table, 100, fs::file_size(table) / 2,
                1000);  // rows come first, then what finds them
  }
}

void overwrite(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  ASSERT_TRUE(file.good()) << path;
}

void copy_tree(const fs::path& from, const fs::path& to) {
  Process copy({"/bin/cp", "-a", from.string(), to.string()});
  ASSERT_EQ(copy.wait(std::chrono::minutes(2)), 0) << copy.err();
}

}  // namespace kintsugi::tests
