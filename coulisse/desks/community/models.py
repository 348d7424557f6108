"""The table of contents of the desk's rows, slice by slice, so that the desk is one application."""

from coulisse.desks.community.publishing.models import NetworkAccount, Publication, PublicationFile, Try

__all__ = ["NetworkAccount", "Publication", "PublicationFile", "Try"]
