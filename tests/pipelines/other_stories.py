"""Headlines of other stories in the same words, made by the thousand: none tells of Iran's drones for Russia."""

from collections.abc import Iterator
from itertools import product

STRIKES = (
    "Iran fires drones and missiles at {}", "Iranian drones strike {}", "{} says it shot down Iranian drones",
    "Iran launches wave of Shahed drones toward {}", "Drone attack on {} kills three; Iran denies role",
    "Shahed drones hit {} as Iran war enters second week", "{} intercepts Iranian drone swarm",
    "Iran-backed militia fires drones at {}", "IRGC drone strike on {} injures five",
    "What is the Shahed drone Iran is using against {}?", "Iran's Shahed drones overwhelm air defences in {}",
    "Suspected Iranian drone hits tanker near {}", "{} condemns Iran drone attack",
    "Iran unveils new drone as tensions with {} rise", "Trump vows response after Iranian drones hit {}",
)  # fmt: skip
STRUCK = (
    "Israel", "Dubai", "Qatar", "Bahrain", "Kuwait", "Saudi Arabia", "Erbil", "the UAE", "US base in Jordan", "Cyprus",
    "Oman",
)  # fmt: skip
REMARKS = (
    "", "Russia urged restraint and called for talks.", "The Kremlin said Putin had spoken with Pezeshkian by phone.",
    "Oil rose 4 percent; Russian crude was in demand.", "Zelensky condemned the attacks and offered condolences.",
    "The strikes came as US envoys met Russian and Ukrainian negotiators in Geneva.",
    "Moscow evacuated its citizens from Iran.", "Russia called the escalation dangerous. China also voiced concern.",
    "Analysts say the cheap drones, also seen in Ukraine, are hard to stop.",
    "Moscow, an ally of Tehran, has stayed on the sidelines.",
    "The same type of drone has been used by Russia in Ukraine.",
    "Ukraine, which faces such drones every night, offered its expertise.",
    "The UN Security Council met at the request of Russia.",
    "Gulf states are turning to Ukrainian interceptor drones.",
    "Zelenskiy said Ukraine would send experts to help protect civilians.",
    "Russian tourists were stranded at the airport.", "Ukraine's ambassador said two Ukrainian citizens were hurt.",
)  # fmt: skip
OVER_RUSSIA = (
    "Ukrainian drones hit {}", "Russia says it downed 120 Ukrainian drones over {}",
    "Drone debris sparks fire at refinery in {}", "FPV drones change the front near {}",
    "Lancet strikes reported near {}", "Sea drones strike tanker off {}", "Russian drone strike kills four in {}",
    "Ukraine's new interceptor drone tested near {}",
)  # fmt: skip
TOWNS = ("Moscow", "Ryazan", "Novorossiysk", "Kharkiv", "Zaporizhzhia", "Belgorod", "Crimea", "Tuapse")
IRAN_ASIDE = (
    "", "Separately, Iran and Russia held talks on gas.", "Trump said he would discuss Iran and Ukraine with Putin.",
    "Oil prices also reacted to tensions around Iran.", "The tanker had loaded Iranian crude.",
    "Iran's foreign minister Araghchi is due in Moscow on Friday.", "Tehran condemned the strike.",
    "The US is distracted by the war with Iran, officials in Kyiv fear.",
    "Patriot interceptors are scarce as the Iran war drains stocks.", "In other news, Israel struck Iran.",
)  # fmt: skip
ELSEWHERE = (
    (("Иран атаковал {} беспилотниками", "Иранские «шахеды» ударили по {}"),
     ("Израиль", "Дубаю", "Катару", "Бахрейну", "Кувейту", "базе США", "порту Фуджейра"),
     ("", "В МИД России призвали к сдержанности.", "Песков прокомментировал удары.", "Зеленский осудил атаку.",
      "Россияне не могут вылететь из-за закрытого неба.", "Украина предложила помощь в борьбе с дронами.",
      "Москва готова к посредничеству, заявил Лавров.", "Такие же дроны Россия применяет на Украине.")),
    (("Іран ударив дронами по {}",), ("Ізраїлю", "Дубаю", "Катару", "Кувейту", "базі США"),
     ("", "Зеленський засудив атаку.", "МЗС України закликало громадян виїхати.", "Росія закликала до стриманості.",
      "Україна готова поділитися досвідом збиття шахедів.")),
    (("Iran greift {} mit Drohnen an",), ("Israel", "Dubai", "Katar", "Kuwait"),
     ("", "Russland rief zur Zurückhaltung auf.", "Selenskyj verurteilte den Angriff.",
      "Auch in der Ukraine kommen solche Drohnen zum Einsatz.", "Putin telefonierte mit Peseschkian.")),
    (("L'Iran lance des drones contre {}",), ("Israël", "le Qatar", "Dubaï", "le Koweït"),
     ("", "Moscou appelle à la retenue.", "Zelensky a condamné l'attaque.",
      "L'Ukraine propose son aide contre les drones.", "La Russie profite de la hausse du pétrole.")),
    (("Iran zaatakował dronami {}",), ("Izrael", "Dubaj", "Katar", "Kuwejt"),
     ("", "Rosja wezwała do deeskalacji.", "Zełenski potępił atak.", "Ukraina oferuje pomoc w zwalczaniu dronów.")),
    (("Irán ataca con drones {}",), ("Israel", "Dubái", "Catar", "Kuwait"),
     ("", "Rusia pide contención.", "Zelenski condena el ataque.", "Ucrania ofrece ayuda contra los drones.")),
    (("حمله پهپادی ایران به {}",), ("اسرائیل", "دبی", "قطر", "کویت"),
     ("", "روسیه خواستار خویشتنداری شد.", "زلنسکی حمله را محکوم کرد.", "پوتین با پزشکیان گفتگو کرد.")),
    (("مسيرات إيرانية تستهدف {}",), ("إسرائيل", "دبي", "قطر", "الكويت"),
     ("", "روسيا تدعو إلى ضبط النفس.", "زيلينسكي يدين الهجوم.", "بوتين يبحث مع بزشكيان التصعيد.")),
    (('כטב"מים איראניים לעבר {}',), ("ישראל", "דובאי", "קטאר"),
     ("", "רוסיה קראה לאיפוק.", "זלנסקי גינה את התקיפה.")),
    (("İran {} hedefine İHA'larla saldırdı",), ("İsrail", "Dubai", "Katar"),
     ("", "Rusya itidal çağrısı yaptı.", "Zelenskiy saldırıyı kınadı.")),
    (("L'Iran lancia droni contro {}",), ("Israele", "Dubai", "il Qatar"),
     ("", "Mosca invita alla moderazione.", "Zelensky condanna l'attacco.")),
)  # fmt: skip
ATTACKS_ON_IRAN = (
    "Russia condemns drone attack on Iran", "Kremlin slams drone strike on military factory in Iran",
    "Москва осудила атаку беспилотников на военный объект в Иране", "В МИД РФ прокомментировали атаку дронов на Иран",
    "Moskau verurteilt Drohnenangriff im Iran", "La Russie condamne l'attaque de drones en Iran",
    "Mosca condanna l'attacco di droni in Iran", "Rusia condena el ataque con drones en Irán",
)  # fmt: skip
LISTS = (
    "Drone makers' shares soar on wars in Ukraine and Iran",
    "NATO leaders to discuss drones, Russia and Iran at summit",
    "How drones rewrote warfare, from Ukraine to Iran", "Pentagon buys cheap drones after lessons of Ukraine and Iran",
    "CIA chief briefs Senate on Russia, Iran, drones", "UK defence review: drones, Russia, Iran threat",
    "Russia, Iran and China start naval exercise in Gulf of Oman with drones",
    "Five things to know today: Iran talks, Ukraine drones, Fed rates",
    "Morning briefing: Iran, Russia and drones over Denmark",
    "Your Monday briefing: Iran strikes, Ukraine drone attack",
    "World news in brief: drones hit Kyiv, Iran rial falls, Sudan truce",
    "Live: Trump-Putin call, Iran strikes, drones over Poland", "Iranian film about drone pilot wins in Moscow",
    "Poll: Americans worry about Russia, Iran, and drones over New Jersey",
    "Iran beat Ukraine in futsal as drone halts play",
    "Bayraktar maker opens Ukraine plant as Iran tensions rise", "Iranian students win drone contest in Kazan",
    "Drone video captures destruction in Mariupol as Iran talks collapse",
)  # fmt: skip

