"""The forms in which mail programs announce what they quote, forward or sign with: French, Dutch, English, German.

Collected from what Gmail, Apple Mail, Thunderbird, Outlook (all of them), Yahoo, Roundcube, Zimbra, Proton,
Samsung and BlackBerry write in these languages; a few other languages where it costs a word. Patterns are
matched against lines whose white space has been made single and whose marks of emphasis have been taken off
(see `plain`).
"""

import re
import unicodedata
from typing import Final

WIDEST: Final = 400
"""Characters of the longest announcement, over all its lines."""

# --- « Le … a écrit : », "On … wrote:" ---------------------------------------------------------------------------

_ATTRIBUTIONS: Final = (
    r"(?:On|At|Op|Le|Am|El|Il|Em|Den|W dniu|Dnia|P[åa]) .+?(?:"
    r"\bwrote|<[^<> ]+@[^<> ]+>wrote|\b(?:a|ont) écrit|\bschreef\b.*|\bgeschreven|\bschrieb\b.*|\bgeschrieben|"
    r"\bescribi[óo]|\bha scritto|\bescreveu|\bskrev\b.*|\bnapisał(?:\(a\)|a)?|\bfolgendes geschrieben|"
    r"\bhet volgende"
    r") ?:",
    r".{1,150}?(?:"
    r"\bwrote on\b|\bwrote at\b|\ba écrit le\b|\bschreef op\b|\bschrieb am\b|\bhat am\b|\bheeft op\b"
    r").{6,120}?:",
    r"En date de ?: .+ a écrit ?:",
    r"-{2,} ?(?:On|Le|Op|Am) .+ (?:wrote|a écrit|schreef|schrieb)(?: .*)?-{2,}",
    r"(?:-+ ?)?(?:Original message|Message d'origine) ?(?:-+)? (?:On|Le) .+ (?:wrote|a écrit) ?:",
)
ATTRIBUTION: Final = re.compile("|".join(f"(?:{one})" for one in _ATTRIBUTIONS), re.IGNORECASE)
# « Jean Dupont a écrit : » alone: only where marked lines follow.
WEAK: Final = re.compile(
    r".{1,120}(?:\bwrote|\ba écrit|\bschreef|\bschrieb|\bsays|\bsaid|\ba dit) ?:", re.IGNORECASE
)
BEGINS: Final = re.compile(
    r"(?:On|At|Op|Le|Am|El|Il|Em|Den|W dniu|Dnia|P[åa]|En date de|-+ ?(?:Original|Message|On|Le|Op|"
    r"Am))\b|.*(?:\bwrote|écrit|"
    r"schreef|schrieb|\bhat am|\bheeft op)\b",
    re.IGNORECASE,
)
ADDRESS: Final = re.compile(r"[^\s<>@]+@[^\s<>@]+|\[mailto:|<mailto:")
# Programs write 20:15, people 20h15: « Le 3 mars 2026 à 20h15 votre site a écrit : » is somebody's own sentence.
TIME: Final = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} (?:AM|PM|Uhr)\b", re.IGNORECASE)
YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2}\b")

# --- De : / Envoyé : / À : / Objet : -----------------------------------------------------------------------------

LABELS: Final = {
    "from": r"De|From|Van|Von|Expéditeur|Afzender|Absender|Od|Da|Fra|Från",
    "sent": r"Envoyé(?: le)?|Sent|Verzonden|Gesendet|Date(?: d'envoi)?|Datum|Verstuurd|Enviado|Wysłano|"
    r"Inviato|Sendt|Skickat",
    "to": r"À|A|To|Aan|An|Pour|Destinataires?|Ontvanger|Empfänger|Do|Para|Til|Till",
    "cc": r"Cc|Copie(?: à)?|Kopie(?: aan)?|Bcc|Cci|Reply-To|Répondre à|Antwoord aan",
    "subject": r"Objet|Subject|Onderwerp|Betreff|Sujet|Betreft|Asunto|Oggetto|Temat|Emne|Ämne",
    "other": r"Importance|Priorité|Belang|Prioriteit|Wichtigkeit|Pièces? jointes?|Attachments?|Bijlagen?|Anlagen?|"
    r"Organisation|Message-ID",
}
LABEL: Final = re.compile(
    "(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in LABELS.items()) + r") ?: ?(?P<value>.*)"
)
# All of it on one line, as HTML that lost its line breaks gives it.
ONE_LINE: Final = re.compile(
    rf"(?:{LABELS['from']}) ?: .{{1,120}}? (?:{LABELS['sent']}) ?: .{{6,60}}? (?:{LABELS['to']}) ?: .{{1,150}}?"
    rf" (?:{LABELS['subject']}) ?: .*"
)
# Not quite sure of the language, but sure of the form: a rule of underscores, then labels.
ANY_LABEL: Final = re.compile(r"[^\W\d][\w' -]{1,24} ?: ?\S.*")

# --- -----Message d'origine----- ---------------------------------------------------------------------------------

_ORIGINAL: Final = (
    r"Original[- ]?Message|Message d'origine|Message original|Mail original|Message initial|E-?mail d'origine|"
    r"Oorspronkelijk(?:e)? (?:bericht|e-?mail)|Origineel bericht|Ursprüngliche Nachricht|Original-?Nachricht|"
    r"Original[- ]?e-?mail|Mensaje original|Messaggio originale|Oorspr\. bericht|Reply message|Message de réponse"
)
ORIGINAL: Final = re.compile(
    rf"[-_=*]{{2,}} ?(?:{_ORIGINAL}) ?[-_=*]{{2,}}.*|[-_=*]{{4,}} ?(?:{_ORIGINAL}) ?:?|"
    r"(?:Original Message|Ursprüngliche Nachricht) processed by .*",
    re.IGNORECASE,
)
RULE: Final = re.compile(r"[_\-=*─—]{10,}")

