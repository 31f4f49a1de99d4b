"""What must not change a label: how a text is typed, and what a site puts around it."""

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.types import Label
from pipelines.relevance import judge
from pipelines.topics import load_topic

TOPIC = load_topic("iran-russia-drones")
TEXTS = [
    json.loads(line)
    for line in (Path(__file__).parent / "topic_texts.jsonl").read_text(encoding="utf-8").splitlines()
]
LABELS = {one["id"]: judge(one["title"], one["text"], TOPIC).label for one in TEXTS}
UNWANTED = [
    one for one in TEXTS if one["label"] in ("near_miss", "off_topic") and LABELS[one["id"]] == "off_topic"
]
ASCII = {ord(far) + digit: str(digit) for far in "٠۰" for digit in range(10)}


def digits(zero: str) -> dict[int, str]:
    """A table that writes digits as another script does."""
    return {ord(str(digit)): chr(ord(zero) + digit) for digit in range(10)}


TYPED: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "other case": str.swapcase,
    "title case": str.title,
    "composed": lambda text: unicodedata.normalize("NFC", text),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "compatible": lambda text: unicodedata.normalize("NFKC", text),
    "compatible, decomposed": lambda text: unicodedata.normalize("NFKD", text),
    "double spaces": lambda text: text.replace(" ", "  "),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "thin spaces": lambda text: text.replace(" ", "\u2009"),
    "tabs": lambda text: text.replace(" ", "\t"),
    "empty lines": lambda text: text.replace("\n", "\n\n"),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "no-break hyphens": lambda text: text.replace("-", "\u2011"),
    "dashes": lambda text: text.replace("-", "\u2013"),
    "a space for the hyphen": lambda text: re.sub(r"(\w)-(\d)", r"\1 \2", text),
    "the number written on": lambda text: re.sub(r"([^\W\d])-(\d)", r"\1\2", text),
    "curly quotes": lambda text: text.replace('"', "“").replace("'", "’"),
    "straight quotes": lambda text: re.sub("[“”«»„]", '"', text).replace("’", "'"),
    "Arabic letters": lambda text: text.replace("ی", "ي").replace("ک", "ك"),
    "Persian letters": lambda text: text.replace("ي", "ی").replace("ك", "ک"),
    "Persian digits": lambda text: text.translate(digits("۰")),
    "Arabic digits": lambda text: text.translate(digits("٠")),
    "ASCII digits": lambda text: text.translate(ASCII),
    "no joiners": lambda text: text.replace("\u200c", ""),
    "spaces for joiners": lambda text: text.replace("\u200c", " "),
    "soft hyphens": lambda text: re.sub(r"(\w{3})(\w{3})", "\\1\u00ad\\2", text),
    "marks of direction": lambda text: re.sub(r"(\S+)", "\u200f\\1\u200e", text),
}


@pytest.mark.parametrize("how", TYPED)
def test_how_a_text_is_typed_does_not_change_its_label(how):
    typed = TYPED[how]

    changed = [
        one["id"]
        for one in TEXTS
        if judge(typed(one["title"]), typed(one["text"]), TOPIC).label is not LABELS[one["id"]]
    ]

    assert changed == []


@settings(max_examples=300, deadline=None)
@given(one=st.sampled_from(TEXTS), ways=st.lists(st.sampled_from(sorted(TYPED)), min_size=2, max_size=4))
def test_several_ways_of_typing_together_do_not_either(one, ways):
    title, text = one["title"], one["text"]
    for how in ways:
        title, text = TYPED[how](title), TYPED[how](text)

    assert judge(title, text, TOPIC).label is LABELS[one["id"]]


# What sites put between and behind the paragraphs of a story, in the words of this topic: one line for each kind.
FURNITURE = [
    "Read more: Iran ships new drones to Russia, officials say",
    "RELATED: Shahed drones built at Alabuga with Iranian parts",
    "See also: EU sanctions Iran over drones for Russia",
    "Читайте также: Иран передал России новую партию беспилотников",
    "По теме: В Елабуге расширяют сборку «Гераней»",
    "Читайте також: Іран постачає Росії дрони-камікадзе",
    "Lesen Sie auch: Iran liefert Russland weitere Drohnen",
    "Mehr zum Thema: Sanktionen wegen iranischer Drohnen für Russland",
    "Lire aussi: L'Iran livre des drones à la Russie",
    "Lea también: Irán envía drones a Rusia",
    "Czytaj też: Iran wysyła Rosji kolejne drony",
    "بیشتر بخوانید: ایران به روسیه پهپاد می‌فروشد",
    "اقرأ أيضا: إيران تزود روسيا بالمسيرات",
    'קראו גם: איראן מספקת לרוסיה כטב"מים',
    "İlgili haber: İran, Rusya'ya İHA gönderdi",
    "• Live: Kyiv hit by Iranian drones sent by Russia",
    "• Video: wreck of a Shahed-136 that Russia bought from Iran",
    "Photo: an Iranian-made drone shot down over Kyiv by the air force",
    "FILE PHOTO: A Russian Shahed drone built at Alabuga. Jo Doe/Agency via Getty Images",
    "Фото: обломки иранского беспилотника, выпущенного Россией",
    "Tags: Iran, Russia, Shahed, UAV, Alabuga",
    "Теги: Иран, Россия, беспилотники, Герань-2",
]
LISTS = [
    [
        "Most read",
        "Iran ships drones to Russia",
        "Alabuga builds more Shaheds",
        "Kyiv downs 30 Iranian drones",
    ],
    ["Recommended", "EU lists Iranian makers of drones for Russia", "Moscow sends Shahed parts back to Iran"],
    ["Самое читаемое", "Иран передал России беспилотники", "В Елабуге собирают «Шахеды»"],
    ["پربیننده‌ترین", "ایران پهپاد به روسیه داد", "شاهد ۱۳۶ در آسمان کی‌یف"],
    ["Meistgelesen", "Iran liefert Drohnen an Russland", "Alabuga baut mehr Shahed-Drohnen"],
]
STORY = [
    "The town council voted on Monday to mend the old bridge before the winter, as had been promised.",
    "Work begins in May and will take two years, said the mayor, who had asked for the money since spring.",
    "Drivers will have to take the long way round by the mill, and buses will run once an hour until then.",
    "“We have waited long enough,” said a shopkeeper on the square, whose window was broken by the frost.",
]


@settings(max_examples=300, deadline=None)
@given(
    one=st.sampled_from(UNWANTED),
    lines=st.lists(st.sampled_from(FURNITURE), min_size=1, max_size=3),
    ending=st.sampled_from([[], *LISTS]),
)
def test_what_a_site_puts_around_a_text_does_not_put_it_on_topic(one, lines, ending):
    text = "\n".join([one["text"], *STORY[1:], *lines, *ending])

    assert judge(one["title"], text, TOPIC).label is not Label.ON_TOPIC


@settings(max_examples=300, deadline=None)
@given(
    lines=st.lists(st.sampled_from(FURNITURE), min_size=1, max_size=4),
    place=st.integers(1, len(STORY)),
    ending=st.sampled_from([[], *LISTS]),
)
def test_an_ordinary_story_stays_off_topic_whatever_stands_in_it(lines, place, ending):
    text = "\n".join([*STORY[:place], *lines, *STORY[place:], *ending])

    assert judge("Old bridge to be mended", text, TOPIC).label is Label.OFF_TOPIC
