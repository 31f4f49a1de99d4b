"""What we keep: types, words, schema, store, query and export. Imports no other floor."""

from corpus.store import Corpus, open_corpus

__all__ = ["Corpus", "open_corpus"]