# « Mes réponses en rouge ci-dessous »: the history holds words of the writer.
ANSWERS_BELOW: Final = re.compile(
    r"\b(?:réponses?|réponds|remarques?|commentaires?|antwoord(?:en)?|opmerkingen|answers?|comments?|replies|"
    r"Antworten|Anmerkungen)\b.{0,40}\b(?:ci-dessous|ci-après|en (?:rouge|bleu|vert|gras)|dans le (?:texte|corps)|"
    r"hieronder|in het (?:rood|blauw|groen|vet)|tussen de (?:regels|tekst)|below|in-?line|in (?:red|"
    r"blue|green|bold)|"
    r"unten|in (?:rot|blau))\b",
    re.IGNORECASE,
)

# --- Forwarded: the content itself -------------------------------------------------------------------------------

_FORWARDED: Final = (
    r"Forwarded message|Forwarded by .*|Message transféré|Message transmis|Message suivi|Message réexpédié|"
    r"Doorgestuurd bericht|Doorgestuurde? e-?mail|Weitergeleitete Nachricht|Mensaje reenviado|Messaggio inoltrato"
)
FORWARDED: Final = re.compile(
    rf"[-_=*]{{2,}} ?(?:{_FORWARDED}) ?[-_=*]*|"
    r"(?:Begin forwarded message|Début du message (?:transféré|réexpédié|transmis)|"
    r"Begin doorgestuurd bericht|Anfang der weitergeleiteten (?:E-Mail|Nachricht)) ?:",
    re.IGNORECASE,
)
FORWARDING_SUBJECT: Final = re.compile(
    r"(?:\[[^\]]{1,40}\] ?)*(?:fwd?|tr|wg|doorst|doorsturen|fs|tr\.|i|rv|enc) ?(?:\[\d+\])?:", re.IGNORECASE
)

# --- Signatures --------------------------------------------------------------------------------------------------

MARK: Final = re.compile(r"--")
_DEVICE: Final = (
    r"iPhone|iPad|iPod|Android|mobile|gsm|smartphone|téléphone|telefoon|Handy|Galaxy|Samsung|Huawei|Xiaomi|BlackBerry|"
    r"Nokia|Sony|Xperia|Pixel|OnePlus|Fairphone|tablet|tablette|Outlook|Windows|Mail|Courrier|E-mail|Yahoo|"
    r"Orange|Proximus|Telenet|Proton|Gmail|Hotmail|Sparrow|Spark|BlueMail|Thunderbird|FairEmail|K-9|Edison|Tutanota|Tuta|Mac|device|appareil|toestel|app|application"
)
_BEFORE: Final = r"[^.,;:!?]{0,50}?"
_AFTER: Final = (
    r"(?: (?:pour|for|voor|für|sur|on|op|de|of|met|avec|with|mobile|mobiel|phone|smartphone|Mail|app|"
    r"iOS|iPhone|iPad|"
    r"(?-i:[A-Z0-9(])[\w™®+()-]*)){0,7}[™®]?"
)
MOBILE: Final = re.compile(
    r"(?:"
    rf"(?:Envoyée?|Expédiée?) (?:de|depuis|à partir de|d'|via|avec) ?{_BEFORE}\b(?:{_DEVICE})\b{_AFTER}|"
    rf"Sent (?:from|via|with|by|using) {_BEFORE}\b(?:{_DEVICE})\b{_AFTER}|"
    r"Sent from (?:my|a|an|the)(?: [\w™®'()-]+){1,6}|"
    rf"(?:Verzonden|Verstuurd|Gestuurd) (?:vanaf|vanop|van|vanuit|met|via|"
    rf"door) {_BEFORE}\b(?:{_DEVICE})\b{_AFTER}|"
    rf"(?:Von|Vom) (?:meinem|mein) {_BEFORE}\b(?:{_DEVICE})\b{_AFTER} ?(?:gesendet|gesandt|versendet)|"
    rf"Gesendet (?:von|mit|über) {_BEFORE}\b(?:{_DEVICE})\b{_AFTER}|"
    r"(?:Get|Download) Outlook for .{1,40}|(?:Obtenir|Obtenez|Télécharger|Téléchargez) Outlook pour .{1,40}|"
    r"(?:Download |Haal |Ontvang )?Outlook voor .{1,20}(?: downloaden)?|(?:Outlook für|Holen Sie sich "
    r"Outlook) .{1,40}|"
    r"Provenance ?: ?(?:Courrier|Mail|Outlook).{0,40}|(?:Envoyé|Verzonden) vanuit .{1,40}|via mobile"
    r")(?: ?<https?://[^<>]+>| ?\(https?://[^()]+\))?\.?",
    re.IGNORECASE,
)
LIST_RULE: Final = re.compile(r"_{20,}")
LIST_WORDS: Final = re.compile(
    r"mailing list|liste de diffusion|mailinglist|mailman|/listinfo|unsubscribe|désabonner|uitschrijven",
    re.IGNORECASE,
)

_EMPHASIS: Final = re.compile(r"(?<![\w*])[*_]([^*_\n]{1,200}?)[*_](?!\w)")
_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2500", "-") | {"\u2019": "'"})
_SPACE: Final = re.compile(r"\s+")


def plain(line: str) -> str:
    """A line as the patterns expect it: composed accents, one kind of dash and apostrophe, single spaces, no
    emphasis.

    A dash alone becomes one hyphen, which is no `--`.
    """
    text = line if line.isascii() else unicodedata.normalize("NFC", line).translate(_DASHES)
    text = _SPACE.sub(" ", text).strip()
    return _EMPHASIS.sub(r"\1", text) if "*" in text else text
