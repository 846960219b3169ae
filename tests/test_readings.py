"""What a phrase says: each text with every claim that is read from it, "!" where it is denied."""

from __future__ import annotations

import pytest

import promptlint

#: Kinds that a reading lists; what stands round the claims has tests of its own.
LISTED = frozenset({"action", "emotion", "vague", "lighting", "angle", "shot", "gaze", "head"})


def reading(text: str) -> list[str]:
    """The claims of a text, each as "kind: its words = its value", with "!" before a denied one."""
    return [
        f"{'!' * token.negated}{token.kind}: {token.text} = {token.value if isinstance(token.value, str) else '+'.join(token.value)}"
        for token in promptlint.parse(text).tokens
        if token.kind in LISTED
    ]


DENIED = (
    ("mouth not open", ["!action: mouth not open = 25+26"]),
    ("eyes not closed, lips not parted", ["!action: eyes not closed = 43", "!action: lips not parted = 25"]),
    ("her eyes are not closed", ["!action: eyes are not closed = 43"]),
    ("her mouth is not closed", ["action: mouth is not closed = 25"]),
    ("brows aren't raised", ["!action: brows aren't raised = 1+2"]),
    ("eyebrows that aren't raised", ["!action: eyebrows that aren't raised = 1+2"]),
    ("with eyes that are not wide", ["!action: eyes that are not wide = 5"]),
    ("with eyes that are closed", ["action: eyes that are closed = 43"]),
    ("eyes not closed looking at the viewer", ["!action: eyes not closed = 43", "gaze: looking at the viewer = direct"]),
    ("head not tilted", ["!head: head not tilted = tilt"]),
    ("his face is free of anger", ["!emotion: anger = anger"]),
    ("an expression that is not angry but sad", ["!emotion: angry = anger", "emotion: sad = sadness"]),
    ("a man who does not smile", ["!action: smile = 12"]),
    ("no longer smiling", ["!action: smiling = 12"]),
    ("she stops smiling", ["!action: smiling = 12"]),
    ("refraining from smiling", ["!action: smiling = 12"]),
    ("no smile or frown", ["!action: smile = 12", "!action: frown = 4"]),
    ("neither smiling nor frowning", ["!action: smiling = 12", "!action: frowning = 4"]),
    ("not a smile, but a slightly cool expression", ["!action: smile = 12", "emotion: slightly cool expression = cool"]),
)

NOT_DENIED = (
    ("not only smiling but laughing", ["action: smiling = 12", "action: laughing = 6+12+25"]),
    ("she can't stop smiling", ["action: smiling = 12"]),
    ("he cannot help but smile", ["action: smile = 12"]),
    ("not without a smile", ["action: smile = 12"]),
    ("a stop sign behind a smiling man", ["action: smiling = 12"]),
    ("hardly smiling", ["action: hardly smiling = 12"]),
)


@pytest.mark.parametrize(("text", "said"), [*DENIED, *NOT_DENIED])
def test_what_is_denied(text: str, said: list[str]) -> None:
    assert reading(text) == said


def test_a_verb_is_no_animal() -> None:
    prompt = promptlint.parse("he does not blink, she does not smile")
    assert [token.text for token in prompt.of("subject")] == []
    assert prompt.people == 2


def test_he_and_she_are_two() -> None:
    prompt = promptlint.parse("he grins at the dealer, she smiles at him, roulette wheel")
    assert [token.scope.person for token in prompt.of("action")] == [0, 1]
    assert promptlint.parse("the painter grins, she wipes her brush and smiles").people == 1


