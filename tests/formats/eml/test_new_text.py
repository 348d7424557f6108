"""The writer's own words, in the forms of the programs that people write with; and nothing cut when unsure."""

import time

import pytest

from coulisse.formats.eml import is_forward, new_text

QUOTED = "> Bonjour,\n>\n> Nous avons bien reçu votre message.\n>> encore plus ancien\n"
BARE = "Bonjour,\n\nNous avons bien reçu votre message.\n"
# How programs announce what they quote by marks.
MARKED = {
    "gmail fr": "Le mar. 3 mars 2026 à 10:12, RTBF Médiation <mediation@example.be> a écrit :\n\n",
    "gmail fr wrapped": "Le mar. 3 mars 2026 à 10:12, RTBF Service de la Médiation\n"
    "<mediation@example.be> a écrit :\n\n",
    "gmail fr no-break space": "Le mar. 3 mars 2026 à 10:12, RTBF <mediation@example.be> a\xa0écrit\xa0:\n\n",
    "apple fr decomposed": "Le 3 mars 2026 à 10:12, RTBF <mediation@example.be> a e\u0301crit :\n\n",
    "thunderbird fr": "Le 03/03/2026 à 10:12, RTBF a écrit :\n",
    "outlook mac fr": "Le 03/03/26 10:12, « RTBF » <mediation@example.be> a écrit :\n\n",
    "yahoo fr": "Le mardi 3 mars 2026 à 10:12:05 UTC+1, RTBF <mediation@example.be> a écrit :\n\n",
    "old thunderbird fr": "RTBF a écrit :\n",
    "evolution fr": "Le mardi 03 mars 2026 à 10:12 +0100, RTBF a écrit :\n",
    "gmail nl": "Op di 3 mrt 2026 om 10:12 schreef VRT <info@example.be>:\n\n",
    "gmail nl wrapped": "Op di 3 mrt 2026 om 10:12 schreef VRT Klantendienst en Publiekszaken <\n"
    "info@example.be>:\n\n",
    "apple nl": "Op 3 mrt 2026, om 10:12 heeft VRT <info@example.be> het volgende geschreven:\n\n",
    "thunderbird nl": "Op 3/03/2026 om 10:12 schreef VRT:\n",
    "ios nl": "Op 3 mrt 2026 om 10:12 heeft VRT <info@example.be> geschreven:\n\n",
    "roundcube nl": "VRT schreef op 2026-03-03 10:12:\n",
    "gmail en": "On Tue, Mar 3, 2026 at 10:12 AM VRT <info@example.be> wrote:\n\n",
    "apple en wrapped": "On 3 Mar 2026, at 10:12, VRT Public Affairs\n<info@example.be>\nwrote:\n\n",
    "outlook web en": "On 3 March 2026 10:12, VRT (info@example.be) wrote:\n",
    "glued en": "On Mar 3, 2026, at 7:37 PM, VRT<info@example.be> wrote:\n",
    "gmail de": "Am Di., 3. März 2026 um 10:12 Uhr schrieb BRF <info@example.be>:\n\n",
    "apple de": "Am 03.03.2026 um 10:12 schrieb BRF <info@example.be>:\n\n",
    "zoho fr": "---- Le lun., 02 mars 2026 10:00:00 +0100 RTBF <m@example.be> a écrit ----\n\n",
    "gmail es": "El mar, 3 mar 2026 a las 10:12, RTBF (<info@example.be>) escribió:\n\n",
    "another language": "Dnia 3 marca 2026 10:12 RTBF <info@example.be> pisze:\n",
}
BLOCKS = {
    "outlook fr": "De : RTBF Médiation <mediation@example.be>\nEnvoyé : mardi 3 mars 2026 10:12\n"
    "À : Chloé Dubois <chloe@example.be>\nObjet : RE: Votre réaction\n\n",
    "outlook fr, from the web": "________________________________\nDe : RTBF <mediation@example.be>\n"
    "Envoyé : mardi 3 mars 2026 10:12\nÀ : Chloé\nCc : Luc <luc@example.be>; Zoé\nObjet : RE: JT\n\n",
    "outlook fr, phone": "________________________________\nDe: RTBF <mediation@example.be>\n"
    "Date: mardi, 3 mars 2026 à 10:12\nÀ: Chloé <chloe@example.be>\nObjet: RE: JT\n\n",
    "outlook fr, old": "-----Message d'origine-----\nDe : RTBF [mailto:mediation@example.be]\n"
    "Envoyé : mardi 3 mars 2026 10:12\nÀ : Chloé\nObjet : RE: JT\n\n",
    "outlook fr, long list": "De : RTBF <m@example.be>\nEnvoyé : mardi 3 mars 2026 10:12\nÀ : Anne "
    "<a@example.be>;\n"
    "Bruno <b@example.be>;\nCécile <c@example.be>\nObjet : RE: JT\n\n",
    "outlook fr, from HTML": "*De :* RTBF <m@example.be>\n*Envoyé :* mardi 3 mars 2026 10:12\n"
    "*À :* Chloé\n*Objet :* JT\n\n",
    "zimbra fr": '----- Mail original -----\nDe: "RTBF" <m@example.be>\nÀ: chloe@example.be\n'
    "Envoyé: Mardi 3 Mars 2026 10:12:05\nObjet: JT\n\n",
    "on one line": "De : RTBF <m@example.be> Envoyé : mardi 3 mars 2026 10:12 À : Chloé Objet : RE: JT\n\n",
    "outlook nl": "Van: VRT <info@example.be>\nVerzonden: dinsdag 3 maart 2026 10:12\nAan: Jan Peeters\n"
    "Onderwerp: RE: Journaal\n\n",
    "outlook nl, old": "-----Oorspronkelijk bericht-----\nVan: VRT\nVerzonden: dinsdag 3 maart "
    "2026 10:12\nAan: Jan\nOnderwerp: X\n\n",
    "outlook nl, phone": "Van: VRT <info@example.be>\nDatum: dinsdag, 3 maart 2026 om 10:12\nAan: Jan\n"
    "Onderwerp: Journaal\n\n",
    "only the mark nl": "-------- Oorspronkelijk bericht --------\n",
    "outlook en": "From: VRT <info@example.be>\nSent: Tuesday, March 3, 2026 10:12 AM\nTo: Jan\n"
    "Subject: RE: News\n\n",
    "outlook en, old": "-----Original Message-----\nFrom: VRT\nSent: Tuesday, March 3, 2026 10:12 AM\n"
    "To: Jan\nSubject: RE: News\n\n",
    "samsung en": "-------- Original message --------\nFrom: VRT <info@example.be>\n"
    "Date: 03/03/2026 10:12 (GMT+01:00)\n"
    "To: Jan <jan@example.be>\nSubject: RE: News\n\n",
    "outlook de": "Von: BRF <info@example.be>\nGesendet: Dienstag, 3. März 2026 10:12\nAn: Jan\n"
    "Betreff: AW: Sendung\n\n",
    "outlook de, old": "-----Ursprüngliche Nachricht-----\nVon: BRF\nGesendet: Dienstag, 3. März "
    "2026 10:12\nAn: Jan\nBetreff: X\n\n",
    "another language": "________________________________\nMittente: RAI <info@example.it>\n"
    "Inviato: martedì 3 marzo 2026 10:12\n"
    "Destinatario: Jan\nOggetto: RE: News\n\n",
    "proton": "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn Monday, March 2nd, 2026 at 10:00 AM, "
    "RTBF <m@example.be> wrote:\n\n",
    "zoho en": "---- On Mon, 02 Mar 2026 10:00:00 +0100 RTBF <m@example.be> wrote ----\n\n",
    "aol fr": "-----E-mail d'origine-----\nDe : X\nA : Y\nEnvoyé le : lu, 2 mars 2026 10:00\nSujet : Z\n\n",
    "spread out": "De : RTBF <m@example.be>\n\nEnvoyé : mardi 3 mars 2026\n\nÀ : Chloé\n\nObjet : JT\n\n",
    "gmail without marks": "Le mar. 3 mars 2026 à 10:12, RTBF <mediation@example.be> a écrit :\n\n",
    "apple without marks": "On Mar 3, 2026, at 4:24 PM, XYZ <xyz@example.be> wrote:\n\n",
}
SIGNED = (
    "-- \nChloé Dubois\nrue Haute 1\n1000 Bruxelles",
    "--\nChloé Dubois",
    "Envoyé de mon iPhone",
    "Envoyé depuis mon téléphone Orange",
    "Envoyé à partir de mon appareil Galaxy S21 Ultra 5G",
    "Envoyé depuis l'application Mail Orange",
    "Obtenir Outlook pour Android<https://aka.ms/AAb9ysg>",
    "Télécharger Outlook pour iOS",
    "Provenance : Courrier pour Windows",
    "Verzonden vanaf mijn iPad",
    "Verzonden vanuit Mail voor Windows",
    "Verstuurd vanaf mijn Samsung Galaxy-smartphone.",
    "Outlook voor iOS downloaden",
    "Sent from my iPhone",
    "Envoyé via l\u2019application Yahoo Mail pour iPhone",
    "Envoyé depuis Outlook pour iOS<https://aka.ms/o0ukef>",
    "Haal Outlook voor iOS<https://aka.ms/o0ukef>",
    "Verzonden met BlueMail",
    "Envoyé avec la messagerie sécurisée Proton Mail.",
    "Sent from my Verizon Wireless BlackBerry",
    "Get Outlook for iOS",
    "Sent from Mail for Windows 10",
    "Sent with Proton Mail",
    "Von meinem iPhone gesendet",
    "Gesendet mit der GMX Mail App",
)
# Somebody's own words, that look like something of a program's.
KEPT = (
    "Trop de pub\n\n—\n\nTrop fort",
    "Sent from my heart to all of you. Thank you!",
    "Sent from my desk, is much easier then my mobile phone.",
    "Bonjour,\n\nLe 12 mars 2026 à 20h15, votre site a écrit :\n« Le ministre démissionne ».\nC'est faux.",
    "Le présentateur a écrit :\n\nje ne suis pas d'accord.",
    "Bonjour,\n\nOn verra bien ce que votre chef écrit :\nrien du tout.",
    "De : Bruxelles\nÀ : Liège\nVoilà le trajet que je voulais dire.",
    "Voici mes remarques :\n--> trop de publicité\n--> trop fort",
    ">:( Je suis fâché !",
    "Prix -- 5 euros -- c'est trop.",
    "Première partie\n\n-----\n\nSeconde partie",
    "On your remote host you can run:\n\n     telnet 127.0.0.1 52698\n\nThis fails.",
    "Ik verzond mijn klacht vanaf mijn iPhone en kreeg geen antwoord, hoe kan dat?",
    "Envoyé de chez moi, avec mon mail",
    "Nom : Dubois\nPrénom : Chloé\nObjet : plainte\nMessage : trop fort",
)


