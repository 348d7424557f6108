"""Words of the trade in French, Dutch and English, with their category and what they call for.

A line is `French | Dutch | English > what it calls for`; commas part words of one meaning; a word that would
mislead in a language is left out there. Under each heading stands the category.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

from coulisse.engines.breakdown.names import folded
from coulisse.kernel.language import Language

COLUMNS: Final = (Language.FR, Language.NL, Language.EN)

IMPLIED: Final[dict[str, tuple[str, str, str, str]]] = {
    "flame": (
        "effect",
        "flamme nue : pompier de plateau",
        "open vlam: brandweer op de set",
        "naked flame: fire officer on set",
    ),
    "armourer": ("crew", "armurier", "wapenmeester", "armourer"),
    "handler": ("crew", "dresseur", "dierentrainer", "animal handler"),
    "stunts": ("crew", "régleur de cascades", "stuntcoördinator", "stunt coordinator"),
    "water": ("safety", "sécurité eau", "veiligheid op het water", "water safety"),
    "height": ("safety", "sécurité hauteur", "veiligheid op hoogte", "safety at height"),
    "road": ("safety", "sécurité routière", "verkeersveiligheid", "road safety"),
    "child": ("crew", "accompagnant d’enfant", "kinderbegeleider", "child chaperone"),
    "coordinator": ("crew", "coordination d’intimité", "intimiteitscoördinator", "intimacy coordinator"),
    "rights": ("note", "musique préexistante : droits", "bestaande muziek: rechten", "existing music: rights"),
    "rain": ("equipment", "rampe de pluie", "regenmachine", "rain machine"),
}
"""What a word calls for: category, then its name in French, Dutch and English."""

IDIOMS: Final = (
    "en train de",
    "tout feu tout flamme",
    "feu rouge",
    "feu vert",
    "sang-froid",
    "pomme de terre",
    "coup de téléphone",
    "chat noir",
    "à la clé",
    "à bras-le-corps",
    "de plein fouet",
    "carte blanche",
    "sous pression",
    "in vuur en vlam",
    "key point",
    "in the dark",
)
"""Where a word of the list means something else."""

TABLE: Final = """
[prop]
parapluie | paraplu | umbrella
valise, sac de voyage | koffer, valies, reistas | suitcase, travel bag
sac à main, sac à dos, cartable, sacoche | handtas, rugzak, boekentas | handbag, backpack, satchel
téléphone, portable, smartphone, gsm | telefoon, gsm, smartphone | phone, mobile, smartphone, cellphone
ordinateur, tablette, écran | computer, laptop, tablet, scherm | computer, laptop, tablet
lettre, enveloppe, carte postale, colis | brief, enveloppe, omslag, postkaart, pakje | letter, envelope, postcard, parcel
livre, cahier, carnet, registre, journal, magazine | boek, schrift, notitieboek, register, krant | book, notebook, register, newspaper, magazine
dossier, contrat, passeport, carte d’identité, billet, ticket | dossier, contract, paspoort, identiteitskaart, ticket | file, contract, passport, ticket
photo, photographie, album | foto, album | photo, photograph, album
clé, clef, trousseau | sleutel, sleutelbos | key, bunch of keys
verre, tasse, bouteille, gobelet, assiette, plateau | glas, kopje, fles, beker, bord, dienblad | glass, cup, bottle, mug, plate, tray
cafetière, théière, casserole, poêle, percolateur, thermos | koffiepot, theepot, kookpot, pan | coffee pot, teapot, saucepan, frying pan
lunettes, loupe, jumelles | bril, loep, verrekijker | glasses, binoculars, magnifying glass
montre, horloge, réveil | horloge, klok, wekker | watch, clock, alarm clock
bague, alliance, collier, médaillon | ring, trouwring, halsketting, medaillon | ring, wedding ring, necklace, locket
fleur, bouquet, couronne | bloem, boeket, krans | flower, bouquet, wreath
caméra, appareil photo, micro | camera, fototoestel, microfoon | camera, microphone
corde, échelle, pelle, seau, outil, marteau, tournevis | touw, ladder, schop, emmer, gereedschap, hamer | rope, ladder, shovel, bucket, tool, hammer
caisse, boîte, carton, panier | kist, doos, mand | crate, box, basket
seringue, pansement, médicament, pilule | spuit, verband, medicijn, pil | syringe, bandage, pill
jouet, poupée, ballon, peluche | speelgoed, pop, bal, knuffel | toy, doll, ball, teddy bear
drapeau, banderole, pancarte | vlag, spandoek, bord | flag, banner, placard
badge, menottes, talkie-walkie | badge, handboeien, walkietalkie | badge, handcuffs, walkie-talkie
carte routière, plan de la ville, boussole | wegenkaart, kompas | road map, compass
lampe de poche, torche électrique | zaklamp | flashlight, torch
sandwich, gâteau, tarte, pain, soupe, repas | boterham, taart, brood, soep, maaltijd | sandwich, cake, pie, bread, soup
argent, billet de banque, pièce de monnaie, portefeuille | geld, bankbiljet, muntstuk, portefeuille | cash, banknote, coin, wallet
fauteuil roulant, canne, béquille | rolstoel, wandelstok, kruk | wheelchair, cane, crutch
cercueil, urne | doodskist, urn | coffin, urn
guitare, violon, accordéon, trompette, tambour | gitaar, viool, accordeon, trompet, trommel | guitar, violin, accordion, trumpet, drum
lampe à pétrole, lampe-tempête | petroleumlamp, stormlamp | oil lamp, hurricane lamp > flame
bougie, chandelle, briquet, allumette | kaars, aansteker, lucifer | candle, lighter, match > flame
cigarette, cigare, pipe | sigaret, sigaar | cigarette, cigar > flame

