"""The newsroom's server gives exactly what the newsroom answers at a moment."""

import http.client
import time

from crawler.newsroom_site import Answer, answers
from tests.newsroom_server import NewsroomServer


def answer_at(url: str, moment: int = 1) -> Answer:
    """What the newsroom says at an address."""
    return next(answer for answer in answers(moment) if answer.url == url)


def ask(server, url, **headers):
    """One request as a client sends it to its proxy: status, headers, body."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        connection.request(
            "GET", url, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def test_the_server_answers_as_a_proxy_with_what_the_newsroom_says_now():
    url = "http://www.meridian-wire.example/story/20260301-jet-drones"
    with NewsroomServer(moment=1) as server:
        assert ask(server, url)[0] == 500
        server.moment = 2
        status, headers, body = ask(server, url)

    told = answer_at(url, moment=2)
    assert (status, headers, body) == (200, dict(told.headers), told.body)
    assert [(asked.method, asked.url, asked.status) for asked in server.log] == [
        ("GET", url, 500),
        ("GET", url, 200),
    ]


def test_the_server_answers_by_its_host_header_too():
    with NewsroomServer() as server:
        status, _, body = ask(server, "/rss.xml", Host="sahel-news.example")

    assert (status, body) == (200, answer_at("http://sahel-news.example/rss.xml").body)


def test_the_server_says_not_modified_to_who_has_the_answer_already():
    url = "http://www.dnipro-khvylia.example/rss.xml"
    told = answer_at(url).headers
    with NewsroomServer() as server:
        by_tag = ask(server, url, If_None_Match=told["ETag"])
        by_date = ask(server, url, If_Modified_Since=told["Last-Modified"])
        by_an_older_tag = ask(server, url, If_None_Match='"other"', If_Modified_Since=told["Last-Modified"])

    assert (by_tag[0], by_tag[2]) == (304, b"")
    assert by_date[0] == 304
    assert by_an_older_tag[0] == 200


def test_the_server_knows_nothing_but_the_newsroom():
    with NewsroomServer() as server:
        assert ask(server, "http://elsewhere.example/")[0] == 404


def test_the_server_stops_at_once_and_hangs_up_on_who_keeps_a_connection():
    with NewsroomServer() as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=1)
        connection.request("GET", "http://www.karaneh.example/robots.txt")
        assert connection.getresponse().read()
        before = time.monotonic()
    after = time.monotonic()

    assert after - before < 1
    assert connection.sock.recv(1) == b""
    connection.close()
