#include "events/generator/lock.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <tuple>

#include "events/generator/names.h"

namespace kintsugi::generator {
namespace {

// "field Ticket.Line 0" is a key, "part text" its meaning.
//   command|event <stream> <code>     name
//   field <struct> <number>           name type [choice n] [default n]
//   enumerant <enum> <number>         name
//   row <struct> <number>             as field, of what only rows use: read models are rebuilt
struct Key {
  std::string kind;
  std::string owner;
  unsigned number = 0;
  auto operator<=>(const Key&) const = default;
};
using Facts = std::map<Key, std::string>;

std::string text_of(const Key& key) {
  return key.kind + ' ' + key.owner + ' ' + std::to_string(key.number);
}

std::string_view base_name(Base base) {
  static constexpr std::string_view names[] = {
      "void",   "bool",   "int8",   "int16", "int32", "int64", "uint8", "uint16",
      "uint32", "uint64", "text",   "data",  "list",  "enum",  "struct", "unsupported"};
  return names[static_cast<std::size_t>(base)];
}

std::string type_of(const Field& field) {
  std::string type;
  const Type& t = field.type;
  if (!field.ref.empty()) {
    type = "ref:" + field.ref;
  } else if (t.enumeration != nullptr) {
    type = t.enumeration->path;
  } else if (t.structure != nullptr) {
    type = t.structure->path;
  } else {
    type = base_name(t.leaf());
    // Of a number the format is its unit; of a text only how it is shown and checked.
    const bool number = t.leaf() != Base::text && t.leaf() != Base::data;
    if (number && !field.format.empty()) type += ':' + field.format;
  }
  return t.is_list() ? "list(" + type + ")" : type;
}

class Collector {
 public:
  explicit Collector(const Model& model) {
    for (const auto* all : {&model.commands, &model.events, &model.states}) {
      for (const Struct* s : *all) visit(*s, "field");
    }
    for (const Struct* s : model.rows) visit(*s, "row");
    for (const Struct* s : model.commands) codes(*s, "command");
    for (const Struct* s : model.events) codes(*s, "event");
    for (const Enum* e : model.enums) {
      for (std::size_t i = 0; i < e->values.size(); ++i) {
        facts_[{"enumerant", e->path, static_cast<unsigned>(i)}] = e->values[i].name;
      }
    }
  }
  Facts take() { return std::move(facts_); }

 private:
  void codes(const Struct& s, const std::string& kind) {
    facts_[{kind, s.stream, s.code}] = s.snake;
  }
  void visit(const Struct& s, const std::string& kind) {
    if (!seen_.insert(&s).second) return;
    for (const Field& field : s.fields) {
      const Struct* part = field.type.structure;
      if (part != nullptr) visit(*part, kind);
      const bool group = part != nullptr && part->is_group();
      // A group has no number; as an alternative it is known by its place among them.
      if (group && !s.is_union()) continue;
      std::string meaning = field.name + ' ' + (group ? "group" : type_of(field));
      if (s.is_union()) meaning += " choice " + std::to_string(field.discriminant);
      if (field.initial_bits != 0) {
        meaning += " default " + std::to_string(static_cast<std::int64_t>(field.initial_bits));
      }
      const std::string owner = group ? s.path + ":group" : s.path;
      facts_[{kind, owner, group ? field.discriminant : field.number}] = meaning;
    }
  }

  Facts facts_;
  std::set<const Struct*> seen_;
};

Facts read_lock(const std::string& path, std::vector<std::string>& problems) {
  Facts facts;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    Key key;
    std::string meaning;
    if (words >> key.kind >> key.owner >> key.number && words.get() == ' ' &&
        std::getline(words, meaning)) {
      facts[key] = meaning;
    } else {
      problems.push_back(path + ": no fact of a schema: " + line);
    }
  }
  return facts;
}

bool write_lock(const std::string& path, const Facts& facts) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << "# What the schema has released; only added to. Made by the generator, see README.md.\n";
  for (const auto& [key, meaning] : facts) out << text_of(key) << ' ' << meaning << '\n';
  out.close();
  return static_cast<bool>(out);
}

// "part text" -> "unused_part text"
bool only_retired(const std::string& before, const std::string& now) {
  return now.starts_with("unused") &&
         (before.find(' ') == before.npos ? std::string()
                                          : before.substr(before.find(' '))) ==
             (now.find(' ') == now.npos ? std::string() : now.substr(now.find(' ')));
}

std::string advice(const Key& key) {
  if (key.kind == "command" || key.kind == "event") {
    return "codes are kept for ever: give it back its code, and a new one a code that was never "
           "used";
  }
  if (key.kind == "enumerant") {
    return "numbers are kept for ever: give it back, add new ones at the end; what has no use any "
           "more is renamed unused…";
  }
  return "records of it are kept for ever: give it back, add a new field with the next number; "
         "what has no use any more is renamed unused…";
}

// What `key` said is gone or other: does something of the same owner say it now?
std::string moved(const Facts& now, const Key& key, const std::string& meaning) {
  for (const auto& [other, its] : now) {
    if (other.kind == key.kind && its == meaning && (other.owner == key.owner)) {
      return "is now number " + std::to_string(other.number);
    }
  }
  return "is gone";
}

}  // namespace

void check_lock(Model& model, const std::string& path, bool update) {
  const std::string name = path.substr(path.rfind('/') + 1);
  const Facts locked = read_lock(path, model.problems);
  const Facts now = Collector(model).take();
  std::vector<std::string> news;
  for (const auto& [key, meaning] : locked) {
    const auto found = now.find(key);
    if (found != now.end() && found->second == meaning) continue;
    const bool gone = found == now.end();
    // What only rows use is no record: the read model's version says that it is made anew.
    if (key.kind == "row" || (!gone && only_retired(meaning, found->second))) {
      news.push_back(text_of(key) + (gone ? " is gone" : ' ' + found->second));
      continue;
    }
    model.problems.push_back(name + ": " + text_of(key) + ", released as `" + meaning + "`, " +
                             (gone ? moved(now, key, meaning) : "is now `" + found->second + "`") +
                             ": " + advice(key));
  }
  for (const auto& [key, meaning] : now) {
    if (!locked.contains(key)) news.push_back(text_of(key) + ' ' + meaning);
  }
  if (!model.problems.empty() || news.empty()) return;
  if (update) {
    if (!write_lock(path, now)) model.problems.push_back(path + ": cannot be written");
    return;
  }
  constexpr std::size_t shown = 5;
  for (std::size_t i = 0; i < std::min(shown, news.size()); ++i) {
    model.problems.push_back("not in " + name + ": " + news[i]);
  }
  model.problems.push_back("not in " + name + ": " + std::to_string(news.size()) +
                           " in all. If that is to be released, run: KINTSUGI_UPDATE_LOCK=1 ninja "
                           "-C build; where rows changed, raise the version of their read model");
}

}  // namespace kintsugi::generator