[costume]
manteau, imperméable, ciré, veste, blouson | jas, regenjas, overjas, vest | coat, raincoat, jacket
robe, robe de mariée, costume, uniforme, tailleur | jurk, trouwjurk, kostuum, uniform | dress, wedding dress, suit, uniform
chapeau, casquette, foulard, écharpe, bonnet, casque | hoed, pet, sjaal, muts, helm | hat, cap, scarf, helmet
botte, escarpin, pantoufle | laars, pantoffel, pump | boot, slipper, high heel
tablier, pyjama, peignoir, maillot de bain | schort, pyjama, badjas, badpak | apron, pyjamas, bathrobe, swimsuit
gant, masque | handschoen, masker | glove, mask

[hmc]
perruque, fausse moustache, barbe postiche | pruik, plaksnor | wig, false moustache
cicatrice, blessure, ecchymose, plaie | litteken, wonde, blauwe plek | scar, wound, bruise
tatouage | tatoeage | tattoo
sang | bloed | blood
sueur, larmes | zweet, tranen | sweat, tears

[set_dressing]
tableau, portrait, affiche, enseigne | schilderij, portret, affiche, uithangbord | painting, portrait, poster
rideau, tapis, miroir | gordijn, tapijt, spiegel | curtain, carpet, mirror
guirlande, sapin de noël | slinger, kerstboom | garland, christmas tree
cheminée, feu de bois, poêle à bois | open haard, houtvuur, houtkachel | fireplace, wood fire, wood stove > flame

[vehicle]
voiture, auto, berline, cabriolet, taxi, fourgon, camionnette, break | auto, wagen, taxi, bestelwagen | car, taxi, cab, van
camion, poids lourd, tracteur, bus, autocar, tram, train | vrachtwagen, tractor, bus, tram, trein | truck, lorry, tractor, bus, tram, train
vélo, bicyclette | fiets | bicycle, bike
moto, mobylette, scooter | motorfiets, bromfiets, scooter | motorbike, motorcycle, scooter
ambulance, voiture de police, camion de pompiers | ambulance, ziekenwagen, politiewagen, brandweerwagen | ambulance, police car, fire engine
péniche, bateau, barque, canot, voilier, kayak, zodiac | binnenschip, boot, roeiboot, kajak, zeilboot | barge, boat, rowing boat, canoe, kayak > water
hélicoptère, avion | helikopter, vliegtuig | helicopter, plane, airplane

[animal]
chien, chiot, chat, chaton | hond, puppy, kat, poes | dog, puppy, cat, kitten > handler
cheval, poney, âne, vache, veau, cochon, mouton, chèvre | paard, pony, ezel, koe, kalf, varken, schaap, geit | horse, pony, donkey, cow, calf, pig, sheep, goat > handler
poule, coq, canard, oie, pigeon, oiseau, corbeau, perroquet | kip, haan, eend, gans, duif, vogel, raaf, papegaai | hen, rooster, duck, goose, pigeon, bird, crow, parrot > handler
canari, grenouille, guêpe, poisson, lion | kanarie, kikker, wesp, vis, leeuw | canary, frog, wasp, fish, lion > handler
souris, rat, lapin, serpent, araignée, abeille | muis, rat, konijn, slang, spin, bij | mouse, rat, rabbit, snake, spider, bee > handler

