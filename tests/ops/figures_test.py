"""What Prometheus asks of a node, and what stands in ops/ over it: the figures are well named, the
alarms are sound and go off in their cases, and nothing there names a figure that no node tells."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import httpx

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(ROOT / "tests/api/clients")]

from alarm_cases import CASES, as_promtool_reads_them  # noqa: E402
from company import Company  # noqa: E402

ALARMS = ROOT / "ops/prometheus/alerts.yml"
BOARD = ROOT / "ops/grafana/kintsugi.json"
FIGURE = re.compile(r"\b(?:kintsugi|process)_[a-z0-9_]+")


def promtool(*arguments, given=None):
    done = subprocess.run(["promtool", *map(str, arguments)], input=given, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout


def figures_of(text):
    """Every name under which a sample is told."""
    return {re.match(r"[a-zA-Z_:][a-zA-Z0-9_:]*", line)[0]
            for line in text.splitlines() if line and not line.startswith("#")}


def expressions_of(node):
    """All that the dashboard asks."""
    if isinstance(node, list):
        return [one for item in node for one in expressions_of(item)]
    if not isinstance(node, dict):
        return []
    own = [node[name] for name in ("expr", "definition") if name in node]
    return own + [one for item in node.values() for one in expressions_of(item)]


class Figures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with Company() as company:
            # What is counted is told once it has happened: a refused command, a repeat, a stale
            # version, a stranger's request.
            call = {"customer": "C-FIGURES", "name": "x", "phone": "13800000001"}
            key = {"Idempotency-Key": "figures-1"}
            for _ in range(2):
                company.http.post("/v1/customers/register_customer", json=call, headers=key)
            grant = {"number": company.me["operator"], "role": "auditor"}
            company.send("/v1/operators/grant_role", grant, **{"If-Match": "999999"})
            company.http.post("/v1/session", json={"operator": "1001", "password": "wrong"})
            httpx.post(company.origin + "/v1/tokens", json={"name": "x"})  # nobody's
            cls.text = company.http.get("/metrics").text
        cls.told = figures_of(cls.text)

    def test_they_are_named_as_prometheus_would_have_it(self):
        code, said = promtool("check", "metrics", given=self.text)
        self.assertEqual((code, said.strip()), (0, ""))

    def test_labels_are_few(self):
        """No ids: what grows with the business is no label."""
        for name in self.told:
            samples = self.text.count(f"\n{name}{{")
            self.assertLessEqual(samples, 1500, name)
        self.assertNotRegex(self.text, r'="(WO|C|T)-?\d')

    def test_alarms_and_dashboard_name_no_figure_that_is_not_told(self):
        board = expressions_of(json.loads(BOARD.read_text()))
        self.assertGreater(len(board), 20)
        for text in [ALARMS.read_text(), *board]:
            rules = "\n".join(line for line in text.splitlines() if "description:" not in line)
            for name in FIGURE.findall(rules):
                self.assertIn(name, self.told, text[:200])

    def test_the_dashboard_is_whole(self):
        board = json.loads(BOARD.read_text())
        ids = [panel["id"] for panel in board["panels"]]
        self.assertEqual(len(ids), len(set(ids)))
        for panel in board["panels"]:
            if panel["type"] == "row":
                continue
            self.assertTrue(panel["title"] and panel["description"], panel["title"])
            for target in panel["targets"]:
                # As Grafana fills it in, each is a sound question.
                asked = target["expr"].replace("$__rate_interval", "5m").replace("$instance", ".*")
                self.assert_sound(asked)


    def assert_sound(self, question):
        rule = {"groups": [{"name": "x", "rules": [{"record": "x", "expr": question}]}]}
        with tempfile.NamedTemporaryFile("w", suffix=".yml") as rules:
            json.dump(rule, rules)
            rules.flush()
            code, said = promtool("check", "rules", rules.name)
        self.assertEqual(code, 0, said)


class Alarms(unittest.TestCase):
    def test_they_are_sound(self):
        for command, file in (("rules", ALARMS), ("config", ALARMS.parent / "prometheus.yml")):
            code, said = promtool("check", command, file)
            self.assertEqual(code, 0, said)

    def test_each_goes_off_in_its_case_alone(self):
        with tempfile.NamedTemporaryFile("w", suffix=".yml") as cases:
            json.dump(as_promtool_reads_them(ALARMS), cases)
            cases.flush()
            code, said = promtool("test", "rules", cases.name)
        self.assertEqual(code, 0, said)
        declared = set(re.findall(r"- alert: (\w+)", ALARMS.read_text()))
        self.assertEqual({alarm for _, _, alarm, _ in CASES if alarm}, declared)


if __name__ == "__main__":
    unittest.main(verbosity=2)
