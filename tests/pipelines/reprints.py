"""A labelled set of the newsroom's kind of text: reports, what other outlets make of them, and what only looks like it.

The reports are those of the demo's newsroom (English, German, Russian, Ukrainian, Persian) and of `stories.toml`
(Polish, Arabic, Chinese, Japanese).
"""

import random
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipelines.extract import extract_article
from tests.pipelines.moulds import filled

NEWSROOM = Path(__file__).parents[2] / "crawler" / "newsroom"
PAGES = (
    "harbour-post/cold-water-club-turns-fifty", "harbour-post/council-votes-for-longer-library-hours",
    "harbour-post/drone-engines-landed-at-russian-port", "harbour-post/harbour-town-hold-on",
    "harbour-post/night-shift-at-alabuga", "harbour-post/ministers-drone-ties-tehran-moscow",
    "meridian-wire/20260228-rates", "meridian-wire/20260301-eu-drone-list", "meridian-wire/20260301-wheat",
    "meridian-wire/20260302-copper", "northern-ledger/104402-sea-drones-novorossiysk",
    "northern-ledger/104405-senate-passes-pension-fix", "northern-ledger/104415-lake-snow-closes-interstate",
    "northern-ledger/104418-lakers-girls-reach-state-final", "northern-ledger/104452-bakery-keeps-its-oven-burning",
    "elbkurier/drohnen-legen-flughafen-lahm-210477", "elbkurier/eintracht-verliert-derby-im-nebel-210490",
    "elbkurier/elbdeich-bei-mueggendorf-wird-hoeher-210470", "elbkurier/staatsschauspiel-zeigt-kaestner-210463",
    "dnipro-khvylia/biblioteka-na-kolesakh", "dnipro-khvylia/liutnevi-pidsumky",
    "dnipro-khvylia/nichna-ataka-1-bereznia", "dnipro-khvylia/taryfy-na-teplo", "prikamye/20806", "prikamye/20811",
    "prikamye/20815", "prikamye/20821", "karaneh/dollar", "karaneh/film", "karaneh/gulf", "karaneh/workshops",
)  # fmt: skip
_OTHERS = tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))
BOILERPLATE: dict[str, str] = _OTHERS["boilerplate"]
UNSPACED = ("zh", "ja")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One text, and the story it is of: texts of one story are copies, texts of two are not."""

    story: str
    kind: str
    language: str
    title: str
    text: str


@lru_cache(maxsize=1)
def reports() -> tuple[Labelled, ...]:
    """The reports themselves, each a story of its own."""
    return (*map(_newsroom_report, PAGES), *(
        Labelled(story=f"{one['language']} {one['title']}", kind="report", **one) for one in _OTHERS["story"]
    ))  # fmt: skip


def _newsroom_report(name: str) -> Labelled:
    article = extract_article((NEWSROOM / f"{name}.html").read_bytes(), f"https://{name}.example/")
    assert article is not None
    assert article.language is not None
    return Labelled(
        story=name, kind="report", language=article.language, title=article.title, text=article.text
    )


# --- what other outlets make of a report ---

Rewrite = Callable[[Labelled, random.Random], str]


def _half(report: Labelled, drawn: random.Random) -> str:
    words = _words(report.text)
    return "".join(words[: len(words) // 2])


def _with_dateline(report: Labelled, drawn: random.Random) -> str:
    return f"BRENHOLM (Northwire) - {report.text}"


def _edited(report: Labelled, drawn: random.Random) -> str:
    """A tenth of the words is another one of the language."""
    others = [word for one in reports() if one.language == report.language for word in _words(one.text)]
    return "".join(
        drawn.choice(others) if drawn.random() < 0.1 and word.strip() else word
        for word in _words(report.text)
    )


def _typography(report: Labelled, drawn: random.Random) -> str:
    changed = report.text.translate(
        str.maketrans({'"': "„", "'": "’", "-": "‑", " ": "\u00a0", "«": '"', "»": '"'})
    )
    return changed.replace(".", "\u200b.").replace("5", "５")


def _a_third_of_the_sentences_cut(report: Labelled, drawn: random.Random) -> str:
    sentences = re.split(r"(?<=[.!?。؟])\s*", report.text)
    return " ".join(one for at, one in enumerate(sentences) if at % 3 != 2)


def _with_boilerplate(report: Labelled, drawn: random.Random) -> str:
    return f"{report.text}\nSign up for our morning letter. Follow us on all channels. Comments are closed."


REWRITES: dict[str, Rewrite] = {
    "half": _half,
    "new headline and dateline": _with_dateline,
    "a tenth of the words edited": _edited,
    "typography": _typography,
    "a third of the sentences cut": _a_third_of_the_sentences_cut,
    "boilerplate added": _with_boilerplate,
}


def reprints() -> Iterator[Labelled]:
    """Each report as other outlets run it, under other titles."""
    for report in reports():
        for kind, rewrite in REWRITES.items():
            drawn = random.Random(f"{report.story} {kind}")
            title = " ".join(reversed(report.title.split()))
            yield Labelled(
                story=report.story,
                kind=kind,
                language=report.language,
                title=title,
                text=rewrite(report, drawn),
            )


# --- what only looks like a copy ---


def look_alikes() -> Iterator[Labelled]:
    """Texts that share much with another one and are stories of their own."""
    for at, (kind, text) in enumerate(filled()):
        yield Labelled(story=f"mould {at}", kind=f"mould {kind}", language="", title=kind, text=text)
    for one, other in _pairs():
        yield _sequel(one, other)
        yield from _quoting(one, other)
        if one.language in BOILERPLATE:
            yield from _twins(one, other)
    yield from _round_ups()


def _pairs() -> Iterator[tuple[Labelled, Labelled]]:
    """Two reports in one language, each report once."""
    waiting: dict[str, Labelled] = {}
    for one in reports():
        if one.language in waiting:
            yield waiting.pop(one.language), one
        else:
            waiting[one.language] = one


def _sequel(one: Labelled, other: Labelled) -> Labelled:
    """Tomorrow's report: its own news first, then the second half of the earlier one for those who missed it."""
    story = f"sequel {one.story}"
    text = f"{_other_news(_half(other, random.Random()), story)}\n{_second_half(one)}"
    return Labelled(story=story, kind="sequel", language=one.language, title=other.title, text=text)


