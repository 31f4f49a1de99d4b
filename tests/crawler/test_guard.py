"""The address guard, without a proxy in front: a site of ours may send us anywhere, and we do not go."""

from pathlib import Path

from corpus.store import open_corpus
from tests.crawler.wirewatch_command import wirewatch
from tests.makers import STORY
from tests.site_box import Site, SiteBox
from tests.site_pages import Story, article, rss
from tests.site_replies import redirect, xml


def test_a_redirect_and_a_link_to_a_private_address_are_refused_unless_the_source_allows_its_host(
    tmp_path: Path,
) -> None:
    with SiteBox(Site("127.0.0.2:0")) as box:
        inside = f"127.0.0.2:{box.port}"
        urls = [f"http://{box.host}/{path}" for path in ("sound", "inward")] + [f"http://{inside}/secret"]
        stories = [Story(url=url, title=url, paragraphs=STORY) for url in urls]
        box.add(
            Site(box.host, {"/feed": xml(rss(stories)), "/sound": article(stories[0]),
                            "/inward": redirect(f"http://{inside}/secret")}),
            Site(inside, {"/secret": article(stories[2])}),
        )  # fmt: skip
        entry = (
            f'[[source]]\nname = "inside"\ntitle = "Inside"\nhome = "http://{box.host}/"\n'
            f'feeds = ["http://{box.host}/feed"]\nallow_private = true\n'
        )
        (tmp_path / "sources.toml").write_text(entry, encoding="utf-8")
        (tmp_path / "config.toml").write_text(
            'contact = "a@b.example"\ndelay_seconds = 0\n', encoding="utf-8"
        )

        done = wirewatch(tmp_path, "crawl", "inside", "--topic", "everything")

        assert done.returncode == 0, done.stderr
        assert box.asked(inside) == []
    with open_corpus(tmp_path / "corpus.db") as corpus:
        rows = corpus.rows("SELECT url, verdict FROM links")
    verdicts = {row["url"].rpartition("/")[2]: row["verdict"] for row in rows}
    assert verdicts["sound"] == "stored"
    assert {verdicts["inward"], verdicts["secret"]} <= {None, "failed"}


def test_an_address_inside_our_own_network_is_refused_in_words_and_not_in_code(tmp_path: Path) -> None:
    done = wirewatch(tmp_path, "fetch", "http://127.0.0.2:9/letter")

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "could not be had; an address inside your own network is refused, unless" in done.stderr
    assert "127.0.0.2 is 127.0.0.2, which is not public" in (tmp_path / "logs" / "crawl.log").read_text(
        "utf-8"
    )
