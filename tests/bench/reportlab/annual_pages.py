"""The look of the pages: numbers as the report writes them, tables with repeated headers, two orientations."""
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph, Spacer,
                                Table, TableStyle)

pdfmetrics.registerFont(TTFont("DejaVu", "reports/fonts/DejaVuSans.ttf"))
pdfmetrics.registerFont(TTFont("DejaVuBold", "reports/fonts/DejaVuSans-Bold.ttf"))
CELL = ParagraphStyle("cell", fontName="DejaVu", fontSize=8, leading=10)
HEAD = ParagraphStyle("head", fontName="DejaVuBold", fontSize=7, leading=8.5)
TITLE = ParagraphStyle("title", fontName="DejaVuBold", fontSize=9, leading=13)
LOOK = TableStyle([("FONT", (0, 0), (-1, -1), "DejaVu", 8), ("LINEBELOW", (0, 0), (-1, -1), 0.35, colors.lightgrey),
                   ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.89, 0.91, 0.93)), ("VALIGN", (0, 0), (-1, -1), "TOP"),
                   ("ALIGN", (1, 1), (-1, -1), "RIGHT"), ("TOPPADDING", (0, 0), (-1, -1), 2),
                   ("BOTTOMPADDING", (0, 0), (-1, -1), 2), ("LEFTPADDING", (0, 0), (-1, -1), 3),
                   ("RIGHTPADDING", (0, 0), (-1, -1), 3)])
WORDS = {"done": "réalisée", "under_way": "en cours", "not_started": "non commencée", "postponed": "reportée",
         "cancelled": "annulée", "not_reported": "sans réponse", "number": "réalisée"}
SIDE = 50


def money(value):
    return "ND" if value is None else f"{round(value / 1000):,}".replace(",", "\u202f")


def percent(value):
    return "ND" if value is None else f"{value:.1f}".replace(".", ",") + "\u00a0%"


def points(now, before):
    return "s.o." if now is None or before is None else f"{now - before:+.1f}".replace(".", ",") + "\u00a0pts"


def words(text):
    return Paragraph(str(text or "").replace("&", "&amp;").replace("<", "&lt;"), CELL)


class Pages:
    def __init__(self):
        self.story, self.width, self.count = [], A4[0] - 2 * SIDE, 0

    def table(self, title, head, body, shares):
        """`shares`: the widths of the columns, in any unit; rows are cells, or words for the whole row."""
        self.count += 1
        self.story.append(Paragraph(f"Tableau {self.count} – {title}", TITLE))
        data, spans = [[Paragraph(h, HEAD) for h in head]], []
        for row in body:
            if isinstance(row, str):
                spans.append(("SPAN", (0, len(data)), (-1, len(data))))
                row = [words(row)] + [""] * (len(head) - 1)
            data.append(row)
        widths = [self.width * share / sum(shares) for share in shares]
        self.story.append(Table(data, colWidths=widths, repeatRows=1, style=TableStyle(spans, parent=LOOK)))
        self.story.append(Spacer(1, 10))

    def turn(self, name):
        self.width = (landscape(A4) if name == "wide" else A4)[0] - 2 * SIDE
        self.story += [NextPageTemplate(name), PageBreak()]

    def write(self, path, title):
        def template(name, size):
            frame = Frame(SIDE, SIDE, size[0] - 2 * SIDE, size[1] - 2 * SIDE, 0, 0, 0, 0)
            return PageTemplate(name, [frame], onPage=lambda canvas, doc: number(canvas, doc, size), pagesize=size)

        def number(canvas, doc, size):
            canvas.setFont("DejaVu", 7)
            canvas.drawString(SIDE, size[1] - 30, title)
            canvas.drawRightString(size[0] - SIDE, 30, f"page {doc.page}")

        doc = BaseDocTemplate(path, title=title)
        doc.addPageTemplates([template("tall", A4), template("wide", landscape(A4))])
        doc.build(self.story)
