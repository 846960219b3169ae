"""``python -m promptlint.grammar``: compile the grammars and the vocabulary."""

from promptlint.grammar.compiler import GRAMMARS, write
from promptlint.tables import COMPILED

compiled = write(COMPILED)
phrases = sum(block.count("|") // 2 + 1 for block in compiled["lexicon"]["blocks"].values())
states = ", ".join(f"{len(compiled[name]['states'])} states ({name})" for name in GRAMMARS)
print(f"{COMPILED}: {phrases} phrases, {states}")
