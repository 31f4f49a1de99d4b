"""What sort of page an article stands on, as its markup tells: its tags, whether a live blog, whether with video."""

import re
from collections.abc import Mapping

from pipelines.claims import Claims
from pipelines.jsonld import strings

_TAGS = ("article:tag", "news_keywords", "parsely-tags", "sailthru.tags")
_MOST_TAGS = 50
"""Search engines are fed hundreds of words; nobody's list of subjects is that long."""
_PLAYER = re.compile(
    r"//(?:www\.)?(?:youtube(?:-nocookie)?\.com/embed|player\.vimeo\.com|rutube\.ru/(?:play/)?embed)", re.I
)


def kind_of(claims: Claims) -> Mapping[str, object]:
    """`tags`, `live_blog` and `has_video`, each only where the page tells so."""
    told = {"tags": _tags(claims), "live_blog": _is_live_blog(claims), "has_video": _has_video(claims)}
    return {key: value for key, value in told.items() if value}


def _tags(claims: Claims) -> list[str]:
    """The subjects that the newsroom gave the article, as written, in order, once each."""
    lists = [text for key in _TAGS for text in claims.tags.get(key, ())] + strings(
        claims.node.get("keywords")
    )
    tags = [tag.strip() for text in lists for tag in text.split(",")]
    return list(dict.fromkeys(filter(None, tags)))[:_MOST_TAGS]


def _is_live_blog(claims: Claims) -> bool:
    kinds = strings(claims.node.get("@type"))
    return (
        "LiveBlogPosting" in kinds or "liveBlogUpdate" in claims.node or claims.tag("og:type") == "liveblog"
    )


def _has_video(claims: Claims) -> bool:
    if claims.node.get("video") or (claims.tag("og:type") or "").startswith("video"):
        return True
    if any("VideoObject" in strings(node.get("@type")) for node in (claims.node, claims.page)):
        return True
    articles = list(claims.tree.iter("article", "main"))[:1] or [claims.tree]
    frames = (frame.get("src") or frame.get("data-src") or "" for frame in articles[0].iter("iframe"))
    return next(articles[0].iter("video"), None) is not None or any(map(_PLAYER.search, frames))
