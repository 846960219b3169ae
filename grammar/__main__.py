"""``python -m promptlint.grammar``: compile the grammars and the vocabulary."""

from promptlint.grammar.compiler import write
from promptlint.tables import COMPILED

compiled = write(COMPILED)
phrases = sum(text.count("\t") + 1 for _, text in compiled["lexicon"]["sets"])
print(f"{COMPILED}: {phrases} phrases; {', '.join(f'{len(compiled[name]["states"])} states ({name})' for name in ('markup', 'prompt'))}")
