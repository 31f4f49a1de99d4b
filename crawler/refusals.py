"""Why we did not ask: raised by the manners, understood by the spider."""

from scrapy.exceptions import IgnoreRequest

from crawler.errands import REDIRECT_LOOP


class RobotsForbidError(IgnoreRequest):
    """A rule of a robots.txt that was read keeps us away."""


class AskedElsewhereError(IgnoreRequest):
    """A redirect leads to an article that this run asks for anyway, or that we hold: one GET is enough."""

    def __init__(self, target: str) -> None:
        super().__init__(f"leads to {target}")
        self.target = target


class RedirectLoopError(IgnoreRequest):
    """A chain of redirects comes back to where it was."""

    def __init__(self) -> None:
        super().__init__(REDIRECT_LOOP)


class LeftOpenError(IgnoreRequest):
    """Not asked this time; the link stays open."""


class VisitOverError(LeftOpenError):
    """The visit's time ran out."""


class HostRestsError(LeftOpenError):
    """The host asked to be left alone for a while (Retry-After)."""


class RobotsUnreachableError(LeftOpenError):
    """robots.txt did not answer, or with a server error: all is disallowed until it does (RFC 9309, 2.3.1.4)."""
