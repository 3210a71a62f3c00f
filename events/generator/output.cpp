#include "events/generator/output.h"

#include <fstream>
#include <iostream>
#include <sstream>

namespace kintsugi::generator {

bool Output::write() const {
  {
    std::ifstream old(path_, std::ios::binary);
    std::ostringstream content;
    if (old && content << old.rdbuf() && content.str() == text_) return true;
  }
  std::ofstream file(path_, std::ios::binary | std::ios::trunc);
  file << text_;
  file.close();
  if (!file) std::cerr << "capnpc-kintsugi: cannot write " << path_ << '\n';
  return static_cast<bool>(file);
}

}  // namespace kintsugi::generator
