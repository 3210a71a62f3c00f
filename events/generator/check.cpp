// What a schema must satisfy beyond Cap'n Proto's own rules, and the order in which it is
// generated.

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

#include "events/generator/load.h"

namespace kintsugi::generator {
namespace {

std::string where(const Struct& s) { return s.file + ".capnp: " + s.path; }
std::string where(const Enum& e) { return e.file + ".capnp: " + e.path; }

class Order {
 public:
  explicit Order(Model& model) : model_(model) {
    for (auto& s : model.owned_structs) owned_[s->id] = s.get();
  }
  void visit(const Struct& s, Kind root) {
    Struct& mine = *owned_.at(s.id);
    const bool kept = root == Kind::state || root == Kind::row;
    bool& mark = root == Kind::event ? mine.in_events : kept ? mine.in_kept : mine.in_values;
    if (std::find(path_.begin(), path_.end(), &s) != path_.end()) {
      problem(s, "a struct cannot hold itself");
      return;
    }
    if (mark) return;
    mark = true;
    mine.in_values = mine.in_values || kept;
    path_.push_back(&s);
    for (const Field& field : s.fields) {
      mine.uses_refs = mine.uses_refs || !field.ref.empty();
      if (field.type.structure == nullptr) continue;
      visit(*field.type.structure, root);
      mine.uses_refs = mine.uses_refs || field.type.structure->uses_refs;
    }
    path_.pop_back();
    if (std::find(model_.structs.begin(), model_.structs.end(), &s) == model_.structs.end()) {
      model_.structs.push_back(&s);
    }
  }
  void problem(const Struct& s, const std::string& what) {
    model_.problems.push_back(where(s) + ": " + what);
  }

 private:
  Model& model_;
  std::map<std::uint64_t, Struct*> owned_;
  std::vector<const Struct*> path_;
};

class Checker {
 public:
  explicit Checker(Model& model) : model_(model) {}

  void run() {
    names();
    codes(model_.commands, "command");
    codes(model_.events, "event");
    streams();
    circles();
    for (const Struct* s : model_.structs) {
      if (!s->problem.empty()) report(*s, s->problem);
      if (s->in_values && s->uses_refs) {
        report(*s, "$ref works only in events; use Text with $id");
      }
      for (const Field& field : s->fields) check_field(*s, field);
      check_list(*s);
      check_back(*s);
    }
    for (const Enum* e : model_.enums) {
      check_inbox(*e);
      check_reads_as(*e);
    }
  }

