"""The prompt language: two Lark grammars, the vocabulary behind their terminals, and the tables compiled from both."""
