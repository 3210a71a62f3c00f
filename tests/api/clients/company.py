"""A demo company behind a real `kintsugi serve` on a free loopback port, for clients."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
import uuid

import httpx

PASSWORD = "gold-seam-on-a-bowl"
START_S_MAX = 120
# Duties beside the administrator's, so that nothing is closed to whoever reads.
DUTIES = ["auditor", "accountant", "dispatcher", "store_keeper", "call_centre"]


class Company:
    """Served from `with` to its end; `http` speaks as the administrator, `token` is his."""

    def __enter__(self):
        self.directory = tempfile.mkdtemp(prefix="kintsugi-clients-")
        self.process = subprocess.Popen(
            [os.environ["KINTSUGI_BINARY"], "serve", "--demo", "--demo-orders", "2000",
             "--data", self.directory, "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            link = self._link()
            self.origin = link[:link.index("/setup#")]
            self.http = httpx.Client(base_url=self.origin, timeout=30)
            self._sign_in(link[link.index("#") + 1:])
            self.document = self.http.get("/openapi.json").json()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.directory, ignore_errors=True)

    def _link(self):
        """The one-time link as it is printed; what is printed later is read and thrown away."""
        end = time.monotonic() + START_S_MAX
        said = ""
        for line in self.process.stdout:
            said += line
            found = re.search(r"http://\S+/setup#\S+", line)
            if found:
                threading.Thread(target=self.process.stdout.read, daemon=True).start()
                return found[0]
            if time.monotonic() > end:
                break
        raise RuntimeError(f"no one-time link:\n{said}")

    def _sign_in(self, token):
        body = {"token": token, "password": PASSWORD}
        about = self.http.post("/v1/setup/check", json={"token": token}).json()
        if about["kind"] == "administrator":
            body |= {"operator": "admin", "name": "Admin"}
        self.me = self.http.post("/v1/setup", json=body).raise_for_status().json()
        for duty in DUTIES:
            grant = {"number": self.me["operator"], "role": duty}
            self.send("/v1/operators/grant_role", grant).raise_for_status()
        made = self.http.post("/v1/tokens", json={"name": "tests"}).raise_for_status().json()
        self.token = made["token"]

    def send(self, path, body, **headers):
        """A command with a new key."""
        headers = {"Idempotency-Key": str(uuid.uuid4()), **headers}
        return self.http.post(path, json=body, headers=headers)

    def items(self, path, limit=3):
        return self.http.get(path, params={"limit": limit}).raise_for_status().json()["items"]

    def values(self):
        """By the path what it must be asked with: names in it, and parameters."""
        order = self.items("/v1/orders", 1)[0]["id"]
        stock = self.items("/v1/inventory", 1)[0]
        asset = self.items("/v1/assets", 1)[0]
        report, page = "repair_status", self.http.get("/v1/reports/repair_status").json()
        values = {
            "/v1/orders/{id}": {"id": order},
            "/v1/orders/{id}/timeline": {"id": order},
            "/v1/inventory/{warehouse}/{part}/{condition}/ledger":
                {name: stock[name] for name in ("warehouse", "part", "condition")},
            "/v1/streams/{type}/{id}": {"type": "work_order", "id": order},
            "/v1/streams/{type}/{id}/commits": {"type": "work_order", "id": order},
            "/v1/queues/{queue}": {"queue": self.items("/v1/queues")[0]["queue"]},
            "/v1/audit/commits/{position}": {"position": self.items("/v1/audit", 1)[0]["position"]},
            "/v1/lookup/{type}": {"type": "customer"},
            "/v1/words/{means}": {"means": "brand"},
            "/v1/search": {"q": order},
            "/v1/callers": {"phone": "1380"},
            "/v1/work_orders/{id}/candidates": {"id": order},
            "/v1/orders/{id}/outlets": {"id": order},
            "/v1/assets/{id}/entitlement": {"id": asset["id"]},
            "/v1/machines/{serial}": {"serial": asset["serial"]},
            "/v1/bulletins/{id}/affected": {"id": self.id_of_first("/v1/bulletins")},
            "/docs/problems/{code}": {"code": "request.bad_json"},
        }
        for path in self.document["paths"]:
            if path.startswith("/v1/reports/{id}"):
                values[path] = {"id": report}
                if path.endswith("/difference"):
                    values[path] |= {"against": "1"}
                if path.endswith("/explain"):
                    values[path] |= {"row": page["ids"][0], "column": page["columns"][0]["name"]}
            elif path.endswith("/{id}") and path not in values:
                values[path] = {"id": self.id_of_first(path[:-len("/{id}")])}
        return values

    def id_of_first(self, path):
        """An item of a list of the schema; where it has none, a number that nobody has."""
        declared = self.http.get("/v1/schema").json()["lists"]
        named = [one for one in declared if "/v1/" + one["name"] == path]
        if not named:
            return "none"
        found = self.items(path, 1)
        return ":".join(str(found[0][part]) for part in named[0]["id"]) if found else "none"


def load(text):
    """JSON as a test must read it: a member that is there twice is a fault."""
    def once(pairs):
        names = [name for name, _ in pairs]
        assert len(set(names)) == len(names), f"a member twice: {names}"
        return dict(pairs)
    return json.loads(text, object_pairs_hook=once)
