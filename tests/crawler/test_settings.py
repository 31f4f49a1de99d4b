"""Scrapy's settings, by what a real crawl with them does: one child process against a loopback server."""

import json
import os
import ssl
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from scrapy.settings import Settings
from scrapy.settings.default_settings import __all__ as known_settings

from corpus.config import Config
from crawler import settings
from crawler.settings import crawl_settings, user_agent

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)

CRAWL = """
import json, os, sys, scrapy
from datetime import datetime
from pathlib import Path
from scrapy.crawler import AsyncCrawlerProcess
from corpus.config import Config
from crawler.settings import crawl_settings

def listening():
    paths = [f"/proc/self/fd/{fd}" for fd in os.listdir("/proc/self/fd")]
    own = {os.readlink(path) for path in paths if os.path.lexists(path)}
    tables = [Path(f"/proc/self/net/{name}").read_text().splitlines()[1:] for name in ("tcp", "tcp6")]
    rows = [row.split() for table in tables for row in table]
    return [row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in own]

class Asker(scrapy.Spider):
    name = "asker"
    async def start(self):
        for url in job["urls"]:
            yield scrapy.Request(url, self.parse, errback=self.failed, cb_kwargs={"asked": url}, dont_filter=True)
    def parse(self, response, asked):
        say(asked, response.status)
    def failed(self, failure):
        say(failure.request.cb_kwargs["asked"], f"{type(failure.value).__name__}: {failure.value}")

def say(asked, answer):
    print(json.dumps([asked, answer, listening()]), flush=True)

job = json.loads(sys.argv[1])
made = crawl_settings(Config(**job["config"]), now=datetime.fromisoformat(job["now"]), private_hosts=job["private"])
process = AsyncCrawlerProcess(made | {"DOWNLOADER_MIDDLEWARES": {}, "ITEM_PIPELINES": {}} | job["changes"])
process.crawl(Asker)
process.start()
"""


class Site(BaseHTTPRequestHandler):
    """Answers what a crawler must cope with, and writes down what it was asked."""

    def do_GET(self) -> None:
        """One answer for each path."""
        self.server.asked.append((self.path, dict(self.headers)))  # type: ignore[attr-defined]
        name = self.path.strip("/").split("/")[0]
        if name == "loop":
            number = int(self.path.rpartition("/")[2])
            return self.answer(302, Location=f"/loop/{number + 1}")
        if name == "broken":
            return self.answer(500)
        if name == "refresh":
            return self.answer(200, b"<meta http-equiv='refresh' content='0; url=/refreshed'>")
        if name == "large":
            return self.answer(200, b"x" * 5000)
        return self.answer(200, b"<p>hello", Set_Cookie="seen=1")

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Send it."""
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site():
    """A site on the loopback interface."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.asked = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def crawled(
    site, *urls: str, config: dict[str, object] | None = None, private=("127.0.0.1", "localhost"), **changes
):
    """What a crawl that asks for these addresses says of each, and what the site was asked."""
    site.asked.clear()
    job = {
        "urls": [url if ":" in url else f"http://127.0.0.1:{site.server_port}{url}" for url in urls],
        "config": {"contact": "desk@news.example", "delay_seconds": 0.0, **(config or {})},
        "private": private,
        "now": NOW.isoformat(),
        "changes": changes,
    }
    trap = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "no_proxy": ""}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", CRAWL, json.dumps(job)],
        capture_output=True, text=True, timeout=60, env={**os.environ, **trap}, check=True,
    )  # fmt: skip
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(said) == len(urls), done.stderr
    answers = [next(row[1] for row in said if row[0] == url) for url in job["urls"]]
    return answers, [port for row in said for port in row[2]], list(site.asked)


def test_a_crawl_asks_politely_once_and_listens_to_nobody(site):
    answers, ports, asked = crawled(site, "/a", "/b", "/broken", "/refresh", "/loop/0")

    assert answers[:4] == [200, 200, 500, 200]
    assert "max redirections reached" in answers[4]
    assert ports == []
    assert sorted(path for path, _ in asked) == sorted(
        ["/a", "/b", "/broken", "/refresh", *(f"/loop/{number}" for number in range(6))]
    )
    for _, headers in asked:
        assert headers["User-Agent"].startswith("Wirewatch/")
        assert headers["User-Agent"].endswith(" (+desk@news.example)")
        assert not headers.keys() & {"Cookie", "Referer", "Proxy-Authorization"}