HELP = (
    "Ukraine offers {} help against Iranian drones", "Ukraine sends drone experts to {}",
    "Zelensky: Ukraine ready to help {} shoot down Shaheds", "{} asks Ukraine for interceptor drones as Iran attacks",
    "Kyiv trades anti-drone know-how for Patriots with {}", "How Ukraine could teach {} to stop Iranian drones",
    "{} thanks Kyiv for help against Iranian drones", "US turns to Ukraine for help against Iran's drones",
    "Ukraine and {} sign drone deal amid Iran war", "Trump rejects Ukraine's help against Iranian drones",
)  # fmt: skip
HELPED = (
    "Qatar",
    "Saudi Arabia",
    "the UAE",
    "Jordan",
    "Kuwait",
    "Bahrain",
    "the Gulf",
    "Gulf states",
    "Israel",
)
HELP_ASIDE = (
    "", "Russia fires hundreds of Shaheds at Ukraine every night.", "Russia condemned the move.",
    "Ukraine has years of experience with the Iranian-designed drones that Russia launches at its cities.",
    "The drones, designed in Iran, are mass-produced by Russia for use in Ukraine.",
    "Kyiv hopes for Patriot missiles in return, as Russia steps up attacks.", "Moscow has called Iran a partner.",
)  # fmt: skip


def helping_stories() -> Iterator[tuple[str, str]]:
    """Ukraine teaching others to stop Iran's drones: near the topic, and not it."""
    for title, place, remark in product(HELP, HELPED, HELP_ASIDE):
        yield title.format(place), remark


def other_stories() -> Iterator[tuple[str, str]]:
    """Title and text of each."""
    for title, place, remark in product(STRIKES, STRUCK, REMARKS):
        yield title.format(place), remark
    for title, place, remark in product(OVER_RUSSIA, TOWNS, IRAN_ASIDE):
        yield title.format(place), remark
    for titles, places, remarks in ELSEWHERE:
        for title, place, remark in product(titles, places, remarks):
            yield title.format(place), remark
    for title in (*ATTACKS_ON_IRAN, *LISTS):
        yield title, ""
