"""Every route's answers, of a demo company, against the OpenAPI document: status, media type, body.

Also what the document says of itself: titles once, int64 where 32 bits are too few.
"""

import collections
import datetime
import re
import sys
import urllib.parse

import jsonschema
from company import Company, load

FEEDS = ("/v1/stream", "/v1/feed")  # they have no end
MOMENTS = ["", "as_of=0", "as_of=1"]
faults = []


def fault(text):
    faults.append(text)


def checker():
    formats = jsonschema.FormatChecker(formats=[])
    formats.checks("date-time", ValueError)(
        lambda value: not isinstance(value, str) or
        re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", value) is not None
        and bool(datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))))
    formats.checks("date", ValueError)(
        lambda value: not isinstance(value, str) or bool(datetime.date.fromisoformat(value)))
    for bits in (32, 64):
        formats.checks(f"int{bits}")(
            lambda value, bits=bits: not isinstance(value, int) or
            -2 ** (bits - 1) <= value < 2 ** (bits - 1))
    return formats


class Document:
    def __init__(self, document):
        self.document = document
        self.formats = checker()
        self.validators = {}
        self.seen = collections.Counter()

    def schema(self, path, method, status, media_type):
        answers = self.document["paths"][path][method]["responses"]
        answer = answers.get(str(status))
        if answer is None:
            return fault(f"{method} {path}: {status} is not in the document")
        content = answer.get("content", {})
        if not content and media_type == "":
            return {}
        if media_type not in content:
            return fault(f"{method} {path}: {status} with {media_type!r} is not in the document")
        return content[media_type]["schema"]

    def check(self, path, method, answer):
        """Holds an answer against the document."""
        media_type = answer.headers.get("content-type", "").split(";")[0]
        if answer.request.method == "HEAD":
            return
        schema = self.schema(path, method, answer.status_code, media_type)
        self.seen[method, path, answer.status_code] += 1
        if schema is None or "json" not in media_type or media_type.endswith("ndjson"):
            return
        key = (path, method, answer.status_code, media_type)
        if key not in self.validators:
            self.validators[key] = jsonschema.Draft202012Validator(
                schema | {"components": self.document["components"]},
                format_checker=self.formats)
        for error in list(self.validators[key].iter_errors(load(answer.text)))[:3]:
            fault(f"{method} {answer.request.url}: {error.json_path}: {error.message[:200]}")


def check_document(document):
    """What generators of clients stumble over."""
    titles = collections.Counter(
        schema.get("title", "") for schema in document["components"]["schemas"].values())
    for title, times in titles.items():
        if times > 1:
            fault(f"the title {title!r} is there {times} times")

    def walk(node, at):
        if isinstance(node, list):
            for i, one in enumerate(node):
                walk(one, f"{at}/{i}")
        if not isinstance(node, dict):
            return
        kinds = node.get("type") if isinstance(node.get("type"), list) else [node.get("type")]
        if "integer" in kinds and "maximum" in node and node.get("format") != "int64":
            if not -2 ** 31 <= node["minimum"] <= node["maximum"] < 2 ** 31:
                fault(f"{at}: beyond 32 bits without int64")
        for key, one in node.items():
            walk(one, f"{at}/{key}")

    walk(document, "")
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            answers = operation["responses"]
            if "405" not in answers:
                fault(f"{method} {path}: no 405")
            if "{" in path and "404" not in answers:
                fault(f"{method} {path}: no 404")


def read_everything(company, document):
    values = company.values()
    for path, operations in company.document["paths"].items():
        if "get" not in operations or path in FEEDS:
            continue
        concrete = path.format(**{name: urllib.parse.quote(value, safe="")
                                  for name, value in values.get(path, {}).items()})
        names = {one["name"] for one in operations["get"]["parameters"]}
        queries = MOMENTS if "as_of" in names else [""]
        if "limit" in names:
            queries = queries + ["limit=2", "limit=500", "limit=0"]
        if "commands" in names:
            queries = queries + ["commands=true&limit=3"]
        if "format" in names:
            queries = queries + [f"format={one}" for one in
                                 ("csv", "csv&profile=data", "ndjson", "xlsx", "print", "table")]
        asked = urllib.parse.urlencode({name: value for name, value in values.get(path, {}).items()
                                        if "{" + name + "}" not in path})
        for query in queries + ["no_such_parameter=1"]:
            answer = company.http.get(f"{concrete}?{asked}&{query}")
            document.check(path, "get", answer)
        if "limit=2" in queries:
            follow(company, document, path, concrete)
        if "{" in path:
            unknown = re.sub(r"\{[a-z_]+\}", "nobody-has-this", path)
            document.check(path, "get", company.http.get(unknown))