@pytest.mark.parametrize("announced", MARKED.values(), ids=MARKED)
def test_a_quotation_goes_with_its_announcement(announced: str) -> None:
    assert new_text(f"Merci beaucoup.\n\n{announced}{QUOTED}") == "Merci beaucoup."


@pytest.mark.parametrize("announced", MARKED.values(), ids=MARKED)
def test_an_answer_below_the_quotation_stays(announced: str) -> None:
    assert new_text(f"{announced}{QUOTED}\nMerci beaucoup.\n") == "Merci beaucoup."


@pytest.mark.parametrize("announced", MARKED.values(), ids=MARKED)
def test_a_line_right_above_stays(announced: str) -> None:
    assert new_text(f"On verra bien\n{announced}{QUOTED}") == "On verra bien"


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_a_block_of_headers_ends_the_message(block: str) -> None:
    assert new_text(f"Bonjour,\n\nD'accord.\n\nChloé\n\n{block}{BARE}") == "Bonjour,\n\nD'accord.\n\nChloé"


def test_an_announcement_that_is_marked_itself_goes_with_what_follows() -> None:
    orange = '> Message du 03/03/26 10:12\n> De : "RTBF" <m@example.be>\n> A : chloe@example.be\n> Objet : JT\n>\n'
    assert new_text(f"Oui\n\n{orange}{QUOTED}") == "Oui"
    assert new_text(f"Oui\n\n> {MARKED['apple fr decomposed']}{QUOTED}") == "Oui"


