"""The API: one router a room, described at /api/docs."""

from ninja import NinjaAPI
from ninja.security import django_auth

from coulisse import __version__

api = NinjaAPI(title="Coulisse", version=__version__, auth=django_auth, urls_namespace="api")
