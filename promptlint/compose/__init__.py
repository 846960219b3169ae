"""What two neighbours mean together: one function for each production of ``grammar/prompt.lark``.

Every function gets a word and the phrase behind it, already read, and gives back the phrase with the word joined to it. A phrase is a
list of claims, the first in the text last. Only a few neighbours are ever looked at, so reading stays linear.
"""