@pytest.mark.parametrize("signed", SIGNED)
def test_signatures_go(signed: str) -> None:
    assert new_text(f"D'accord.\n\n{signed}\n") == "D'accord."
    assert new_text(f"D'accord.\n\n{signed}\n\n{MARKED['gmail fr']}{QUOTED}") == "D'accord."
    assert new_text(f"D'accord.\n\n{signed}\n\n{BLOCKS['outlook nl']}{BARE}") == "D'accord."


@pytest.mark.parametrize("text", KEPT)
def test_words_of_their_own_stay(text: str) -> None:
    assert new_text(text) == text


def test_answers_between_the_lines_stay() -> None:
    text = f"{MARKED['gmail nl']}> Komt u?\n\nJa.\n\n> En Luc?\n\nNee.\n\n-- \nJan"
    assert new_text(text) == "Ja.\n\nNee."


@pytest.mark.parametrize(
    "said", ["Mes réponses en rouge ci-dessous.", "Mijn antwoorden in het rood.", "See my answers below, in red."]
)
def test_who_answers_inside_an_unmarked_history_keeps_it(said: str) -> None:
    text = f"{said}\n\n{BLOCKS['outlook fr']}{BARE}Non !"
    assert new_text(text).endswith("Non !")


@pytest.mark.parametrize(
    "mark",
    [
        "---------- Forwarded message ---------",
        "-------- Message transféré --------",
        "-------- Doorgestuurd bericht --------",
        "Début du message transféré :",
        "Begin doorgestuurd bericht:",
        "Begin forwarded message:",
        "---------- Message transmis ----------",
        "-------- Weitergeleitete Nachricht --------",
    ],
)
def test_what_was_forwarded_is_content(mark: str) -> None:
    text = f"Pour information.\n\n{mark}\n{BLOCKS['outlook fr']}{BARE}\n{MARKED['gmail fr']}{QUOTED}"
    assert new_text(text) == text.strip()


