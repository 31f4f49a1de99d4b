"""`wirewatch daemon`: keep at it."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

import click

from corpus.cli.options import Session, common, remark
from corpus.errors import WirewatchError
from schedules.children import GRACE_SECONDS, Children
from schedules.daemon import TICK_SECONDS, Daemon

LOG_BYTES = 5_000_000


@click.command()
@click.option("--tick", type=click.FloatRange(min=0.1), default=TICK_SECONDS, metavar="SECONDS", hidden=True)
@click.option(
    "--grace", type=click.FloatRange(min=0.1), default=GRACE_SECONDS, metavar="SECONDS", hidden=True
)
@common
def daemon(session: Session, tick: float, grace: float) -> None:
    """Visit sources when they are due, until stopped with Ctrl-C or SIGTERM.

    Every minute it looks what is due and starts `wirewatch crawl --due`, one at a time, under a time limit
    (`crawl_limit_seconds` in config.toml). What it did is in DATA/logs/daemon.log.

    \b
    Example: wirewatch daemon --data /srv/wirewatch
    """
    log = session.data / "logs" / "daemon.log"
    _log_to(log)
    remark(f"watching; what happens is in {log}; Ctrl-C ends it")
    Daemon(
        data=session.data, clock=session.clock, children=Children(grace_seconds=grace), tick_seconds=tick
    ).run()
    remark(f"ended; what happened is in {log}")


def _log_to(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=3, encoding="utf-8")
    except OSError as error:  # a crawl could not write there either
        raise WirewatchError(f"{path}: cannot be written: {error.strerror or error}") from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.getLogger().addHandler(handler)
    for name, level in (("", logging.WARNING), ("schedules", logging.INFO), ("apscheduler", logging.ERROR)):
        logging.getLogger(name).setLevel(level)