CODES = (
    ("[AU15]", ["action: AU15 = 15"]),
    ("a portrait, [AU 12], {AU6}", ["shot: portrait = portrait", "action: AU 12 = 12", "action: AU6 = 6"]),
    ("AU12 (lip corner puller), soft light", ["action: AU12 (lip corner puller) = 12", "lighting: soft light = soft"]),
    ("AU12 (frown)", ["action: AU12 = 12", "action: frown = 4"]),
    ("AU14 dimple", ["action: AU14 dimple = 14"]),
    ("AU14 dimpler", ["action: AU14 dimpler = 14"]),
    ("AU17 dimpled chin", ["action: AU17 dimpled chin = 17"]),
    ("AU22 lip funneler, AU29 jaw thrust", ["action: AU22 lip funneler = 22", "action: AU29 jaw thrust = 29"]),
    ("AU38 nostril dilator", ["action: AU38 nostril dilator = 38"]),
    ("chin boss raised", ["action: chin boss raised = 17"]),
    ("chin raised", ["head: chin raised = up"]),
)

TEETH = (
    ("teeth", ["action: teeth = 25"]),
    ("woman, teeth, smile", ["action: teeth = 25", "action: smile = 12"]),
    ("no teeth, smile", ["!action: teeth = 25", "action: smile = 12"]),
    ("a dog showing its sharp white teeth", ["action: showing its sharp white teeth = 25"]),
    ("revealing her teeth", ["action: revealing her teeth = 25"]),
    ("white teeth visible", ["action: white teeth visible = 25"]),
    ("baring his teeth", ["action: baring his teeth = 10+25"]),
    ("a woman with perfect teeth", []),
    ("brushing her teeth", []),
    ("hands, teeth, blood", []),
)

HEADS = (
    ("head leaning on arm", ["head: head leaning on arm = tilt"]),
    ("head resting on her folded hands", ["head: head resting on her folded hands = other"]),
    ("she rests her chin on her hand", ["head: rests her chin on her hand = other"]),
    ("leans her head on his shoulder", ["head: leans her head on his shoulder = tilt"]),
    ("chin in hand", ["head: chin in hand = other"]),
    ("leaning against a wall, smiling", ["action: smiling = 12"]),
)

VOICES = (
    ("the engine's roar", []),
    ("waves roaring", []),
    ("the wind is howling", []),
    ("the roar of the engine", []),
    ("a lion roaring", ["action: roaring = 25+27"]),
)

LIGHTS = (
    ("the candle's glow", ["lighting: candle's glow = candlelight"]),
    ("the sun's gentle rays on her face", ["lighting: sun's gentle rays = sunlight"]),
)


@pytest.mark.parametrize(("text", "said"), [*CODES, *TEETH, *HEADS, *VOICES, *LIGHTS])
def test_what_is_said(text: str, said: list[str]) -> None:
    assert reading(text) == said


def test_a_side_of_the_picture_is_no_side_of_the_face() -> None:
    (smirk,) = promptlint.parse("a man on the right smirks").of("action")
    assert (smirk.text, smirk.side) == ("smirks", None)


NAMES = (
    ("photo by Bert Stern", []),
    ("by Bert Stern, Jane Smiley and Joy Adams", []),
    ("a stern man named Bert", ["emotion: stern = stern"]),
    ("Sad Keanu on a bench", ["emotion: Sad = sadness"]),
    ("a crying shame, grin and bear it poster", []),
    ("blue mood lighting", ["lighting: blue mood lighting = moody"]),
    ("feeling bright light cg", []),
)


@pytest.mark.parametrize(("text", "said"), NAMES)
def test_what_is_a_name_says_nothing(text: str, said: list[str]) -> None:
    assert reading(text) == said


CASTS = (
    ("a fish seller and a geisha with a fan", ["fish seller", "geisha"], 2),
    ("a bird watcher in a forest", ["bird watcher"], 1),
    ("an orca warrior beside a kangaroo warrior", ["orca warrior", "kangaroo warrior"], 2),
    ("one woman in a niqab, another with pursed lips", [], 2),
    ("the left twin grins, the right one scowls", [], 2),
    ("two lamps, a woman, the left one lit", ["woman"], 1),
)


