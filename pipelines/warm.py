"""Importing this has loaded all that reading a page needs: tables of wording, learned models, the library.

Readers are forked from a server that has imported it: each starts at once, and they share one copy in memory.
"""

from pipelines.extract import extract
from pipelines.readers import ANY_PAGE

extract(ANY_PAGE.body, ANY_PAGE.url)
