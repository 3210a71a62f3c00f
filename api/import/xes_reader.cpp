#include "api/import/xes_reader.h"

#include <expat.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "api/import/encoding.h"
#include "api/import/file_kind.h"
#include "api/import/other_lines.h"
#include "api/import/text.h"
#include "events/schema/runtime/clean_text.h"

namespace kintsugi::api::import {
namespace {

// The longest tag that is waited for: attribute values are inside tags, and expat keeps an
// unfinished one.
constexpr std::int64_t tag_octets_max = 4 * 1024 * 1024;

// Events of one trace that wait for attributes behind them.
constexpr std::size_t trace_events_max = 65'536;

enum class Element { log, trace, event, attribute, list_values, ignored };

bool is_attribute(std::string_view name) {
  return name == "string" || name == "date" || name == "int" || name == "float" ||
         name == "boolean" || name == "id" || name == "list" || name == "container";
}

// <Trace>, <traces>, <Event>: nothing of it would be read.
bool is_like_a_trace(std::string_view name) {
  std::string small(name);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return small.starts_with("trace") || small.starts_with("event") || small == "case";
}

std::string_view local_name(const char* name) {
  const std::string_view full(name);
  const std::size_t colon = full.find(':');
  return colon == std::string_view::npos ? full : full.substr(colon + 1);
}

const char* value_of(const char** pairs, const char* name) {
  for (; *pairs != nullptr; pairs += 2) {
    if (std::strcmp(pairs[0], name) == 0) return pairs[1];
  }
  return nullptr;
}

class XesParser {
 public:
  XesParser(const XesOptions& options, const Limits& limits, Problems& problems,
            const EventSink& sink)
      : options_(options),
        limits_(limits),
        problems_(problems),
        sink_(sink),
        parser_(XML_ParserCreate("UTF-8")) {  // whatever the declaration says: it is decoded
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(),
        [](void* self, const char* name, const char** pairs) {
          static_cast<XesParser*>(self)->start(local_name(name), pairs);
        },
        [](void* self, const char*) { static_cast<XesParser*>(self)->end(); });
    XML_SetDefaultHandler(parser_.get(), [](void* self, const char*, int) {
      static_cast<XesParser*>(self)->note_progress();
    });
    XML_SetCharacterDataHandler(parser_.get(), [](void* self, const char* text, int size) {
      static_cast<XesParser*>(self)->characters({text, static_cast<std::size_t>(size)});
    });
    XML_SetStartDoctypeDeclHandler(
        parser_.get(), [](void* self, const char*, const char*, const char*, int) {
          static_cast<XesParser*>(self)->stop("a document type declaration: XES has none, and "
                                              "entities are refused");
        });
  }

  bool stopped() const { return stopped_; }

  void stop(std::string what) {
    if (stopped_) return;
    problems_.add(line(), std::move(what));
    halt();
  }

  void feed(std::string_view piece, bool last) {
    const XML_Status status =
        XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
    fed_ += static_cast<std::int64_t>(piece.size());
    if (stopped_) return;
    if (status != XML_STATUS_OK) {
      const XML_Error error = XML_GetErrorCode(parser_.get());
      std::string why = XML_ErrorString(error);
      if (const std::string likely = likelier_encoding(piece, "utf-8");
          error == XML_ERROR_INVALID_TOKEN && !likely.empty()) {
        why += "; " + looks_like(likely);
      }
      if (error != XML_ERROR_NO_ELEMENTS) return stop("malformed XML: " + why);
      return stop(stack_.empty() ? "the file holds no XML element"
                                 : "malformed XML: the file ends inside its elements");
    }
    if (fed_ - seen_ > tag_octets_max) {
      stop("a tag longer than " + std::to_string(tag_octets_max) + " octets");
    }
  }

