"""Walk a guide in a terminal, along the same diagram and in the same words as its page."""

from generator.trying.start import Start, WrongStart, start_of
from generator.trying.walk import try_guide

__all__ = ["Start", "WrongStart", "start_of", "try_guide"]
