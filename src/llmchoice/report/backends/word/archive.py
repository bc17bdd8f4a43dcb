"""A Word file as bytes that depend on nothing but what is in it."""

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from docx.document import Document

_UNIX = 3


def packed(document: "Document") -> bytes:
    """The file, each part of it under the earliest time that such a file knows."""
    saved, steady = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(steady, "w") as target:
        for name in source.namelist():
            part = ZipInfo(name)
            part.compress_type = ZIP_DEFLATED
            # Else it would tell the system that wrote it.
            part.create_system = _UNIX
            target.writestr(part, source.read(name))
    return steady.getvalue()
