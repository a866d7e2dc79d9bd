"""List what there is to translate in a ruleset or scenario, or begin and complete its overlay.

The overlay of a ruleset is `text/de.yaml` in its folder, that of a scenario `text/NAME.de.yaml` beside it.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from engine.speech import _, _n

if TYPE_CHECKING:
    from engine.language.listing import Listed, Listing


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("path", metavar="PATH", help=_("a ruleset's folder, a scenario's file, or an id"))
    parser.add_argument("--language", metavar="LANGUAGE", help=_("such as de or pt_BR (default: yours)"))
    parser.add_argument("--missing", action="store_true", help=_("list only what is not translated"))
    parser.add_argument("--write", action="store_true", help=_("add what is missing to the end of the overlay"))


def run(options: Namespace) -> int:
    """Print the texts, or write the overlay, and return the exit code."""
    import engine.analysis.review  # noqa: F401  (the verbs of effects enter themselves in their register)
    from engine.language.listing import listed
    from engine.language.overlays import languages
    from engine.speech import PSEUDO, language

    from . import Misuse

    wanted = options.language or _general(language())
    if not languages(wanted) and (wanted != PSEUDO or options.write):
        raise Misuse(_("name a language with --language, such as de or pt_BR"))
    listing = listed(options.path, wanted)
    if options.write:
        return _write(listing)
    for it in listing.missing if options.missing else listing.texts:
        _print(it)
    print(_told(listing))
    return 0


def _general(language: str) -> str:
    """Return a language without its country: what is translated for one reader serves most."""
    from engine.speech import PSEUDO

    return language if language == PSEUDO else language.split("_")[0]


def _print(it: Listed) -> None:
    from engine.language.text import clean

    print(f"{clean(str(it.place))}: {clean(it.text)}")
    print(f"    {clean(it.translation)}" if it.translation else _("    (not translated)"))


def _told(listing: Listing) -> str:
    from engine.language.text import clean

    count, missing = len(listing.texts) + len(listing.files), len(listing.missing) + len(listing.files)
    texts = _n("{count} text", "{count} texts", count).format(count=count)
    lacking = _n("{missing} is not translated", "{missing} are not translated", missing).format(missing=missing)
    files = (_("there is no translation of a text file: {name}").format(name=clean(it)) for it in listing.files)
    return "\n".join([*files, f"{texts}, {lacking}"])


def _write(listing: Listing) -> int:
    """Write the overlay with what is missing, all else as it stands; say what there is to do."""
    from engine.language.listing import extended_overlay
    from engine.language.text import clean
    from engine.problems import Refused

    path = listing.overlay
    old = path.read_text("utf-8") if path.is_file() else ""
    new = extended_overlay(old, listing)
    if new is None:
        raise Refused(
            _("{path} is left as it is: let `texts:` be its last key, with each text on a line of its own.").format(
                path=clean(str(path))
            )
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(new, encoding="utf-8")
    print(clean(str(path)))
    print(_told(listing))
    return 0
