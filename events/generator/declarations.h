#pragma once
// What annotations of the schema say, as values of the model. Pure.

#include <capnp/schema.capnp.h>

#include <string>
#include <vector>

#include "events/generator/model.h"
#include "schema/annotations.capnp.h"

namespace kintsugi::generator {

std::string str(capnp::Text::Reader text);
std::string trimmed(capnp::Text::Reader text);  // without blanks and line ends behind it
std::vector<std::string> strings(capnp::List<capnp::Text>::Reader list);

Label read_label(capnp::schema::Value::Reader value);            // $label
void read_inbox(Enumerant& out, capnp::schema::Value::Reader value);     // $inbox
void read_reads_as(Enumerant& out, capnp::schema::Value::Reader value);  // $readsAs
ListDecl read_list(stored::ListInfo::Reader in);                 // $list

}  // namespace kintsugi::generator
