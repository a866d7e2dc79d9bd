"""A ruleset as it was written, and how it is compiled: the language with all that rules enter in its registers.

Verbs of effects and codes of problems are entered where they are made. Who loads what is written asks here, so that
none of them is missing; who plays by remembered rules need not.
"""

from __future__ import annotations

from ..language.loader import load_spec as load_spec
from .compiler import compile_spec as compile_spec
