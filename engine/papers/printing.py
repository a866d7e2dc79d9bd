"""Every paper of a pack by its file; to add one, write a function from `Pack` to a page and name it here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .briefs import briefs
from .mats import mats
from .pack import Pack
from .runbook import runbook
from .slip_sheets import slips, tents

PAPERS: Mapping[str, Callable[[Pack], str]] = {
    "briefs.html": briefs,
    "slips.html": slips,
    "tents.html": tents,
    "mats.html": mats,
    "runbook.html": runbook,
}


def printed(pack: Pack) -> Mapping[str, str]:
    """Return the files of a pack: name -> page."""
    return {name: make(pack) for name, make in PAPERS.items()}
