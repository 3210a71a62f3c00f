#include "api/import/xes_reader.h"

#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include <expat.h>

namespace kintsugi::api::import {
namespace {

// The longest tag that is waited for: attribute values are inside tags, and expat keeps an
// unfinished one.
constexpr std::int64_t tag_octets_max = 4 * 1024 * 1024;

enum class Element { log, trace, event, attribute, list_values, ignored };

bool is_attribute(std::string_view name) {
  return name == "string" || name == "date" || name == "int" || name == "float" ||
         name == "boolean" || name == "id" || name == "list" || name == "container";
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
  XesParser(const Limits& limits, Problems& problems, const EventSink& sink)
      : limits_(limits), problems_(problems), sink_(sink), parser_(XML_ParserCreate(nullptr)) {
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
    XML_SetStartDoctypeDeclHandler(
        parser_.get(), [](void* self, const char*, const char*, const char*, int) {
          static_cast<XesParser*>(self)->stop("a document type declaration: XES has none, and "
                                              "entities are refused");
        });
  }

  bool stopped() const { return stopped_; }

  void feed(std::string_view piece, bool last) {
    const XML_Status status =
        XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
    fed_ += static_cast<std::int64_t>(piece.size());
    if (stopped_) return;
    if (status != XML_STATUS_OK) {
      const XML_Error error = XML_GetErrorCode(parser_.get());
      const char* why = XML_ErrorString(error);
      if (error != XML_ERROR_NO_ELEMENTS) return stop(std::string("malformed XML: ") + why);
      return stop(stack_.empty() ? "the file holds no XML element"
                                 : "malformed XML: the file ends inside its elements");
    }
    if (fed_ - seen_ > tag_octets_max) {
      stop("a tag longer than " + std::to_string(tag_octets_max) + " octets");
    }
  }

 private:
  void stop(std::string what) {
    if (stopped_) return;
    problems_.add(line(), std::move(what));
    halt();
  }
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

  Element enter(Element parent, std::string_view name, const char** pairs) {
    if (stack_.empty()) return Element::log;
    if (parent == Element::ignored) return Element::ignored;
    if (name == "trace" && parent == Element::log) {
      trace_.clear();
      in_trace_ = true;
      trace_has_events_ = false;
      return Element::trace;
    }
    if (name == "event" && (parent == Element::trace || parent == Element::log)) {
      begin_event();
      return Element::event;
    }
    if (name == "values" && parent == Element::attribute) return Element::list_values;
    if (parent == Element::log)
      return Element::ignored;  // extensions, globals, attributes of the log
    if (!is_attribute(name)) {
      complain("unexpected element <" + std::string(name) + "> in a trace or event");
      return Element::ignored;
    }
    return attribute(name, pairs);
  }

  void begin_event() {
    trace_has_events_ = true;
    in_event_ = true;
    event_.row = ++row_;
    event_.line = line();
    event_.attributes = trace_;
    if (row_ > limits_.events_max) {
      stop("more than " + std::to_string(limits_.events_max) + " events");
    }
  }

  Element attribute(std::string_view type, const char** pairs) {
    const char* key = value_of(pairs, "key");
    const char* value = value_of(pairs, "value");
    const bool holds_others = type == "list" || type == "container";
    if (key == nullptr || *key == '\0') {
      complain("<" + std::string(type) + "> without a key");
      return Element::ignored;
    }
    if (value == nullptr && !holds_others) {
      complain("<" + std::string(type) + " key=\"" + std::string(key).substr(0, 80) +
               "\"> without a value");
      return Element::ignored;
    }
    if (!in_event_ && trace_has_events_) {
      complain("an attribute of a trace after its first event");
      return Element::ignored;
    }
    path_.push_back(key);
    std::string name = in_event_ ? "" : "case:";
    for (const std::string& part : path_) {
      if (&part != &path_.front()) name += '/';
      name += part;
    }
    std::vector<Attribute>& list = in_event_ ? event_.attributes : trace_;
    if (name.size() > limits_.name_octets_max) {
      complain("an attribute's key is longer than " + std::to_string(limits_.name_octets_max) +
               " octets");
    } else if (value != nullptr && std::strlen(value) > limits_.value_octets_max) {
      complain("the value of " + name + " is longer than " +
               std::to_string(limits_.value_octets_max) + " octets");
    } else if (list.size() >= limits_.attributes_max) {
      stop("more than " + std::to_string(limits_.attributes_max) + " attributes");
    } else if (value != nullptr) {
      list.push_back({std::move(name), value});
    }
    return Element::attribute;
  }

  void end() {
    if (stopped_) return;
    const Element element = stack_.back();
    stack_.pop_back();
    if (element == Element::attribute) path_.pop_back();
    if (element == Element::trace) {
      in_trace_ = false;
      trace_.clear();
    }
    if (element == Element::event) {
      in_event_ = false;
      RawEvent done = std::move(event_);
      event_ = RawEvent{};
      if (!sink_(std::move(done))) halt();
    }
  }

  struct ParserFreer {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  const Limits& limits_;
  Problems& problems_;
  const EventSink& sink_;
  const std::unique_ptr<XML_ParserStruct, ParserFreer> parser_;
  std::vector<Element> stack_;
  std::vector<std::string> path_;  // keys of the nested attributes that are open
  std::vector<Attribute> trace_;   // attributes of the open trace
  RawEvent event_;
  std::int64_t row_ = 0;
  std::int64_t fed_ = 0;   // octets given to expat
  std::int64_t seen_ = 0;  // of them, where the latest tag or text began
  bool in_trace_ = false;
  bool in_event_ = false;
  bool trace_has_events_ = false;
  bool stopped_ = false;
};

}  // namespace

Result<void> read_xes(ByteSource& source, const Limits& limits, Problems& problems,
                      const EventSink& sink) {
  XesParser parser(limits, problems, sink);
  while (!parser.stopped()) {
    KINTSUGI_TRY(const std::string_view piece, source.next());
    parser.feed(piece, piece.empty());
    if (piece.empty()) break;
  }
  return {};
}

}  // namespace kintsugi::api::import
