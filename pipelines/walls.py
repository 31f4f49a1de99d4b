"""Pages that stand where an article should be: bot walls, consent walls, errors, and stubs of paid articles."""

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from corpus.types import Unreadable
from corpus.words import fold, tokens
from pipelines.jsonld import Node, is_article
from pipelines.metadata import Metadata

_LONGEST_WALL = 2500
"""Characters of all that a wall or an error page shows. With more there is an article, whatever the words."""
_SHORTEST_WHOLE = 1200
"""Characters. A longer text of a paid article is its whole, as many sites send it to everyone."""
_SHARE_OF_WHOLE = 0.5
_UNSEEN = {"script", "style", "noscript", "template", "svg", "head", "select", "option"}

_BOT = re.compile(
    r"checking (?:your|if the site connection|the site connection)|just a moment|verify(?:ing)? (?:that )?you are (?:a |not a )?"
    r"(?:human|robot|bot)|are you (?:a )?(?:robot|human)|unusual (?:traffic|activity)|access (?:to this page )?(?:has been )?denied|"
    r"attention required|security check|pardon our interruption|ddos-guard|ddos protection|press (?:&|and) hold|captcha|"
    r"automated (?:access|requests|traffic)|request unsuccessful\. incapsula|you have been blocked|"
    r"(?:please )?(?:enable|turn on) (?:javascript|js|cookies)|javascript (?:is (?:disabled|required|not enabled)|required)|"
    r"что вы не робот|проверка (?:браузера|вашего браузера|безопасности)|подтвердите, что|доступ (?:ограничен|запрещен|заблокирован)|"
    r"включите javascript|необходимо включить javascript|що ви не робот|перевірка (?:браузера|вашого браузера)|"
    r"доступ (?:обмежено|заборонено|заблоковано)|увімкніть javascript|ربات نیستید|دسترسی .{0,30}(?:غیرمجاز|محدود|مسدود)|"
    r"بررسی مرورگر|sicherheitsuberprufung|kein roboter|zugriff (?:verweigert|wurde)|pas un robot|acces refuse|"
    r"no eres un robot|acceso denegado|nie jestes robotem"
)
_CONSENT = re.compile(
    r"before you continue|we (?:and our (?:\d+ )?partners|value your privacy|use cookies|need your consent)|your privacy choices|"
    r"accept (?:all|cookies|and continue)|cookie (?:consent|settings|preferences)|manage (?:preferences|cookies|consent)|"
    r"zustimmen (?:und|&)|mit werbung (?:weiter|und)|wir (?:und unsere partner|verwenden cookies)|(?:ihre|deine) einwilligung|"
    r"alle akzeptieren|nous (?:et nos partenaires|utilisons des cookies)|tout accepter|accepter et continuer|continuer sans accepter|"
    r"nosotros y nuestros socios|utilizamos cookies|aceptar (?:todo|y continuar)|accetta (?:tutti|e continua)|"
    r"my i nasi (?:zaufani )?partnerzy|przejdz do serwisu|zgadzam sie|akceptuj|мы (?:и наши партнеры|используем (?:файлы )?cookie)|"
    r"принять (?:все|и продолжить)|обработк\w+ персональных данных|ми (?:та|і) наші партнери|ми використовуємо (?:файли )?cookie|"
    r"прийняти (?:все|усе|та продовжити)|پذیرش کوکی|با کوکی|we and our"
)
_CONSENT_WORD = re.compile(
    r"cookie|consent|privacy|datenschutz|einwillig|confidentialit|privacidad|zgod|куки|персональн|partner|партнер|کوکی"
)
_CONSENT_HOST = re.compile(r"^(?:consent|cmp|guce|privacy|myprivacy)\b")
_ERROR = re.compile(
    r"(?:error )?(?:404|403|410|500|502|503|504)\b.*|.*\b(?:page|article|story|content) (?:was |is |has been |could ?n.t be |can ?not be |cannot be )?"
    r"(?:not found|no longer available|removed|deleted|unavailable|does ?n.t exist|does not exist|missing)\b.*|.*\b(?:not|nothing) found\b.*|"
    r"(?:internal )?server error.*|bad gateway.*|service (?:temporarily )?unavailable.*|gateway time-?out.*|forbidden|"
    r"(?:oops|sorry|whoops|uh oh|error)\b.*|we(?:'re| are) sorry.*|(?:account|site|website|domain) (?:suspended|not available|for sale).*|"
    r".*(?:страница|материал|статья|публикация) (?:не найден\w*|удален\w*|не существует|недоступн\w*).*|(?:ошибка|помилка)\b.*|"
    r".*(?:сторінк\w+|матеріал|статт\w+) (?:не знайден\w*|видален\w*|не існує|недоступн\w*).*|.*(?:صفحه|مطلب).{0,30}(?:یافت نشد|پیدا نشد|وجود ندارد).*|خطا\b.*|"
    r".*seite (?:wurde )?nicht (?:gefunden|verfugbar).*|.*page (?:introuvable|non trouvee).*|.*pagina no (?:encontrada|existe).*|.*nie znaleziono.*"
)


