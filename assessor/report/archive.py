"""The archive copy: what makes a PDF one, and the assessment that lies in it."""

from __future__ import annotations

import re
from typing import Any

from assessor.domain.frozen import Frozen

NAME = "assessment.takeoff"
"""What the attached file is called; programs that list attachments show it."""

KIND = "/application#2fvnd.takeoff+zip"
"""Its media type, written as PDF writes names."""

VARIANT = "pdf/a-3u"
"""Long-term archiving, with text that can be copied, and with a file inside."""

RELATIONSHIP = "Source"
"""The attached file is what the pages were made from (ISO 32000-2, 7.11.3)."""

UNIVERSAL = b"""\
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""PDF/UA-1, and what PDF/A wants to be told about a property that it does not know."""

_REFERENCE = re.compile(rb"(\d+) 0 R")
_END = b"</rdf:RDF>"


class Enclosure(Frozen):
    """The file that lies in an archive copy."""

    content: bytes
    """An exchange file."""
    description: str


def finish(_: object, pdf: Any) -> None:
    """Make a PDF/A that the engine has drawn a PDF/UA too, and name the kind of its attachment.

    The engine can claim one standard only, and takes the kind from whatever the system knows.
    """
    number = int(_REFERENCE.fullmatch(bytes(pdf.catalog["Metadata"]))[1])  # type: ignore[index]
    metadata = pdf.objects[number]
    head, _found, tail = b"\n".join(metadata.stream).partition(_END)
    metadata.stream = [head + UNIVERSAL + _END + tail]
    for item in pdf.objects:
        if getattr(item, "extra", {}).get("Type") == "/EmbeddedFile":
            item.extra["Subtype"] = KIND