def follow(company, document, path, concrete):
    """The next pages of a list, a few."""
    page = company.http.get(concrete, params={"limit": 2}).json()
    for _ in range(3):
        if not page.get("next_cursor"):
            return
        answer = company.http.get(concrete, params={"limit": 2, "cursor": page["next_cursor"]})
        document.check(path, "get", answer)
        page = answer.json()


def read_reports(company, document):
    for report in company.http.get("/v1/reports").json()["items"]:
        at = f"/v1/reports/{report['id']}"
        page = company.http.get(at, params={"limit": 5})
        document.check("/v1/reports/{id}", "get", page)
        document.check("/v1/reports/{id}/chart", "get", company.http.get(at + "/chart"))
        document.check("/v1/reports/{id}/difference", "get",
                       company.http.get(at + "/difference", params={"against": "10"}))
        for row in page.json().get("ids", [])[:2]:
            for column in report["columns"]:
                document.check("/v1/reports/{id}/explain", "get", company.http.get(
                    at + "/explain", params={"row": row, "column": column["name"]}))


def read_cards_and_streams(company, document):
    for one in company.http.get("/v1/schema").json()["lists"]:
        for item in company.items("/v1/" + one["name"], 3):
            number = ":".join(str(item[part]) for part in one["id"])
            at = f"/v1/{one['name']}/{urllib.parse.quote(number, safe='')}"
            card = company.http.get(at)
            document.check(f"/v1/{one['name']}/{{id}}", "get", card)
            if not card.is_success or "thing" not in card.json():
                continue
            kind, number = card.json()["thing"].split("/", 1)
            at = f"/v1/streams/{kind}/{urllib.parse.quote(number, safe='')}"
            document.check("/v1/streams/{type}/{id}", "get", company.http.get(at))
            document.check("/v1/streams/{type}/{id}/commits", "get",
                           company.http.get(at + "/commits"))
    for kind in sorted({one["thing"] for one in company.http.get("/v1/schema").json()["lists"]}):
        if kind:
            document.check("/v1/lookup/{type}", "get", company.http.get(f"/v1/lookup/{kind}"))
    for queue in company.items("/v1/queues"):
        document.check("/v1/queues/{queue}", "get",
                       company.http.get(f"/v1/queues/{queue['queue']}"))


def read_commits(company, document):
    page = company.http.get("/v1/audit", params={"limit": 500}).json()
    commands = set()
    for commit in page["items"]:
        if commit["command"] not in commands:
            commands.add(commit["command"])
            document.check("/v1/audit/commits/{position}", "get", company.http.get(
                f"/v1/audit/commits/{commit['position']}"))


def send_commands(company, document):
    """Every command once: with nothing in it, with what is nobody's, and some that are accepted."""
    for path, operations in company.document["paths"].items():
        operation = operations.get("post")
        if operation is None or "x-roles" not in operation:
            continue
        document.check(path, "post", company.send(path, {}))
        document.check(path, "post", company.send(path, {"no_such_field": 1}))
        document.check(path, "post", company.http.post(path, json={}))
    path = "/v1/customers/register_customer"
    body = {"customer": "C-CLIENTS", "name": "陈先生", "phone": "13700020025"}
    for answer in (company.send(path, body), company.send(path, body),
                   company.send(path, body | {"note": None, "customer": "C-CLIENTS-2"}),
                   company.send(path, body | {"name": "名" * 1001}),
                   company.send("/v1/customers/change_customer", body, **{"If-Match": '"999"'})):
        document.check(path if "register" in str(answer.request.url)
                       else "/v1/customers/change_customer", "post", answer)


