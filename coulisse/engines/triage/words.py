"""Words that carry no meaning of their own, or that every letter holds: what a short text is known by."""

from typing import Final

FRENCH: Final = """
a adore afin ai aime ainsi aller allez alors an année ans après as au aucun aucune aujourd auquel aura aurait
aussi autre autres aux avaient avais avait avant avec avez avoir avons beaucoup bien bon bonjour bonne bonnes
bons bonsoir bravo c car ce ceci cela celle celles celui cependant certains ces cet cette ceux chaque chaîne
chez chose choses cinq combien comme comment content contente contre cordialement crois d dans de demain
depuis dernier dernière des deux devez devoir dire disent dit dois doit doivent dommage donc dont du dès déjà
déteste elle elles en encore enfant enfants enfin entendu entre es est est-ce et eu eux faire fais fait faites
faudrait faut femme femmes film fois font félicitations gens grand grande heure heures hier homme hommes honte
hui ici il ils invité j jamais je jour journal jours jusqu l la laquelle le lequel les leur leurs lors lorsque
lui là m ma madame mais mal malgré match matin me merci mes messieurs mieux mis moi moins mois mon monde
monsieur même mêmes n ne ni non nos notre nous nouveau nouvelle on ont or ou oui où par parce parmi partie pas
pays pendant pense personne petit petite peu peut peut-être peuvent peux plus plusieurs plutôt pour pourquoi
pouvez pouvoir pouvons premier première pris programme présentateur pub puis puisque qu quand quatre que quel
quelle quelles quelqu quelque quelques quels qui quoi radio regarde regardé rien s sa sais sait salutations
sans savoir se selon semaine sera serait seront ses seul seule si soir soit sommes son sont sous souvent suis
sur surtout svp série t ta te temps tes toi ton toujours tous tout toute toutes trois trop trouve très tu télé
un une va vais vas venir vers veut veux vie vient ville voici voilà voir voit vont vos votre voulez vouloir
vous vraiment vu y à ça écouté émission émissions étaient étais était étiez été êtes être
"""
DUTCH: Final = """
aan achter al alle allemaal alles als alstublieft altijd ander andere anders avond bedankt ben bent beste
beter bij binnen boven buiten daar daarna daarom dag dagen dan dank dankzij dat de deed deel denk deze
dezelfde die ding dingen dit doe doen doet door drie dus echt echter een eens eerste eigenlijk elk elke en
enkele er erg erop ervan film ga gaan gaat gast geachte gedaan geen gehad gehoord gekeken geloof gemaakt
gewoon geworden gezegd gezien ging gisteren goed goede goedendag graag groeten groot grote haar haat had
hadden hallo heb hebben hebt heeft heel helemaal hem hen het hetzelfde hier hierdoor hij hoe hoewel hou houden
hun iedere iedereen iemand iets ik in is ja jaar jammer jaren je jij journaal jouw jullie kan keek keer kijk
kind kinderen klein kleine kom komen komt kon konden kun kunnen kunt kwam laat laatste land landen laten leuk
leuke leven luister maakt maand maar mag maken man mannen me meer meest men meneer mens mensen met mevrouw mij
mijn minder misschien mocht moest moet moeten mogen mooi mooie morgen naar naast natuurlijk nee net niemand
niet niets nieuw nieuwe nog nooit nu ochtend of om omdat onder ons onze ook op opnieuw oud oude over pas
presentator proficiat programma reclame reeds reeks sinds slecht sommige soms stad te tegen televisie terwijl
tijd tijdens toch toen tot tussen twee u uit uitzending uren uur uw vaak van vanaf vandaag veel vier vijf vind
volgens vond voor vooral vriendelijke vrouw vrouwen waar waarbij waarin waarom wanneer want waren was wat we
wedstrijd week weer weet weinig weken wel welk welke werd werden wereld weten wie wij wil wilde willen wilt
worden wordt zag zal ze zeer zeg zeggen zegt zei zelf zelfs zender zie zien ziet zij zijn zo zoals zodat
zonder zou zouden zulke zullen zult
"""
ENGLISH: Final = """
a able about ad after again against ain all already also although always am an and another any are aren as at
back bad be because been before being believe best better between big both but by came can can't channel child
children city come congratulations could couldn country day days dear did didn do does doesn doing don done
down during each early either even evening every feel few film find first five for four from get gets give go
goes going gone good got great guest had has hate have having he heard hello her here hi high him his hour how
however i if important in into is isn it its just knew know knows large last less let life like listen little
ll long look love madam made make makes man many match may me men might mine month more morning most much must
my need neither never new news next night no nobody none not nothing now of off often old on one only onto or
other our out over own people person please presenter program programme public re really regards right said
same saw say says see seen sees series several shall shame she should shouldn show since sincerely sir small
so some sometimes still such take television tell than thank thanks that the their them then there therefore
these they thing things think this those though thought three through time times to today tomorrow tonight too
took two under until up us use ve very want wants was wasn watch watched way we week weeks well went were
weren what when where whether which while who whom whose why will with without woman women won work world
would wouldn year years yes yesterday yet you young your yours
"""
GERMAN: Final = """
abend aber alle alles als also alt alte am an andere anderen anderer auch auf aus bei beim besser beste bin
bis bist bitte da dabei dafür damit danke dann darf das dass dein deine dem den denn der des dich die diese
diesem diesen dieser dieses ding doch dort drei du durch dürfen eigentlich ein eine einem einen einer eines
einfach er erste es euch euer eure fernsehen film frau frauen freundlichen fünf für ganz gast geben geehrte
gegen gehabt gehen geht gemacht gesagt gesehen gestern geworden gibt ging groß große grüße gut gute guten habe
haben hallo hast hat hatte hatten her herr heute hier hin ich ihm ihn ihnen ihr ihre ihrem ihren im immer in
ist ja jahr jahre jahren jede jeder jedes jedoch jene jetzt kam kann kannst kein keine keinen kind kinder
klein kleine kommen kommt konnte können könnte land leben letzte liebe machen macht mag mal man mann mehr mein
meine mensch menschen mich mit moderator monat morgen muss musste männer möchte müssen nach nachrichten
natürlich nein neu neue nicht nichts nie niemals niemand noch nur ob oder oft ohne programm sagen sagt
schlecht schon sehen sehr sein seine seit sender sendung serie sich sie sieht sind so soll sollen sollte
sondern sowie spiel stadt stunde tag tage uhr um und uns unser unsere unter viel viele vielleicht vier vom von
vor wann war waren warum was wegen weil weiß welche welcher welches welt wenig weniger wenn wer werbung werden
wie wieder will wir wird wirklich wissen wo woche wochen wollen wollte wurde wurden während zeit zu zum zur
zwei zwischen über
"""