@pytest.mark.parametrize(("text", "named", "people"), CASTS)
def test_who_is_there(text: str, named: list[str], people: int) -> None:
    prompt = promptlint.parse(text)
    assert [token.text for token in prompt.of("subject")] == named
    assert prompt.people == people


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("a woman seen from behind faces a laughing man", "seen from behind", "laughing"),
        ("one woman smiling in a niqab, another with pursed lips", "smiling", "pursed lips"),
        ("the left twin grins, the right one scowls", "grins", "scowls"),
        ("mask of a laughing satyr held by a boy, frowning", "laughing", "frowning"),
        ("a boy with a mask of a laughing satyr, frowning", "laughing", "frowning"),
    ],
)
def test_two_things_are_said_of_two(text: str, first: str, second: str) -> None:
    said = {token.text: token.scope.person for token in promptlint.parse(text).tokens}
    assert said[first] != said[second]


GAZES = (
    ("its gaze fixed intently on the fruit", ["gaze: gaze fixed intently on the fruit = other"]),
    ("its gaze is fixed directly on the camera", ["gaze: gaze is fixed directly on the camera = direct"]),
    ("his gaze is locked straight ahead", ["gaze: gaze is locked straight ahead = direct"]),
    ("the man's gaze is directed to the right", ["gaze: gaze is directed to the right = right"]),
    ("her eyes are fixed intently on the book", ["gaze: eyes are fixed intently on the book = down"]),
    ("directed gaze", ["gaze: directed gaze = other"]),
    ("their eyes meeting in a moment of silence", ["gaze: eyes meeting = other"]),
    ("the owl's keen eyes scan the forest floor", ["gaze: eyes scan the forest floor = other"]),
    ("two people looking in each others eyes", ["gaze: looking in each others eyes = other"]),
    ("a red hair girl look at you", ["gaze: look at you = direct"]),
    ("a curious cat looking around", ["emotion: curious = curiosity", "gaze: looking around = other"]),
    ("the herd lifts their heads", ["head: lifts their heads = up"]),
    ("heads bowed, mouths open", ["head: heads bowed = down", "action: mouths open = 25+26"]),
    ("angry glowing red eyes", ["emotion: angry glowing red eyes = anger"]),
    ("a stop after the meeting, a 3d scan", []),
)

PICTURES = (
    ("accent lighting", ["lighting: accent lighting = accent"]),
    ("cozy indoor lighting", ["lighting: cozy indoor lighting = cozy"]),
    ("smooth lighting", ["lighting: smooth lighting = smooth"]),
    ("under the fading light", ["lighting: fading light = fading"]),
    ("the gentle light on their faces", ["lighting: gentle light = gentle"]),
    ("in the city at night dark lighting", ["lighting: dark lighting = dark"]),
    ("studio portrait lighting", ["lighting: studio portrait lighting = studio"]),
    ("a dramatic beam of light", ["lighting: dramatic beam of light = light rays"]),
    ("the lighting is soft yet focused", ["lighting: lighting is soft = soft"]),
    ("a face lit by a single candle", ["lighting: candle = candlelight"]),
    ("the trees casting long shadows", ["lighting: long shadows = long shadows"]),
    ("a wider shot, dynamic camera angle", ["shot: wider shot = wide", "angle: dynamic camera angle = other"]),
)


@pytest.mark.parametrize(("text", "said"), [*GAZES, *PICTURES])
def test_where_eyes_go_and_how_light_falls(text: str, said: list[str]) -> None:
    assert reading(text) == said


MORE = (
    ("the dog's tongue lolls out", ["action: tongue lolls out = 19"]),
    ("a cat showing its tongue", ["action: showing its tongue = 19"]),
    ("a sad woman with tears running down her face", ["emotion: sad = sadness", "emotion: tears = sadness"]),
    ("tears in her eyes", ["emotion: tears in her eyes = sadness"]),
    ("the child watches intently", ["gaze: watches intently = other"]),
    ("purple eyes staring", ["gaze: eyes staring = other"]),
    ("a woman smiling towards the camera", ["action: smiling = 12", "gaze: towards the camera = direct"]),
    ("a woman walking towards the camera", []),
    ("casting delicate shadows", ["lighting: delicate shadows = delicate"]),
    ("a small shadow on the glove", []),
)


