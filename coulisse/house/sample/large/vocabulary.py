"""The words of the large sample: names, towns, titles. All of it invented out of common ones."""

from typing import Final

FRENCH_FIRST: Final = tuple(
    "Adèle Agathe Alexandre Alice Amandine Amélie Anaïs André Antoine Arnaud Aurélie Baptiste Bernard Camille Caroline "
    "Catherine Cécile Chloé Christian Claire Clément Corentin Cyril David Delphine Denis Dorothée Édouard Éléonore Élise "
    "Émilie Emmanuel Éric Estelle Étienne Fabienne Fanny Florence François Françoise Gaëlle Geneviève Georges Gilles "
    "Guillaume Hélène Henri Hervé Hugo Isabelle Jacques Jean-Luc Jérôme Joëlle Julie Julien Justine Laurence Léa Léopold "
    "Lionel Loïc Louise Luc Lucie Madeleine Maëlle Manon Marc Margaux Marie Martin Mathieu Maxime Mélanie Michel Monique "
    "Nathalie Nicolas Noémie Odette Olivier Pascal Patricia Paul Pauline Philippe Pierre Quentin Raphaël Régine Rémy Romain "
    "Sabine Sandrine Sébastien Simon Sophie Stéphane Sylvie Théo Thibault Thomas Valentin Valérie Véronique Victor Vincent "
    "Virginie Xavier Yannick Yves Zoé".split()
)
DUTCH_FIRST: Final = tuple(
    "An Anneleen Annelies Arne Bart Bavo Bert Bram Brecht Carolien Charlotte Dieter Dirk Dries Eline Ellen Els Emma Evelien "
    "Femke Filip Fleur Frederik Geert Gert Greet Griet Hanne Hannelore Hans Hilde Inge Jan Jef Jelle Jeroen Joke Jonas Joris "
    "Karel Karen Katrien Kim Klaas Koen Kris Kristof Lander Lars Leen Lien Lies Lieven Liesbet Lore Lotte Luk Maarten Marieke "
    "Marleen Mathias Mieke Miet Nele Niels Nina Noor Peter Piet Pieter Raf Reinhilde Robbe Ruben Rudi Ruth Saar Sander Sara "
    "Sien Sofie Steven Stijn Sven Thijs Tine Tom Toon Veerle Wannes Ward Wim Wouter Yasmina".split()
)
ENGLISH_FIRST: Final = tuple(
    "Adam Aisha Amir Barbara Chen Chidi Deborah Elena Farid Giulia Hassan Imane Ivan Jamal Karima Leila Malik Mehdi Mohamed "
    "Nadège Naïma Omar Priya Rachid Samira Santiago Sarah Tariq William Yasmine Youssef Zeynep".split()
)
FRENCH_LAST: Final = tuple(
    "Adam André Antoine Baudoin Bauwens Bertrand Bodart Bonnet Bouchat Boulanger Bourgeois Carlier Charlier Chevalier Colin "
    "Collard Collignon Cornet Crahay Culot Dardenne Debauche Declercq Dejardin Delacroix Delattre Delcourt Delhaye Delvaux "
    "Delvigne Demoulin Denis Deprez Derycke Dethier Devos Dubois Dufour Dufrasne Dumont Dupont Dupuis Duquesne Etienne Evrard "
    "Fontaine Fontenoy François Gérard Gilbert Gillard Gilson Godart Goffin Grandjean Grégoire Guillaume Hallet Hardy Hennebert "
    "Henrard Henry Herman Houbart Hubert Jacob Jacquemin Jadot Jamar Jardon Lacroix Lambert Lambotte Laurent Lebrun Leclercq "
    "Leduc Lefebvre Lefèvre Legrand Lejeune Lemaire Léonard Leroy Libert Lorent Louis Magnée Mahieu Maréchal Marchal Martin "
    "Massart Mathieu Mathot Mercier Meunier Michaux Michel Minet Moreau Nicolas Nollet Noël Parent Paquet Parmentier Petit "
    "Philippart Pierard Piette Pirard Pirotte Poncelet Quinet Renard Renson Robert Rousseau Sacré Servais Simon Simonis "
    "Stassart Thiry Thomas Tilkin Urbain Vandamme Vanderlinden Verlaine Vincent Warnier Wathelet Wauthier Wilmet Wouters".split()
)
DUTCH_LAST: Final = (
    "Aerts",
    "Baert",
    "Bogaerts",
    "Claes",
    "Claessens",
    "Cools",
    "Coppens",
    "De Backer",
    "De Bruyn",
    "De Clercq",
    "De Cock",
    "De Graef",
    "De Groote",
    "De Meyer",
    "De Smedt",
    "De Wilde",
    "De Winter",
    "Desmet",
    "Devriendt",
    "Dhondt",
    "Geerts",
    "Goossens",
    "Hermans",
    "Heylen",
    "Jacobs",
    "Janssens",
    "Lambrechts",
    "Lauwers",
    "Lemmens",
    "Maes",
    "Martens",
    "Mertens",
    "Michiels",
    "Moens",
    "Nijs",
    "Peeters",
    "Pauwels",
    "Roels",
    "Segers",
    "Simons",
    "Smets",
    "Stevens",
    "Thijs",
    "Timmermans",
    "Van Acker",
    "Van Damme",
    "Van de Velde",
    "Van den Bossche",
    "Van den Broeck",
    "Van der Auwera",
    "Van Dijck",
    "Van Hecke",
    "Van Hoof",
    "Van Landeghem",
    "Vandenberghe",
    "Verbeke",
    "Vercammen",
    "Verhaeghe",
    "Verhoeven",
    "Vermeulen",
    "Verstraete",
    "Willems",
    "Wuyts",
    "Wynants",
)
OTHER_LAST: Final = tuple(
    "Abebe Ahmed Alaoui Amrani Bakkali Barry Bianchi Benali Brown Chen Cissé Costa Demir Diallo El-Khatib Fernández Garcia "
    "Haddad Hughes Ivanov Kaya Keita Khan Kowalski Lopez Mensah Mukendi Nguyen Okafor O’Brien Ortega Ouali Pereira Popescu "
    "Ricci Rossi Sarr Schmidt Silva Singh Taylor Tshibangu Traoré Wagner Walker Weber Yilmaz Zhang".split()
)
TOWNS: Final = (
    ("1000", "Bruxelles", "fr"),
    ("1030", "Schaerbeek", "fr"),
    ("1050", "Ixelles", "fr"),
    ("1060", "Saint-Gilles", "fr"),
    ("1070", "Anderlecht", "fr"),
    ("1180", "Uccle", "fr"),
    ("1300", "Wavre", "fr"),
    ("1348", "Louvain-la-Neuve", "fr"),
    ("4000", "Liège", "fr"),
    ("4500", "Huy", "fr"),
    ("4800", "Verviers", "fr"),
    ("5000", "Namur", "fr"),
    ("5500", "Dinant", "fr"),
    ("6000", "Charleroi", "fr"),
    ("6600", "Bastogne", "fr"),
    ("6700", "Arlon", "fr"),
    ("6900", "Marche-en-Famenne", "fr"),
    ("7000", "Mons", "fr"),
    ("7500", "Tournai", "fr"),
    ("2000", "Antwerpen", "nl"),
    ("2800", "Mechelen", "nl"),
    ("3000", "Leuven", "nl"),
    ("3500", "Hasselt", "nl"),
    ("8000", "Brugge", "nl"),
    ("8400", "Oostende", "nl"),
    ("8500", "Kortrijk", "nl"),
    ("9000", "Gent", "nl"),
    ("9200", "Dendermonde", "nl"),
    ("9300", "Aalst", "nl"),
)
STREETS: Final = {
    "fr": (
        "rue de la Station",
        "chaussée de Waterloo",
        "rue du Moulin",
        "avenue des Tilleuls",
        "place du Marché",
        "quai de Rome",
    ),
    "nl": ("Stationsstraat", "Molenstraat", "Kerkstraat", "Lindelaan", "Grote Markt", "Vaartkom"),
}
FIRM_WORDS: Final = (
    (
        "Studio",
        "Atelier",
        "Location",
        "Garage",
        "Imprimerie",
        "Traiteur",
        "Agence",
        "Hôtel",
        "Transports",
        "Décors",
    ),
    (
        "de la Meuse",
        "du Canal",
        "des Guillemins",
        "de l’Ourthe",
        "du Beffroi",
        "de la Senne",
        "du Perron",
        "Royal",
        "du Nord",
        "de la Gare",
    ),
    ("SRL", "BV", "ASBL", "VZW", "SA", "NV"),
)
TAGS: Final = (
    "équipe A",
    "permis B",
    "permis C",
    "renfort",
    "intermittent",
    "vu en casting",
    "nuit",
    "bilingue",
    "à rappeler",
    "préféré",
)
ADJECTIVES: Final = (
    "dernière",
    "longue",
    "petite",
    "grande",
    "première",
    "seconde",
    "vraie",
    "belle",
    "vieille",
    "douce",
)
NOUNS: Final = (
    "marée",
    "tempête",
    "rivière",
    "nuit",
    "frontière",
    "fanfare",
    "promesse",
    "colline",
    "saison",
    "écluse",
)
PAPERS: Final = (
    "Contrat de travail",
    "Feuille de service",
    "Devis",
    "Facture",
    "Autorisation de tournage",
    "Attestation d’assurance",
    "Plan de situation",
    "Rapport journalier",
    "Note de frais",
    "Photo de repérage",
    "Convention",
    "Dossier de presse",
)
DEEDS: Final = (
    "Relire le contrat de",
    "Rappeler",
    "Confirmer le matériel de",
    "Envoyer la feuille de service à",
    "Vérifier l’assurance de",
    "Réserver la salle pour",
    "Payer la facture de",
    "Demander l’autorisation pour",
    "Préparer la réunion avec",
    "Corriger le plan de",
)
GEAR: Final = (
    "Ronin 2",
    "Camionnette",
    "Projecteur 4 kW",
    "Salle de montage",
    "Valise HF",
    "Groupe 60 kVA",
    "Travelling",
    "Drone",
    "Talkies",
    "Loge mobile",
)
SHOWS: Final = (
    "Matinée",
    "Le Débat",
    "Séries du soir",
    "Terre et eau",
    "Reportages",
    "Musiques",
    "Jeux d’ici",
    "Cinéphile",
    "Campagnes",
    "Direct sport",
)
