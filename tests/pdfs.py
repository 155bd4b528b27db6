"""Small PDF documents, written by hand: one font, lines of ASCII text, a table of objects."""

from __future__ import annotations

FONTS = "/Resources << /Font << /F1 3 0 R >> >>"


def pdf_of(*pages: list[str], extra: str = "", trailer: str = "") -> bytes:
    """Return a PDF with these lines on its pages.

    Parameters
    ----------
    *pages
        The lines of each page, from the top; one that begins with ``# `` is written in larger letters.
    extra
        A further object.
    trailer
        Further entries of the trailer.
    """
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, lines in enumerate(pages):
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * i} 0 R {FONTS} >>",
            _stream(lines),
        ]
    objects += [extra] if extra else []
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(body)}\n%%EOF\n"
    )
    return body + end.encode("latin-1")


def _stream(lines: list[str]) -> str:
    """Return the drawing of the lines."""
    escaped = (line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines)
    sized = (
        f"/F1 16 Tf ({line[2:]}) Tj /F1 9 Tf T*\n" if line.startswith("# ") else f"({line}) Tj T*\n" for line in escaped
    )
    drawn = "BT /F1 9 Tf 50 800 Td 16 TL\n" + "".join(sized) + "ET"
    return f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream"
