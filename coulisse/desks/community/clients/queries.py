"""What the rest of the desk asks about a client."""

from coulisse.desks.community.clients.models import Brief


def needs_approval(*, production: int | None, client: int | None) -> bool:
    """Whether the brief in force says that nothing goes out before it is approved. A client's word goes first."""
    if client is not None:
        return Brief.objects.filter(client=client, needs_approval=True).exists()
    return production is not None and Brief.objects.filter(production=production, needs_approval=True).exists()
