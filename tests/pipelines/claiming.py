"""Pages that claim something about themselves, and what is read of them."""

import json

from pipelines.markup import parse
from pipelines.metadata import Metadata, read_metadata

URL = "https://www.example-news.example/war/2023/05/28/drones-over-the-city?from=feed"


def read(head: str = "", body: str = "", lang: str = ' lang="en"', url: str = URL) -> Metadata:
    """What a page of this head and body says of itself."""
    html = f"<html{lang}><head>{head}</head><body>{body}</body></html>"
    return read_metadata(parse(html, html.encode()), url)


def ld(**fields: object) -> str:
    """A JSON-LD script."""
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


def meta(**contents: str) -> str:
    """Meta tags by property; the first underscore of a name is a colon."""
    return "".join(
        f'<meta property="{key.replace("_", ":", 1)}" content="{value}">' for key, value in contents.items()
    )
