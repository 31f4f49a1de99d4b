"""Many patterns held against one short text at the price of a few: those whose words it does not hold are not tried."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from ahocorasick_rs import AhoCorasick

from pipelines.literals import required_literals
from pipelines.wording import any_of, folded_pattern


class Patterns:
    """Patterns by the names of what they tell, for folded texts; `re.error` when one of them is broken."""

    def __init__(self, named: Mapping[str, Iterable[str]]) -> None:
        self._patterns: list[tuple[str, str]] = []
        self._always: dict[str, re.Pattern[str]] = {}
        self._compiled: dict[int, re.Pattern[str]] = {}
        needing: defaultdict[str, list[int]] = defaultdict(list)
        for name, patterns in named.items():
            screened = {pattern: required_literals(folded_pattern(pattern)) for pattern in patterns}
            if unscreened := [pattern for pattern, literals in screened.items() if not literals]:
                self._always[name] = any_of(unscreened)
            for pattern, literals in screened.items():
                for literal in literals:
                    needing[literal].append(len(self._patterns))
                if literals:
                    self._patterns.append((name, pattern))
        self._needing = list(needing.values())
        self._literals = AhoCorasick(list(needing))

    def covering(self, text: str, names: Collection[str]) -> set[str]:
        """Those of these names one of whose patterns matches the whole of a folded text."""
        found = {name for name in names if name in self._always and self._always[name].fullmatch(text)}
        hits = {hit for hit, _, _ in self._literals.find_matches_as_indexes(text, overlapping=True)}
        for n in {n for hit in hits for n in self._needing[hit]}:
            name = self._patterns[n][0]
            if name in names and name not in found and self._pattern(n).fullmatch(text):
                found.add(name)
        return found

    def _pattern(self, n: int) -> re.Pattern[str]:
        """The nth pattern, compiled when it is first tried: most never are."""
        pattern = self._compiled.get(n)
        if pattern is None:
            pattern = self._compiled[n] = any_of([self._patterns[n][1]])
        return pattern
