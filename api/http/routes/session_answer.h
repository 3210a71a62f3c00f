#pragma once
// What the browser is told of a session, and its cookie. Any thread.

#include <chrono>
#include <string>

#include "api/http/routes/route.h"
#include "api/http/session/guard.h"

namespace kintsugi::api {

// Who is signed in, with the commands that he may send, the lists that he may read and the kinds of
// things that he may choose from.
Response session_answer(const EdgeContext& edge, const Principal& principal);
// The same, and sets the cookie.
Response session_begun(const Call& call, const Guard::SignedIn& signed_in);
// The Set-Cookie header's text; age 0 takes the cookie away.
std::string session_cookie_text(const Request& request, const std::string& token,
                                std::chrono::seconds age);

// The same of the cookie by which a browser is known.
std::string known_cookie_text(const Request& request, const std::string& known);

}  // namespace kintsugi::api
