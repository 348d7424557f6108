"""The places of the story. The towns and streets are real; the positions are read off a map by hand, to be checked."""

from typing import Any, Final

from coulisse.foundation.accounts.models import User
from coulisse.foundation.places import actions
from coulisse.foundation.places.models import Place
from coulisse.house.sample.moments import Moments

UNCHECKED: Final = "Position à vérifier sur place."
DINANT_HOSPITAL: Final = {
    "hospital_name": "CHU UCL Namur – Dinant",
    "hospital_address": "rue Saint-Jacques 501, 5500 Dinant",
    "hospital_phone": "+32 82 00 05 12",
}
BRUSSELS_HOSPITAL: Final = {
    "hospital_name": "CHU Saint-Pierre",
    "hospital_address": "rue Haute 322, 1000 Bruxelles",
    "hospital_phone": "+32 2 000 05 13",
}
Kind = Place.Kind


def _place(name: str, kind: Kind, latitude: str, longitude: str, **values: Any) -> dict[str, Any]:
    notes = " ".join(filter(None, (str(values.pop("notes", "")), UNCHECKED)))
    return {
        "name": name,
        "kind": kind,
        "latitude": latitude,
        "longitude": longitude,
        "position_from": Place.PositionFrom.TYPED,
        "country": "BE",
        "notes": notes,
        **values,
    }


PLACES: Final = {
    "durbuy": _place(
        "Place aux Foires, Durbuy",
        Kind.LOCATION,
        "50.352800",
        "5.456100",
        street="place aux Foires",
        postcode="6940",
        city="Durbuy",
        access="Centre historique : camions par la rue du Comte Théodule d’Ursel, avant 8 h.",
        parking="Six emplacements de camion réservés par arrêté, côté Ourthe.",
        notes="Décor du jour 14, annulé : la place est inondable et n’a pas d’abri.",
        hospital_name="Hôpital Princesse Paola",
        hospital_address="rue du Vivier 21, 6900 Marche-en-Famenne",
    ),
    "croisette": _place(
        "La Croisette, Dinant",
        Kind.LOCATION,
        "50.258600",
        "4.913900",
        street="avenue Winston Churchill",
        postcode="5500",
        city="Dinant",
        access="Quai de la rive droite, en aval du pont Charles de Gaulle. Pas de réseau au pied du rocher.",
        parking="Parking de la Collégiale, dix emplacements ; les camions lourds sur la rive gauche.",
        power="Groupe électrogène 60 kVA, derrière l’office du tourisme.",
        noise="Cloches de la collégiale à chaque quart d’heure ; bateaux de croisière dès 10 h.",
        light="À l’ombre du rocher jusqu’à 10 h en mars.",
        **DINANT_HOSPITAL,
    ),
    "paroisse": _place(
        "Salle paroissiale, Dinant",
        Kind.LOCATION,
        "50.261000",
        "4.911700",
        street="place Reine Astrid",
        postcode="5500",
        city="Dinant",
        power="Deux circuits de 16 A, tableau dans la sacristie.",
        contact_name="Jacqueline Stassart",
        **DINANT_HOSPITAL,
    ),
    "loges": _place(
        "Centre culturel de Dinant, base des loges",
        Kind.BASE,
        "50.264600",
        "4.908800",
        street="rue Grande 37",
        postcode="5500",
        city="Dinant",
        opening_hours="6 h – 21 h, gardien sur place",
        notes="Loges, habillage, maquillage et cantine. Porte de la loge 3 abîmée, photo prise.",
        **DINANT_HOSPITAL,
    ),
    "anderlecht": _place(
        "Rue de Formanoir, Anderlecht",
        Kind.LOCATION,
        "50.835600",
        "4.308100",
        name_nl="De Formanoirstraat, Anderlecht",
        street="rue de Formanoir",
        street_nl="De Formanoirstraat",
        postcode="1070",
        city="Anderlecht",
        city_nl="Anderlecht",
        notes="Délai de la commune : voir les paramètres.",
        **BRUSSELS_HOSPITAL,
    ),
    "etterbeek": _place(
        "Rue Aviateur Thieffry, Etterbeek",
        Kind.LOCATION,
        "50.830200",
        "4.394600",
        name_nl="Vlieger Thieffrystraat, Etterbeek",
        street="rue Aviateur Thieffry",
        street_nl="Vlieger Thieffrystraat",
        postcode="1040",
        city="Etterbeek",
        city_nl="Etterbeek",
        parking="Demande de stationnement au service Voirie ; tarif de week-end le samedi.",
        contact_name="Service Voirie",
        **BRUSSELS_HOSPITAL,
    ),
    "marche": _place(
        "Marche-en-Famenne, station-service",
        Kind.OTHER,
        "50.227000",
        "5.344200",
        postcode="6900",
        city="Marche-en-Famenne",
        notes="Dernier plein avant Durbuy.",
    ),
    "theatre": _place(
        "Théâtre des Deux Écluses",
        Kind.VENUE,
        "50.855700",
        "4.346700",
        name_nl="Theater De Twee Sluizen",
        street="quai au Foin 31",
        street_nl="Hooikaai 31",
        postcode="1000",
        city="Bruxelles-Ville",
        city_nl="Stad Brussel",
        access="Entrée des artistes par l’arrière ; monte-charge 2,40 × 3 m.",
        notes="412 places, dont 6 pour fauteuil roulant.",
        **BRUSSELS_HOSPITAL,
    ),
    "citadelle": _place(
        "Citadelle de Namur, esplanade",
        Kind.VENUE,
        "50.458500",
        "4.856700",
        street="route Merveilleuse 64",
        postcode="5000",
        city="Namur",
        access="Navette depuis la place de l’Ange pendant le festival.",
        notes="Scène en plein air du Festival Cap Sambre.",
        hospital_name="CHR Sambre et Meuse",
        hospital_address="avenue Albert Ier 185, 5000 Namur",
    ),
    "hotel": _place(
        "Hôtel de la Meuse, Dinant",
        Kind.LODGING,
        "50.257300",
        "4.914500",
        street="quai Jean-Baptiste Culot 6",
        postcode="5500",
        city="Dinant",
        notes="Seize chambres simples et six doubles, 84,00 € la nuit.",
        **DINANT_HOSPITAL,
    ),
}


def add_places(*, by: User, moments: Moments) -> dict[str, Place]:
    places = {
        key: actions.add(values=values, by=by, at=moments.ago(18, 14, number))
        for number, (key, values) in enumerate(PLACES.items())
    }
    places["foyer"] = actions.add(
        values={
            "name": "Foyer du Théâtre des Deux Écluses",
            "kind": Kind.VENUE,
            "inside": places["theatre"],
            "postcode": "1000",
            "city": "Bruxelles-Ville",
            "city_nl": "Stad Brussel",
            "country": "BE",
            "notes": "Rencontre avec le public du 08/04/2027, 60 places.",
        },
        by=by,
        at=moments.ago(18, 15),
    )
    return places