[effect]
pluie, averse, drache, orage | regen, bui, stortbui, onweer | rain, downpour, thunderstorm > rain
neige, brouillard, brume, fumée, vent, éclair, grêle | sneeuw, mist, rook, wind, bliksem, hagel | snow, fog, mist, smoke, lightning, hail
feu, flamme, incendie, brasier | vuur, vlam, brand | fire, flame, blaze > flame
explosion, étincelle, feu d’artifice | ontploffing, explosie, vonk, vuurwerk | explosion, spark, fireworks > flame
impact de balle, vitre brisée | kogelinslag | bullet hit, breaking glass
inondation, crue | overstroming | flood > water

[visual_effect]
incrustation, fond vert, effet numérique | greenscreen, blue key | green screen, matte painting, composite
hologramme, fantôme | hologram, spook | hologram, ghost

[stunt]
cascade, chute, dégringole, défenestre | stunt, valpartij | stunt > stunts
bagarre, gifle, coup de poing, se battent | gevecht, vechtpartij, vuistslag | fight, brawl, punch, slap > stunts
accident, collision, dérape | aanrijding, botsing, ongeval | crash, collision > stunts
plonge, se jette à l’eau, se noie | duikt, verdrinkt | dives, drowns > water
baiser, nus, nue, font l’amour | kus, naakt, vrijen | naked, nude, make love > coordinator

[weapon]
pistolet, revolver, fusil, carabine, mitraillette, arme | pistool, revolver, geweer, machinegeweer, wapen | gun, pistol, revolver, rifle, shotgun, weapon > armourer
couteau, poignard, épée, sabre, hache | mes, dolk, zwaard, sabel, bijl | knife, dagger, sword, axe > armourer
grenade, bombe | granaat, bom | grenade, bomb > armourer

[extra]
foule, passants, badauds, figurants | menigte, voorbijgangers, figuranten | crowd, passers-by, onlookers
fanfare, chorale, orchestre | fanfare, koor, orkest | brass band, choir, orchestra
client, voyageur, spectateur, invité, touriste | klant, reiziger, toeschouwer, gast, toerist | customer, traveller, spectator, guest, tourist
danseur, manifestant, ouvrier, soldat, villageois | danser, betoger, arbeider, soldaat, dorpeling | dancer, demonstrator, worker, soldier, villager
enfant, écolier, élève | kind, scholier, leerling | child, children, pupil > child

[bit_part]
serveur, serveuse, barman, facteur, policier, gendarme, infirmier, infirmière, chauffeur | ober, dienster, barman, postbode, politieman, agent, verpleger, verpleegster, chauffeur | waiter, waitress, barman, postman, policeman, nurse, driver
curé, prêtre, bourgmestre, huissier, vigile | pastoor, priester, burgemeester, deurwaarder | priest, mayor, bailiff, bouncer

[music]
chanson, musique, chante, mélodie, valse, tango | lied, liedje, muziek, zingt, melodie, wals | song, music, sings, melody, waltz > rights
radio, tourne-disque, juke-box | radio, platenspeler, jukebox | radio, record player, jukebox > rights

[sound]
klaxon, sirène, sonnerie, cloche, corne, alarme, coup de feu | toeter, sirene, bel, klok, alarm, schot | horn, siren, bell, alarm, gunshot
tonnerre, détonation | donder, knal | thunder, bang

[equipment]
grue, travelling, drone, steadicam, louma, voiture travelling | kraan, drone, steadicam | crane, dolly, drone, steadicam, low loader
plongée sous-marine, sous l’eau | onder water | underwater > water

[safety]
toit, falaise, échafaudage, pont suspendu | dak, klif, stelling | roof, cliff, scaffolding > height
autoroute, carrefour | snelweg, kruispunt | motorway, highway, crossroads > road
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning: its category, its word in the language of the text, and the codes that it calls for."""

    category: str
    name: str
    implied: tuple[str, ...] = ()


@cache
def entries(language: Language) -> dict[str, Entry]:
    """Every word of the list in one language by its folded form; several words are parted by one space."""
    column = COLUMNS.index(language)
    found: dict[str, Entry] = {}
    category = ""
    for line in TABLE.strip().splitlines():
        if line.startswith("["):
            category = line.strip("[]")
        elif line:
            words, _, calls = line.partition(">")
            implied = tuple(code.strip() for code in calls.split(",") if code.strip())
            for word in _cells(words)[column].split(","):
                if word.strip():
                    found.setdefault(folded(word), Entry(category, word.strip(), implied))
    return found


def _cells(words: str) -> list[str]:
    return words.split("|")


@cache
def longest(language: Language) -> int:
    """How many words the longest entry has."""
    return max(len(key.split()) for key in entries(language))


def called_for(code: str, language: Language) -> Entry:
    """What a code of `IMPLIED` stands for in a language."""
    category, *names = IMPLIED[code]
    return Entry(category, names[COLUMNS.index(language)])
