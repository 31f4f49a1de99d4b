"""What Scrapy and Twisted answer, in our words."""

from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response
from twisted.internet.error import TimeoutError as ConnectTimeoutError
from twisted.python.failure import Failure

from crawler.refusals import RobotsForbidError
from pipelines.unanswered import Missed


def headers_of(response: Response) -> dict[str, str]:
    """The headers of an answer, names in lower case, values joined when a name comes twice."""
    pairs = response.headers.items()
    return {
        name.decode("latin-1").lower(): ", ".join(value.decode("utf-8", "replace") for value in values)
        for name, values in pairs
    }


def missed_by(failure: Failure) -> Missed:
    """What kind of end a failed request is."""
    if isinstance(failure.value, RobotsForbidError):
        return Missed.FORBIDDEN
    return Missed.UNREADABLE if isinstance(failure.value, DownloadCancelledError) else Missed.ERROR


def reason_of(failure: Failure) -> str:
    """Why there was no answer, in a few words: the kind of error first, then what it says."""
    error = failure.value
    if isinstance(error, DownloadCancelledError):
        return "too large"
    if isinstance(error, TimeoutError | ConnectTimeoutError):
        return "timeout"
    said = " ".join(str(error).split())
    name = type(error).__name__.removesuffix("Error")
    return (
        said
        if said and type(error).__module__.startswith("crawler.")
        else f"{name}: {said}"
        if said
        else name
    )
