"""Name what a check can ask for, so that one register holds every check, whatever it looks at."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from enum import Enum

from generator.checks.compiled import Compiled
from generator.checks.wording import Texts
from generator.guide.diagram import TooManyStates
from generator.guide.plan import Plan
from generator.guide.sharing import GuideBase
from generator.model.knowledge import KnowledgeBase
from generator.settings import Settings
from generator.sign_offs import SignOffs


class Need(Enum):
    """What a check needs; the value holds the types of the arguments that its `check` is called with, in order.

    The first five are there for every base that could be read, the others once no name is wrong.
    """

    BASE = (KnowledgeBase,)
    """Everything the authors wrote; called once."""
    TEXTS = (KnowledgeBase, Texts)
    """Every text as one that can be searched; called once."""
    DAY = (KnowledgeBase, SignOffs, datetime.date)
    """Whether each sign-off is in force, and the day on which the base is checked; called once."""
    SITE = (KnowledgeBase, Settings)
    """Everything the authors wrote, and what is said of the site as a whole; called once."""
    GUIDE = (GuideBase,)
    """One guide as it is written, with the questions that it shares; called for each guide."""
    PLAN = (GuideBase, Plan)
    """One guide with its names resolved, before it is compiled; called for each guide."""
    FAILURE = (GuideBase, TooManyStates)
    """One guide that is too large to prove, and where it is; called for each such guide."""
    DIAGRAM = (Compiled,)
    """One guide with its compiled diagram; called for each guide."""
    EVERY_DIAGRAM = (Sequence[Compiled],)
    """Every guide with its diagram; called once, when all of them could be compiled."""
