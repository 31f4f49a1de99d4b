"""Near duplicates: what counts as the same article elsewhere, and what only looks like it."""

import random
import subprocess
import sys
import time

import pytest

from pipelines.duplicates import Relation, compare, fingerprint, relation
from pipelines.shingles import sample
from tests.pipelines.moulds import court

SEIZURE = """\
Customs officers in the port of Brenholm have seized 214 crates of engine parts that were declared as pumps for
fishing boats, the harbour authority said on Tuesday. The crates came off the freighter Ostrava Star, which had
called at three ports since it left the Gulf on 2 March.

Inspectors opened a first crate after a scanner showed a shape that matched nothing on the manifest. They found
two-cylinder engines of a kind that investigators have taken from the wreckage of long-range drones, along with
wiring looms and 1,460 fuel lines. The serial numbers had been filed away, but stickers inside the housings carried
a date of manufacture and the mark of a workshop that has been under sanctions since last year.

The ship's agent said that he had been handed the papers by a broker whom he had never met. "We carry boxes, we do
not open them," he told reporters on the quay. The captain was questioned for six hours and released. The authority
did not say where the crates were to go next; a person with knowledge of the inquiry named a trading house in the
south that shares its address with two companies on the sanctions list.

It is the third such find in the port within 18 months. Lawmakers from both sides called for more scanners, of which
the harbour has 4 for some 900 containers a day. The ministry said that a decision would be taken before the summer.
"""
TEMPLE = """\
Волонтёры восстановили кровлю деревенской церкви, построенной в 1872 году и пострадавшей от урагана. На работы ушло
четыре месяца и около двух миллионов рублей пожертвований. Местные плотники вырезали новые стропила из лиственницы,
а старые балки, которые удалось спасти, пошли на ограду. Настоятель сказал, что первая служба пройдёт в мае.
"""
BRIDGE_ZH = (
    "市政府星期三表示,連接兩岸的舊橋將於下月初封閉維修,預計工期一百二十天。"
    "工程師在春季檢查時發現主樑出現裂縫,部分螺栓已經鬆動。"
    "封橋期間,公車改走北側隧道,行人可以乘坐免費渡輪。商戶擔心生意受影響,希望當局提供補助。"
)
MARKET_ZH = (
    "氣象局預報,週末將有一股強冷空氣南下,山區可能降雪,氣溫降到零度以下。"
    "農民提前搶收蔬菜,批發市場的價格比上週上漲了兩成。"
    "交通部門提醒司機更換輪胎,並準備好防滑鏈。學校是否停課要到星期日晚上才能決定。"
)
FERRY_TH = (
    "ชาวบ้านริมแม่น้ำรวมตัวกันเมื่อเช้าวันจันทร์เพื่อเรียกร้องให้เปิดท่าเรือเก่าอีกครั้งหลังจากปิดซ่อมมานานกว่าสองปี"
    "ผู้ใหญ่บ้านกล่าวว่าเด็กนักเรียนต้องเดินอ้อมสะพานไกลกว่าห้ากิโลเมตรทุกวัน"
    "เจ้าหน้าที่รับปากว่าจะส่งวิศวกรมาตรวจสอบภายในสัปดาห์หน้า"
)
RICE_TH = (
    "ราคาข้าวหอมมะลิในตลาดกลางปรับตัวสูงขึ้นเป็นสัปดาห์ที่สามติดต่อกันเนื่องจากฝนทิ้งช่วงในภาคตะวันออกเฉียงเหนือ"
    "พ่อค้าคาดว่าผู้ส่งออกจะเร่งซื้อก่อนสิ้นเดือน"
    "ขณะที่กระทรวงพาณิชย์ยืนยันว่ามีข้าวในคลังเพียงพอสำหรับการบริโภคภายในประเทศ"
)
CUT = "\n\n".join(SEIZURE.split("\n\n")[:2])
EDITED = SEIZURE.replace("Customs officers", "Officers of the customs").replace("on Tuesday", "on 12 March").replace(
    "a person with knowledge of the inquiry", "a source close to the inquiry"
)  # fmt: skip
CREDITED = (
    f"BRENHOLM (Northwire) - {SEIZURE}\nSign up for our morning letter and never miss a story from the coast."
)


def rate(euro: str, dollar: str, pound: str, day: str) -> str:
    return (
        f"The central bank set its official rates on {day}. One euro buys {euro} marks, one dollar {dollar} and one "
        f"pound {pound}. The bank sold {dollar.replace('.', '')} million on the market. Exchange offices may add up to "
        "two percent. The rates hold until the next working day; for the archive see the site of the bank."
    )


