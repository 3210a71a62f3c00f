// kintsugi command NAME: every command of the schema, its fields as flags or --body JSON.

#include <iostream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "api/cli/client.h"
#include "api/cli/command_line.h"
#include "api/cli/terminal.h"
#include "api/http/commands/commands.h"
#include "api/http/server/message.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

struct CommandVerb {
  CommonOptions common;
  const schema::TypeInfo* type = nullptr;
  std::map<std::string, std::string> fields;  // as typed
  std::string body;                           // --body: JSON, or - for stdin
  std::string key;
  std::string if_match;
  bool dry_run = false;
};

// What was typed, in the type that the field has: texts, instants and dates stay texts.
Json value_of(const schema::FieldInfo& field, const std::string& text) {
  bool number = field.type.substr(0, 3) == "int" || field.type.substr(0, 4) == "uint";
  if (field.format == "instant" || field.format == "date" || field.format == "position")
    number = false;
  if (number || field.type == "bool" || field.type == "list" || field.type == "struct" ||
      field.type == "union") {
    auto parsed = Json::parse(text, nullptr, false);
    if (!parsed.is_discarded()) return parsed;
    if (field.type == "list") {  // a,b,c
      Json list = Json::array();
      for (std::size_t at = 0; at <= text.size();) {
        auto comma = std::min(text.find(',', at), text.size());
        list.push_back(text.substr(at, comma - at));
        at = comma + 1;
      }
      return list;
    }
  }
  return text;
}

Result<std::string> body_of(const CommandVerb& options) {
  Json json = Json::object();
  if (!options.body.empty()) {
    std::string text = options.body;
    if (text == "-") text.assign(std::istreambuf_iterator<char>(std::cin), {});
    if (options.fields.empty()) return text;
    json = Json::parse(text, nullptr, false);
    if (!json.is_object())
      return fail(ErrorKind::invalid, "request.bad_json", "--body is a JSON object");
  }
  for (const schema::FieldInfo& field : options.type->fields) {
    auto it = options.fields.find(std::string(field.name));
    if (it == options.fields.end()) continue;
    if (!is_utf8(it->second))
      return fail(ErrorKind::invalid, "request.bad_text", "is not UTF-8",
                  "/" + std::string(field.name));
    json[std::string(field.name)] = value_of(field, it->second);
  }
  return json.dump();
}

Result<void> send(const CommandVerb& options) {
  KINTSUGI_TRY(std::string body, body_of(options));
  if (options.dry_run) {
    print_data("POST " + std::string(options.type->route) + "\n" + body + "\n");
    return {};
  }
  if (options.common.server.empty() && !is_held(options.common.data)) {
    return fail(ErrorKind::unavailable, "cli.no_server",
                "commands go through a running node: --server URL and --token-file FILE");
  }
  KINTSUGI_TRY(Client client, Client::of(options.common));
  std::string key = options.key.empty() ? "cli-" + random_token(18) : options.key;
  std::vector<std::pair<std::string, std::string>> headers = {{"Idempotency-Key", key}};
  if (!options.if_match.empty()) headers.emplace_back("If-Match", options.if_match);
  KINTSUGI_TRY(ClientAnswer answer, client.post(std::string(options.type->route), body, headers));
  if (options.common.json) {
    print_data(answer.body + "\n");
    return {};
  }
  auto json = Json::parse(answer.body, nullptr, false);
  print_data("recorded at position " + json.value("position", "?") + "\n");
  for (const auto& event : json.value("events", Json::array()))
    print_data("  " + event.dump() + "\n");
  return {};
}

std::string flag_of(std::string_view name) {
  std::string flag(name);
  std::replace(flag.begin(), flag.end(), '_', '-');
  return flag;
}

// With the unit, where it is not the one that people think in.
std::string type_shown(const schema::FieldInfo& field) {
  if (field.format == "money") return "money in fen: 1250 is 12.50";
  if (field.format == "quantity") return "quantity in thousandths: 1500 is 1.5";
  if (field.format == "rate") return "rate in ten-thousandths: 1300 is 13 %";
  return std::string(field.format.empty() ? field.type : field.format);
}

void add_one(CommandLine& line, CLI::App& group, const schema::TypeInfo& type) {
  auto* verb = group.add_subcommand(std::string(type.name),
                                    std::string(type.label_zh) + "  " + std::string(type.label_en));
  auto options = std::make_shared<CommandVerb>();
  options->type = &type;
  for (const schema::FieldInfo& field : type.fields) {
    std::string name(field.name);
    static const std::set<std::string> taken = {"data",       "log",     "tenant", "server",
                                                "token-file", "json",    "body",   "key",
                                                "if-match",   "dry-run", "help",   "log-key",
                                                "kafka-config"};
    std::string flag = flag_of(field.name);
    if (taken.contains(flag)) flag = "field-" + flag;
    std::string text = std::string(field.label_en) + (field.required ? " (required)" : "");
    verb->add_option_function<std::string>(
            "--" + flag,
            [options, name](const std::string& value) { options->fields[name] = value; }, text)
        ->type_name(type_shown(field));
  }
  add_data_options(*verb, options->common, false);
  add_server_options(*verb, options->common);
  add_json_option(*verb, options->common);
  verb->add_option("--body", options->body, "The fields as JSON; - reads stdin")->type_name("JSON");
  verb->add_option("--key", options->key, "Idempotency key; the same key is done once")
      ->type_name("KEY");
  verb->add_option("--if-match", options->if_match, "Only if the thing is at this version")
      ->type_name("VERSION");
  verb->add_flag("--dry-run", options->dry_run, "Print the request, send nothing");
  verb->callback([&line, options] {
    line.chosen = [options] {
      auto done = send(*options);
      return done ? ExitCode::ok : failed(done.error());
    };
  });
}

}  // namespace

void add_command(CommandLine& line) {
  auto* group = line.app.add_subcommand("command", "Send a command to a running node");
  group->require_subcommand(1);
  for (const schema::TypeInfo& type : schema::all_types()) {
    if (Commands::is_public(type)) add_one(line, *group, type);
  }
}

}  // namespace kintsugi::api
