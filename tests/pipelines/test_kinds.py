"""Tags, live blogs and video, as the markup tells them."""

import pytest

from tests.pipelines.claiming import ld, meta, read


def kind(head: str = "", body: str = "") -> dict[str, object]:
    found = read(head, body).found
    return {key: found[key] for key in ("tags", "live_blog", "has_video") if key in found}


def test_tags_are_the_subjects_that_the_newsroom_gave():
    head = (
        meta(article_tag="Iran")
        + meta(article_tag="drones, Russia")
        + ld(**{"@type": "NewsArticle"}, keywords=["Russia", "Alabuga"])
    )

    assert kind(head) == {"tags": ["Iran", "drones", "Russia", "Alabuga"]}
    assert kind('<meta name="keywords" content="news, buy, cheap">') == {}


def test_a_live_blog_says_so():
    assert kind(ld(**{"@type": "LiveBlogPosting"}, headline="As it happened")) == {"live_blog": True}
    assert kind(ld(**{"@type": "NewsArticle"}, headline="Live fire at sea")) == {}


@pytest.mark.parametrize(
    ("head", "body", "has_video"),
    [
        (meta(og_type="video.other"), "", True),
        (ld(**{"@type": "NewsArticle"}, video={"@type": "VideoObject"}), "", True),
        ("", '<article><iframe src="https://www.youtube.com/embed/abc"></iframe></article>', True),
        ("", "<article><video src='/a.mp4'></video></article>", True),
        ("", '<article>Text</article><iframe src="https://www.youtube.com/embed/abc"></iframe>', False),
        ("", '<article><iframe src="https://maps.example/embed/1"></iframe></article>', False),
    ],
)
def test_video_counts_where_it_belongs_to_the_article(head, body, has_video):
    assert kind(head, body).get("has_video", False) is has_video
