"""What compiled rules and those who play by them call the same: the orders that motions, deals and arguments become.

An order is called by its kind and the id of what it is about: `vote.ID`, `argue.ID`, `term.ID`. No rule of how they
are compiled stands here, so that playing needs no compiler.
"""

from __future__ import annotations

MOTION, PROPOSE, VOTE = "motion", "propose", "vote"
YES, NO, ABSTAIN = 0, 1, 2
BALLOTS = ("yes", "no", "abstain")

TERM, DEAL = "term", "deal"
OFFER, ACCEPT, DECLINE = "offer", "accept", "decline"

ARGUE = "argue"

ANSWER = "answer"
"""What stands before the id of an event, or inject, when its answers are meant."""

LEVEL = "level:"
"""Before a track's id: what is unknown of it is only its level."""

SCORES = "scores"
"""Under this the memo keeps every role's score, for formulas that read them after the end."""

ENDED = "ended"
"""Under this the memo keeps the position of the ending that came, for the same formulas."""
