"""The one thread that owns the corpus of a run: the lock may take seconds, and the reactor must not wait."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from corpus.store import Corpus, open_corpus

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class Writer:
    """Calls functions on a corpus, one after the other, in a thread of its own."""

    def __init__(self, path: Path) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._corpus = self._thread.submit(open_corpus, path).result()

    async def do(
        self,
        function: Callable[Concatenate[Corpus, Arguments], Result],
        *arguments: Arguments.args,
        **options: Arguments.kwargs,
    ) -> Result:
        """The function's result, once its turn has come."""
        call = partial(function, self._corpus, *arguments, **options)
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    def do_now(
        self,
        function: Callable[Concatenate[Corpus, Arguments], Result],
        *arguments: Arguments.args,
        **options: Arguments.kwargs,
    ) -> Result:
        """The same for callers without an event loop."""
        return self._thread.submit(partial(function, self._corpus, *arguments, **options)).result()

    def close(self) -> None:
        """Finish what was handed in, then close the corpus."""
        self._thread.submit(self._corpus.close).result()
        self._thread.shutdown()
