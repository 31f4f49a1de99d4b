"""Kinds of text that outlets fill in anew each day, ten times each: the same mould, other facts, all of them news.

Whoever runs two of them runs two stories. Names and figures are invented. Ten kinds are here, those in other
languages in `moulds.toml`.
"""

import random
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

TOWNS = (
    "Brenholm", "Karsk", "Lomen", "Ostrava Bay", "Velin", "Tarn", "Kesh", "Dorvik", "Maresh", "Uling", "Port Sava",
    "Hallen", "Zorin", "Pelmar", "Astrel", "Nivka", "Rodow", "Summer Cape", "Gant", "Ilmen",
)  # fmt: skip
CLUBS = (
    "Rovers",
    "Miners",
    "Harbour",
    "Falcons",
    "Locomotive",
    "Academic",
    "Union",
    "Rangers",
    "Star",
    "Olympic",
)
PEOPLE = (
    "Anna Holt", "Peter Varga", "Mira Sande", "Oleg Brandt", "Leyla Amini", "Jonas Wirth", "Karim Dost", "Ida Mann",
    "Tomas Reuter", "Nadia Kova", "Ruth Selig", "Emil Baran", "Sara Lind", "Hugo Pratt", "Vera Stahl", "Igor Tal",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def rates(drawn: random.Random, at: int) -> str:
    euro, dollar, pound = (f"{drawn.uniform(low, low + 0.2):.4f}" for low in (1.1, 0.9, 1.4))
    return (
        f"The central bank set its official rates on {DAYS[at % 7]}. One euro buys {euro} marks, one dollar {dollar} "
        f"and one pound {pound}. The bank sold {drawn.randint(20, 90)} million on the market. Exchange offices may add "
        "up to two percent. The rates hold until the next working day; for the archive see the site of the bank."
    )


def weather(drawn: random.Random, at: int) -> str:
    low, high, wind = drawn.randint(-9, 5), drawn.randint(6, 19), drawn.randint(3, 24)
    sky = drawn.choice(("clear", "cloudy", "overcast", "foggy"))
    return (
        f"The weather service expects a {sky} {DAYS[at % 7]} in {TOWNS[at]} and around it. Temperatures lie between "
        f"{low} degrees at night and {high} degrees in the afternoon. The wind comes from the "
        f"{drawn.choice(('north', 'south', 'east', 'west'))} at {wind} metres per second, and "
        f"{drawn.randint(0, 14)} millimetres of rain may fall. Drivers are asked to mind the roads in the morning. "
        "The next forecast appears at six in the evening."
    )


def match(drawn: random.Random, at: int) -> str:
    home, guest = drawn.sample(CLUBS, 2)
    scorer, keeper, trainer = drawn.sample(PEOPLE, 3)
    return (
        f"{TOWNS[at]} {home} beat {TOWNS[-at - 1]} {guest} {drawn.randint(2, 6)}-{drawn.randint(0, 1)} in the league "
        f"on {DAYS[at % 7]}. {scorer} opened the score after {drawn.randint(3, 40)} minutes, and "
        f"{keeper} saved a penalty before the break. {drawn.randint(2, 40)},{drawn.randint(100, 999)} spectators came "
        f"to the stadium. It was the {drawn.choice(('second', 'third', 'fourth', 'fifth'))} victory in a row for "
        f"the hosts, whose trainer {trainer} spoke of hard work and a good team. The next round is played in a week."
    )


def lottery(drawn: random.Random, at: int) -> str:
    balls = ", ".join(str(ball) for ball in sorted(drawn.sample(range(1, 50), 6)))
    return (
        f"These are the numbers of the draw of {DAYS[at % 7]}: {balls}, with the bonus ball {drawn.randint(1, 9)}. The "
        f"jackpot stands at {drawn.randint(2, 30)} million and was {drawn.choice(('not won', 'won once'))}. All "
        "figures are without guarantee. Tickets for the next draw can be bought until seven in the evening."
    )


def quake(drawn: random.Random, at: int) -> str:
    return (
        f"An earthquake of magnitude {drawn.uniform(3, 6.5):.1f} shook {TOWNS[at]} on {DAYS[at % 7]} at "
        f"{drawn.randint(0, 23)}:{drawn.randint(10, 59)}, the survey said. Its centre lay {drawn.randint(5, 90)} "
        f"kilometres {drawn.choice(('north', 'south', 'east', 'west'))} of the town at a depth of "
        f"{drawn.randint(4, 70)} kilometres. There were no reports of damage or of people hurt. Small quakes are "
        "frequent in the region, which lies where two plates meet."
    )


def market(drawn: random.Random, at: int) -> str:
    up = drawn.choice(("rose", "fell", "gained", "lost"))
    return (
        f"Shares in {TOWNS[at]} {up} on {DAYS[at % 7]}. The main index closed at {drawn.randint(8, 19)},"
        f"{drawn.randint(100, 999)} points, a change of {drawn.uniform(0.1, 3):.2f} percent. A barrel of oil cost "
        f"{drawn.uniform(60, 110):.2f} dollars, an ounce of gold {drawn.randint(1800, 2600)} dollars. Dealers spoke of "
        f"thin trade before the meeting of the central bank. Turnover was {drawn.uniform(1, 9):.1f} billion."
    )


def alert(drawn: random.Random, at: int) -> str:
    return (
        f"An air alert was called in {TOWNS[at]} and its district on {DAYS[at % 7]} evening. The administration asks "
        "all residents to go to a shelter at once, to stay away from windows and not to film the work of the air "
        f"defence. {drawn.choice(PEOPLE)}, who heads the administration, said that drones were seen near "
        f"{drawn.choice(TOWNS)}. Trains stop until the alert is lifted. Follow only official channels."
    )


def losses(drawn: random.Random, at: int) -> str:
    numbers = [drawn.randint(2, 99) for _ in range(7)]
    return (
        f"In the past day our forces destroyed {numbers[0]} tanks, {numbers[1]} armoured vehicles, {numbers[2]} guns, "
        f"{numbers[3]} rocket launchers and {numbers[4]} trucks of the enemy, the general staff reported on "
        f"{DAYS[at % 7]}. Air defence shot down {numbers[5]} drones and {numbers[6]} missiles. Fighting went on along "
        "the whole front. The data are being checked, which the intensity of the fighting makes difficult."
    )


def outage(drawn: random.Random, at: int) -> str:
    one, two, three = drawn.sample(TOWNS, 3)
    return (
        f"The grid operator will switch off power on {DAYS[at % 7]} from {drawn.randint(6, 11)} to "
        f"{drawn.randint(12, 20)} o'clock in {one}, {two} and parts of {three}. The reason is work on the line of the "
        f"substation {drawn.choice(TOWNS)}. Hospitals and waterworks run on generators. Residents are asked to unplug "
        "their devices. The operator apologises for the inconvenience and thanks for the patience."
    )


def court(drawn: random.Random, at: int) -> str:
    accused, judge = drawn.sample(PEOPLE, 2)
    charge = drawn.choice(("fraud", "arson", "espionage", "theft", "bribery", "forgery", "smuggling"))
    return (
        f"The district court of {TOWNS[at]} has remanded {accused} in custody on a charge of {charge}, the press "
        f"office said on {DAYS[at % 7]}. The judge {judge} followed the request of the prosecution, which sees "
        "a danger of flight. The defence will appeal. Until there is a verdict everybody is held to be innocent. "
        "The hearing takes place behind closed doors, and the date will be announced later."
    )


MOULDS: tuple[Callable[[random.Random, int], str], ...] = (
    rates, weather, match, lottery, quake, market, alert, losses, outage, court,
)  # fmt: skip


ABROAD = tomllib.loads((Path(__file__).parent / "moulds.toml").read_text(encoding="utf-8"))


def filled() -> list[tuple[str, str]]:
    """The kind and the text of each: ten of every kind."""
    at_home = [
        (mould.__name__, mould(random.Random(f"{mould.__name__} {at}"), at))
        for mould in MOULDS
        for at in range(10)
    ]
    abroad = [
        (f"{language} {kind}", _filled(mould, words, random.Random(f"{language} {kind} {at}")))
        for language, words in ABROAD.items()
        for kind, mould in words["moulds"].items()
        for at in range(10)
    ]
    return at_home + abroad


_PLACE = re.compile(r"\{([^}]+)\}")
_LISTS = {"town": "towns", "day": "days", "person": "people"}


def _filled(mould: str, words: dict[str, list[str]], drawn: random.Random) -> str:
    decks = {
        place: drawn.sample(words[name], len(words[name])) for place, name in _LISTS.items() if name in words
    }

    def fact(match: re.Match[str]) -> str:
        what = match[1]
        if what in decks:  # never the same one twice in a text
            return decks[what].pop()
        low, dots, high = what.partition("..")
        if not dots:
            return drawn.choice(what.split("|"))
        places = len(low.partition(".")[2])
        return f"{drawn.uniform(float(low), float(high)):.{places}f}"

    return _PLACE.sub(fact, mould)