def what(one: str, other: str, days: float | None = 0, titles: tuple[str, str] = ("", "")) -> Relation | None:
    return relation(compare(fingerprint(titles[0], one), fingerprint(titles[1], other)), days)


@pytest.mark.parametrize(
    "reprint",
    [
        SEIZURE.upper(),
        SEIZURE.replace('"', "”").replace("'", "’").replace("-", "–").replace("\n", "  "),
        SEIZURE.replace("1,460", "1460"),
        SEIZURE.replace("1,460", "1 460"),
        SEIZURE.replace("1,460", "1.460"),
        SEIZURE.replace("called", "cal\u00adled"),
    ],
    ids=[
        "case",
        "quotes and dashes",
        "not grouped",
        "grouped by a blank",
        "grouped by a point",
        "soft hyphen",
    ],
)
def test_typography_leaves_a_text_exactly_the_same(reprint):
    assert what(SEIZURE, reprint) is Relation.EXACT


def test_a_changed_word_is_no_longer_exact():
    assert what(SEIZURE, SEIZURE.replace("third", "fourth")) is Relation.NEAR


@pytest.mark.parametrize("reprint", [CUT, EDITED, CREDITED], ids=["cut to half", "edited", "credited"])
def test_a_reprint_is_near(reprint):
    assert what(SEIZURE, reprint) is Relation.NEAR
    assert what(reprint, SEIZURE) is Relation.NEAR


def test_another_story_is_nothing():
    assert what(SEIZURE, TEMPLE) is None


def test_a_story_that_quotes_the_same_words_is_nothing():
    quote = (
        'The ship\'s agent has spoken. "We carry boxes, we do not open them," he told reporters on the quay.'
    )
    comment = f"{quote} {' '.join(reversed(SEIZURE.split()))}"

    assert what(SEIZURE, comment) is None


def test_a_round_up_contains_its_stories():
    digest = "\n\n".join(
        [SEIZURE, *(" ".join(random.Random(seed).sample(SEIZURE.split(), 240)) for seed in range(4))]
    )

    assert what(digest, SEIZURE) is Relation.CONTAINS


def test_a_teaser_is_contained():
    assert what(SEIZURE, " ".join(SEIZURE.split()[:40])) is Relation.CONTAINS


def test_a_sequel_with_the_old_report_below_its_own_news_contains_it():
    news = " ".join(random.Random(3).sample(SEIZURE.split(), 110))

    assert what(SEIZURE, f"{news}\n{SEIZURE}") is Relation.CONTAINS
    assert what(SEIZURE, f"{' '.join(news.split()[:40])}\n{SEIZURE}") is Relation.NEAR


def test_two_short_stories_over_one_long_boilerplate_are_two():
    items = [" ".join(random.Random(seed).sample(SEIZURE.split(), 60)) for seed in (1, 2)]

    assert what(*(f"{item}\n{CUT}" for item in items)) is not Relation.NEAR


def test_names_tell_one_mould_from_a_reprint_where_there_is_no_number():
    one, other = (court(random.Random(at), at) for at in (1, 2))

    assert what(one, other) is Relation.TEMPLATE
    assert what(one, one.replace("the press office said", "officials said")) is Relation.NEAR


def test_one_mould_with_other_numbers_is_a_template():
    monday = rate("1.1734", "0.9821", "1.4410", "Monday")
    tuesday = rate("1.1802", "0.9760", "1.4377", "Tuesday")

    assert what(monday, tuesday) is Relation.TEMPLATE
    assert what(monday, monday.replace("up to", "as much as")) is Relation.NEAR


def test_a_rounded_number_in_a_report_is_an_edit():
    assert what(SEIZURE, SEIZURE.replace("214", "210").replace("18 months", "20 months")) is Relation.NEAR


def test_a_week_later_only_nearly_all_of_it_is_a_reprint():
    assert what(SEIZURE, CUT, days=6.9) is Relation.NEAR
    assert what(SEIZURE, CUT, days=30) is Relation.TEMPLATE
    assert what(SEIZURE, SEIZURE.replace("third", "fourth"), days=30) is Relation.NEAR
    assert what(SEIZURE, SEIZURE, days=300) is Relation.EXACT


def test_an_unknown_date_keeps_nothing_apart():
    assert what(SEIZURE, CUT, days=None) is Relation.NEAR