def wall(tree: HtmlElement, text: str, metadata: Metadata, url: str) -> Unreadable | None:
    """What stands here instead of an article; None when there may be one.

    Only pages that show little are asked: an article about captchas is an article.
    """
    if _is_front(url, metadata):
        return Unreadable(reason="not an article")
    shown = _shown(tree)
    if len(shown) > _LONGEST_WALL or len(text) > _LONGEST_WALL / 2:
        return None
    heads = [fold(" ".join(head.split())) for head in (metadata.title, *_headings(tree))]
    folded = fold(shown)
    if not is_article(metadata.node) or len(text) < _LONGEST_WALL / 10:
        if any(_ERROR.fullmatch(head) for head in heads):
            return Unreadable(reason="error page")
        if _is_bot_wall(tree, heads, folded):
            return Unreadable(reason="bot wall", passing=True)
        if _is_consent_wall(heads, folded, url):
            return Unreadable(reason="consent wall", passing=True)
    return None


def is_stub(node: Node, text: str) -> bool:
    """Whether the page says that its article is paid for, and shows clearly less than it says there is."""
    if str(node.get("isAccessibleForFree", "")).strip().lower().rsplit("/", 1)[-1] != "false":
        return False
    told = str(node.get("wordCount", ""))
    if told.isdigit() and int(told):
        return len(tokens(text)) < int(told) * _SHARE_OF_WHOLE
    return len(text) < _SHORTEST_WHOLE


def _is_front(url: str, metadata: Metadata) -> bool:
    """Whether the address is a site's front page, which never is an article."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        parts.path in ("", "/")
        and not parts.query
        and not is_article(metadata.node)
        and metadata.published is None
    )


def _shown(tree: HtmlElement) -> str:
    """What a reader of the page sees, up to a little more than a wall shows."""
    pieces: list[str] = []
    length = 0
    for element in tree.iter():
        hidden = element.tag in _UNSEEN or any(parent.tag in _UNSEEN for parent in element.iterancestors())
        for piece in (None if hidden else element.text, element.tail):
            if piece and not piece.isspace() and not (piece is element.tail and _in_unseen(element)):
                pieces.append(" ".join(piece.split()))
                length += len(pieces[-1])
        if length > _LONGEST_WALL:
            break
    return " ".join(pieces)


def _in_unseen(element: HtmlElement) -> bool:
    return any(parent.tag in _UNSEEN for parent in element.iterancestors())


def _headings(tree: HtmlElement) -> list[str]:
    return [str(heading.text_content()) for heading in tree.iter("title", "h1", "h2")][:4]


def _is_bot_wall(tree: HtmlElement, heads: list[str], folded: str) -> bool:
    if any(_BOT.search(head) for head in heads):
        return True
    # A page that shows a few sentences, and they are about the check.
    return len(folded) < _LONGEST_WALL / 3 and _BOT.search(folded) is not None


def _is_consent_wall(heads: list[str], folded: str, url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    if _CONSENT_HOST.match(host) or any(_CONSENT.search(head) for head in heads):
        return True
    return _CONSENT.search(folded) is not None and len(_CONSENT_WORD.findall(folded)) * 400 > len(folded)