def test_the_look_for_listening_ports_would_find_one(site):
    _, ports, _ = crawled(site, "/a", TELNETCONSOLE_ENABLED=True)

    assert len(ports) == 1


def test_a_link_reads_no_file(site, tmp_path):
    (tmp_path / "secret").write_text("hush")

    answers, _, _ = crawled(
        site, (tmp_path / "secret").as_uri(), "data:,hush", "ftp://127.0.0.1/x", "s3://a/b"
    )

    assert all("Unsupported" in answer or "unsupported" in answer for answer in answers), answers


def test_a_body_that_is_too_large_is_refused(site):
    answers, _, _ = crawled(site, "/large", "/a", config={"max_body_bytes": 1024})

    assert answers[0].startswith("DownloadCancelledError")
    assert answers[1] == 200


def test_an_address_inside_our_own_network_is_refused_however_it_is_spelled(site):
    hosts = ("127.0.0.1", "localhost", "0x7f.1", "2130706433")

    answers, _, asked = crawled(site, *(f"http://{host}:{site.server_port}/a" for host in hosts), private=())

    assert all(answer.startswith("CannotResolveHostError") for answer in answers), answers
    assert asked == []


def test_a_certificate_that_nobody_signed_is_refused(site, tmp_path):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    day = timedelta(days=1)
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(today - day).not_valid_after(today + day)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = tmp_path / "site.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.asked = []
        server.handle_error = lambda *_: None  # the refusal is the point
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"https://127.0.0.1:{server.server_port}/a"
        refused, _, _ = crawled(site, url)
        trusting, _, _ = crawled(site, url, DOWNLOAD_VERIFY_CERTIFICATES=False)
        server.shutdown()

    assert "certificate" in str(refused[0])
    assert trusting == [200]


def test_a_proxy_is_used_when_the_config_names_it(site):
    proxy = f"http://127.0.0.1:{site.server_port}"
    middlewares = crawl_settings(Config(proxy=proxy), now=NOW)["DOWNLOADER_MIDDLEWARES"]
    ours = {name: place for name, place in middlewares.items() if "proxy" in name}

    answers, _, asked = crawled(
        site, "http://a.example/x", config={"proxy": proxy}, DOWNLOADER_MIDDLEWARES=ours
    )

    assert answers == [200]
    assert [path for path, _ in asked] == ["http://a.example/x"]


def test_every_name_is_one_that_scrapy_knows_or_ours():
    made = crawl_settings(Config(proxy="http://p.example:1"), now=NOW, archives=[Path("a.warc")])

    assert {name for name in made if name not in known_settings} == {
        "WIREWATCH_NOW", "WIREWATCH_PROXY", "WIREWATCH_PRIVATE_HOSTS", "WIREWATCH_TRANSFERS", "REPLAY_ARCHIVES",
    }  # fmt: skip


def test_a_config_decides_pace_and_limits():
    made = crawl_settings(
        Config(delay_seconds=3, hosts_at_once=5, per_host=2, download_timeout_seconds=9), now=NOW
    )

    assert made["DOWNLOAD_DELAY"] == 6  # nobody can reach us
    assert made["DOWNLOAD_DELAY_JITTER"] == 0
    assert made["WIREWATCH_TRANSFERS"] == 10
    assert made["CONCURRENT_REQUESTS_PER_DOMAIN"] == 2
    assert made["DOWNLOAD_TIMEOUT"] == 9
    assert made["USER_AGENT"] == user_agent(Config()) == settings.USER_AGENT


def test_robots_are_obeyed_by_our_own_middleware_or_by_scrapys():
    made = crawl_settings(Config(), now=NOW)

    assert made["DOWNLOADER_MIDDLEWARES"]["crawler.manners.MannersMiddleware"] == 100
    assert not made["ROBOTSTXT_OBEY"]
    in_a_shell = Settings()
    in_a_shell.setmodule("crawler.settings")
    assert in_a_shell.getbool("ROBOTSTXT_OBEY")
    assert in_a_shell["DOWNLOAD_HANDLERS"]["file"] is None
