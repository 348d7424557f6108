"""The words of the audit, in the three languages of the house."""

from typing import Any, Final

WORDS: Final[dict[str, dict[str, Any]]] = {
    "fr": {
        "kind": "Audit de compte",
        "period": "du {first} au {last}",
        "foot": "{account} · audit du {at}",
        "privacy": "{house} – document de travail",
        "page": "page",
        "job": "Communauté",
        "posts": "posts",
        "in_days": "en {days} jours",
        "per_week": "posts par semaine",
        "before_week": "avant : {before}",
        "silent": ("semaine sans post", "semaines sans post"),
        "of_weeks": "sur {weeks}",
        "longest": "jours de silence au plus",
        "around": "du {after} au {until}",
        "facts": "Ce que l’on peut en dire",
        "weeks": "Semaine par semaine",
        "weeks_alt": "Nombre de posts par semaine, de {least} à {most}.",
        "formats": "Par format",
        "format_heads": ("Format", "Posts", "Avec chiffre", "Médiane", "95 fois sur 100"),
        "no_format": "(sans format)",
        "hours": "Par heure",
        "hour_heads": ("Heure", "Posts", "Fois l’ordinaire", "95 fois sur 100", ""),
        "better": "meilleure",
        "dead": "morte",
        "changes": "Depuis l’audit du {first} au {last}",
        "change_heads": ("Format", "Posts avant", "Médiane avant", "Posts", "Médiane", ""),
        "moved": {
            "more": "plus qu’avant",
            "less": "moins qu’avant",
            "alike": "pas de différence visible",
            "not_enough_data": "pas assez de données",
        },
        "method": "Jugé par : {metric}. {definition} Sources : {sources}. La médiane vaut pour le post du milieu "
        ": un seul "
        "post exceptionnel ne la change pas. Les heures sont comparées entre elles, rapprochées de l’ordinaire "
        "quand "
        "les posts sont peu nombreux. Un format ou une heure ne cause pas un résultat : il l’accompagne.",
        "fact_rate": "{n} posts en {days} jours, soit {per_week} par semaine.",
        "fact_silent": "{silent} semaines sur {weeks} n’ont aucun post : un rythme tenu se planifie d’abord là.",
        "fact_silence": "Le plus long silence dure {days} jours, du {after} au {until}.",
        "fact_format": "« {best} » fait mieux que « {other} » : médiane {median} (entre {low} et {high} 95 fois "
        "sur 100, "
        "n = {n}) contre {other_median} (entre {other_low} et {other_high}, n = {other_n}).",
        "fact_no_format": "Aucun format ne se détache des autres : leurs intervalles se recouvrent.",
        "fact_few_formats": "Pas assez de posts par format pour les comparer (moins de {least} avec un chiffre).",
        "fact_best": "De {from_} à {to} : {times} fois l’ordinaire (entre {low} et {high} 95 fois sur 100, n = "
        "{n}).",
        "fact_dead": "Heure morte, de {from_} à {to} : {times} fois l’ordinaire (entre {low} et {high} 95 fois "
        "sur 100, "
        "n = {n}).",
        "fact_no_hour": "Rien ne distingue les heures entre elles (n = {n}).",
        "fact_few_hours": "Pas assez de données sur les heures (n = {n}).",
    },
    "nl": {
        "kind": "Accountaudit",
        "period": "van {first} tot {last}",
        "foot": "{account} · audit van {at}",
        "privacy": "{house} – werkdocument",
        "page": "blz.",
        "job": "Community",
        "posts": "berichten",
        "in_days": "in {days} dagen",
        "per_week": "berichten per week",
        "before_week": "voordien: {before}",
        "silent": ("week zonder bericht", "weken zonder bericht"),
        "of_weeks": "op {weeks}",
        "longest": "dagen stilte ten hoogste",
        "around": "van {after} tot {until}",
        "facts": "Wat men ervan kan zeggen",
        "weeks": "Week per week",
        "weeks_alt": "Aantal berichten per week, van {least} tot {most}.",
        "formats": "Per formaat",
        "format_heads": ("Formaat", "Berichten", "Met cijfer", "Mediaan", "95 keer op 100"),
        "no_format": "(zonder formaat)",
        "hours": "Per uur",
        "hour_heads": ("Uur", "Berichten", "Keer het gewone", "95 keer op 100", ""),
        "better": "beter",
        "dead": "dood",
        "changes": "Sinds de audit van {first} tot {last}",
        "change_heads": ("Formaat", "Berichten voordien", "Mediaan voordien", "Berichten", "Mediaan", ""),
        "moved": {
            "more": "meer dan voordien",
            "less": "minder dan voordien",
            "alike": "geen zichtbaar verschil",
            "not_enough_data": "niet genoeg gegevens",
        },
        "method": "Beoordeeld op: {metric}. {definition} Bronnen: {sources}. De mediaan is het bericht in het "
        "midden: één "
        "uitzonderlijk bericht verandert ze niet. Uren worden met elkaar vergeleken en naar het gewone getrokken "
        "waar "
        "er weinig berichten zijn. Een formaat of een uur veroorzaakt geen resultaat: het gaat ermee samen.",
        "fact_rate": "{n} berichten in {days} dagen, of {per_week} per week.",
        "fact_silent": "{silent} weken op {weeks} hebben geen enkel bericht: een vast ritme begint daar.",
        "fact_silence": "De langste stilte duurt {days} dagen, van {after} tot {until}.",
        "fact_format": "“{best}” doet het beter dan “{other}”: mediaan {median} (tussen {low} en {high} in 95 "
        "keer op 100, "
        "n = {n}) tegen {other_median} (tussen {other_low} en {other_high}, n = {other_n}).",
        "fact_no_format": "Geen enkel formaat steekt eruit: hun intervallen overlappen.",
        "fact_few_formats": "Niet genoeg berichten per formaat om ze te vergelijken (minder dan {least} met een "
        "cijfer).",
        "fact_best": "Van {from_} tot {to}: {times} keer het gewone (tussen {low} en {high} in 95 keer op 100, n "
        "= {n}).",
        "fact_dead": "Dood uur, van {from_} tot {to}: {times} keer het gewone (tussen {low} en {high} in 95 keer "
        "op 100, "
        "n = {n}).",
        "fact_no_hour": "Niets onderscheidt de uren van elkaar (n = {n}).",
        "fact_few_hours": "Niet genoeg gegevens over de uren (n = {n}).",
    },
    "en": {
        "kind": "Account audit",
        "period": "from {first} to {last}",
        "foot": "{account} · audit of {at}",
        "privacy": "{house} – working paper",
        "page": "page",
        "job": "Community",
        "posts": "posts",
        "in_days": "in {days} days",
        "per_week": "posts a week",
        "before_week": "before: {before}",
        "silent": ("week without a post", "weeks without a post"),
        "of_weeks": "of {weeks}",
        "longest": "days of silence at most",
        "around": "from {after} to {until}",
        "facts": "What may be said of it",
        "weeks": "Week by week",
        "weeks_alt": "Number of posts a week, from {least} to {most}.",
        "formats": "By format",
        "format_heads": ("Format", "Posts", "With a figure", "Median", "95 in 100"),
        "no_format": "(no format)",
        "hours": "By hour",
        "hour_heads": ("Hour", "Posts", "Times the usual", "95 in 100", ""),
        "better": "better",
        "dead": "dead",
        "changes": "Since the audit from {first} to {last}",
        "change_heads": ("Format", "Posts before", "Median before", "Posts", "Median", ""),
        "moved": {
            "more": "more than before",
            "less": "less than before",
            "alike": "no difference seen",
            "not_enough_data": "not enough data",
        },
        "method": "Judged by: {metric}. {definition} Sources: {sources}. The median is the post in the middle: "
        "one "
        "exceptional post doesn’t change it. Hours are compared with each other, and drawn towards the usual "
        "where posts "
        "are few. A format or an hour doesn’t cause a result: it goes with it.",
        "fact_rate": "{n} posts in {days} days, that is {per_week} a week.",
        "fact_silent": "{silent} weeks of {weeks} have no post at all: a steady rhythm is planned there first.",
        "fact_silence": "The longest silence lasts {days} days, from {after} to {until}.",
        "fact_format": "“{best}” does better than “{other}”: median {median} (between {low} and {high} in 95 of "
        "100, "
        "n = {n}) against {other_median} (between {other_low} and {other_high}, n = {other_n}).",
        "fact_no_format": "No format stands out: their intervals overlap.",
        "fact_few_formats": "Not enough posts by format to compare them (fewer than {least} with a figure).",
        "fact_best": "From {from_} to {to}: {times} times the usual (between {low} and {high} in 95 of 100, n = "
        "{n}).",
        "fact_dead": "Dead hour, from {from_} to {to}: {times} times the usual (between {low} and {high} in 95 "
        "of 100, "
        "n = {n}).",
        "fact_no_hour": "Nothing tells the hours apart (n = {n}).",
        "fact_few_hours": "Not enough data about the hours (n = {n}).",
    },
}
