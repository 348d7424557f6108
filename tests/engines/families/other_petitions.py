"""More petitions, and facts that a writer may add. The rule of foreign neighbours was found with the first three."""

from coulisse.kernel.language import Language

PETITIONS = (
    (
        Language.FR,
        "Madame, Monsieur, la séquence diffusée hier à 20h43 dans Plein Jour sur les réfugiés de Bruxelles est indigne d'un service public. Nous exigeons des excuses publiques et la suppression de cette vidéo du site.",
    ),
    (
        Language.FR,
        "Je suis profondément choqué par l'émission de dimanche. La présentatrice a coupé la parole à l'invitée à chaque phrase, elle s'est moquée de son accent et elle a laissé passer des propos racistes sans réagir. Ma redevance ne doit pas servir à cela. Je demande que la chaîne présente ses excuses et que l'épisode soit retiré du replay. J'attends votre réponse dans les plus brefs délais.",
    ),
    (
        Language.NL,
        "Wij, kijkers van deze zender, vragen dat de uitzending over de windmolens in Oostende wordt rechtgezet. De cijfers waren fout, de bewoners kwamen niet aan het woord en de minister kreeg tien minuten zonder enige tegenspraak. Dat is geen journalistiek maar propaganda. Zet dit recht tijdens het journaal van zeven uur en geef de bewoners het woord.",
    ),
)
FACTS = {
    Language.FR: (
        "Je suis sourd et je n'ai pas pu suivre le débat.",
        "Appelez-moi au 0475 12 34 56.",
        "Je retire ma signature de cette pétition.",
        "C'est mon frère qu'on voit.",
        "J'étais dans le public ce soir-là.",
        "PS : j'étais figurant.",
        "Mon numéro de dossier est 4711.",
        "Je suis journaliste et je prépare un article.",
        "J'ai 13 ans.",
        "Mon avocat vous écrira.",
        "Je vais venir vous casser la gueule.",
        "Supprimez mes données.",
        "Ma mère est morte en regardant cette émission.",
        "Notre école a été filmée sans autorisation.",
        "De plus, le son était inaudible chez nous à Arlon.",
        "Je connais personnellement la présentatrice.",
        "Étant moi-même réfugié syrien, j'ai pleuré.",
        "Quand passe la rediffusion du documentaire sur Brel ?",
    ),
    Language.NL: (
        "Ik ben doof en kon niet volgen.",
        "Bel mij op 0475 12 34 56.",
        "Ik trek mijn handtekening in.",
        "Mijn broer was te zien.",
        "Ik zat in het publiek.",
        "Ik ben journalist bij een krant.",
        "Ik ben 13 jaar.",
        "Mijn advocaat neemt contact op.",
        "Ik weet waar jullie wonen.",
        "Wis mijn gegevens.",
        "Mijn moeder is hierdoor gestorven.",
        "Ik woon zelf naast molen nummer drie.",
        "Wanneer wordt de film over Brel herhaald?",
        "Het geluid viel bij ons ook weg.",
    ),
}
FRESH = (
    (
        Language.EN,
        "Last night your programme Broad Daylight mocked the lock keepers of the river Meuse. They were filmed without consent and their work was called useless. A public broadcaster must not treat working people like this. We ask you to remove the item, to apologise on air and to invite the unions to a fair debate.",
        (
            "My uncle was one of the men you filmed.",
            "I am blind and the audio description failed.",
            "Please ring me on Tuesday.",
            "I worked on that lock for thirty years.",
            "Are there still tickets for the recording?",
            "I no longer support this petition.",
            "My solicitor has been informed.",
            "I am 15.",
        ),
    ),
    (
        Language.FR,
        "Non à la suppression de l'émission Terre d'ici. Chaque samedi midi elle donne la parole aux agriculteurs, aux maraîchers et aux éleveurs de Wallonie, que personne d'autre n'écoute à la télévision. La remplacer par un jeu importé serait une faute. Gardez cette équipe, rendez-lui ses moyens et maintenez l'horaire actuel. Nous comptons sur vous.",
        (
            "Mon exploitation a fermé en janvier.",
            "Nous avons été expulsés de notre ferme hier.",
            "Je suis maraîchère à Gembloux.",
            "Votre preneur de son m'a insulté.",
            "Puis-je visiter le studio avec ma classe ?",
            "J'ai perdu mon emploi à cause de vous.",
            "Je ne suis pas d'accord avec cette lettre, gardez le jeu.",
            "Qui a composé le générique ?",
            "Attention, je possède un fusil.",
            "Ma petite-fille y joue.",
            "Hubert L. n'a jamais donné son accord.",
        ),
    ),
    (
        Language.NL,
        "Stop met het uitzenden van Nachtwerk om half negen. Kinderen kijken dan nog mee en de beelden van vorige week waren bloederig en wreed. Er was geen waarschuwing vooraf en geen symbool in beeld. Verplaats de reeks naar na tien uur en zet er een duidelijke verwittiging bij, zoals de regels dat vragen.",
        (
            "Onze zoon slaapt al drie nachten niet.",
            "Ik ben zelf verpleegster op spoed.",
            "De ondertitels ontbraken ook.",
            "Mag ik een kopie van aflevering drie?",
            "Ik kom naar de studio met een mes.",
            "Mijn man is zo gestorven.",
            "Ik vond de reeks net goed.",
            "Schrap mij uit jullie bestand.",
        ),
    ),
)
"""Petitions with facts of their own, written when the rules stood."""
