// /openapi.json is sound, and says what the router knows: no less and no more.

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct OpenApiTest : testing::Test {
  RunningEdge running;
  Json document = running.person().get("/openapi.json").json();

  // Calls `visit` with every operation.
  template <class Visit>
  void each_operation(Visit visit) {
    for (const auto& [path, item] : document["paths"].items()) {
      for (const auto& [method, operation] : item.items()) visit(path, method, operation);
    }
  }
};

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

TEST_F(OpenApiTest, SaysWhatTheRouterKnows) {
  std::set<std::string> served, described;
  for (const api::Route& route : running.edge().router().routes())
    served.insert(std::string(route.method) + " " + std::string(route.path));
  each_operation([&](const std::string& path, const std::string& method, const Json&) {
    described.insert(upper(method) + " " + path);
  });
  EXPECT_EQ(described, served);
  EXPECT_GT(served.size(), 100u);
}

TEST_F(OpenApiTest, EveryRouteOfTheSchemaIsDocumentedAndServed) {
  Person admin = running.make_administrator();
  running.make_operator(admin, "1001", "call_centre", "");
  Person person = running.signed_in("1001");
  Json schema = person.get("/v1/schema").json();
  std::size_t served = 0;
  for (const Json& command : schema["commands"]) {
    std::string route = command.value("route", "");
    if (route.empty()) continue;
    Reply reply = person.post(route, "{}");
    if (reply.status == 404) continue;  // the system's own
    EXPECT_EQ(reply.code(), "request.missing_idempotency_key") << route;
    EXPECT_TRUE(document["paths"].contains(route)) << route;
    ++served;
  }
  EXPECT_GT(served, 50u);
  for (const Json& refusal : schema["refusals"]) {
    EXPECT_FALSE(refusal["zh"].get<std::string>().empty()) << refusal;
    EXPECT_FALSE(refusal["en"].get<std::string>().empty()) << refusal;
  }
}

// A token is made as the document says: a switch is no text, duties are a list.
TEST_F(OpenApiTest, SaysOfWhatTypeSmallBodiesAre) {
  const Json& body = document["paths"]["/v1/tokens"]["post"]["requestBody"]["content"]
                             ["application/json"]["schema"]["properties"];
  EXPECT_EQ(body["name"]["type"], "string");
  EXPECT_EQ(body["expires_in_days"]["type"], "integer");
  EXPECT_EQ(body["reads_only"]["type"], "boolean");
  EXPECT_EQ(body["duties"]["type"], "array");
  EXPECT_EQ(body["duties"]["items"]["required"], Json::array({"role"}));
  Person admin = running.make_administrator();
  const Reply made = admin.post(
      "/v1/tokens", R"({"name":"board","expires_in_days":7,"reads_only":true,)"
                    R"("duties":[{"role":"administrator"}]})");
  EXPECT_EQ(made.status, 201) << made.body;
}

TEST_F(OpenApiTest, SaysOfWhomAFieldTells) {
  const Json& schemas = document["components"]["schemas"];
  const auto told = [&](const char* type, const char* field) {
    return schemas[type]["properties"][field].value("x-personal", "");
  };
  EXPECT_EQ(told("work_order", "phone"), "customer");
  EXPECT_EQ(told("customer", "address"), "id");
  EXPECT_EQ(told("register_technician", "phone"), "technician");
  EXPECT_EQ(told("legacy_attribute", "value"), "someone");
  EXPECT_EQ(told("outlet", "phone"), "") << "a thing's";
  EXPECT_EQ(told("work_order", "brand"), "");
  Person admin = running.make_administrator();
  const Json schema = admin.get("/v1/schema").json();
  const auto named = [](const Json& list, std::string_view name) {
    return *std::find_if(list.begin(), list.end(),
                         [&](const Json& one) { return one["name"] == name; });
  };
  const Json order = named(schema["states"], "work_order");
  EXPECT_EQ(named(order["fields"], "contact")["personal"], "customer");
  EXPECT_EQ(named(order["fields"], "brand")["personal"], "");
  EXPECT_EQ(named(named(schema["lists"], "customers")["fields"], "phone")["personal"], "id");
}

