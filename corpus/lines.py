"""A document as one JSON object: a line of `export`, which `import` reads, and what `show --json` prints."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from corpus.clock import to_text
from corpus.record import Record, VersionRecord


def line(record: Record, n: int | None = None) -> dict[str, Any]:
    """The document in its current version, or in version n; `versions` holds its other states, oldest first.

    Two moments are the document's own: `first_seen_at` and `checked_at`. Those of the version that stands are
    `version_first_seen_at` and `version_last_seen_at`. `provenance` says where its text came from.
    """
    shown = record.version if n is None else n
    version = _version(record.at(shown))
    written = {
        "ref": record.ref,
        "url": record.url,
        "addresses": [asdict(address) for address in record.addresses],
        "source": record.source,
        "site": record.site,
        "first_seen_at": record.first_seen_at,
        "checked_at": record.checked_at,
        "state": record.state,
        "copy_of": record.copy_of,
        "copy_kind": record.copy_kind,
        "similarity": record.similarity,
        "syndicated_from": record.syndicated_from,
        "version_first_seen_at": version.pop("first_seen_at"),
        "version_last_seen_at": version.pop("last_seen_at"),
        **version,
        "versions": [_version(other) for other in record.versions if other.n != shown],
        "judgements": [asdict(judgement) for judgement in record.judgements],
        "sightings": [asdict(sighting) for sighting in record.sightings],
    }
    return {name: plain(value) for name, value in written.items()}


def plain(value: Any) -> Any:
    """A value as JSON has it: moments as text in UTC, tuples as lists."""
    if isinstance(value, datetime):
        return to_text(value)
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def _version(version: VersionRecord) -> dict[str, Any]:
    """A version; its numbers are left out, for they are places in one corpus and may be others in the next."""
    fields = asdict(version)
    del fields["n"], fields["page_id"]
    provenance = fields.pop("fetch")
    return fields | {"provenance": provenance}
