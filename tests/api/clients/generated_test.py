"""A client that openapi-python-client makes of the document reads a demo company."""

import importlib
import json
import os
import re
import subprocess
import sys
import tempfile

from company import Company


# A batch is lines of JSON, and sales come as a file: this generator has no way to send either.
NOT_TAKEN = ("POST /v1/commands", "POST /v1/sales/file")


def generate(document, folder):
    """Makes the package kintsugi_client; what the generator could not make is a fault."""
    source = os.path.join(folder, "openapi.json")
    with open(source, "w", encoding="utf-8") as file:
        json.dump(document, file)
    config = os.path.join(folder, "config.json")
    with open(config, "w", encoding="utf-8") as file:
        json.dump({"post_hooks": [], "package_name_override": "kintsugi_client"}, file)
    made = subprocess.run(
        [os.path.join(os.path.dirname(sys.executable), "openapi-python-client"), "generate",
         "--path", source, "--meta", "none", "--config", config,
         "--output-path", os.path.join(folder, "kintsugi_client")],
        capture_output=True, text=True, check=False)
    said = made.stdout + made.stderr
    warnings = re.findall(r"(?:WARNING|ERROR).*\n+.*", said)
    for warning in warnings:
        print(warning)
    return made.returncode == 0 and all(
        any(one in warning for one in NOT_TAKEN) for warning in warnings)


def module_of(operation):
    tag = operation["tags"][0]
    return importlib.import_module(f"kintsugi_client.api.{tag}.{operation['operationId']}")


def read(company, client, problem, faults):
    values = company.values()
    done = 0
    for path, operations in company.document["paths"].items():
        operation = operations.get("get")
        if operation is None or path in ("/v1/stream", "/v1/feed", "/v1/today"):
            continue
        arguments = {name + ("_" if name == "type" else ""): value
                     for name, value in values.get(path, {}).items()}
        answer = operation["responses"]["200"]
        is_json = next(iter(answer["content"])) == "application/json"
        try:
            module = module_of(operation)
            if "queue" in arguments or "condition" in arguments:
                typed(arguments)
            result = module.sync_detailed(client=client, **arguments)
        except Exception as error:  # whatever the client throws at its user
            faults.append(f"{path}: {type(error).__name__}: {error}")
            continue
        done += 1
        missing = values.get(path, {}).get("id") == "none"
        bad = result.parsed is None or isinstance(result.parsed, problem)
        if is_json and not missing and bad:
            faults.append(f"{path}: {result.status_code}, read as {type(result.parsed).__name__}")
    return done


def typed(arguments):
    models = importlib.import_module("kintsugi_client.models")
    for name, model in (("queue", "Queue"), ("condition", "PartCondition")):
        if name in arguments:
            arguments[name] = getattr(models, model)(arguments[name])


def check_orders(client, faults):
    """Times that are not known yet, and money beyond 32 bits' names, as their reader has them."""
    orders = importlib.import_module("kintsugi_client.api.queries.get_v1_orders")
    page = orders.sync(client=client, limit=500)
    visits = [visit for row in page.items for visit in row.order.bookings]
    if not any(visit.started_at is None for visit in visits):
        faults.append("/v1/orders: no visit that has not begun, the case is not tested")
    if not any(visit.started_at is not None and visit.started_at.year > 2000 for visit in visits):
        faults.append("/v1/orders: no visit that has begun")


def check_filters(client, faults):
    """Several values of one filter, in the way that the client writes them."""
    lists = importlib.import_module("kintsugi_client.api.queries.get_v1_work_orders")
    status = importlib.import_module("kintsugi_client.models").WorkOrderStatus
    def count(asked):
        return len(lists.sync(client=client, limit=500, status=asked).items)
    few = [(one, many) for one in status if 0 < (many := count(one)) < 250][:2]
    both = count([one for one, _ in few])
    if len(few) < 2 or both != sum(many for _, many in few):
        faults.append(f"/v1/work_orders: {few} of two statuses, and {both} of both")


def send(company, client, faults):
    """A command by the client: what may be left out may be None."""
    models = importlib.import_module("kintsugi_client.models")
    module = importlib.import_module("kintsugi_client.api.customer.register_customer")
    body = models.RegisterCustomer(customer="C-GENERATED", name="陈先生", phone="13700020025",
                                   note=None)
    result = module.sync_detailed(client=client, body=body, idempotency_key="generated-1")
    if result.status_code != 200 or result.parsed.command != "register_customer":
        faults.append(f"register_customer: {result.status_code} {result.content[:300]}")


def main():
    faults = []
    with Company() as company, tempfile.TemporaryDirectory() as folder:
        if not generate(company.document, folder):
            print("the generator warns")
            return 1
        sys.path.insert(0, folder)
        package = importlib.import_module("kintsugi_client")
        problem = importlib.import_module("kintsugi_client.models").Problem
        client = package.AuthenticatedClient(base_url=company.origin, token=company.token)
        print(f"{read(company, client, problem, faults)} operations read")
        check_orders(client, faults)
        check_filters(client, faults)
        send(company, client, faults)
    for line in faults:
        print(line)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
