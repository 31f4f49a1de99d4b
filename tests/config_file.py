"""The config of a data folder, as a user would write it."""

import json
from pathlib import Path


def write_config(data: Path, **fields: object) -> None:
    """Make the folder and its config.toml; a field that is None is left out."""
    data.mkdir(parents=True, exist_ok=True)
    lines = [f"{name} = {json.dumps(value)}" for name, value in fields.items() if value is not None]
    (data / "config.toml").write_text("\n".join(lines), encoding="utf-8")