TEST_F(OpenApiTest, HasTheFormOfOpenApi31) {
  EXPECT_EQ(document["openapi"], "3.1.0");
  EXPECT_TRUE(document["info"]["title"].is_string());
  EXPECT_TRUE(document["info"]["version"].is_string());
  std::set<std::string> ids;
  const std::regex status("[1-5][0-9][0-9]|default");
  const std::regex segment("\\{([a-z_]+)\\}");
  each_operation([&](const std::string& path, const std::string& method, const Json& operation) {
    const std::string name = method + " " + path;
    EXPECT_EQ(path.front(), '/') << name;
    EXPECT_TRUE(ids.insert(operation.value("operationId", "")).second) << name;
    EXPECT_FALSE(operation.value("summary", "").empty()) << name;
    ASSERT_FALSE(operation.value("responses", Json::object()).empty()) << name;
    for (const auto& [code, response] : operation["responses"].items()) {
      EXPECT_TRUE(std::regex_match(code, status)) << name << " " << code;
      EXPECT_TRUE(response["description"].is_string()) << name << " " << code;
      const Json contents = response.value("content", Json::object());
      for (const auto& [type, content] : contents.items()) {
        EXPECT_NE(type.find('/'), std::string::npos) << name;
        EXPECT_TRUE(content["schema"].is_object()) << name;
      }
    }
    // Each {name} of the path is a required parameter, and no parameter is there twice.
    std::set<std::string> parameters;
    for (const Json& parameter : operation.value("parameters", Json::array())) {
      const std::string in = parameter["in"];
      EXPECT_TRUE(in == "path" || in == "query" || in == "header") << name;
      EXPECT_TRUE(parameter["schema"].is_object()) << name;
      EXPECT_TRUE(parameters.insert(in + " " + parameter["name"].get<std::string>()).second)
          << name << parameter;
      if (in == "path") {
        EXPECT_EQ(parameter["required"], true) << name;
      }
    }
    for (auto it = std::sregex_iterator(path.begin(), path.end(), segment);
         it != std::sregex_iterator(); ++it)
      EXPECT_TRUE(parameters.contains("path " + (*it)[1].str())) << name;
    if (operation.contains("requestBody")) {
      EXPECT_FALSE(operation["requestBody"]["content"].empty()) << name;
    }
  });
}

// Every "$ref" leads somewhere, and every schema names a type, an enum or such a reference.
void check_schemas(const Json& document, const Json& node, const std::string& at) {
  if (node.is_array()) {
    for (std::size_t i = 0; i < node.size(); ++i)
      check_schemas(document, node[i], at + "/" + std::to_string(i));
  }
  if (!node.is_object()) return;
  if (node.contains("$ref")) {
    const std::string reference = node["$ref"];
    ASSERT_EQ(reference.rfind("#/", 0), 0u) << at;
    EXPECT_TRUE(document.contains(Json::json_pointer(reference.substr(1)))) << at << reference;
  }
  if (node.contains("type") && node["type"].is_string() && !at.ends_with("/properties")) {
    static const std::set<std::string> types = {"object",  "array", "string", "integer",
                                                "boolean", "null",  "number", "apiKey", "http"};
    EXPECT_TRUE(types.contains(node["type"])) << at << node["type"];
    if (node["type"] == "array") {
      EXPECT_TRUE(node["items"].is_object()) << at;
    }
    for (const Json& name : node.value("required", Json::array()))
      EXPECT_TRUE(node["properties"].contains(name.get<std::string>())) << at << name;
  }
  for (const auto& [key, value] : node.items()) check_schemas(document, value, at + "/" + key);
}

TEST_F(OpenApiTest, EveryReferenceLeadsSomewhere) {
  check_schemas(document, document["paths"], "/paths");
  check_schemas(document, document["components"], "/components");
}

TEST_F(OpenApiTest, CommandsAskForTheirFieldsAndAKey) {
  Json command = document["paths"]["/v1/work_orders/classify_severity"]["post"];
  EXPECT_EQ(command["operationId"], "classify_severity");
  EXPECT_EQ(command["requestBody"]["content"]["application/json"]["schema"]["$ref"],
            "#/components/schemas/classify_severity");
  Json schema = document["components"]["schemas"]["classify_severity"];
  EXPECT_EQ(schema["additionalProperties"], false);
  EXPECT_EQ(schema["required"], Json::array({"order", "severity"}));
  std::set<std::string> required;
  for (const Json& parameter : command["parameters"])
    if (parameter["required"] == true) required.insert(parameter["name"]);
  EXPECT_EQ(required, std::set<std::string>{"Idempotency-Key"});
}

