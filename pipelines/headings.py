"""When the heading of a page is the title of its article, although other places write something else."""

import re
from collections.abc import Collection

from corpus.words import fold, tokens
from pipelines.sites import compact

_LABELS = (
    "breaking/breaking news/urgent/just in/exclusive/live/live updates/watch/video/photos/in pictures/gallery/update/"
    "updated/opinion/editorial/leader/comment/commentary/column/op-ed/guest column/analysis/explainer/fact check/"
    "interview/review/obituary/essay/feature/long read/profile/report/podcast/newsletter/letter/letters/sponsored",
    "срочно/молния/эксклюзив/видео/фото/онлайн/мнение/колонка/колонка редактора/комментарий/анализ/аналитика/разбор/"
    "интервью/рецензия/некролог/эссе/репортаж/лонгрид/расследование/фактчек/подкаст/обновлено/обновляется/важно",
    "терміново/блискавка/ексклюзив/відео/думка/погляд/коментар/аналітика/аналіз/пояснення/інтерв'ю/рецензія/есе/"
    "репортаж/лонгрід/розслідування/фактчек/оновлено/оновлюється/важливо/редакційна/редакційна колонка/блог",
    "eilmeldung/eil/exklusiv/liveticker/newsticker/bilder/meinung/kommentar/leitartikel/kolumne/glosse/analyse/"
    "faktencheck/gastbeitrag/rezension/kritik/nachruf/porträt/reportage/essay/hintergrund/pressestimmen/leserbrief",
    "urgent/exclusif/info exclusive/direct/en direct/vidéo/en images/tribune/édito/éditorial/l'édito/chronique/opinion/"
    "point de vue/analyse/décryptage/entretien/critique/portrait/grand format/reportage/enquête/récit/billet/"
    "nécrologie/grand entretien/carte blanche/vrai ou faux/témoignage/mise à jour",
    "última hora/último momento/urgente/ahora/exclusiva/en vivo/en directo/directo/vídeo/fotos/opinión/tribuna/"
    "columna/análisis/entrevista/crítica/reseña/perfil/reportaje/crónica/obituario/ensayo/carta/actualización",
    "ultim'ora/ultima ora/urgente/flash/esclusiva/in diretta/diretta/foto/l'editoriale/editoriale/opinione/il commento/"
    "commento/analisi/l'intervista/intervista/recensione/la recensione/il ritratto/ritratto/il reportage/l'inchiesta/"
    "inchiesta/approfondimento/lettera/aggiornamento",
    "última hora/urgente/exclusivo/ao vivo/em direto/vídeo/opinião/editorial/coluna/crónica/crônica/análise/entrevista/"
    "crítica/resenha/perfil/reportagem/grande reportagem/obituário/ensaio/artigo/atualização",
    "pilne/z ostatniej chwili/tylko u nas/na żywo/relacja na żywo/wideo/zdjęcia/opinia/komentarz/felieton/analiza/"
    "wywiad/rozmowa/recenzja/esej/reportaż/sylwetka/wspomnienie/nekrolog/list/aktualizacja/nasz news",
    "son dakika/flaş/acil/özel/özel haber/canlı/canlı yayın/görüş/yorum/köşe yazısı/başyazı/analiz/röportaj/söyleşi/"
    "inceleme/eleştiri/deneme/portre/dosya/güncelleme",
    "فوری/خبر فوری/اختصاصی/زنده/ویدئو/ویدیو/فیلم/عکس/تصاویر/یادداشت/یادداشت روز/سرمقاله/تحلیل/گفتگو/گفت‌وگو/گفت و گو/"
    "مصاحبه/گزارش/گزارش تصویری/نقد/دیدگاه/پرونده/مقاله",
    "عاجل/خاص/حصري/مباشر/فيديو/بالفيديو/بالصور/صور/رأي/افتتاحية/مقال/مقالات/تحليل/حوار/مقابلة/تقرير/تحقيق/"
    "قراءة/تحديث",
    "מבזק/דחוף/בלעדי/חשיפה/שידור חי/וידאו/תמונות/דעה/פרשנות/מאמר מערכת/טור/ניתוח/ראיון/ביקורת/כתבה/כתבת מגזין/עדכון",
    "laatste nieuws/net binnen/exclusief/video/foto's/opinie/mening/hoofdredactioneel/commentaar/column/analyse/"
    "interview/recensie/essay/reportage/achtergrond/in memoriam/ingezonden/brief",
    "mimořádně/exkluzivně/živě/glosa/komentář/názor/úvodník/sloupek/analýza/rozhovor/recenze/reportáž/nekrolog/fejeton",
    "just nu/senaste nytt/exklusivt/direkt/ledare/debatt/krönika/kommentar/insändare/analys/intervju/recension/"
    "reportage/essä/ledarkrönika/tv",
    "ultima oră/exclusiv/opinie/editorial/comentariu/analiză/interviu/recenzie/reportaj/εκτακτο/έκτακτο/αποκλειστικό/"
    "άποψη/γνώμη/σχόλιο/συνέντευξη/ανάλυση/хитно/ексклузивно/коментар/интервју/колумна/hitno/ekskluzivno/intervju",
)
"""What pages for machines put before a title to say of what kind or how fresh the story is."""
_LABEL = frozenset(fold(label) for labels in _LABELS for label in labels.split("/"))
_MEDIA = frozenset(
    fold(
        "video videos photo photos pictures gallery watch live updated видео фото відео онлайн bilder fotos foto "
        "galerie vidéo vidéos images fotogalería vídeo vídeos immagini galleria imagens wideo zdjęcia film nagranie "
        "galeria galerisi ویدئو ویدیو فیلم عکس تصاویر فيديو صور וידאו תמונות צפו beelden video's foto's fotky bildspel "
        "map mapa карта карте infografika infographic infografía инфографика інфографіка и і und et y e i ve و"
    ).split()
)
"""What titles for machines announce in brackets."""
_VERBS = (
    "writes/пишет/пише/schreibt/écrit/escribe/scrive/escreve/pisze/yazdı/yazıyor/می‌نویسد/نوشت/يكتب/تكتب/כותב/כותבת/"
    "schrijft/píše/skriver/scrie/γράφει"
)
_WRITES = re.compile(rf" (?:{'|'.join(map(fold, _VERBS.split('/')))})$")
_LEAD = re.compile(r"\s*(.+?)\s*(?:[:|؛：｜]|\.(?=\s)|\s[-–—•·»›/])\s*")
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[…\])\s*$")
_BRACKETS = re.compile(r"\s*[\[(][^\])]*[\])]\s*$")
_AFTER = re.compile(rf"\s*[.!?…]\s+\S.*|{_BRACKETS.pattern}")
"""A further sentence, or what else the page shows in brackets."""
_LITTLE = 0.5
"""Of the words of the longer of two wordings; on real pages more are two versions of the same title."""
_LONGEST_LEAD = 3
"""Words before a full stop or a bar; more are a sentence."""
_FEWEST = 4
"""Words of a heading that stands for itself; fewer can name a section."""