def send_lengths(company, document):
    """As long as the document says, in characters of any width; one more is told."""
    path = "/v1/work_orders/register_work_order"
    like = company.items("/v1/orders", 1)[0]["order"]
    for length, expected in ((334, 200), (4000, 200), (4001, 400)):
        answer = company.send(path, {
            "order": f"WO-CLIENTS-{length}", "service_type": "repair", "source": "own",
            "brand": like["brand"], "category": like["category"], "phone": "13800000009",
            "contact": "陈先生", "address": "工业路1号", "symptom": "空" * length})
        document.check(path, "post", answer)
        if answer.status_code != expected:
            fault(f"a symptom of {length} characters: {answer.status_code} {answer.text[:300]}")


def use_other_methods(company, document):
    """What a path does not take is 405 and names what it takes."""
    for path, operations in company.document["paths"].items():
        concrete = re.sub(r"\{[a-z_]+\}", "x", path)
        answer = company.http.request("PATCH", concrete)
        method = next(iter(operations))
        document.check(path, method, answer)
        allowed = {one.strip().lower() for one in answer.headers.get("allow", "").split(",")}
        if answer.status_code != 405 or allowed != set(operations):
            fault(f"PATCH {path}: {answer.status_code}, allowed {sorted(allowed)}")


def read_as_nobody(company, document):
    """Where somebody must be signed in, 401; the rest answers."""
    import httpx
    with httpx.Client(base_url=company.origin) as nobody:
        for path, operations in company.document["paths"].items():
            if "get" in operations and path not in FEEDS:
                concrete = re.sub(r"\{[a-z_]+\}", "x", path)
                document.check(path, "get", nobody.get(concrete))


def read_times(company, document):
    """A bare day and a plus that nobody escaped mean the same wherever a time is asked for."""
    newest = company.items("/v1/audit", 1)[0]
    pinned = "as_of=" + newest["position"]
    day = str(datetime.date.fromisoformat(newest["recorded_at"][:10]) - datetime.timedelta(1))
    asks = [("/v1/orders", "as_of"), ("/v1/audit", "from"), ("/v1/audit", "to"),
            ("/v1/log/density", "from"), ("/v1/log/density", "to"), ("/v1/log/position", "at"),
            ("/v1/reports/repair_status", "from"), ("/v1/reports/repair_status", "until"),
            ("/v1/reports/repair_status", "as_of"), ("/v1/reports/operation_log", "from"),
            ("/v1/reports/operation_log", "until"),
            ("/v1/work_orders", "registered_at.from"), ("/v1/work_orders", "registered_at.until")]
    for path, name in asks:
        template = "/v1/reports/{id}" if "/reports/" in path else path
        if template not in company.document["paths"]:
            fault(f"{path} is no route")
            continue
        given = {}
        for text in (f"{day}T10:00:00+08:00", f"{day}T10:00:00%2B08:00", f"{day}T02:00:00Z", day):
            at = "" if name == "as_of" else "&" + pinned  # what comes meanwhile is not in it
            answer = company.http.get(f"{path}?{name}={text}{at}")
            document.check(template, "get", answer)
            if answer.status_code != 200:
                fault(f"{path}?{name}={text}: {answer.status_code} {answer.text[:200]}")
            given[text] = re.sub(r'"next_cursor":"[^"]*"', "", answer.text)
        if len({given[text] for text in list(given)[:3]}) != 1:
            fault(f"{path}?{name}: one moment, several answers")
    end = company.http.get(f"/v1/orders?as_of={day}T23:59:59.999%2B08:00").json()["position"]
    if company.http.get(f"/v1/orders?as_of={day}").json()["position"] != end:
        fault("as of a day is not as of its end")
    if company.http.get(f"/v1/log/position?at={day}").json()["position"] != end:
        fault("a day of the as-of bar is not its end")


def main():
    with Company() as company:
        document = Document(company.document)
        check_document(company.document)
        for task in (read_everything, read_reports, read_cards_and_streams, read_commits,
                     send_commands, send_lengths, use_other_methods, read_as_nobody, read_times):
            task(company, document)
        answered = {(method, path) for method, path, status in document.seen if status < 300}
        for path, operations in company.document["paths"].items():
            if "get" in operations and ("get", path) not in answered and path not in FEEDS:
                print(f"never answered: {path}")
        print(f"{sum(document.seen.values())} answers of {len(company.document['paths'])} paths")
    for line, times in collections.Counter(faults).most_common(60):
        print(f"{times} x {line}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
