"""The words of feeds: what a part of an entry is to us, in each of the vocabularies in use."""

_ATOM = "{http://www.w3.org/2005/Atom}", "{http://purl.org/atom/ns#}"
_RSS = (
    "",
    "{http://purl.org/rss/1.0/}",
    "{http://my.netscape.com/rdf/simple/0.9/}",
    "{http://channel.netscape.com/rdf/simple/0.9/}",
    "{http://purl.org/rss/1.0/modules/rss091#}",
    "{http://backend.userland.com/rss2}",
    "{http://backend.userland.com/RSS2}",
    "{http://blogs.law.harvard.edu/tech/rss}",
    "{http://cyber.law.harvard.edu/rss/rss.html}",
)
_CORE = "{http://purl.org/dc/elements/1.1/}", "dc:"
_TERMS = "{http://purl.org/dc/terms/}", "dcterms:"
_COUNTED = (
    "{http://rssnamespace.org/feedburner/ext/1.0}",
    "feedburner:",
    "{http://www.pheedo.com/namespace/pheedo}",
    "pheedo:",
)
_FULL_TEXTS = (
    "{http://purl.org/rss/1.0/modules/content/}encoded",
    "content:encoded",
    "{http://news.yandex.ru}full-text",
    "{http://news.yandex.ru/}full-text",
    "yandex:full-text",
    "full-text",
    "{http://turbo.yandex.ru}content",
    "turbo:content",
    "{http://www.w3.org/1999/xhtml}body",
    *(f"{space}content" for space in _ATOM),
)

# A prefix that the feed forgot to declare stands in the name as it is.
ROLES = {
    **{f"{space}title": "title" for space in (*_RSS, *_ATOM)},
    **{f"{space}link": "link" for space in (*_RSS, *_ATOM, "atom:", "a10:")},
    **{f"{space}guid": "guid" for space in _RSS},
    **{f"{space}id": "guid" for space in _ATOM},
    **{f"{space}{name}": "published" for space in _RSS for name in ("pubDate", "pubdate", "PubDate")},
    **{f"{space}{name}": "published" for space in _ATOM for name in ("published", "issued")},
    **{f"{space}date": "published" for space in _CORE},
    **{
        f"{space}{name}": "modified"
        for space in (*_ATOM, "atom:", "a10:")
        for name in ("updated", "modified")
    },
    **{f"{space}modified": "modified" for space in _TERMS},
    **{f"{space}language": "language" for space in (*_CORE, *_RSS)},
    **{f"{space}origLink": "original" for space in _COUNTED},
    **{f"{space}source": "outlet" for space in _RSS},
    **{f"{space}description": "description" for space in _RSS},
    **{f"{space}summary": "description" for space in _ATOM},
    **dict.fromkeys(_FULL_TEXTS, "text"),
}
"""What a child of an entry is to us; a child that is missing here is nothing to us."""

BRIEF_ROLES = {tag: role for tag, role in ROLES.items() if role != "description"}

ENTRIES = frozenset({"item", "entry"})
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