def test_flashes_with_one_wording_and_other_facts_stay_apart():
    flash = "An earthquake of magnitude {} struck {} on Sunday, the survey said. No damage was reported."

    assert (
        what(flash.format("5.1", "the Lomen islands"), flash.format("4.7", "northern Karsk"))
        is not Relation.NEAR
    )


def test_stubs_of_one_site_with_other_titles_stay_apart():
    stub = "This story is for subscribers. Sign in or choose a plan to read on."
    titles = (
        "Engines found in a harbour crate, three men held",
        "Village church gets a new roof before the spring",
    )

    assert what(stub, stub, titles=titles) not in (Relation.EXACT, Relation.NEAR)


def test_a_flash_that_an_outlet_lengthens_by_a_word_is_near():
    flash = "Customs officers in Brenholm have seized 214 crates of drone engines declared as pumps, officials said."

    assert what(flash, flash.replace("said.", "said Tuesday.")) is Relation.NEAR


@pytest.mark.parametrize(
    ("text", "other"), [(BRIDGE_ZH, MARKET_ZH), (FERRY_TH, RICE_TH)], ids=["Chinese", "Thai"]
)
def test_scripts_without_spaces_are_told_apart_and_found(text, other):
    assert what(text, other) is None
    assert compare(fingerprint("", text), fingerprint("", other)).containment < 0.05
    assert what(text, text[: len(text) * 2 // 3]) is Relation.NEAR


def test_a_run_of_words_is_longer_where_a_word_is_one_character():
    assert len(fingerprint("", "one two three four").shingles) == 2
    assert len(fingerprint("", BRIDGE_ZH[:6]).shingles) == 2
    assert len(fingerprint("", "กขคงจฉชซฌญฎ").shingles) == 2


@pytest.mark.parametrize("nothing", ["", " ", "—", "…\n"])
def test_no_text_is_no_copy_of_a_text(nothing):
    assert what(nothing, SEIZURE) is None
    assert fingerprint("", nothing).shingles == frozenset()


def test_one_and_two_words_have_a_shingle():
    assert what("Развернуть", "развернуть") is Relation.EXACT
    assert len(fingerprint("", "Two words").shingles) == 1


def test_likeness_has_no_direction():
    one, other = fingerprint("", SEIZURE), fingerprint("", CUT)

    assert compare(one, other) == compare(other, one)


def test_shingles_are_signed_64_bit_numbers_and_the_same_in_every_process():
    code = "import sys; from pipelines.duplicates import fingerprint; print(sum(fingerprint('', sys.argv[1]).shingles))"
    elsewhere = subprocess.run(
        [sys.executable, "-c", code, TEMPLE], capture_output=True, text=True, check=True
    )
    here = fingerprint("", TEMPLE).shingles

    assert int(elsewhere.stdout) == sum(here)
    assert all(-(2**63) <= shingle < 2**63 for shingle in here)
    assert min(here) < 0 < max(here)


def test_shingles_stay_what_they_were():
    """They are in every corpus: another hash would need a migration."""
    assert fingerprint("", "one two three").shingles == {-661112799293466913}


def test_a_long_text_has_a_sixteenth_of_its_shingles_in_the_index():
    words = [str(number) for number in range(8000)]
    rows = sample(fingerprint("", " ".join(words)).shingles)

    assert 400 < len(rows) < 600
    assert all(row % 16 == 0 for row in rows)


def test_a_short_text_has_at_least_24():
    shingles = fingerprint("", SEIZURE).shingles

    assert 24 <= len(sample(shingles)) <= 40
    assert sample(fingerprint("", "a b c d").shingles) == fingerprint("", "a b c d").shingles


@pytest.mark.parametrize("reprint", [CUT, EDITED, CREDITED], ids=["cut to half", "edited", "credited"])
def test_reprints_share_two_rows_of_the_index(reprint):
    rows = [sample(fingerprint("", text).shingles) for text in (SEIZURE, reprint)]

    assert len(rows[0] & rows[1]) >= 2


def test_a_fingerprint_costs_little():
    """1 ms of CPU for 500 words is the aim (0.9 measured); a loaded machine gets five times that."""
    text = " ".join(f"{word}{at % 7}" for at, word in enumerate(SEIZURE.split() * 2))
    began = time.process_time()
    for _ in range(20):
        fingerprint("", text)

    assert (time.process_time() - began) / 20 < 0.005 * len(text.split()) / 500
