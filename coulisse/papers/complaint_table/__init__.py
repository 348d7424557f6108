"""Le tableau des plaintes / de klachtentabel: a fortnight of complaints, by programme and issue."""

from coulisse.papers.complaint_table.compose import ComplaintRecord, complaint_table

__all__ = ["ComplaintRecord", "complaint_table"]