@pytest.mark.parametrize(("text", "said"), MORE)
def test_acts_and_tears(text: str, said: list[str]) -> None:
    assert reading(text) == said


WAYS = (
    ("she looks away from the camera", ["gaze: looks away from the camera = away"]),
    ("staring past the camera", ["gaze: staring past the camera = other"]),
    ("looking down at the camera", ["gaze: looking down at the camera = direct"]),
    ("looking in the mirror", ["gaze: looking in the mirror = other"]),
    ("eyes locked with the viewer", ["gaze: eyes locked with the viewer = direct"]),
    ("meeting the viewer's gaze", ["gaze: meeting the viewer's gaze = direct"]),
    ("breaking eye contact", ["gaze: breaking eye contact = away"]),
    ("eyes to the side", ["gaze: eyes to the side = away"]),
    ("his gaze wandering", ["gaze: gaze wandering = away"]),
    ("wandering through a forest", []),
    ("gaze not fixed on the camera", ["!gaze: gaze not fixed on the camera = direct"]),
    ("her head is turned", ["head: head is turned = turn"]),
    ("a man whose head is not turned", ["!head: head is not turned = turn"]),
    ("slightly opened eyes", ["action: slightly opened eyes = 43"]),
    ("he pushed hard, teeth clenched", ["action: teeth clenched = 25+31"]),
    ("LED lights creating dynamic shadows", ["lighting: LED lights = led", "lighting: dynamic shadows = dynamic"]),
    ("looking at the viewer's direction", ["gaze: looking at the viewer's direction = direct"]),
)


@pytest.mark.parametrize(("text", "said"), WAYS)
def test_ways_of_looking(text: str, said: list[str]) -> None:
    assert reading(text) == said


WITHOUT = (
    ("W/o smile, eyes closed", ["!action: smile = 12", "action: eyes closed = 43"]),
    ("sans smile", ["!action: smile = 12"]),
    ("he is not smiling, nor is he frowning", ["!action: smiling = 12", "!action: frowning = 4"]),
    ("no one smiling", ["!action: smiling = 12"]),
    ("a woman, unsmiling", ["!action: unsmiling = 12"]),
    ("teeth not visible", ["!action: teeth not visible = 25"]),
    ("barely a smile", ["action: barely a smile = 12"]),
    ("toilets where one lid is raised", []),
    ("AU5 lid raiser, lids raised", ["action: AU5 lid raiser = 5", "action: lids raised = 5"]),
)


@pytest.mark.parametrize(("text", "said"), WITHOUT)
def test_more_denials(text: str, said: list[str]) -> None:
    assert reading(text) == said


@pytest.mark.parametrize(
    ("text", "angles"),
    [
        ("a view from the cockpit, a pilot at dusk", ["view from the cockpit"]),
        ("Looking down on a city from a cliff", ["Looking down on a city"]),
        ("a man on a bridge, looking down on the river", []),
        ("sunlight filtering from above, a diver", []),
        ("a diver seen from above, sunlight", ["seen from above"]),
        ("the sun at a low angle, a reaper", []),
        ("a boy looking out from behind a tree", []),
        ("the laptop's slim profile on a desk", []),
        ("a queen in profile", ["in profile"]),
    ],
)
def test_angles_are_of_the_camera(text: str, angles: list[str]) -> None:
    assert [token.text for token in promptlint.parse(text).of("angle")] == angles


GAZES = (
    ("looking at cell phones", ["gaze: looking at cell phones = down"]),
    ("staring at the northern lights", ["gaze: staring at the northern lights = up"]),
    ("his intense gaze fixed on the viewer", ["gaze: intense gaze fixed on the viewer = direct"]),
    ("a man who stares intently", ["gaze: stares intently = other"]),
    ("dripping wet and beaming at the camera", ["action: beaming = 6+12", "gaze: at the camera = direct"]),
    ("keeps glancing over his shoulder", ["head: glancing over his shoulder = turn"]),
    ("she nods solemnly", ["head: nods solemnly = other"]),
    ("a child with head slightly down", ["head: head slightly down = down"]),
    ("two eyes on the top of its head", []),
    ("hair peeked out from a helmet", []),
    ("with palm facing down", []),
)