def _quoting(one: Labelled, other: Labelled) -> Iterator[Labelled]:
    """Two other reports that quote one statement."""
    statement = " ".join(re.split(r"(?<=[.!?。؟])\s*", one.text)[1:3])
    for report in (one, other):
        story = f"quote {report.story}"
        before, after = _half(report, random.Random()), _second_half(report)
        text = f"{_other_news(before, story)}\n{statement}\n{_other_news(after, story)}"
        yield Labelled(story=story, kind="quote", language=one.language, title=report.title, text=text)


def _twins(one: Labelled, other: Labelled) -> Iterator[Labelled]:
    """Two short items of one site, each with the same long boilerplate under it."""
    for item in (one, other):
        story = f"twin {item.story}"
        text = f"{_other_news(' '.join(item.text.split()[:70]), story)}\n{BOILERPLATE[one.language]}"
        yield Labelled(
            story=story, kind="boilerplate twin", language=one.language, title=item.title, text=text
        )


def _round_ups() -> Iterator[Labelled]:
    """Briefings: the first paragraphs of some reports, and two or three short ones whole."""
    languages: dict[str, list[Labelled]] = {}
    for one in reports():
        languages.setdefault(one.language, []).append(one)
    for language, held in languages.items():
        if len(held) < 4:
            continue
        brief, whole = held[: len(held) // 2], held[len(held) // 2 :]
        texts = (
            "\n".join(one.text.split("\n")[0] for one in brief[:4]),
            "\n".join(one.text for one in whole[:3]),
        )
        for at, text in enumerate(texts):
            story = f"round-up {language} {at}"
            yield Labelled(story=story, kind="round-up", language=language, title="The day", text=text)


def _second_half(report: Labelled) -> str:
    words = _words(report.text)
    return "".join(words[len(words) // 2 :])


def _other_news(text: str, story: str) -> str:
    """Other sentences with the same words, so that hardly a run of three is left; the same for a story each time."""
    words = _words(text)
    return "".join(random.Random(story).sample(words, len(words)))


def _words(text: str) -> list[str]:
    """Words with the blanks behind them; in a script without spaces single characters."""
    return re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|(?:(?![\u3040-\u30ff\u3400-\u9fff])\S)+\s*|\s", text)
