"""Le rapport annuel / het jaarverslag: a year of messages, in numbers and in words."""

from coulisse.papers.yearly_report.compose import RecourseCount, Season, YearRecord, yearly_report

__all__ = ["RecourseCount", "Season", "YearRecord", "yearly_report"]
