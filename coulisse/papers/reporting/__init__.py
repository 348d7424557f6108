"""What the reports of the audience desk are set from: pieces of a letter, as PDF, DOCX and CSV of one content."""

from coulisse.papers.reporting.blocks import (
    Aside,
    BarTable,
    Block,
    Break,
    Document,
    Figures,
    Heading,
    Months,
    Pairs,
    Paragraph,
    QuarterChart,
    Quotes,
    Share,
    Sign,
    Table,
)
from coulisse.papers.reporting.csv_table import report_csv
from coulisse.papers.reporting.page import report_pdf
from coulisse.papers.reporting.word_file import report_docx

__all__ = [
    "Aside",
    "BarTable",
    "Block",
    "Break",
    "Document",
    "Figures",
    "Heading",
    "Months",
    "Pairs",
    "Paragraph",
    "QuarterChart",
    "Quotes",
    "Share",
    "Sign",
    "Table",
    "report_csv",
    "report_docx",
    "report_pdf",
]