GLOWS = (
    ("the soft kitchen light", ["lighting: soft kitchen light = soft"]),
    ("illuminated by the gentle glow of hanging lanterns", ["lighting: gentle glow of hanging lanterns = lamp"]),
    ("casting an otherworldly glow across the scene", ["lighting: otherworldly glow = otherworldly"]),
    ("in a cozy, dimly lit room", ["lighting: dimly lit = dim"]),
    ("glaring emergency lights", ["lighting: glaring emergency lights = glaring"]),
    ("shafts of pale light fall through the roof", ["lighting: shafts of pale light = pale"]),
    ("reflecting light in tiny prisms", []),
)

VIEWPOINTS = (
    ("3/4 view", ["angle: 3/4 view = three-quarter"]),
    ("3 / 4 view of a sofa", ["angle: 3 / 4 view = three-quarter"]),
    ("a bag, its strap slung over the shoulder", []),
    ("his hawk has a bird's-eye view of the valley", []),
    ("the scene shifts to a close-up of the umbrella held by a hand", []),
    ("a close-up of their hands", ["shot: close-up = close-up"]),
    ("an actor clutching his own headshot", []),
    ("fullbody white scale armor", []),
)

FEELINGS = (
    ("a man, happy that his house is on fire", ["emotion: happy = happiness"]),
    ("the person, relaxed and content, sits", ["emotion: relaxed = relaxed", "emotion: content = contentment"]),
    ("expressions of awe and curiosity on their faces, two men", ["emotion: awe = awe", "emotion: curiosity = curiosity"]),
    ("the intense focus of the driver", ["emotion: intense focus = focused"]),
    ("the shark's eyes are expressive", ["vague: eyes are expressive = "]),
    ("the wind tears at her cape", []),
    ("a tear on his cheek", ["emotion: tear = sadness"]),
    ("the dog's eyes are wide with excitement", ["action: eyes are wide = 5", "emotion: excitement = excitement"]),
    ("a roaring fireplace", []),
    ("presses his lips together", ["action: presses his lips together = 24"]),
    ("gives him a reassuring smile", ["action: reassuring smile = 12"]),
)


@pytest.mark.parametrize(("text", "said"), [*GAZES, *GLOWS, *VIEWPOINTS, *FEELINGS])
def test_what_is_read_in_its_company(text: str, said: list[str]) -> None:
    assert reading(text) == said


def test_the_letter_of_a_code_is_its_intensity() -> None:
    assert [token.intensity for token in promptlint.parse("AU12E huge grin").tokens] == ["E"]


def test_a_pronoun_behind_the_other_is_the_others() -> None:
    prompt = promptlint.parse("Two brothers: one with his eyes shut, the other with his eyes wide open")
    assert [token.scope.person for token in prompt.of("action")] == [1, 2]


def test_json_objects_of_one_picture_meet() -> None:
    assert "CAM102" in {
        finding.code for finding in promptlint.lint('{"subject": "a nun", "camera": {"framing": "headshot"}, "shot": "full body"}')
    }
    assert not promptlint.lint('{"shots": [{"camera": "close-up of a nun in the abbey"}, {"camera": "full body of a nun in the abbey"}]}')


def test_what_pika_is_told_to_leave_out() -> None:
    prompt = promptlint.parse("a dog in a space suit, thumbs up -neg blurry, ugly, sad -fps 24")
    assert [(token.text, token.scope.negative) for token in prompt.of("emotion")] == [("sad", True)]
    assert prompt.dialect != "a1111-infotext"
    assert not promptlint.lint(prompt.text)