 private:
  void report(const Struct& s, const std::string& what) {
    model_.problems.push_back(where(s) + ": " + what);
  }
  void report(const Enum& e, const Enumerant& value, const std::string& what) {
    model_.problems.push_back(where(e) + "." + value.name + ": " + what);
  }
  void names() {
    std::map<std::string, std::string> seen;
    const auto note = [&](const std::string& name, const std::string& place) {
      const auto [it, fresh] = seen.emplace(name, place);
      if (!fresh) {
        model_.problems.push_back(place + ": the name " + name + " is taken by " + it->second);
      }
    };
    for (const char* own : {"Command", "Event", "State", "EventView", "TypeInfo", "EnumInfo"}) {
      note(own, "the generated code");
    }
    for (const Struct* s : model_.structs) note(s->name, where(*s));
    for (const Struct* s : model_.structs) {
      if (s->in_events) note(s->view(), where(*s));
    }
    for (const Enum* e : model_.enums) note(e->name, where(*e));
  }
  void codes(const std::vector<const Struct*>& all, const std::string& what) {
    const Struct* before = nullptr;
    for (const Struct* s : all) {
      if (s->code == 0) report(*s, "this " + what + " has no code (code=0)");
      if (before != nullptr && before->code == s->code) {
        report(*s, what + " code " + std::to_string(s->code) + " is taken by " + where(*before));
      }
      before = s;
    }
  }
  void streams() {
    std::map<std::string, const Struct*> seen;
    for (const Struct* s : model_.states) {
      if (s->stream.empty()) report(*s, "$state needs the stream type");
      const auto [it, fresh] = seen.emplace(s->stream, s);
      if (!fresh) report(*s, "the state of " + s->stream + " is already " + where(*it->second));
    }
    seen.clear();
    for (const Struct* s : model_.rows) {
      const auto [it, fresh] = seen.emplace(s->stream, s);
      if (!fresh) report(*s, "the row of " + s->stream + " is already " + where(*it->second));
    }
    for (const auto* all : {&model_.commands, &model_.events}) {
      for (const Struct* s : *all) {
        if (model_.state_of(s->stream) == nullptr) {
          report(*s, "no struct has $state(\"" + s->stream + "\")");
        }
      }
    }
  }
  // A header includes those whose types its members have.
  void circles() {
    std::map<std::string, std::set<std::string>> needs;
    std::map<std::string, std::string> files;
    for (const Struct* s : model_.structs) {
      const std::string header = s->header();
      files[header] = s->file;
      for (const Field& field : s->fields) {
        if (field.type.structure != nullptr) needs[header].insert(field.type.structure->header());
        if (field.type.enumeration != nullptr) {
          needs[header].insert(field.type.enumeration->header());
        }
      }
    }
    std::set<std::string> done;
    std::vector<std::string> path;
    const std::function<void(const std::string&)> visit = [&](const std::string& header) {
      if (std::find(path.begin(), path.end(), header) != path.end()) {
        model_.problems.push_back(files[header] + ".capnp: its types and those of " +
                                  files[path.back()] + ".capnp need each other");
        return;
      }
      if (!done.insert(header).second) return;
      path.push_back(header);
      for (const std::string& used : needs[header]) {
        if (used != header) visit(used);
      }
      path.pop_back();
    };
    for (const auto& [header, file] : files) visit(header);
  }
  void check_field(const Struct& s, const Field& field) {
    const auto fault = [&](const std::string& what) { report(s, field.capnp_name + ": " + what); };
    if (!field.problem.empty()) fault(field.problem);
    if (field.type.base == Base::void_ && !s.is_union()) fault("Void has a use only in a union");
    const Base leaf = field.type.leaf();
    if (!field.ref.empty()) {
      if (leaf != Base::uint16) fault("$ref goes with UInt16 or List(UInt16)");
      check_stream(s, field, field.ref);
    }
    if (!field.id_of.empty()) {
      if (leaf != Base::text) fault("$id goes with Text or List(Text)");
      check_stream(s, field, field.id_of);
    }
    if (!field.format.empty()) check_format(field, fault);
    if (const auto wrong = personal_fault(model_, s, field); !wrong.empty()) fault(wrong);
    if (s.in_kept && field.type.is_list() && !field.has_max_length) {
      fault("how long may it get? A list in a state or a row needs $maxLength");
    }
  }
  void check_list(const Struct& s) {
    if (s.list == nullptr) return;
    if (s.list->readers.empty()) report(s, "$list names no readers: nobody could read it");
    for (const std::string& name : s.list->commands) {
      if (!is_command(name)) report(s, "$list offers " + name + ", which is no command");
    }
  }
  bool is_command(const std::string& name) const { return command(name) != nullptr; }
  const Struct* command(const std::string& name) const {
    const auto found = std::find_if(model_.commands.begin(), model_.commands.end(),
                                    [&](const Struct* one) { return one->name == name; });
    return found == model_.commands.end() ? nullptr : *found;
  }
  // Whoever decided it at a desk takes it back himself; what a technician said, his dispatcher.
  void check_back(const Struct& s) {
    if (s.back.empty()) return;
    const Struct* back = command(s.back);
    if (back == nullptr) return report(s, "$back names " + s.back + ", which is no command");
    for (const std::string& role : s.roles)
      if (role != "technician" && role != "system" && !may_be_sent(s.back, {role}))
        report(s, "$back names " + s.back + ", which a " + role + " may not send");
  }
  void check_inbox(const Enum& e) {
    for (const Enumerant& value : e.values) {
      for (const auto* names : {&value.commands, &value.confirm}) {
        for (const std::string& name : *names) {
          if (is_command(name)) continue;
          report(e, value, "$inbox names " + name + ", which is no command");
        }
      }
      for (const std::string& name : value.commands)
        if (!value.benches.empty() && is_command(name) && !may_be_sent(name, value.benches))
          report(e, value, "$inbox offers " + name + ", which nobody on its benches may send");
    }
  }
  bool may_be_sent(const std::string& name, const std::vector<std::string>& duties) const {
    const Struct* sent = command(name);
    return std::any_of(sent->roles.begin(), sent->roles.end(), [&](const auto& role) {
      return role == "any" || std::find(duties.begin(), duties.end(), role) != duties.end();
    });
  }
  void check_reads_as(const Enum& e) {
    for (const Enumerant& value : e.values) {
      for (const std::string& name : value.reads_as) {
        const bool known = std::any_of(e.values.begin(), e.values.end(), [&](const auto& other) {
          return other.name == name && other.reads_as.empty();
        });
        if (!known) report(e, value, "$readsAs names " + name + ", which lists cannot name");
      }
    }
  }
  void check_stream(const Struct& s, const Field& field, const std::string& stream) {
    if (model_.state_of(stream) == nullptr) {
      report(s, field.capnp_name + ": no struct has $state(\"" + stream + "\")");
    }
  }
  static void check_format(const Field& field, const std::function<void(std::string)>& fault) {
    static const std::map<std::string, Base> formats = {
        {"money", Base::int64},   {"quantity", Base::int64}, {"rate", Base::int32},
        {"instant", Base::int64}, {"date", Base::int32},     {"position", Base::int64},
        {"phone", Base::text},    {"multiline", Base::text}, {"month", Base::text},
        {"code", Base::text},     {"secret", Base::text},   {"stream", Base::text}};
    const auto found = formats.find(field.format);
    if (found == formats.end()) {
      fault("unknown $format(\"" + field.format + "\")");
    } else if (found->second != field.type.leaf()) {
      fault("$format(\"" + field.format + "\") does not go with this type");
    }
  }
  Model& model_;
};

}  // namespace

const Struct* Model::state_of(std::string_view stream) const {
  for (const Struct* s : states) {
    if (s->stream == stream) return s;
  }
  return nullptr;
}

void order_model(Model& model) {
  Order order(model);
  std::vector<Struct*> roots;
  for (auto& s : model.owned_structs) {
    const bool root = s->kind == Kind::command || s->kind == Kind::event ||
                      s->kind == Kind::state || s->kind == Kind::row;
    if (root) roots.push_back(s.get());
  }
  std::sort(roots.begin(), roots.end(), [](const Struct* a, const Struct* b) {
    return std::tie(a->file, a->name) < std::tie(b->file, b->name);
  });
  for (Struct* s : roots) {
    order.visit(*s, s->kind);
    s->in_bytes = s->kind != Kind::event;
    if (s->kind == Kind::command) model.commands.push_back(s);
    if (s->kind == Kind::event) model.events.push_back(s);
    if (s->kind == Kind::state) model.states.push_back(s);
    if (s->kind == Kind::row) model.rows.push_back(s);
  }
  const auto by_code = [](const Struct* a, const Struct* b) {
    return std::tie(a->code, a->name) < std::tie(b->code, b->name);
  };
  const auto by_stream = [](const Struct* a, const Struct* b) { return a->stream < b->stream; };
  std::sort(model.commands.begin(), model.commands.end(), by_code);
  std::sort(model.events.begin(), model.events.end(), by_code);
  std::sort(model.states.begin(), model.states.end(), by_stream);
  std::sort(model.rows.begin(), model.rows.end(), by_stream);
  for (auto& e : model.owned_enums) model.enums.push_back(e.get());
  std::sort(model.enums.begin(), model.enums.end(),
            [](const Enum* a, const Enum* b) { return a->snake < b->snake; });
  for (Struct* s : roots) {
    if (s->kind != Kind::command) continue;
    if (const Struct* state = model.state_of(s->stream)) s->plural = state->plural;
  }
}

void check_model(Model& model) {
  Checker(model).run();
  check_forms(model);
}

}  // namespace kintsugi::generator
