"""Know every name of a base: what defines it, and each place that uses it, in keys, links and pages by hand.

A base that was read can be asked, be it checked or not. A name that a key uses need not exist; one in a link or a
marker is listed only where something has it, for the checks of links and markers say the rest.
"""

from __future__ import annotations

from generator.naming.found import LINK, Definition
from generator.naming.index import Names, addresses_named, former_ids, names_of, texts_naming
from generator.naming.uses import Use

__all__ = ["LINK", "Definition", "Names", "Use", "addresses_named", "former_ids", "names_of", "texts_naming"]
