"""Say a guide in the standards of others, DMN and FHIR, and read it again to prove that it is the same."""

from generator.exchange.checking import Held, check_codes, check_export
from generator.exchange.documents import CannotRead
from generator.exchange.exporting import Export, export_of
from generator.exchange.losses import Standard

__all__ = ["CannotRead", "Export", "Held", "Standard", "check_codes", "check_export", "export_of"]
