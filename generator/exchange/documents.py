"""Read XML and JSON that came from elsewhere into trees that know their places, and refuse what only harms.

A document with a DOCTYPE is refused, so that no entity is ever expanded and nothing is fetched. What nests too deep, or
is too large, is refused before anything is made of it.
"""

from __future__ import annotations

import io
import json
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from json import decoder, scanner
from typing import Any
from xml.sax import SAXParseException
from xml.sax.expatreader import create_parser
from xml.sax.handler import ContentHandler, LexicalHandler, feature_namespaces, property_lexical_handler
from xml.sax.xmlreader import AttributesNSImpl

from generator.problems import Place, Text

MAX_BYTES = 32 << 20
MAX_DEPTH = 64

# The parts of which json is made in Python: the only ones that know where they are. Their types name none of them.
_JSON_DECODER: Any = decoder
_JSON_SCANNER: Any = scanner


class CannotRead(Exception):
    """Say in one line what cannot be read, where, and what to do about it."""

    def __init__(self, place: Place | str, what: str, cure: str) -> None:
        super().__init__(f"{place}: {what}; {cure}")


@dataclass(slots=True)
class Element:
    """An element of an XML document: its name without the namespace, what stands in it, and its place.

    Names in another namespace than the document's own begin with that namespace in braces.
    """

    name: str
    attributes: dict[str, str]
    place: Place
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, name: str) -> Iterator[Element]:
        """Yield the elements of a name that stand directly in this one."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Element | None:
        """Find the first element of a name that stands directly in this one."""
        return next(self.all(name), None)

    def one(self, name: str) -> Element:
        """Find the only element of a name that stands directly in this one.

        Raises CannotRead where there is none, or more than one.
        """
        found = list(self.all(name))
        if len(found) != 1:
            what = f"<{self.name}> has no <{name}>" if not found else f"<{self.name}> has more than one <{name}>"
            raise CannotRead(found[1].place if found else self.place, what, f"write one <{name}>")
        return found[0]


def read_xml(content: bytes, file: str, *, root: str, namespaces: dict[str, str]) -> Element:
    """Read an XML document whose root has one of some namespaces; these map each namespace to the name of its version.

    Raises CannotRead where it is none, or holds what only harms.
    """
    _check_size(content, file)
    handler = _Handler(file, namespaces, root)
    parser = create_parser()
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    parser.setProperty(property_lexical_handler, handler)
    try:
        parser.parse(io.BytesIO(content))
    except SAXParseException as error:
        where = Place(file, error.getLineNumber() or 1, (error.getColumnNumber() or 0) + 1)
        raise CannotRead(where, f"this is no XML: {error.getMessage()}", "export anew, or mend it there") from error
    except (UnicodeError, ValueError, LookupError) as error:
        raise CannotRead(Place(file, 1, 1), f"this is no XML: {error}", "save it as UTF-8") from error
    assert handler.root is not None
    return handler.root


class _Handler(ContentHandler, LexicalHandler):
    """Build elements from the parser's events, with a stack of our own."""

    def __init__(self, file: str, namespaces: dict[str, str], wanted: str) -> None:
        super().__init__()
        self.file = file
        self.namespaces = namespaces
        self.wanted = wanted
        self.root: Element | None = None
        self.namespace = ""
        self.open: list[Element] = []
        self.locator: Any = None

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802 the name that the parser calls
        self.locator = locator

    def _place(self) -> Place:
        return Place(self.file, self.locator.getLineNumber() or 1, (self.locator.getColumnNumber() or 0) + 1)

    def startDTD(self, name: str, public_id: str | None, system_id: str | None) -> None:  # noqa: N802 as above
        # Entities can be declared nowhere else, and this is called before the first of them is read.
        where = Place(self.file, self._place().line, 1)
        raise CannotRead(where, "a DOCTYPE stands here, and such a document is not read", "delete it")

    def startElementNS(  # noqa: N802 the name that the parser calls
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        namespace, local = name
        if self.root is None:
            self._check_root(namespace or "", local)
            self.namespace = namespace or ""
        if len(self.open) >= MAX_DEPTH:
            raise CannotRead(
                self._place(), f"elements stand in each other more than {MAX_DEPTH} deep", "take some of them away"
            )
        own = local if namespace == self.namespace else f"{{{namespace or ''}}}{local}"
        given = {key[1] if key[0] is None else f"{{{key[0]}}}{key[1]}": value for key, value in attrs.items()}
        element = Element(own, given, self._place())
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _check_root(self, namespace: str, local: str) -> None:
        if local != self.wanted or namespace not in self.namespaces:
            known = ", ".join(self.namespaces.values())
            raise CannotRead(
                self._place(),
                f'this begins with <{local}> of "{namespace}"',
                f"it must begin with <{self.wanted}> of {known}",
            )

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802 as above
        self.open.pop()

    def characters(self, content: str) -> None:
        self.open[-1].text += content


class Object(dict[str, Any]):
    """An object of a JSON document that knows its place."""

    place: Place


class Array(list[Any]):
    """A list of a JSON document that knows its place."""

    place: Place


def read_json(content: bytes, file: str) -> Object:
    """Read a JSON document that is one object; its texts, lists and objects know their places.

    Raises CannotRead where it is none.
    """
    _check_size(content, file)
    try:
        text = content.decode("utf-8-sig")
        found = _Decoder(text, file).decode(text)
    except json.JSONDecodeError as error:
        where = Place(file, error.lineno, error.colno)
        raise CannotRead(where, f"this is no JSON: {error.msg}", "export anew, or mend it there") from error
    except UnicodeError as error:
        raise CannotRead(Place(file, 1, 1), f"this is no JSON: {error}", "save it as UTF-8") from error
    except ValueError as error:  # an integer of thousands of digits
        raise CannotRead(Place(file, 1, 1), "a number in it is too long", "take it out") from error
    if not isinstance(found, Object):
        raise CannotRead(Place(file, 1, 1), "this is no object of JSON", "it must begin with {")
    return found


class _Decoder(json.JSONDecoder):
    """A decoder that notes where each text, list and object begins."""

    def __init__(self, text: str, file: str) -> None:
        super().__init__(parse_constant=self._refuse_constant)
        self.file = file
        self.breaks = [place for place, character in enumerate(text) if character == "\n"]
        self.depth = 0
        for part in ("object", "array", "string"):
            setattr(self, f"parse_{part}", getattr(self, f"_read_{part}"))
        self.scan_once = _JSON_SCANNER.py_make_scanner(self)

    def _place(self, index: int) -> Place:
        line = bisect_left(self.breaks, index)
        return Place(self.file, line + 1, index - (self.breaks[line - 1] if line else -1))

    def _refuse_constant(self, word: str) -> Any:
        raise CannotRead(Place(self.file, 1, 1), f"{word} stands in it, which is no number of JSON", "take it out")

    def _deeper(self, index: int) -> Place:
        place = self._place(index)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise CannotRead(place, f"objects stand in each other more than {MAX_DEPTH} deep", "take some of them away")
        return place

    def _read_string(self, text: str, end: int, strict: bool) -> tuple[Text, int]:
        value, after = _JSON_DECODER.scanstring(text, end, strict)
        return Text(value, place=self._place(end - 1)), after

    def _read_array(self, whole: tuple[str, int], scan_once: Any) -> tuple[Array, int]:
        place = self._deeper(whole[1] - 1)
        values, end = _JSON_DECODER.JSONArray(whole, scan_once)
        found = Array(values)
        found.place = place
        self.depth -= 1
        return found, end

    def _read_object(self, whole: tuple[str, int], *given: Any) -> tuple[Object, int]:
        place = self._deeper(whole[1] - 1)
        strict, scan_once, *_, memo = given
        pairs, end = _JSON_DECODER.JSONObject(whole, strict, scan_once, None, list, memo)
        found = Object(pairs)
        if len(found) != len(pairs):
            raise CannotRead(place, "a key stands twice in this object", "keep one of them")
        found.place = place
        self.depth -= 1
        return found, end


def _check_size(content: bytes, file: str) -> None:
    if len(content) > MAX_BYTES:
        raise CannotRead(Place(file, 1, 1), f"it is larger than {MAX_BYTES >> 20} MB", "name the right file")