 private:
  void halt() {
    stopped_ = true;
    XML_StopParser(parser_.get(), XML_FALSE);
  }
  void complain(std::string what) {
    problems_.add(line(), std::move(what));
    if (problems_.full()) halt();
  }
  std::int64_t line() const {
    return static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser_.get()));
  }

  void note_progress() { seen_ = XML_GetCurrentByteIndex(parser_.get()); }

  void start(std::string_view name, const char** pairs) {
    if (stopped_) return;
    note_progress();
    if (stack_.size() >= limits_.depth_max) {
      return stop("elements nested deeper than " + std::to_string(limits_.depth_max));
    }
    if (stack_.empty() && name != "log") {
      return stop("not an XES log: the root element is <" + std::string(name) + ">, not <log>");
    }
    const Element parent = stack_.empty() ? Element::ignored : stack_.back();
    stack_.push_back(enter(parent, name, pairs));
  }

  // <string key="x">text</string> is no XES: what it says would be lost.
  void characters(std::string_view text) {
    note_progress();
    if (stopped_ || options_.keep_bad || !(in_trace_ || in_event_)) return;
    const std::string plain = schema::clean_text(text, schema::TextFormat::plain);
    if (plain.empty()) return;
    complain("text between the elements of a trace or event (\"" +
             plain.substr(0, plain.find(' ')) + "\"): XES says value=\"…\"");
  }

  Element enter(Element parent, std::string_view name, const char** pairs) {
    if (stack_.empty()) return Element::log;
    if (parent == Element::ignored) return Element::ignored;
    if (name == "trace" && parent == Element::log) {
      trace_.clear();
      trace_bad_.clear();
      ++trace_number_;
      in_trace_ = true;
      trace_was_given_ = false;
      return Element::trace;
    }
    if (name == "event" && (parent == Element::trace || parent == Element::log)) {
      begin_event();
      return Element::event;
    }
    if (name == "values" && parent == Element::attribute) return Element::list_values;
    if (parent == Element::log) {  // extensions, globals, attributes of the log
      if (is_like_a_trace(name))
        complain("unexpected element <" + std::string(name) +
                 "> in the log: XES has <trace> and in it <event>");
      return Element::ignored;
    }
    if (!is_attribute(name)) {
      if (!options_.keep_bad)
        complain("unexpected element <" + std::string(name) + "> in a trace or event");
      return Element::ignored;
    }
    return attribute(name, pairs);
  }

  void begin_event() {
    in_event_ = true;
    event_.row = ++row_;
    event_.line = line();
    event_.trace = in_trace_ ? trace_number_ : 0;
    if (row_ > limits_.events_max) {
      stop("more than " + std::to_string(limits_.events_max) + " events");
    }
  }

  // Otherwise than before: one of the two would be lost without a word. In a list they may.
  bool comes_again(const std::vector<Attribute>& list, const std::string& name,
                   std::string_view value) const {
    if (path_.size() > 1) return false;
    return std::any_of(list.begin(), list.end(), [&](const Attribute& one) {
      return one.name == name && one.value != value;
    });
  }

  Element attribute(std::string_view type, const char** pairs) {
    const char* key = value_of(pairs, "key");
    const char* value = value_of(pairs, "value");
    const bool holds_others = type == "list" || type == "container";
    const bool says_value = value != nullptr && *value != '\0';
    // What has neither may still hold others: members of a list need no names.
    if ((key == nullptr || *key == '\0') && !says_value) {
      path_.emplace_back();
      return Element::attribute;
    }
    if (key == nullptr || *key == '\0') {
      if (!options_.keep_bad) complain("<" + std::string(type) + "> without a key");
      return Element::ignored;
    }
    if (value == nullptr && !holds_others) return Element::ignored;  // it says nothing
    if (!in_event_ && trace_was_given_) {
      if (!options_.keep_bad)
        complain("an attribute of a trace after " + std::to_string(trace_events_max) + " events");
      return Element::ignored;
    }
    path_.push_back(schema::clean_text(key, schema::TextFormat::plain));
    std::string name = in_event_ ? "" : "case:";
    for (const std::string& part : path_) {
      if (&part != &path_.front()) name += '/';
      name += part;
    }
    std::vector<Attribute>& list = in_event_ ? event_.attributes : trace_;
    if (name.size() > limits_.name_octets_max) {
      complain("an attribute's key is longer than " + std::to_string(limits_.name_octets_max) +
               " octets");
    } else if (value != nullptr && std::strlen(value) > limits_.value_octets_max &&
               !options_.keep_bad) {
      complain(too_long(name));
    } else if (list.size() >= limits_.attributes_max) {
      stop("more than " + std::to_string(limits_.attributes_max) + " attributes");
    } else if (value != nullptr && comes_again(list, name, value)) {
      if (!options_.keep_bad) complain("two attributes are called \"" + name + "\"");
    } else if (value != nullptr) {
      add(list, std::move(name), value);
    }
    return Element::attribute;
  }

  std::string too_long(const std::string& name) const {
    return "the value of " + name + " is longer than " +
           std::to_string(limits_.value_octets_max) + " octets";
  }

  // What is too long is kept up to there: a bad entry, of a trace all that it has.
  void add(std::vector<Attribute>& list, std::string name, std::string_view value) {
    if (value.size() > limits_.value_octets_max) {
      value = whole_utf8(value.substr(0, limits_.value_octets_max));
      (in_event_ ? event_.bad : trace_bad_) = too_long(name);
    }
    list.push_back({std::move(name), std::string(value)});
  }

  void end() {
    if (stopped_) return;
    const Element element = stack_.back();
    stack_.pop_back();
    if (element == Element::attribute) path_.pop_back();
    if (element == Element::trace) {
      give();
      in_trace_ = false;
      trace_.clear();
    }
    if (element == Element::event) {
      in_event_ = false;
      waiting_.push_back(std::move(event_));
      event_ = RawEvent{};
      if (!in_trace_ || waiting_.size() >= trace_events_max) {
        trace_was_given_ = in_trace_;
        give();
      }
    }
  }

  // The events of the trace, with what the trace says of all of them.
  void give() {
    for (RawEvent& event : waiting_) {
      if (stopped_) return;
      if (in_trace_) {
        event.attributes.insert(event.attributes.begin(), trace_.begin(), trace_.end());
        if (event.bad.empty()) event.bad = trace_bad_;
        if (event.attributes.size() > limits_.attributes_max) {
          return stop("more than " + std::to_string(limits_.attributes_max) + " attributes");
        }
      }
      if (!sink_(std::move(event))) halt();
    }
    waiting_.clear();
  }

  struct ParserFreer {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  const XesOptions& options_;
  const Limits& limits_;
  Problems& problems_;
  const EventSink& sink_;
  const std::unique_ptr<XML_ParserStruct, ParserFreer> parser_;
  std::vector<Element> stack_;
  std::vector<std::string> path_;  // keys of the nested attributes that are open
  std::vector<Attribute> trace_;   // attributes of the open trace
  std::string trace_bad_;          // what is wrong with them
  std::vector<RawEvent> waiting_;  // events of the open trace
  RawEvent event_;
  std::int64_t trace_number_ = 0;
  std::int64_t row_ = 0;
  std::int64_t fed_ = 0;   // octets given to expat
  std::int64_t seen_ = 0;  // of them, where the latest tag or text began
  bool in_trace_ = false;
  bool in_event_ = false;
  bool trace_was_given_ = false;  // some of its events are gone: it may say no more of them
  bool stopped_ = false;
};

