"""What the audience desk asks of the others before it says something it cannot know alone."""

from dataclasses import dataclass

from coulisse.foundation.journal.links import Question


@dataclass(frozen=True, slots=True)
class AgreedToBeShown(Question):
    """Does the register of agreements hold one for this person, in this production?

    Asked of the rights register. Without anybody installed to answer, a person looks and notes what was found.
    """

    person: str
    production: int | None
    conversation: int
