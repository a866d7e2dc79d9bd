"""The footer is drawn anew for other keys, and for nothing else: each key is a widget that costs time."""

from __future__ import annotations

import pytest

from tui.widgets.keys import Keys

from .at_table import seated


async def test_keys_are_drawn_anew_only_when_there_are_others(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []

    async with seated() as table:
        right = Keys.recompose

        async def recompose(self: Keys) -> None:
            drawn.append(self)
            await right(self)

        monkeypatch.setattr(Keys, "recompose", recompose)
        table.app.screen.refresh_bindings()
        await table.settle()
        assert not drawn
        await table.press("3")
        assert drawn
