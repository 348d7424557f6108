"""python -m tests.bench.answers: 400 personal answers prepared, and the spelling of one answer.

A house of its own, made for this and thrown away. The family is that of the story: 371 in French and 29 in Dutch.
Preparing is one transaction: who gets it, each text by name and number, the letters, the messages, the states.
"""

from statistics import median
from time import perf_counter

FRENCH, DUTCH = 371, 29
TIMES = 5
LETTERS = {
    "fr": """Bonjour Monsieur,

Merci de nous avoir écrit. Nous aurions dû prévenir avant cette séquence, et nous le regrettons. Nous lisons chacun
de vos messages et vous répondrons personnellement. L’émission de dimanche reste visible trente jours. Les images
que vous signalez ont été bloquées ce matin, le temps de vérifier l’autorisation de tournage.

Cordialement,""",
    "nl": """Geachte heer, mevrouw,

Dank u voor uw bericht. Wij hadden moeten verwittigen voor deze beelden en dat spijt ons. Wij lezen elk van uw
berichten en antwoorden u persoonlijk. De uitzending van zondag blijft dertig dagen beschikbaar. De beelden die u
meldt, zijn vanmorgen geblokkeerd.

Met vriendelijke groeten,""",
    "en": """Dear Sir or Madam,

Thank you for writing to us. We should have given a warning before this sequence, and we regret it. We read each of
your messages and answer them personally.

Yours sincerely,""",
}


def main() -> None:
    from tests.bench.own_house import own_house

    with own_house():
        _prepare()
        _spell()


def _prepare() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from coulisse.desks.audience.answers.actions.bulk import prepare_family, undo
    from tests.cast import AT, gather
    from tests.desks.audience.answers.rows import a_family, a_locked_line, a_member

    cast = gather()
    french = a_family(cast)
    dutch = a_family(cast, key="nl", language="nl", joined_to=french)
    for family, size in ((french, FRENCH), (dutch, DUTCH)):
        for number in range(size):
            a_member(cast, family, number)
    version = a_locked_line(cast, french)
    spent, back = [], []
    for _time in range(TIMES):
        begun = perf_counter()
        made = prepare_family(family=french, version=version, by=cast.marc_olivier, at=AT)
        spent.append(perf_counter() - begun)
        begun = perf_counter()
        undo(bulk=made, by=cast.marc_olivier, at=AT)
        back.append(perf_counter() - begun)
    with CaptureQueriesContext(connection) as asked:
        prepare_family(family=french, version=version, by=cast.marc_olivier, at=AT)
    number = FRENCH + DUTCH
    print(f"{number} answers prepared    {median(spent):6.3f} s  (worst of {TIMES}: {max(spent):.3f} s; aim 2)")
    print(f"{number} answers taken back  {median(back):6.3f} s")
    print(f"queries of one preparation {len(asked)}")


def _spell() -> None:
    from coulisse.desks.audience.answers.spelling import SHELF, HunspellDictionary, check_text
    from coulisse.engines.spelling import suggest
    from coulisse.kernel.language import Language

    for code, text in LETTERS.items():
        begun = perf_counter()
        dictionary = HunspellDictionary(Language(code))
        opened = perf_counter() - begun
        SHELF._open[Language(code)] = dictionary
        begun = perf_counter()
        found = check_text(text, code, ())
        cold = perf_counter() - begun
        runs = []
        for _time in range(20):
            begun = perf_counter()
            check_text(text, code, ())
            runs.append(perf_counter() - begun)
        begun = perf_counter()
        suggest({"fr": "autoristion", "nl": "verwitigen", "en": "recieve"}[code], Language(code), dictionary)
        thought = perf_counter() - begun
        words = len(text.split())
        print(
            f"spelling {code}: opened in {opened:.2f} s (once a process), {words} words {cold * 1000:.1f} ms, "
            f"then {median(runs) * 1000:.2f} ms, a suggestion {thought * 1000:.0f} ms, {len(found.words)} marked"
        )


if __name__ == "__main__":
    main()
