#pragma once
// What things that an answer only refers to are called. Any thread.

#include <string>
#include <string_view>

#include "api/http/reading/rows_at.h"
#include "api/http/session/principal.h"
#include "projections/lists/item_json.h"
#include "replay/reports/reports.h"

namespace kintsugi::api {

// Whose names of one type somebody may read: everything of what is no person; of persons those
// whom he could choose in a form, in his outlets. None: nobody's. Errors: those of reading rows.
Result<projections::Scope> names_read(const Principal& principal, std::string_view type,
                                      const TenantView& view);
// The same for every kind of person, as a file of rows is written with them.
Result<replay::NameScopes> name_scopes(const Principal& principal, const TenantView& view);

// {"outlet":{"O-1":"上海"}}: names of what was referred to, where it has one that `principal` may
// read. Errors: those of reading rows.
Result<std::string> names_json(RowsAt& rows, const Principal& principal,
                               const projections::lists::References& references);

}  // namespace kintsugi::api
