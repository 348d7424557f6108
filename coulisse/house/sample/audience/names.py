"""Invented writers: first names and family names that are common in the country, put together by number."""

from typing import Final

FRENCH: Final = (
    "Agnès Alain Amélie André Anne Antoine Arlette Arnaud Aurélie Bernadette Bernard Brigitte Camille Carine Cécile "
    "Chantal Charlotte Christian Claire Claudine Colette Corinne Damien Danielle Denis Dominique Édith Élise Émile "
    "Éric Estelle Étienne Fabrice Fatima Françoise Frédéric Gaëlle Geneviève Georges Gérard Ghislaine Guy Hélène Henri "
    "Ingrid Isabelle Jacqueline Jacques Jamal Jean Jeanne Joëlle Josiane Julie Karim Laurent Lucie Luc Madeleine "
    "Marcel Marguerite Martine Michel Mireille Monique Nathalie Nicole Noëlle Olivier Pascal Patricia Paul Philippe "
    "Pierre Raymond Régine René Sabine Samira Serge Simone Sophie Sylvie Thérèse Thomas Valérie Véronique Yves Yvette"
).split()
DUTCH: Final = (
    "An Bart Bram Carla Dirk Els Erik Femke Filip Greet Griet Hilde Ingrid Jan Joris Karel Katrien Koen Kristof "
    "Leen Lieve Luc Marleen Mieke Nele Peter Pieter Rita Ruben Sofie Stijn Tine Tom Veerle Wim"
).split()
WALLOON: Final = (
    "Adam Bastin Baudoux Bodart Bourgeois Bouchat Brasseur Charlier Collard Collin Coppée Cornet Crespin Davister "
    "Defays Delcorde Delforge Delvaux Demoulin Denis Deprez Dethier Detournay Dewez Docquier Dubois Dumont Étienne "
    "Evrard Fontaine Forget Gaspard Gérard Gillain Gilles Goffin Grégoire Grosjean Hardy Henrotte Herman Hubin Jacquet "
    "Jadot Lambert Laloux Lecomte Ledoux Lefèbvre Lejeune Leroy Lemaire Maréchal Marchal Martin Massart Mathieu "
    "Mélotte Michaux Minet Noël Parmentier Petit Piette Pirard Pirotte Poncelet Renard Rousseau Servais Simon Thiry "
    "Thonon Toussaint Urbain Verhaegen Wauters Wilmotte"
).split()
FLEMISH: Final = (
    "Aerts Baert Bogaert Bosmans Callens Claes Cools Coppens Daems Declercq Delrue Dewulf Geerts Goossens Hendrickx "
    "Jacobs Janssens Lambrechts Lemmens Maes Mertens Michiels Peeters Segers Smets Stevens Thys Vandamme Vermeulen "
    "Willems Wouters"
).split()


def french(number: int) -> str:
    """A name that no other number below 7,000 has."""
    return f"{FRENCH[number % len(FRENCH)]} {WALLOON[(number + number // len(FRENCH)) % len(WALLOON)]}"


def dutch(number: int) -> str:
    """A name that no other number below 1,000 has."""
    return f"{DUTCH[number % len(DUTCH)]} {FLEMISH[(number + number // len(DUTCH)) % len(FLEMISH)]}"
