"""The rows of moderation."""

from coulisse.desks.community.moderation.models.comments import (
    Comment,
    CommentAuthor,
    CommentEvidence,
    CommentExposure,
    CommentReading,
    CommentTransfer,
    CommentWave,
    ModerationStep,
    PublicAnswer,
)
from coulisse.desks.community.moderation.models.files import CommentImport, ReportFile, ReportPiece
from coulisse.desks.community.moderation.models.rules import Charter, ModerationRule, WordList

__all__ = [
    "Charter",
    "Comment",
    "CommentAuthor",
    "CommentEvidence",
    "CommentExposure",
    "CommentImport",
    "CommentReading",
    "CommentTransfer",
    "CommentWave",
    "ModerationRule",
    "ModerationStep",
    "PublicAnswer",
    "ReportFile",
    "ReportPiece",
    "WordList",
]
