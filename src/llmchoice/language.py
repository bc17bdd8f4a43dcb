"""The language that a reader is told things in: whole sentences, each with named places.

English is the language of the source, so it needs no catalogue at run time. A translation is a
gettext catalogue: docs/decisions/0007 says why.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Catalogue(Protocol):
    """What `gettext.GNUTranslations` offers of a translation."""

    def gettext(self, message: str, /) -> str:
        """The message in the other language."""

    def ngettext(self, singular: str, plural: str, number: int, /) -> str:
        """The form of the message that goes with the number."""


_CURRENT: ContextVar[Catalogue | None] = ContextVar("catalogue", default=None)


def t(message: str, **places: object) -> str:
    """A whole sentence or label with its places filled in.

    Args:
        message: a literal, so that it can be found; `{name}` is a place. Never part of a sentence.
        places: what stands in each place, already worded; text in it is not looked into.
    """
    return tell(message, **places)


def message(text: str) -> str:
    """A whole sentence or label that `tell` says later; a literal as in `t`, for tables."""
    return text


def tell(message: str, **places: object) -> str:
    """What was marked by `message`, with its places filled in; more places do no harm."""
    catalogue = _CURRENT.get()
    sentence = message if catalogue is None else catalogue.gettext(message)
    return sentence.format(**places) if places else sentence


def tn(singular: str, plural: str, number: int, **places: object) -> str:
    """The same for a sentence that depends on a number; `{number}` is a place in both forms.

    The number stands there with its thousands marked, as by `figures.count`.
    """
    catalogue = _CURRENT.get()
    if catalogue is None:
        sentence = singular if number == 1 else plural
    else:
        sentence = catalogue.ngettext(singular, plural, number)
    return sentence.format(**{"number": f"{number:,}", **places})


@contextmanager
def speaking(catalogue: Catalogue | None) -> Iterator[None]:
    """Use a translation for as long as the context lasts; None is English."""
    token = _CURRENT.set(catalogue)
    try:
        yield
    finally:
        _CURRENT.reset(token)
