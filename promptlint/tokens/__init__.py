"""How many tokens of a model's encoder a text takes."""
