"""The anatomy: what a face can show, as sorted CSV tables and the typed readers beside them.

- ``units``: the codes of the Facial Action Coding System (FACS) for adults: action units, action descriptors, positions of head and
  eyes, visibility codes and gross movements, with their muscles, their visible effect and the words for them.
- ``conflicts``: which units exclude each other, which pull against each other, and which only look as if they did.
- ``emotions``: the units that published studies find for an emotion, its family, its place on valence (-1 to 1) and arousal (-1 to 1).
- ``occlusion``: what a mask, a fringe, a hand or a viewpoint hides.
- ``photography``: light, camera and composition: degrees, kelvin, exclusive groups, and the units each term brings out or softens.

How the tables write a unit: its number, with an L or R before it for a side (the depicted person's own) and a letter after it for an
intensity, as in "L12C". The letters run from A (trace) over B (slight), C (marked) and D (severe) to E (maximum). They are not equal
steps: A and B cover small ranges, C and D wide ones, E only the very top; "extreme" is FACS' own word for D, not E. Percentages are no
part of FACS; where they have to be read, 1-20 is A, 21-40 B, 41-60 C, 61-80 D and 81-100 E, and likewise the levels 1 to 5. A prompt's
weights, "(smile:1.5)" or "smile::2", say how much a model attends to a word, not how strongly a muscle pulls.

Source of the codes: Ekman, Friesen & Hager (2002), Facial Action Coding System. Every row names its own source.
"""
