// kintsugi list NAME | show NAME ID: every list that the schema declares, by what it declares.

#include "projections/lists/list.h"

#include <map>

#include "api/cli/card_text.h"
#include "api/cli/client.h"
#include "api/cli/command_line.h"
#include "api/cli/moment.h"
#include "api/cli/output.h"
#include "api/cli/terminal.h"
#include "api/http/server/message.h"

namespace kintsugi::api {

namespace {

struct ListVerb {
  CommonOptions common;
  const projections::lists::List* list = nullptr;
  std::string id;  // of `show`
  std::string search, sort, columns, as_of;
  std::string format = "table", output = "-", language = "zh";
  std::map<std::string, std::string> fields;  // conditions as typed
  std::vector<std::string> where;             // "amount.from=100"
};

Client::Headers language_of(const ListVerb& options) {
  return {{"Accept-Language", options.language == "en" ? "en" : "zh-CN"}};
}

Result<Client> client_of(const CommonOptions& options) {
  if (options.server.empty() && options.data.empty())
    return fail(ErrorKind::invalid, "cli.usage", "--data DIR or --server URL is needed");
  if (options.server.empty() && !is_held(options.data)) {
    return fail(ErrorKind::unavailable, "cli.no_server",
                "lists are read from a running node: kintsugi serve --data " + options.data +
                    ", or --server URL and --token-file FILE");
  }
  return Client::of(options);
}

Result<void> run_list(const ListVerb& options) {
  KINTSUGI_TRY_OK(check_moment(options.as_of));
  KINTSUGI_TRY(Client client, client_of(options.common));
  std::string path = "/v1/" + std::string(options.list->name());
  const std::string format = options.common.json ? "ndjson" : options.format;
  const std::size_t colon = format.find(':');  // "csv:data"
  path += "?format=" + url_encoded(format.substr(0, colon));
  if (colon != std::string::npos) path += "&profile=" + url_encoded(format.substr(colon + 1));
  const auto add = [&](const std::string& name, const std::string& value) {
    if (!value.empty()) path += "&" + url_encoded(name) + "=" + url_encoded(value);
  };
  add("q", options.search), add("sort", options.sort), add("columns", options.columns);
  if (options.as_of != "latest") add("as_of", options.as_of);
  for (const auto& [name, value] : options.fields) add(name, value);
  for (const std::string& condition : options.where) {
    const std::size_t equals = condition.find('=');
    if (equals == std::string::npos || equals == 0)
      return fail(ErrorKind::invalid, "cli.bad_parameter", "--where expects FIELD=VALUE");
    add(condition.substr(0, equals), condition.substr(equals + 1));
  }
  KINTSUGI_TRY(auto output, Output::open(options.output));
  bool written = true;
  const auto done = client.download(path, language_of(options), [&](std::string_view piece) {
    return written = output->write(piece);
  });
  if (!done && written) return tl::unexpected(done.error());
  return output->close();
}

Result<void> run_show(const ListVerb& options) {
  KINTSUGI_TRY_OK(check_moment(options.as_of));
  KINTSUGI_TRY(Client client, client_of(options.common));
  std::string path = "/v1/" + std::string(options.list->name()) + "/" + url_encoded(options.id);
  if (!options.as_of.empty() && options.as_of != "latest")
    path += "?as_of=" + url_encoded(options.as_of);
  KINTSUGI_TRY(const ClientAnswer answer, client.get(path, language_of(options)));
  print_data(options.common.json ? answer.body + "\n"
                                 : card_text(*options.list->info, answer.body,
                                             options.language == "en" ? replay::Language::en
                                                                      : replay::Language::zh));
  return {};
}

void add_what_both_take(CLI::App& verb, ListVerb& options) {
  add_data_options(verb, options.common, false);
  add_server_options(verb, options.common);
  add_json_option(verb, options.common);
  verb.add_option("--as-of", options.as_of, "A position, an RFC 3339 time, a date, or latest")
      ->type_name("POSITION|TIME");
  verb.add_option("--lang", options.language, "zh or en")->check(CLI::IsMember({"zh", "en"}));
}

// A flag for each field that an item shows by itself; ranges and more by --where.
void add_conditions(CLI::App& verb, const std::shared_ptr<ListVerb>& options) {
  for (const auto& shown : options->list->shown) {
    std::string flag = shown.name;
    std::replace(flag.begin(), flag.end(), '_', '-');
    if (flag.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos)
      continue;
    if (verb.get_option_no_throw("--" + flag) != nullptr) flag = "field-" + flag;
    const schema::FieldInfo* field = shown.field.field();
    verb.add_option_function<std::string>(
            "--" + flag,
            [options, name = shown.name](const std::string& value) {
              options->fields[name] = value;
            },
            field ? std::string(field->label_en) : "Its number")
        ->type_name("VALUE[,VALUE]")
        ->group("Conditions");
  }
  verb.add_option("--where", options->where, "e.g. --where amount.from=100; see the API")
      ->type_name("FIELD=VALUE")
      ->group("Conditions");
}

// "work_order" of "work_orders", "custody" of "custodies", "contact_wish" of "contact_wishes",
// "exchange_due" of "exchanges_due"; what is no plural stays, "coverage".
std::string one_of(std::string_view name) {
  const std::size_t first_end = name.find("s_");
  const std::size_t end = name.ends_with('s') ? name.size()
                          : first_end == std::string_view::npos ? 0 : first_end + 1;
  const std::string rest(name.substr(end));
  if (end == 0) return rest;
  const std::string_view plural = name.substr(0, end);
  const auto without = [&](std::size_t octets) {
    return std::string(plural.substr(0, plural.size() - octets));
  };
  if (plural.ends_with("ies")) return without(3) + "y" + rest;
  for (const std::string_view hissing : {"shes", "ches", "xes", "sses"})
    if (plural.ends_with(hissing)) return without(2) + rest;
  return without(1) + rest;
}

std::string described(const schema::ListInfo& info) {
  return std::string(info.label_zh) + "  " + std::string(info.label_en);
}

}  // namespace

void add_list(CommandLine& line) {
  auto* group = line.app.add_subcommand("list", "Any register or list, filtered, as of any moment");
  group->require_subcommand(1);
  for (const auto& list : projections::lists::all()) {
    auto* verb = group->add_subcommand(std::string(list.name()), described(*list.info));
    auto options = std::make_shared<ListVerb>();
    options->list = &list;
    if (list.name() == "work_orders") verb->alias("orders");
    add_what_both_take(*verb, *options);
    verb->add_option("search", options->search, "Words, parts of numbers, pinyin, phone numbers")
        ->type_name("TEXT");
    verb->add_option("--sort", options->sort, "Field; -FIELD from the last to the first");
    verb->add_option("--columns", options->columns, "Fields, in this order")
        ->type_name("FIELD,FIELD");
    verb->add_option("--format", options->format, "table, csv (for Excel), csv:data, ndjson, xlsx")
        ->check(CLI::IsMember({"table", "csv", "csv:data", "ndjson", "xlsx"}));
    verb->add_option("-o,--output", options->output, "File; - is stdout")->type_name("FILE");
    add_conditions(*verb, options);
    verb->callback([&line, options] {
      line.chosen = [options] {
        const auto done = run_list(*options);
        return done ? ExitCode::ok : failed(done.error());
      };
    });
  }
}

void add_show(CommandLine& line) {
  auto* group = line.app.add_subcommand(
      "show", "One thing: what is known of it, what hangs on it, what may be done");
  group->require_subcommand(1);
  for (const auto& list : projections::lists::all()) {
    auto* verb = group->add_subcommand(one_of(list.name()), described(*list.info));
    if (verb->get_name() != list.name()) verb->alias(std::string(list.name()));
    if (list.name() == "work_orders") verb->alias("order");
    auto options = std::make_shared<ListVerb>();
    options->list = &list;
    verb->add_option("id", options->id, "Its number")->required()->type_name("ID");
    add_what_both_take(*verb, *options);
    verb->callback([&line, options] {
      line.chosen = [options] {
        const auto done = run_show(*options);
        return done ? ExitCode::ok : failed(done.error());
      };
    });
  }
}

}  // namespace kintsugi::api
