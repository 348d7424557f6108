"""What tells the kind of a message, in French, Dutch and English: a kind, a weight, a pattern over folded text.

Folded text has small letters and no accents (`plain`). A weight of 3 or more is enough alone; weaker signs add up.
"""

from typing import Final

SIGNS: Final = (
    ("threat", 4, r"\b(?:je|on|nous) (?:vais|va|allons|vas) (?:venir |tous |toutes |finir par |bien ){0,2}(?:te|vous|le|la|lui|leur|les|l)\b ?(?:tuer|buter|crever|casser|"
     r"bruler|frapper|exploser|faire (?:la peau|payer|regretter)|retrouver|defoncer|massacrer|egorger|descendre|planter)"),
    ("threat", 4, r"\bje sais (?:bien )?ou (?:tu|vous|il|elle|ils|votre \w+|ta \w+|ton \w+)?\s?.{0,40}?(?:habite|vit|dort|gare|"
     r"travaille|ecole)"),
    ("threat", 4, r"\b(?:tu vas|vous allez|il va|elle va|ils vont) (?:le |la |me |nous )?(?:mourir|crever|payer|regretter|saigner|souffrir)"),
    ("threat", 4, r"\b(?:brulera|bruler|brulerai|brulerons|foutre le feu|mettre le feu|poser une bombe|une bombe (?:dans|chez|a)|"
     r"venir avec (?:une arme|un fusil|un couteau)|viendra[a-z]* (?:bruler|casser|tuer)|menace[sr]? de mort|faire la peau)"),
    ("threat", 3, r"\b(?:tuer|buter|egorger|abattre|pendre|descendre|lyncher) (?:votre|vos|ce|cet|cette|le|la|les|ton|ta|tous|tes)\b"),
    ("threat", 3, r"\b(?:gare a (?:toi|vous)|surveille[zr]? (?:tes|vos) arrieres|une balle (?:dans|pour|entre)|casser la (?:figure|gueule))"),
    ("threat", 4, r"\b(?:ik|we|wij) (?:zal|ga|zullen|gaan|kom|komen) .{0,40}?(?:vermoorden|doodschieten|doodslaan|kapotmaken|afmaken|"
     r"in brand steken|neersteken|ophangen|te grazen nemen|in elkaar slaan|doden|breken)"),
    ("threat", 4, r"\b(?:ik|we|wij) (?:weet|weten) (?:waar|wel waar) .{0,40}?(?:woon|wonen|woont|slaap|werk|school|parkeer)"),
    ("threat", 3, r"\b(?:jullie|je|u|hij|zij) (?:gaat|gaan|zal|zult|zullen) (?:eraan|sterven|boeten|er spijt van|dood)|\bsteek.{0,20}in brand|"
     r"\been bom\b|doodsbedreiging|\bmaak(?:t)? (?:je|jullie|hem|haar) af\b"),
    ("threat", 4, r"\b(?:i|we)(?: a?m| are| will|ll| m|)(?: going to| gonna|) (?:kill|shoot|burn|stab|hurt|beat|find|break|hang) "
     r"(?:you|him|her|them|your|that|this)"),
    ("threat", 4, r"\bi know where (?:you|he|she|they|your \w+) .{0,30}?(?:live|sleep|work|park|school)|\byou (?:will|ll|are going to) "
     r"(?:die|pay for|bleed|regret)|\bwatch your back\b|\ba bomb\b|\bbullet (?:in|for|through)\b"),
    ("legal", 4, r"\bmise? en demeure\b|\bmets en demeure\b|\b(?:mon|ma|notre) (?:avocat|avocate|conseil juridique)\b|\bau nom (?:et pour compte )?"
     r"de (?:mon|ma|notre|mes) client"),
    ("legal", 3, r"\b(?:maitre [a-z]+|cabinet d avocats?|avocats? au barreau|citation (?:en justice|a comparaitre|au tribunal|directe)|"
     r"huissier|tribunal de|en refere|action en justice|poursuites? (?:judiciaires?|penales?|en justice)|dommages et interets|"
     r"porter plainte (?:a la police|au parquet|en justice|pour)|sous (?:peine d )?astreinte|partie civile|diffamation|calomnie)\b"),
    ("legal", 4, r"\b(?:ingebrekestelling|stel(?:len)? .{0,25}in gebreke|(?:mijn|onze) (?:advocaat|advocate|raadsman)|"
     r"namens (?:mijn|onze) client)"),
    ("legal", 3, r"\b(?:advocatenkantoor|meester [a-z]+|gerechtsdeurwaarder|dagvaard\w*|dagvaarding|kort geding|rechtbank|dwangsom|"
     r"schadevergoeding|smaad|laster|klacht (?:neer|bij de politie)|burgerlijke partij|juridische stappen)\b"),
    ("legal", 4, r"\b(?:my|our) (?:lawyer|solicitor|attorney|counsel)|on behalf of (?:my|our) client|cease and desist|letter before action|"
     r"formal notice"),
    ("legal", 3, r"\b(?:legal action|sue you|court order|defamation|libel|slander|law firm|damages|injunction)\b"),
    ("press", 4, r"\b(?:je suis|en tant que|etant) (?:\w+ )?(?:journaliste|redacteur|redactrice|correspondante?)\b|^\W*journaliste (?:a|au|pour|chez)\b|"
     r"\bjournaliste (?:au|a la|du|pour le|chez|a l) "),
    ("press", 3, r"\b(?:demande d interview|demande (?:de )?presse|carte de presse|notre redaction|article (?:a paraitre|sur votre)|je prepare un article|"
     r"droit de citation|porte-parole|avant (?:notre )?bouclage|bouclage)\b"),
    ("press", 4, r"\b(?:ik ben|als) (?:\w+ )?(?:journalist|journaliste|redacteur|correspondent)\b|\bjournalist (?:bij|van|voor)\b"),
    ("press", 3, r"\b(?:persvraag|perskaart|interviewaanvraag|onze redactie|een artikel (?:over|voor)|woordvoerder|deadline van)\b"),
    ("press", 4, r"\b(?:i am|i m|as) an? (?:\w+ )?(?:journalist|reporter|correspondent)\b|\b(?:journalist|reporter) (?:at|with|for|from)\b"),
    ("press", 3, r"\b(?:press (?:enquiry|inquiry|request|card)|interview request|request for comment|writing an article|spokesperson)\b"),
    ("minor", 4, r"\bj ?ai (?:(?:seulement|juste|presque|bientot) )?(?:[6-9]|1[0-7]|dix|onze|douze|treize|quatorze|quinze|seize|neuf|huit|sept) ans\b|"
     r"\bje suis (?:un |une |encore )?(?:mineure?|enfant|eleve de)\b|\bma maitresse\b"),
    ("minor", 3, r"\b(?:mon|ma|notre|nos|mes|ses|son|sa) (?:petite? )?(?:fils|fille|filles|enfants?|bebe|garcon|petit-fils|petite-fille|eleves?)\b"
     r".{0,80}\b(?:filme|image|ecran|apparai|montr|reconna|visage|photo|interview|(?:[2-9]|1[0-7]|deux|trois|quatre|cinq|six|sept|huit|"
     r"neuf|dix|onze|douze|treize|quatorze|quinze|seize) ans)"),
    ("minor", 4, r"\bik ben (?:(?:nog maar|pas|bijna|maar) )?(?:[6-9]|1[0-7]|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien)"
     r"(?: jaar)\b|\bik ben (?:nog )?minderjarig\b|\b(?:mijn|onze) juf\b"),
    ("minor", 3, r"\b(?:mijn|ons|onze) (?:zoon|zoontje|dochter|dochtertje|kind|kinderen|kleinzoon|kleindochter|leerlingen?)\b.{0,80}\b(?:gefilmd|beeld|"
     r"te zien|getoond|herkenba|gezicht|foto|geinterviewd|(?:[2-9]|1[0-7]|negen|tien|acht|zeven|zes) jaar)"),
    ("minor", 4, r"\bi(?: a?m| m) (?:(?:only|just|almost|nearly) )?(?:[6-9]|1[0-7]|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
     r"(?: years? old| yo\b)|\bi(?: a?m| m) (?:a )?minor\b"),
    ("minor", 3, r"\b(?:my|our) (?:son|daughter|child|children|kids?|grandson|granddaughter|pupils?)\b.{0,80}\b(?:filmed|footage|screen|shown|face|"
     r"recogni|photo|interviewed|(?:[2-9]|1[0-7]|nine|ten|eight|seven|six) years?)"),
    ("privacy_request", 4, r"\brgpd\b|\b(?:effac|supprim|retir)\w* (?:\w+ ){0,3}(?:donnees|coordonnees)\b|\bdroit (?:d acces|a l oubli|a l effacement|"
     r"de rectification|d opposition)\b|\b(?:mes|quelles) donnees (?:personnelles|a caractere personnel)\b"),
    ("privacy_request", 4, r"\b(?:avg|gdpr)\b|\b(?:wis|verwijder|schrap)\w* .{0,30}gegevens\b|\bmijn persoonsgegevens\b|\brecht op (?:inzage|vergetelheid|"
     r"wissing|verbetering)\b|\bpersoonlijke gegevens\b"),
    ("privacy_request", 4, r"\b(?:delete|erase|remove) .{0,30}\b(?:my|our) (?:personal )?(?:data|details|information)\b|\bsubject access request\b|"
     r"\bright to (?:erasure|be forgotten|access)\b|\bmy personal data\b"),
    ("image_right", 4, r"\bdroit a l image\b|\b(?:filme\w*|photographi\w*|reconnaissables?|apparai\w*|montre\w*|voit)\b.{0,80}\bsans (?:mon|notre|son|leur|ma|aucune?) "
     r"(?:accord|consentement|autorisation|permission)|\bsans (?:mon|notre|son) (?:accord|consentement|autorisation)\b.{0,60}\b(?:filme|image|photo|visage|diffus)"),
    ("image_right", 3, r"\b(?:n ai|n a|n avons|n avait|n avais) (?:jamais |rien |pas |jamais rien )?(?:signe|donne|autorise)\b|\b(?:floutez|flouter) (?:mon|ma|notre|son|le) "
     r"(?:visage|image|fils|fille|plaque|maison)"),
    ("image_right", 4, r"\bportretrecht\b|\brecht op afbeelding\b|\b(?:gefilmd|gefotografeerd|herkenbaar|te zien|in beeld)\b.{0,80}\bzonder (?:mijn|onze|zijn|haar|enige) "
     r"(?:toestemming|akkoord|toelating)|\bzonder (?:mijn|onze) (?:toestemming|akkoord|toelating)\b.{0,60}\b(?:gefilmd|beeld|foto|getoond)"),
    ("image_right", 3, r"\b(?:m|nous|lui|leur) (?:a|ont) (?:jamais |pas )?demande (?:mon|ma|notre|son|leur|l) "
     r"(?:accord|avis|autorisation|consentement|permission)\b|\bon (?:me|nous) (?:voit|reconnait) "
     r"(?:en gros plan|a l image|a l ecran|tres bien|bien)\b"),
    ("image_right", 3, r"\b(?:mij|me|ons|hem|haar) (?:nooit |niet )?(?:om )?(?:toestemming|akkoord|toelating) gevraagd\b|"
     r"\bik (?:ben|kom) (?:duidelijk |herkenbaar )?(?:in beeld|te zien)\b"),
    ("image_right", 3, r"\b(?:nobody|no one|never) (?:ever )?asked (?:me|us) for (?:my|our) (?:consent|permission)\b|"
     r"\byou can see me (?:clearly|in close up)\b"),
    ("image_right", 4, r"\bimage rights?\b|\b(?:filmed|photographed|recogni[sz]able|shown|appear\w*|footage of)\b.{0,80}\bwithout (?:my|our|his|her|any) (?:consent|permission|"
     r"agreement)|\b(?:never|not) (?:signed|gave) .{0,20}(?:release|consent|permission)|\bblur (?:my|our|his|her)\b"),
    ("complaint", 3, r"\bplainte\b|\breclamation\b|\bme plain[ds]\b|\bscandal\w*|\binadmissible|\binacceptable|\bhonteu\w*|\bhonte\b|\bindign\w*|\brevolt\w*|\bexcuses? "
     r"(?:publiques?|a l antenne)"),
    ("complaint", 3, r"\bklacht\b|\bklagen\b|\bschand\w*|\bonaanvaardbaar|\bonbehoorlijk|\bverontwaardigd|\bwraakroepend|\bexcuses\b|\bverontschuldiging"),
    ("complaint", 3, r"\bcomplain\w*|\bdisgrace\w*|\bunacceptable|\boutrage\w*|\bshameful|\bappall\w*|\bapolog(?:y|ise|ize)\b"),
    ("criticism", 3, r"\b(?:decu|decue|decevant|dommage|erreur|faute|faux|trop (?:fort|long|court|tard|de)|mauvais\w*|regrett\w*|partial\w*|biais\w*|desequilibr\w*|"
     r"imprecis\w*|inexact\w*|caricatur\w*|manque de|nul|nulle|ennuyeu\w*)\b"),
    ("criticism", 3, r"\b(?:jammer|ontgoocheld|teleurgesteld|fout|foute|fouten|verkeerd|te (?:luid|lang|kort|laat|veel)|slecht|slechte|eenzijdig|partijdig|onjuist|"
     r"vervelend|saai|gebrek aan)\b"),
    ("criticism", 3, r"\b(?:disappoint\w*|mistake|error|wrong|too (?:loud|long|short|late|much|many)|bad|poor|biased|inaccurate|boring|lack of|one sided|unfair)\b"),
    ("praise", 3, r"\b(?:bravo|felicit\w*|merci (?:pour|de|a|infiniment|beaucoup)|superbe|magnifique|formidable|excellente?|genial\w*|remarquable|adore|adorons|passionnant\w*|"
     r"chapeau|emouvant\w*|quel bonheur|continuez)\b"),
    ("praise", 3, r"\b(?:proficiat|bravo|gefeliciteerd|bedankt voor|dank (?:u|je|jullie) (?:wel )?voor|prachtig\w*|schitterend\w*|geweldig\w*|fantastisch\w*|uitstekend\w*|chapeau|"
     r"ontroerend\w*|knap gedaan|doe zo voort)\b"),
    ("praise", 3, r"\b(?:congratulations|well done|thank(?:s| you) for|wonderful|brilliant|superb|fantastic|excellent|loved|great (?:show|programme|report|work|job)|keep it up)\b"),
    ("suggestion", 3, r"\b(?:je (?:vous )?(?:suggere|propose|conseille)|suggestion|pourriez vous|pourquoi ne pas|il serait (?:bien|utile|bon|judicieux|interessant)|ce serait bien|"
     r"idee d(?:e|u)|vous devriez|serait il possible|il faudrait)\b"),
    ("suggestion", 3, r"\b(?:ik (?:stel|zou) .{0,20}voor|suggestie|voorstel|waarom niet|het zou (?:goed|fijn|leuk|nuttig) zijn|misschien (?:kunnen|kan)|jullie zouden|idee voor|"
     r"zou het mogelijk)\b"),
    ("suggestion", 3, r"\b(?:i (?:would )?suggest|suggestion|could you|why not|it would be (?:nice|good|useful|great)|you should|an idea for|how about)\b"),
    ("question", 2, r"\?"),
    ("question", 2, r"\b(?:pourquoi|comment|quand|quel(?:le)?s?|ou puis je|est ce que|qui etait|combien|pouvez vous|j aimerais savoir|je voudrais savoir|auriez vous)\b"),
    ("question", 2, r"\b(?:waarom|hoe|wanneer|welke?|waar kan ik|wie was|hoeveel|kunt u|kunnen jullie|ik zou graag weten|ik wil graag weten|wat was)\b"),
    ("question", 2, r"\b(?:why|how|when|which|where can i|who was|how many|can you|i would like to know|could you tell|what was)\b"),
)  # fmt: skip
