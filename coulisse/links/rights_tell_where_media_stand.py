"""The media library asks the register of rights where its files stand, who is seen in them, and in which files a
refused work is. The names go along; whoever shows them asks whether the reader may see them."""

from coulisse.desks.community.questions import WhatShows, WhereFilesStand, WhoIsShown
from coulisse.desks.office.rights.queries.clearing import seen_in, works_made_with
from coulisse.foundation.documents.queries import documents_about
from coulisse.foundation.journal.links import Answer, Reason, gate
from coulisse.links.rights_guard_publishing import WORK, standings, works_of

SHOWN = "rights.shown"


@gate(answers=WhereFilesStand)
def where_each_file_stands(question: WhereFilesStand) -> Answer:
    works = works_of(question.documents, question.made_from)
    return Answer(True, standings(works, dict(question.made_from), question.network, question.on))


@gate(answers=WhoIsShown)
def who_is_seen(question: WhoIsShown) -> Answer:
    works = works_of(question.documents, question.made_from)
    seen = seen_in({work for some in works.values() for work in some})
    told = [
        Reason(SHOWN, {"document": document, "person": one.person, "who": one.who, "production": one.production})
        for document, some in works.items()
        for one in seen
        if one.work in some
    ]
    return Answer(True, tuple(told))


@gate(answers=WhatShows)
def files_of_works(question: WhatShows) -> Answer:
    """Of the works, and of everything that is made of them."""
    documents = documents_about(WORK, works_made_with(question.works))
    return Answer(True, (), tuple(f"documents.document:{pk}" for pk in documents))
