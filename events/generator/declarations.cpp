#include "events/generator/declarations.h"

namespace kintsugi::generator {

std::string str(capnp::Text::Reader text) { return {text.begin(), text.size()}; }

std::string trimmed(capnp::Text::Reader text) {
  std::string out = str(text);
  while (!out.empty() && (out.back() == '\n' || out.back() == ' ')) out.pop_back();
  return out;
}

Label read_label(capnp::schema::Value::Reader value) {
  const auto label = value.getStruct().getAs<stored::Label>();
  return {str(label.getZh()), str(label.getEn())};
}

std::vector<std::string> strings(capnp::List<capnp::Text>::Reader list) {
  std::vector<std::string> out;
  for (auto one : list) out.push_back(str(one));
  return out;
}

void read_inbox(Enumerant& out, capnp::schema::Value::Reader value) {
  const auto info = value.getStruct().getAs<stored::InboxInfo>();
  out.commands = strings(info.getCommands());
  out.confirm = strings(info.getConfirm());
  out.benches = strings(info.getBenches());
  out.of = str(info.getOf());
  out.at = strings(info.getAt());
  out.tell = strings(info.getTell());
  out.order = str(info.getOrder());
}

void read_reads_as(Enumerant& out, capnp::schema::Value::Reader value) {
  const auto info = value.getStruct().getAs<stored::ReadsAsInfo>();
  out.reads_as = strings(info.getDuties());
  out.only_of_nobody = info.getOnlyOfNobody();
}

ListDecl read_list(stored::ListInfo::Reader in) {
  return {str(in.getName()),     str(in.getKeeper()),      str(in.getElements()),
          str(in.getThing()),    str(in.getOrder()),       str(in.getOwner()),
          str(in.getOwn()),      str(in.getHiddenFrom()), str(in.getMenu()),
          strings(in.getAround()),  strings(in.getId()),
          strings(in.getIndexes()), strings(in.getReaders()), strings(in.getSearch()),
          strings(in.getCommands())};
}

}  // namespace kintsugi::generator
