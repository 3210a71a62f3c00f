#include "api/http/commands/unseen.h"

#include "api/http/reading/readers.h"
#include "api/http/reading/reading.h"
#include "api/http/reading/rows_at.h"
#include "api/http/reading/thing_scope.h"
#include "replay/history/thing.h"

namespace kintsugi::api {

namespace {

Result<bool> sees(Service& service, const Principal& principal, const std::string& stream) {
  KINTSUGI_TRY(const TenantView view, service.view(principal.tenant));
  const auto slash = stream.find('/');
  const Readers readers = readers_of_things(stream.substr(0, slash));
  if (!may_read(principal, readers)) return false;
  KINTSUGI_TRY(const auto scope, scope_of(principal, readers, view));
  KINTSUGI_TRY(const auto thing, replay::thing_as_of(*view.rows_at, stream));
  RowsAt rows(view, scope);
  return sees_thing(rows.viewer(), stream.substr(0, slash), stream.substr(slash + 1), thing.state);
}

}  // namespace

Error as_told(Service& service, const Principal& principal, const std::string& about,
              Error refusal) {
  if (refusal.code != "authority.out_of_scope" || principal.all_outlets()) return refusal;
  refusal.what.clear();
  if (about.empty()) return refusal;
  const auto now = service.node().stream(principal.tenant, about);
  if (!now || now->version == 0) return refusal;  // it would have been made
  const auto seen = sees(service, principal, about);
  if (seen && *seen) return refusal;
  const auto slash = about.find('/');
  const std::string type = about.substr(0, slash);
  return {ErrorKind::not_found,
          type + ".not_found",
          "there is no " + type + " " + about.substr(slash + 1),
          {}};
}

}  // namespace kintsugi::api
