#pragma once
// One generated file, written line by line and put on disk only where its content changed, so that
// a schema change rebuilds only what it touches.

#include <string>
#include <string_view>

namespace kintsugi::generator {

class Output {
 public:
  explicit Output(std::string path) : path_(std::move(path)) {}

  // One line: the indent, then the pieces.
  template <class... Pieces>
  Output& line(const Pieces&... pieces) {
    text_.append(static_cast<std::size_t>(2 * indent_), ' ');
    (text_.append(std::string_view(pieces)), ...);
    text_ += '\n';
    return *this;
  }
  Output& blank() {
    text_ += '\n';
    return *this;
  }
  void in() { ++indent_; }
  void out() { --indent_; }
  template <class... Pieces>
  void open(const Pieces&... pieces) {
    line(pieces...), in();
  }
  Output& close(std::string_view end = "}") { return out(), line(end); }

  // False, with a message on stderr, where the file cannot be written.
  bool write() const;

 private:
  std::string path_;
  std::string text_;
  int indent_ = 0;
};

}  // namespace kintsugi::generator