def is_the_title(
    heading: str,
    other: str,
    signers: Collection[str] = (),
    sites: Collection[str] = (),
    *,
    is_settled: bool = False,
) -> bool:
    """Whether of the only heading of a page and another form that other places agree on, the heading is the title.

    It is where the other is that with a label before it or with its end cut off, or where the two have little in
    common and the vote is not settled. Of two that differ in a few words nobody knows.
    """
    mine, theirs = tokens(heading), tokens(other)
    if mine == theirs or not mine:
        return False
    if other.endswith(heading):
        return _is_label(other.removesuffix(heading), signers, sites)
    if len(mine) < _FEWEST:
        return False
    if other.startswith(heading):
        return _AFTER.fullmatch(other.removeprefix(heading)) is not None
    bare = _bare(other, signers, sites)
    if bare != other and _is_within(tokens(bare), mine):
        return True
    if _CUT_OFF.search(other) and not _CUT_OFF.search(heading):
        return True
    if is_settled or _is_within(mine, theirs) or _is_within(theirs, mine):
        return False
    return _share(mine, theirs) <= _LITTLE


def _is_label(lead: str, signers: Collection[str], sites: Collection[str]) -> bool:
    """Whether what stands before a title is a label: of a kind, of who writes, of the outlet, or closed by a bar."""
    match = _LEAD.fullmatch(lead)
    if match is None:
        return False
    name = fold(match[1])
    if name in _LABEL or compact(name) in sites or _WRITES.search(name):
        return True
    if any(compact(name) == compact(signer) for signer in signers):
        return True
    return lead.strip()[-1] in ".|" and len(name.split()) <= _LONGEST_LEAD


def _bare(text: str, signers: Collection[str], sites: Collection[str]) -> str:
    """A form of a title without a label before it and without brackets that announce pictures behind it."""
    lead = _LEAD.match(text)
    bare = text[lead.end() :] if lead and _is_label(lead.group(), signers, sites) else text
    behind = _BRACKETS.search(bare)
    return bare[: behind.start()] if behind and all(map(_MEDIA.__contains__, tokens(behind[0]))) else bare


def _is_within(one: list[str], other: list[str]) -> bool:
    return f" {' '.join(one)} " in f" {' '.join(other)} "


def _share(one: list[str], other: list[str]) -> float:
    return len(set(one) & set(other)) / max(len(set(one)), len(set(other)), 1)
