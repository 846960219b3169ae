"""Which function reads which production of ``grammar/prompt.lark``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from promptlint.compose import actions, faces, light, links, looks, modifiers, states, words

#: Production name -> function, for ``lalr.Table.reader``.
ACTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "start": lambda children: children,
    "link": links.only,
    "degree": words.degree,
    "modifier": modifiers.modifier,
    "side": words.side,
    "emotion": states.emotion,
    "vague": faces.vague,
    "coded": actions.coded,
    "action": actions.action,
    "feature": actions.feature,
    "movement": actions.movement,
    "movement_of": actions.movement,
    "motion": actions.motion,
    "face": faces.face,
    "look": looks.look,
    "direction": looks.direction,
    "gaze": looks.gaze,
    "head": looks.head,
    "light": light.light,
    "light_noun": light.light_noun,
    "source": light.source,
    "temperature": words.temperature,
    "angle": words.angle,
    "shot": words.shot,
    "composition": words.standing("composition"),
    "subject": words.subject,
    "occluder": words.standing("occluder"),
    "layer": words.standing("layer"),
    "context": words.standing("context"),
    "plain": words.plain,
    "scene": words.scene,
    "number": words.number,
    "by": words.standing("by"),
    "word": words.word,
    "of": links.of,
    "state": links.state,
    "place": links.place,
    "negated": links.negated,
    "negated_also": links.negated_also,
    "nothing": links.nothing,
    "something": links.something,
    "something_linked": links.something_linked,
    "det": links.nothing,
}
