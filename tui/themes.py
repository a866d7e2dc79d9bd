"""The colours of the interface: themes of our own, two for sixteen colours, and which one a player gets.

Colours are greys and steps of the xterm cube, so that 256 colours look like 16 million. What is chosen is
remembered in the player's configuration folder; `WHITECELL_THEME` goes before it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.app import App
from textual.theme import BUILTIN_THEMES, Theme

from engine.speech import _

_FEW_COLOURS = ("standard", "windows", None)
_ASKED = "WHITECELL_THEME"

DARK = Theme(
    name="whitecell-dark",
    primary="#5fafff",
    secondary="#87d7ff",
    accent="#ffaf00",
    warning="#ffaf00",
    error="#ff8787",
    success="#87d787",
    foreground="#e4e4e4",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    variables={
        "primary-muted": "#00005f",
        "border": "#ffaf00",
        "text-disabled": "#a8a8a8",
        "text-muted": "#a8a8a8",
        "border-blurred": "#767676",
        "block-cursor-foreground": "#121212",
        "block-cursor-background": "#e4e4e4",
        "block-cursor-blurred-foreground": "#e4e4e4",
        "block-cursor-blurred-background": "#3a3a3a",
        "input-selection-foreground": "#121212",
        "input-selection-background": "#87d7ff",
        "footer-background": "#262626",
        "footer-key-foreground": "#ffaf00",
        "scrollbar": "#767676",
        "scrollbar-background": "#1c1c1c",
    },
)
LIGHT = Theme(
    name="whitecell-light",
    dark=False,
    primary="#005f87",
    secondary="#005f5f",
    accent="#5f00af",
    warning="#875f00",
    error="#af0000",
    success="#005f00",
    foreground="#121212",
    background="#eeeeee",
    surface="#e4e4e4",
    panel="#dadada",
    variables={
        "primary-muted": "#afd7ff",
        "border": "#5f00af",
        "text-disabled": "#4e4e4e",
        "text-muted": "#4e4e4e",
        "border-blurred": "#767676",
        "block-cursor-foreground": "#eeeeee",
        "block-cursor-background": "#121212",
        "block-cursor-blurred-foreground": "#121212",
        "block-cursor-blurred-background": "#c6c6c6",
        "input-selection-foreground": "#eeeeee",
        "input-selection-background": "#005f87",
        "footer-background": "#dadada",
        "footer-key-foreground": "#5f00af",
        "scrollbar": "#767676",
        "scrollbar-background": "#e4e4e4",
    },
)
HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#87d7ff",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffff00",
    error="#ffafaf",
    success="#87ff87",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    boost="#000000",
    variables={
        "primary-muted": "#00005f",
        "border": "#ffff00",
        "text-disabled": "#c6c6c6",
        "text-muted": "#c6c6c6",
        "border-blurred": "#bcbcbc",
        "block-cursor-foreground": "#000000",
        "block-cursor-background": "#ffff00",
        "block-cursor-blurred-foreground": "#ffffff",
        "block-cursor-blurred-background": "#1c1c1c",
        "input-selection-foreground": "#000000",
        "input-selection-background": "#87d7ff",
        "footer-background": "#000000",
        "footer-key-foreground": "#ffff00",
        "footer-description-foreground": "#ffffff",
        "scrollbar": "#ffffff",
        "scrollbar-background": "#000000",
    },
)
SIXTEEN_DARK = replace(
    BUILTIN_THEMES["ansi-dark"],
    name="sixteen-dark",
    primary="ansi_cyan",
    variables=BUILTIN_THEMES["ansi-dark"].variables | {"footer-key-foreground": "ansi_yellow"},
)
SIXTEEN_LIGHT = replace(BUILTIN_THEMES["ansi-light"], name="sixteen-light")
MANY_COLOURS = tuple(theme.name for theme in (DARK, LIGHT, HIGH_CONTRAST))
SIXTEEN_COLOURS = (SIXTEEN_DARK.name, SIXTEEN_LIGHT.name)
"""Textual's themes that take the sixteen colours as the terminal has them, where all of it can be read."""


def register(app: App[Any]) -> None:
    """Make our themes known to the app, take up the player's, and remember the next one they choose."""
    for theme in (DARK, LIGHT, HIGH_CONTRAST, SIXTEEN_DARK, SIXTEEN_LIGHT):
        app.register_theme(theme)
    asked = os.environ.get(_ASKED, "")
    app.theme = _first(app, asked)
    if asked and asked not in app.available_themes:
        names = ", ".join(name for name in (*MANY_COLOURS, *SIXTEEN_COLOURS) if name in app.available_themes)
        told = _("There is no theme {asked} here: choose one of {names}.").format(asked=repr(asked[:40]), names=names)
        app.call_after_refresh(app.notify, told, timeout=10, markup=False)
    begun = [app.theme]  # its own announcement is still on its way, and nobody chose it
    app.theme_changed_signal.subscribe(
        app, lambda theme: begun.clear() if begun == [theme.name] else _remember(theme.name)
    )


def next_theme(app: App[Any]) -> str:
    """Show the next theme that this terminal can show, and return its name."""
    names = _offered(app)
    place = names.index(app.theme) + 1 if app.theme in names else 0
    app.theme = names[place % len(names)]
    return app.theme


def has_few_colours(app: App[Any]) -> bool:
    """Return whether the terminal shows sixteen colours at most."""
    return app.console.color_system in _FEW_COLOURS


def readable(app: App[Any], themes: dict[str, Theme]) -> dict[str, Theme]:
    """Return the themes that can be read: the terminal's own colours turn black where there are none."""
    without = getattr(app, "no_color", False)  # not known yet while Textual sets itself up
    return {name: theme for name, theme in themes.items() if not (without and theme.ansi)}


def _first(app: App[Any], asked: str) -> str:
    """Return the theme to begin with: the one asked for, else the remembered one, else a dark one."""
    kept, offered = _remembered(), _offered(app)
    if asked in app.available_themes:
        return asked
    return kept if kept in app.available_themes and (kept in offered or not has_few_colours(app)) else offered[0]


def _offered(app: App[Any]) -> tuple[str, ...]:
    """Return the themes that can be read here; without colours, those whose greys can."""
    if app.no_color:
        return (HIGH_CONTRAST.name, LIGHT.name) if has_few_colours(app) else MANY_COLOURS
    return SIXTEEN_COLOURS if has_few_colours(app) else (*MANY_COLOURS, *SIXTEEN_COLOURS)


def _place() -> Path:
    from platformdirs import user_config_path

    return user_config_path("whitecell", appauthor=False) / "theme"


def _remembered() -> str:
    with suppress(OSError, UnicodeDecodeError), _place().open(encoding="utf-8") as file:
        return file.read(100).strip()
    return ""


def _remember(name: str) -> None:
    with suppress(OSError):  # a home that cannot be written to: the theme lasts as long as the app
        _place().parent.mkdir(parents=True, exist_ok=True)
        _place().write_text(f"{name}\n", encoding="utf-8")
