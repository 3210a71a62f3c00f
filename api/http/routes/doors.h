#pragma once
// A company made for trying out, into which people come without a password. Any thread.

#include <string>

#include "api/http/routes/route.h"

namespace kintsugi::api {

// Its tenant, for whoever may come in that way: the node's own company is one that was made for
// trying out here (Secrets::opens_without_password), the node listens on the loopback alone, and
// the request comes from this machine and through no proxy. Empty: there is no such thing here.
std::string open_company(const Call& call);
// The same, but for the request.
std::string company_with_doors(const EdgeContext& edge);

}  // namespace kintsugi::api
