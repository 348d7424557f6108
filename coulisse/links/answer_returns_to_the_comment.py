"""What the audience desk answers is proposed under the comment that it came from; a person publishes it.

An answer that is taken back before it leaves is proposed no more.
"""

from coulisse.desks.audience.answers.queries.said import answer_text
from coulisse.desks.audience.facts.answers import AnswerRecalled, ConversationAnswered
from coulisse.desks.community.moderation.actions.handing import take_answer_back, withdraw_answer
from coulisse.foundation.journal.links import Happened, reaction


@reaction(to=ConversationAnswered)
def propose_it(happened: Happened[ConversationAnswered]) -> None:
    fact = happened.fact
    text = answer_text(fact.message_id)
    take_answer_back(conversation_id=fact.conversation_id, text=text, at=happened.at)


@reaction(to=AnswerRecalled)
def propose_it_no_more(happened: Happened[AnswerRecalled]) -> None:
    withdraw_answer(conversation_id=happened.fact.conversation_id)
