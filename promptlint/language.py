"""Whether a prompt is English. The vocabulary is; of another language only codes, markup and danbooru tags can be judged.

No statistics and no model: the script tells most languages apart from English, and of those in Latin letters the small words do, which no
sentence can do without. Tags without small words count as English, because danbooru's are.
"""

from __future__ import annotations

import unicodedata

#: Small words of Spanish, French, German, Italian, Portuguese, Dutch, Polish, Turkish and Indonesian that are no English words, no names
#: of artists' particles ("van", "von", "de la") and no danbooru tags.
FOREIGN = frozenset(
    "una uno unos unas con los las del por para sin sobre muy está esta ojos mujer hombre niña niño que ella "
    "une des les dans avec sur pour est sont très femme homme fille garçon yeux qui et au aux cette son sa ses "
    "eine einen einem einer der die das dem den und mit auf im ist sind sehr frau mann mädchen junge augen ihre seine "
    "della delle degli nel nella con che donna uomo ragazza ragazzo occhi molto "
    "uma um com não muito mulher homem menina menino olhos seu sua dos das "
    "een het met zijn vrouw meisje jongen ogen "
    "kobieta mężczyzna dziewczyna się jest oczy "
    "bir ve ile kadın adam kız çok gözler "
    "seorang wanita pria dengan yang dan gadis".split()
)
#: English words of the list above ("die", "den", "sur", "son", "dos") count only where nothing speaks for English.
ENGLISH = frozenset("a an the of with in on at and is are her his its from by to for as wearing looking".split())
#: From this share of letters in another script on, a prompt is not English.
OTHER_SCRIPT = 0.4
#: How much of a prompt is looked at: its beginning tells.
LOOK = 2_000


def is_english(text: str) -> bool:
    """Whether a prompt can be read as English. Looks at its first LOOK code points; linear, and true for a text without letters."""
    head = text[:LOOK]
    if not head.isascii():
        letters = [character for character in head if character.isalpha()]
        other = sum(
            not unicodedata.name(character, "LATIN").startswith(("LATIN", "FULLWIDTH LATIN"))
            for character in letters
            if character > "\u024f"
        )
        if letters and other > OTHER_SCRIPT * len(letters):
            return False
    words = head.lower().split()
    foreign = sum(word.strip(",.;:!?()") in FOREIGN for word in words)
    return foreign < 2 or foreign <= sum(word in ENGLISH for word in words)
