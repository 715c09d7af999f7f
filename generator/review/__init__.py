"""Let a person see what waits for them, read it as a reader meets it, and sign it off in its file."""

from generator.review.making import write_pack
from generator.review.showing import read_out, to_agree
from generator.review.waiting import NoSuchUnit, as_list, chosen, waiting_in
from generator.review.writing import CannotSignOff, Signer, file_of, sign_off, signed_texts

__all__ = [
    "CannotSignOff",
    "NoSuchUnit",
    "Signer",
    "as_list",
    "chosen",
    "file_of",
    "read_out",
    "sign_off",
    "signed_texts",
    "to_agree",
    "waiting_in",
    "write_pack",
]