// The encoding that the XML declaration names; empty where there is none. The declaration itself is
// ASCII in every encoding that a file without a byte order mark can be in, but UTF-16.
std::string declared_encoding(std::string_view begin) {
  if (!begin.starts_with("<?xml")) return {};
  const std::string_view declaration = begin.substr(0, begin.substr(0, 300).find("?>"));
  const std::size_t at = declaration.find("encoding");
  const std::size_t open = declaration.find_first_of("\"'", at);
  if (at == std::string_view::npos || open == std::string_view::npos) return {};
  const std::size_t close = declaration.find(declaration[open], open + 1);
  if (close == std::string_view::npos) return {};
  std::string name(declaration.substr(open + 1, close - open - 1));
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return name;
}

std::string settled_encoding(std::string_view begin, const XesOptions& options,
                             Problems& problems) {
  if (const std::string kind = other_kind(begin, Format::xes); !kind.empty()) {
    problems.add(0, "this is no XES file but " + kind);
    return {};
  }
  const std::string marked = marked_encoding(begin);
  if (options.encoding.empty() && !marked.empty()) return marked;
  std::string stated = options.encoding.empty() ? declared_encoding(begin) : options.encoding;
  if (stated.empty() && is_wide(likely_encoding(begin))) return likely_encoding(begin);
  // A declaration of UTF-16 that can be read as octets is wrong.
  const bool wide = options.encoding.empty() && is_wide(stated);
  if (stated.empty() || wide || stated == "utf-8" || stated == "utf8") return "utf-8";
  const std::string likelier =
      options.trust_encoding ? std::string() : likelier_encoding(begin, stated);
  if (likelier.empty()) return stated;
  problems.add(1, "the octets are hardly " + stated + ", which " +
                      (options.encoding.empty() ? "its first line" : "the mapping") + " says; " +
                      looks_like(likelier) + " (trust_encoding = true where it is " + stated +
                      " after all)");
  return {};
}

}  // namespace

Result<void> read_xes(ByteSource& source, const XesOptions& options, const Limits& limits,
                      Problems& problems, const EventSink& sink) {
  KINTSUGI_TRY(const std::string_view looked_at, source.look());
  const std::string encoding = settled_encoding(looked_at, options, problems);
  if (encoding.empty()) return {};
  const Result<std::unique_ptr<Decoder>> decoder = Decoder::open(encoding);
  if (!decoder) {
    problems.add(1, decoder.error().what);
    return {};
  }
  XesParser parser(options, limits, problems, sink);
  OtherLines others(encoding);
  while (!parser.stopped()) {
    KINTSUGI_TRY(const std::string_view piece, source.next());
    const bool last = piece.empty();
    others.take(piece);
    parser.feed((*decoder)->decode(piece, last), last);
    if (!(*decoder)->error().empty()) parser.stop((*decoder)->error());
    if (last) break;
  }
  problems.note(others.note());
  return {};
}

}  // namespace kintsugi::api::import
