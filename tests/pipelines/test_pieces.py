"""The pieces of a page: where one ends and the next begins, and the place each stands in."""

from lxml.html import document_fromstring

from pipelines.pieces import LANDMARKS, MOST_PIECES, Piece, pieces_of


def _pieces(body: str) -> list[Piece]:
    return pieces_of(
        document_fromstring(f"<html><head><title>No piece</title></head><body>{body}</body></html>")
    )


def _texts(body: str) -> list[str]:
    return [piece.text for piece in _pieces(body)]


def _landmarks(piece: Piece) -> set[str]:
    return {name for bit, name in enumerate(LANDMARKS) if piece.frame.marks >> bit & 1}


def test_blocks_and_breaks_part_pieces_and_inline_elements_do_not():
    body = "<p>A <b>bold</b> <a href='/x'>link</a>.</p>after<br>the break<div>In<span>side</span><p>Deep</p>tail</div>"

    assert _texts(body) == ["A bold link.", "after", "the break", "Inside", "Deep", "tail"]


def test_what_no_reader_sees_is_no_piece():
    body = "<script>var a = 1;</script><style>p {}</style><p>Seen<noscript>No</noscript></p><template>No</template>"

    assert _texts(body) == ["Seen"]


def test_a_piece_knows_what_it_stands_in():
    nav, item, hidden, body = _pieces(
        "<nav>Menu</nav><article><ul><li>Item</li></ul><div style='display: none'>Hidden</div>"
        "<section itemprop='articleBody'>Body</section></article>"
    )

    assert _landmarks(nav) == {"nav"}
    assert _landmarks(item) == {"article", "list"}
    assert _landmarks(hidden) == {"article", "hidden"}
    assert _landmarks(body) == {"article", "section", "article body"}


def test_links_and_bold_are_counted_in_characters():
    link, half, bold = _pieces(
        "<p><a href='/a'>A link</a></p><p>ab <a href='/b'>cd</a></p><p><strong>Bold</strong></p>"
    )

    assert (link.link_chars, half.link_chars, bold.link_chars) == (6, 2, 0)
    assert (link.is_bold, bold.is_bold) == (False, True)


def test_elements_hold_together_what_the_pieces_below_them_hold():
    first, _ = _pieces("<div class='story-body'><p>12345</p><p><a href='/a'>678</a></p></div>")
    above = first.frame.above

    assert above is not None
    assert (above.chars, above.link_chars, above.count) == (8, 3, 2)
    assert set(above.words) == {"story", "body"}


def test_an_endless_page_is_looked_at_from_its_beginning():
    assert len(_pieces("<p>One</p>" * (MOST_PIECES + 5))) == MOST_PIECES
