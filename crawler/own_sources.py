"""The sources that a user keeps in DATA/sources.toml: how an entry is written, named and put at the end."""

import json
import os
import re
import tempfile
from collections.abc import Collection, Iterable
from datetime import timedelta
from pathlib import Path

import msgspec

from corpus.errors import ConfigError
from corpus.urls import site_of
from crawler.sources import FILE, Source, load_sources

_ARTICLES = re.compile(r"\A(?:the|die|der|das|le|la|les|el|il)\s+", re.I)
_LONGEST_NAME = 40
_ALWAYS = (
    "name",
    "title",
    "home",
    "country",
    "language",
    "kind",
    "feeds",
    "news_sitemaps",
    "sections",
    "paywall",
)
"""The fields of a complete entry; others are written where they differ from the default."""
_DEFAULTS = {field.name: field.default for field in msgspec.structs.fields(Source)}
_HEAD = "# Your own sources. They add to those that ship; one with the same name replaces that one whole."


def append(data: Path, sources: Iterable[Source], remark: str) -> Path:
    """Put entries at the end of the user's file, under a remark; what stands there stays as it is. The file.

    ConfigError, and nothing written, when the file would not be sound with them.
    """
    path = data / FILE
    before = path.read_text(encoding="utf-8") if path.is_file() else _HEAD
    parts = [before.rstrip("\n"), *(f"# {remark}\n{entry(source)}" for source in sources)]
    _write(path, "\n\n".join(parts).rstrip("\n") + "\n")
    return path


def entry(source: Source) -> str:
    """A complete `[[source]]`, one line for each field; what is not known is a line to fill in."""
    lines = ["[[source]]"]
    for name in source.__struct_fields__:
        value = getattr(source, name)
        if value is None and name == "country":
            lines.append('# country = "GB"')
        elif value is None and name == "language":
            lines.append('# language = "en"')
        elif name in _ALWAYS or value != _DEFAULTS.get(name):
            lines.append(f"{name} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def free_name(title: str, home: str, taken: Collection[str]) -> str:
    """A name for a source that none has yet: after its title, else after its site."""
    plain = _slug(_ARTICLES.sub("", title))
    host = _slug(site_of(home))
    for name in (plain, host, *(f"{plain or host}-{number}" for number in range(2, len(taken) + 3))):
        if len(name) > 1 and name not in taken:
            return name
    raise AssertionError("one of so many numbers is free")


def known_ways(sources: Iterable[Source]) -> dict[str, str]:
    """The name of the source that each address belongs to, however it is spelled at its end."""
    return {bare(url): source.name for source in sources for _, url in source.entries()}


def bare(url: str) -> str:
    """An address without what does not tell two feeds apart: scheme, `www.`, the slash at its end."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def _slug(text: str) -> str:
    words = re.findall(r"[a-z0-9]+", text.lower()) if text.isascii() else []
    return "-".join(words)[:_LONGEST_NAME].strip("-")


def _toml(value: object) -> str:
    """A value as TOML writes it; JSON's texts, numbers and lists are the same but for DEL."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {_toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, timedelta):
        return f'"{value.total_seconds():.0f}s"'
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "")


def _write(path: Path, text: str) -> None:
    """Write the file whole or not at all, once its entries have been read back."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{FILE}.", text=True)
    made = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        try:
            load_sources(made)
        except ConfigError as error:
            raise ConfigError(str(error).replace(str(made), str(path))) from error
        made.chmod(path.stat().st_mode if path.exists() else 0o644)
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)