def test_a_subject_says_that_a_block_was_forwarded() -> None:
    text = f"Pour information.\n\n-- \nLuc\n\n{BLOCKS['outlook fr']}{BARE}"
    kept = new_text(text, forwarded=is_forward("TR: Votre réaction"))
    assert kept.startswith("Pour information.\n\nDe : RTBF")
    assert kept.endswith("Nous avons bien reçu votre message.")
    assert new_text(text, forwarded=is_forward("RE: Votre réaction")) == "Pour information."


@pytest.mark.parametrize("subject", ["Fwd: x", "FW: x", "TR : x", "WG: x", "Doorst: x", "[Médiation] TR: x"])
def test_subjects_of_what_is_sent_on(subject: str) -> None:
    assert is_forward(subject)


@pytest.mark.parametrize("subject", ["Re: Fwd: x", "Train en retard", "Transport : un avis", "", "Fwiw"])
def test_other_subjects(subject: str) -> None:
    assert not is_forward(subject)


def test_nothing_but_history_is_nothing_new_where_that_is_sure() -> None:
    assert new_text(f"{MARKED['gmail fr']}{QUOTED}") == ""
    assert new_text("Envoyé de mon iPhone") == ""
    # Unsure: a block with nothing above, marks without an announcement.
    assert new_text(f"{BLOCKS['outlook fr']}{BARE}") == f"{BLOCKS['outlook fr']}{BARE}".strip()
    assert new_text("> tout seul") == "> tout seul"


def test_the_footer_of_a_list_goes() -> None:
    footer = "_______________________________________________\nPublic mailing list\nhttps://lists.example/listinfo/public"
    assert new_text(f"Bonjour à tous\n\n{footer}") == "Bonjour à tous"


def test_a_long_text_after_two_dashes_is_no_signature() -> None:
    text = "Premier point\n\n--\n\n" + "\n".join(f"Ligne {number}" for number in range(40))
    assert new_text(text) == text


def test_lines_that_lost_their_marks_on_the_way() -> None:
    wrapped = "> une ligne qui fut coupée en route par un serveur qui ne savait pas mieux=\nfaire\n> suite\n"
    assert new_text(f"Oui\n\n{MARKED['gmail fr']}{wrapped}") == "Oui"


@pytest.mark.parametrize(
    "line",
    ["> x\n", "On 3 Mar 2026 at 10:12 wrote wrote wrote\n", "De : x\n", "_" * 30 + "\n", "\n", "--\n", "-- \nx\n",
     "Envoyé de mon iPhone\n", "a écrit :\n", "x a écrit le 3 mars 2026 10:12 : \n> y\n", "*" * 300 + "\n"],
)  # fmt: skip
def test_hostile_texts_take_no_time(line: str) -> None:
    began = time.process_time()
    new_text(line * (600_000 // len(line)))
    assert time.process_time() - began < 8
