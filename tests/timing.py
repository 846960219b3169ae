"""Measured times that a busy machine cannot spoil: processor time only, without the garbage of other tests, and the least of several."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

#: How often a growth is measured before it is believed: another process spoils one measurement (a factor of 9.7 was seen for a text that
#: gives 5 to 6.4), and a square spoils all.
ROUNDS = 4


def seconds(work: Callable[[], object], *, times: int = 1) -> float:
    """The processor time that the work takes in this process, the least of several. What earlier tests left in memory is kept from the
    collector, which would go through it again and again, the oftener the longer the work.
    """
    spent = []
    gc.collect()
    gc.freeze()
    try:
        for _ in range(times):
            start = time.process_time()
            work()
            spent.append(time.process_time() - start)
    finally:
        gc.unfreeze()
    return min(spent)


def growth(small: Callable[[], object], large: Callable[[], object], *, below: float, floor: float) -> tuple[float, float]:
    """How many times as long the large work takes as the small one, of which less than `floor` seconds counts as `floor`, and its seconds:
    the least of ROUNDS measurements, or the first whose factor is below the bound.
    """
    least = quickest = float("inf")
    for _ in range(ROUNDS):
        short, long = seconds(small, times=2), seconds(large)
        least, quickest = min(least, long / max(short, floor)), min(quickest, long)
        if least < below:
            break
    return least, quickest