// What needs nobody says so, and nothing else does.
TEST_F(OpenApiTest, TellsWhatNeedsNoSession) {
  Person nobody = running.person();
  each_operation([&](const std::string& path, const std::string& method, const Json& operation) {
    if (method != "get") return;
    std::string concrete = std::regex_replace(path, std::regex("\\{[a-z_]+\\}"), "x");
    const bool open = operation.contains("security") && operation["security"].empty();
    EXPECT_EQ(nobody.get(concrete).status == 401, !open) << path;
  });
}

// Statuses that a client meets though others of the same kind do not answer them.
TEST_F(OpenApiTest, TellsWhatIsAnsweredBesideTheUsual) {
  Person admin = running.make_administrator();
  running.make_operator(admin, "1001", "call_centre", "");
  Person clerk = running.signed_in("1001");
  const auto told = [&](const char* path, int status) {
    EXPECT_TRUE(document["paths"][path]["get"]["responses"].contains(std::to_string(status)))
        << path << " " << status;
    return status;
  };
  EXPECT_EQ(running.person().get("/v1/feed?ticket=x").status, told("/v1/feed", 401));
  EXPECT_EQ(told("/v1/today", 304), 304) << "of a technician";
  for (const char* path : {"/openapi.json", "/v1/schema"}) {
    const std::string etag = clerk.get(path).header("ETag");
    EXPECT_EQ(clerk.get(path, {{"If-None-Match", etag}}).status, told(path, 304));
  }
  int status = 0;
  for (int i = 0; i < 200 && status != 429; ++i)
    status = clerk.get("/v1/callers?phone=00001234").status;
  EXPECT_EQ(status, told("/v1/callers", 429));
  // From elsewhere the figures are told to who looks after the company.
  const httplib::Headers proxied = {{"X-Forwarded-For", "203.0.113.7"}};
  EXPECT_EQ(running.person().get("/metrics", proxied).status, told("/metrics", 401));
  EXPECT_EQ(clerk.get("/metrics", proxied).status, told("/metrics", 403));
}

// What a route asks for in its table is asked for before its handler runs.
TEST_F(OpenApiTest, DutiesOfATableAreAskedFor) {
  Person administrator = running.make_administrator();
  const Json outlet = {
      {"outlet", "OUT-1"}, {"name", "杭州"}, {"kind", "service_station"}};
  ASSERT_EQ(administrator.send("/v1/outlets/register_outlet", outlet).status, 200);
  running.make_operator(administrator, "7001", "technician", "OUT-1");
  running.make_operator(administrator, "7002", "auditor", "OUT-1");
  const Json duty = {{"number", "7001"}, {"role", "technician"}, {"outlet", "OUT-1"}};
  ASSERT_EQ(administrator.send("/v1/operators/revoke_role", duty).status, 200);
  Person nobody = running.signed_in("7001");  // without any duty
  Person auditor = running.signed_in("7002");
  int guarded = 0;
  for (const api::Route& route : running.edge().router().routes()) {
    ASSERT_NE(route.handler, nullptr) << route.path;
    const api::Readers readers = route.readers();
    if (readers.duties.empty() || readers.own == "operator") continue;
    ++guarded;
    const std::string path =
        std::regex_replace(std::string(route.path), std::regex("\\{[a-z_]+\\}"), "1");
    const auto ask = [&](Person& person) {
      return route.method == "GET" ? person.get(path) : person.post(path, "{}");
    };
    const Reply refused = ask(nobody);
    EXPECT_EQ(refused.status, 403) << path;
    EXPECT_EQ(refused.code(), "authority.not_allowed") << path;
    EXPECT_EQ(refused.json().value("detail", ""), route.rights.why) << path;
    if (route.rights.whole_company) {
      EXPECT_EQ(ask(auditor).code(), "authority.out_of_scope") << path;
    }
    const auto& duties = readers.duties;
    const bool his = std::find(duties.begin(), duties.end(), "administrator") != duties.end();
    EXPECT_EQ(ask(administrator).status != 403, his) << path;
  }
  EXPECT_GE(guarded, 40);
}

}  // namespace
}  // namespace kintsugi::tests
