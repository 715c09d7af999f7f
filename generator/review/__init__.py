"""Let a person see what waits for them, read it as a reader meets it, and sign it off in its file."""

from generator.review.history import words_signed_before
from generator.review.making import write_pack
from generator.review.showing import changes_since, shown
from generator.review.waiting import as_list, waiting_in
from generator.review.writing import CannotSignOff, Signer, file_of, sign_off

__all__ = [
    "CannotSignOff",
    "Signer",
    "as_list",
    "changes_since",
    "file_of",
    "shown",
    "sign_off",
    "waiting_in",
    "words_signed_before",
    "write_pack",
]
