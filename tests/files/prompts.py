"""Prompts in a program: au12 smile."""

NOTE = "au12 smile"
# promptlint: prompt
FERRYMAN = "ferryman \"at\" the oars, au12 smile, dawn light"
PIER = r'woman on the pier, au12 smile, rim light'  # promptlint: prompt


def window(name):
    # promptlint: prompts
    return {
        "prompt": f"girl {name!r} at the window, au12 smile",
        "others": ["""boy at the window,
        au12 smile""", "au12 smile, rim light"],
    }
