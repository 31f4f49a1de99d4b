"""The bytes that a server answered with: unpacked, as UTF-8, and as XML, whatever state they are in."""

import codecs
import re
import zlib
from contextlib import suppress
from html.entities import html5

from lxml import etree

from pipelines.decode import decode

MAX_BYTES = 50 * 1024 * 1024
"""What a compressed answer may unpack to: the limit that the sitemap protocol sets."""

_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))
"""They stop an XML parser where they stand, and feeds have them from pasted text."""
_GZIP = b"\x1f\x8b"
_PACKED_TWICE = 2
_WIDE = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_CDATA = (b"<![CDATA[", b"{{cdata:"), (b"]]>", b":cdata}}")
_DECLARATION = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*)?")
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:rss|rdf|feed|urlset|sitemapindex|channel)(?=[\s>/])", re.I)
_AMPERSAND = re.compile(
    rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)(?:([A-Za-z][A-Za-z0-9]{1,31};))?"
)
_LESS = re.compile(rb"<(?![A-Za-z_:/!?\x80-\xff])")
_NAMED = {name.encode(): character.encode() for name, character in html5.items() if name.endswith(";")}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HEAD_BYTES = 5000
_PAGE_TITLE = re.compile(rb"<title[^<>]{0,200}>([^<]{1,200})", re.I)
_PASSWORD = re.compile(rb"<input[^<>]{1,300}type\s*=\s*[\"']?password", re.I)
_WORD = re.compile("[A-Za-z\u0400-\u06ff]{5}")
_LONGEST_QUOTE = 120


def utf8(body: bytes, charset: str | None) -> bytes:
    """What an answer says, as UTF-8: unpacked when it is gzip inside, without marks and control characters."""
    for _ in range(_PACKED_TWICE):
        body = _unpacked(body) if body.startswith(_GZIP) else body
    plain = body.translate(None, _CONTROLS).removeprefix(codecs.BOM_UTF8)
    if not body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and body.lstrip()[:2] not in _WIDE:
        # Nearly all are UTF-8, and no other charset produces that by chance. A cut last letter is left out.
        with suppress(UnicodeDecodeError):
            return plain[: codecs.utf_8_decode(plain, "strict", False)[1]]
    return _decoded(body, charset).encode("utf-8", "replace").translate(None, _CONTROLS)


def xml_root(body: bytes) -> etree._Element | None:
    """The root of whatever XML there is, damage and all; None when there is none.

    What stands before the root is left out, a list of entities as well: so neither a file nor a bomb comes in.
    """
    start = _ROOT.search(body)
    body = body[start.start() :] if start else _DECLARATION.sub(b"", body, count=1)
    root, sound = _parsed(body)
    if not sound:  # a look at each mark costs a fifth of the parsing, so only then
        root, _ = _parsed(_LESS.sub(b"&lt;", _AMPERSAND.sub(_written_out, body)))
    return root


def _parsed(body: bytes) -> tuple[etree._Element | None, bool]:
    """The root of a document, and whether there is nothing wrong with it."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        return etree.fromstring(body, parser), len(parser.error_log) == 0
    except etree.XMLSyntaxError:
        return None, False


def local_name(element: etree._Element) -> str:
    """The name without its namespace, whether that was declared or not."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].rpartition(":")[2]


def is_html(body: bytes) -> bool:
    """Whether this is a page for people, as a wall or an error page is."""
    return _HTML.match(body[:_HEAD_BYTES]) is not None


def not_a_list(body: bytes, wanted: str) -> str | None:
    """Why an answer cannot be the list that was wanted, in words; None when it may be."""
    if not body or body.isspace():
        return f"an empty answer where {wanted} was expected"
    if not is_html(body):
        return None
    page = "a login page" if _PASSWORD.search(body) else "HTML"
    title = _PAGE_TITLE.search(body)
    return f"{page} where {wanted} was expected" + (_quoted(title[1]) if title else "")


def own_words(body: bytes) -> str:
    """What an answer that is no list says for itself, when that is a short text: for the end of an error."""
    return _quoted(body) if _WORD.search(body.decode()) else ""


def _quoted(said: bytes) -> str:
    text = " ".join(said.decode("utf-8", "replace").split())
    return f': "{text}"' if text and "<" not in text and len(text) <= _LONGEST_QUOTE else ""


def _decoded(body: bytes, charset: str | None) -> str:
    """The text of what is not UTF-8."""
    wide = _WIDE.get(body.lstrip()[:2])
    if wide:
        return body.decode(wide, "replace")
    # The guess at a charset passes over markup, and would take the words of CDATA for markup.
    for mark, word in _CDATA:
        body = body.replace(mark, word)
    text = decode(body, charset)
    for mark, word in _CDATA:
        text = text.replace(word.decode(), mark.decode())
    return text


def _written_out(found: re.Match[bytes]) -> bytes:
    """An ampersand that XML cannot read: HTML's named characters are written out, any other stands for itself."""
    name = found[1] or b""
    return _NAMED.get(name) or b"&amp;" + name


def _unpacked(body: bytes) -> bytes:
    """What gzip data holds, as far as it can be read."""
    unpacked = b""
    while body.startswith(_GZIP) and len(unpacked) < MAX_BYTES:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            unpacked += unpacker.decompress(body, MAX_BYTES - len(unpacked))
        except zlib.error:
            break
        body = unpacker.unused_data
    return unpacked
