"""The cases of the alarms in ops/prometheus/alerts.yml, as `promtool test rules` reads them: each
alarm goes off in its case, alone, and none on a day like any other. The figures of that day are the
same in all of them but for what the case is about."""

NODE = 'instance="node:8080",job="kintsugi"'


def series(name, labels=""):
    return f"{name}{{{NODE}{',' if labels else ''}{labels}}}"


def answers(code):
    return series("kintsugi_http_requests_total", f'route="/v1/queues",code="{code}"')


def answered_in(limit, route="/v1/queues"):
    return series("kintsugi_http_request_duration_seconds_bucket", f'route="{route}",le="{limit}"')


def commands(outcome):
    return series("kintsugi_commands_total", f'command="register_work_order",outcome="{outcome}"')


def done_in(limit):
    return series("kintsugi_command_duration_seconds_bucket", f'le="{limit}"')


def void(reason):
    return series("kintsugi_log_void_records", f'reason="{reason}"')


UP = series("up")
STARTED = series("process_start_time_seconds")
FILES = series("process_open_fds")
STALE = series("kintsugi_version_conflicts_total")
WRONG = series("kintsugi_sign_ins_total", 'outcome="refused"')
WAITING = series("kintsugi_queue_waiting")
FEEDS = series("kintsugi_sse_clients")
DAMAGE = series("kintsugi_damage_met")
BEHIND = series("kintsugi_projection_lag_seconds", 'tenant="main"')
LIVE = series("kintsugi_projection_live", 'projection="main/orders"')
DISK_LEFT = series("kintsugi_disk_available_bytes")
KEPT = series("kintsugi_log_kept")
UNJUDGED = series("kintsugi_log_unjudged")
LEAPT = series("kintsugi_clock_ahead_seconds")
AHEAD = series("kintsugi_recorded_ahead_seconds", 'tenant="main"')

# One value a minute, for seven hours.
DAY = {
    UP: "1x420", STARTED: "1000x420",
    FILES: "100x420", series("process_max_fds"): "1024x420",
    answers(200): "0+600x420", answers(500): "0x420", answers(503): "0+1x420",
    answered_in(0.1): "0+600x420", answered_in("+Inf"): "0+600x420",
    commands("accepted"): "0+60x420", commands("failed"): "0x420",
    done_in(0.1): "0+60x420", done_in("+Inf"): "0+60x420",
    STALE: "0+1x420", WRONG: "0+1x420", WAITING: "3x420", FEEDS: "40x420", DAMAGE: "0x420",
    BEHIND: "0.2x420", LIVE: "1x420",
    DISK_LEFT: "50000000000x420", series("kintsugi_disk_size_bytes"): "100000000000x420",
    KEPT: "1x420", UNJUDGED: "0x420", void("malformed"): "2x420", void("stale"): "0+3x420",
    LEAPT: "0x420", AHEAD: "0x420",
}

# What the day is, what is other than on a day like any other, the alarm that goes off, and when.
CASES = [
    ("a day like any other", {}, None, "6h"),
    ("it does not answer", {UP: "0x420"}, "KintsugiDown", "6h"),
    ("it starts again and again", {STARTED: "1000x60 2000x5 3000x5 4000x350"},
     "KintsugiRestarts", "75m"),
    ("one restart is none", {STARTED: "1000x60 2000x360"}, None, "75m"),
    ("answers fail", {answers(500): "0+30x420"}, "KintsugiErrors", "6h"),
    ("requests are put off", {answers(503): "0+60x420"}, "KintsugiUnavailable", "6h"),
    ("commands end without an answer", {commands("failed"): "0+1x420"}, "KintsugiCommandsFail",
     "6h"),
    ("commands are slow", {done_in(0.1): "0+30x420", done_in(5): "0+60x420"},
     "KintsugiCommandsSlow", "6h"),
    ("lists are slow", {answered_in(0.1): "0+30x420", answered_in(2.5): "0+600x420"},
     "KintsugiReadsSlow", "6h"),
    ("a slow report is no slow list",
     {answered_in(0.1, "/v1/reports/{id}"): "0x420",
      answered_in("+Inf", "/v1/reports/{id}"): "0+60x420"}, None, "6h"),
    ("commands pile up", {WAITING: "5000x420"}, "KintsugiCommandsWait", "6h"),
    ("connections are left open", {FILES: "900x420"}, "KintsugiFileDescriptors", "6h"),
    ("feeds are many", {FEEDS: "250x420"}, "KintsugiFeedsNearlyFull", "6h"),
    ("damage was met", {DAMAGE: "1x420"}, "KintsugiDamage", "6h"),
    ("tables are behind", {BEHIND: "300x420"}, "KintsugiTablesBehind", "6h"),
    ("tables have stopped", {LIVE: "0x420"}, "KintsugiTablesStopped", "6h"),
    ("the disk is nearly full", {DISK_LEFT: "5000000000x420"}, "KintsugiDiskNearlyFull", "6h"),
    ("the disk fills", {DISK_LEFT: "80000000000-100000000x420"}, "KintsugiDiskFullSoon", "6h"),
    ("the log is not kept", {KEPT: "0x420"}, "KintsugiLogNotKept", "6h"),
    ("the key is missing", {UNJUDGED: "1x420"}, "KintsugiLogUnjudged", "6h"),
    ("somebody writes to the log", {void("malformed"): "0+2x420"}, "KintsugiForeignRecords", "6h"),
    ("the clock leapt", {LEAPT: "3600x420"}, "KintsugiClockLeapt", "6h"),
    ("the clock is behind", {AHEAD: "90x420"}, "KintsugiClockBehind", "6h"),
    ("passwords are guessed", {WRONG: "0+60x420"}, "KintsugiGuessing", "6h"),
    ("people overtake each other", {STALE: "0+30x420"}, "KintsugiStaleVersions", "6h"),
]


def as_promtool_reads_them(rules):
    """JSON is YAML."""
    tests = []
    for name, other, alarm, at in CASES:
        gone_off = [{"labels": f'{{alertname="{alarm}"}}', "value": 1}] if alarm else []
        tests.append({
            "name": name,
            "interval": "1m",
            "input_series": [{"series": one, "values": values}
                             for one, values in {**DAY, **other}.items()],
            "promql_expr_test": [{
                "expr": 'count by (alertname) (ALERTS{alertstate="firing"})',
                "eval_time": at,
                "exp_samples": gone_off}]})
    return {"rule_files": [str(rules)], "evaluation_interval": "1m", "tests": tests}
