#pragma once
// A commit as people read it: who, when, what was asked, what came of it. Pure.

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "api/http/server/message.h"
#include "events/commit/commit.h"
#include "projections/tables/row_store.h"

namespace kintsugi::api {

using NameOf = std::function<std::string(std::string_view operator_id)>;
// Names as the directory has them, each looked up once; null: no names. One thread at a time.
NameOf operator_names(std::shared_ptr<const projections::RowReader> directory);

// Appends one JSON object. The commit must be open. `with_command`: the whole command, too.
Result<void> write_commit_json(std::string& out, CommitView& commit, Position position,
                               Language language, const NameOf& name_of, bool with_command);

}  // namespace kintsugi::api
