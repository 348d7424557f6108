"""The search of one piece: a good order first, then a bound, then parts of the orders until bound and order meet.

`advance` does a little at each step of its iterator: whoever drives it reads the clock. At any moment `order`,
`cost` and `bound` hold the best so far.
"""

from collections.abc import Iterator
from heapq import heapify, heappop, heappush
from itertools import count
from typing import Final

import numpy as np

from coulisse.engines.stripboard.talent.bounding import INFINITE, Scenes, climb, costs_by_stage, slate_for
from coulisse.engines.stripboard.talent.branching import Part, divide, strangers, whole
from coulisse.engines.stripboard.talent.chains import Ints
from coulisse.engines.stripboard.talent.moves import Crowd, bench_for, explore
from coulisse.engines.stripboard.talent.reduction import Piece
from coulisse.engines.stripboard.talent.stages import Stages, build_stages, restrict

MOST_ACTORS: Final = 62
"""Companies are the bits of one word."""
MOST_COMPANIES: Final = 1 << 17
MOST_STAGES: Final = 1 << 19
MOST_MOVES_KEPT: Final = 40_000_000
"""Moves of all waiting parts (8 bytes each) above which the latest part is divided first, so that few wait."""
FINEST: Final = 10
"""A unit of money is cut in two so many times, at most, for bounties."""
SEED: Final = 20_270_225
AT_A_TIME: Final = 16
"""Rounds between two looks at the progress."""
BRISK: Final = 2_000_000
"""Moves looked at between two chances to stop, about a tenth of a second."""

Waiting = tuple[int, int, Part]
"""A part, its bound, and the number of its turn."""


class Explorer:
    """A piece and the best order of it so far, found by moving scenes. Costs are in the piece's own units."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.own = sum(
            duration * sum(piece.rates[actor] for actor in cast)
            for duration, cast in zip(piece.durations, piece.casts, strict=True)
        )
        self.bound = self.own
        self.crowd = _crowd(piece)
        self._bench = bench_for(self.crowd)
        self._random = np.array([SEED], np.int64)
        self.order = np.arange(len(piece.durations))
        self.cost = self._explore(self.order, 0)

    @property
    def done(self) -> bool:
        """Whether the order is proved to cost least."""
        return self.bound >= self.cost

    def improve(self, rounds: int) -> None:
        """Shake the best order so many times."""
        self.cost = self._explore(self.order, rounds)

    def consider(self, order: Ints) -> None:
        """Take over another order, a little improved, if it is cheaper."""
        cost = self._explore(order, 4)
        if cost < self.cost:
            self.order, self.cost = order, cost

    def learn(self, extra: int) -> None:
        """Take over a bound on what the piece costs above its own cost."""
        self.bound = min(self.cost, max(self.bound, self.own + extra))

    def _explore(self, order: Ints, rounds: int) -> int:
        return int(explore(order, order.copy(), self.crowd, self._bench, self._random, rounds))


class Search(Explorer):
    """The search of a piece to the proof. `fits` is False when its stages are too many for this way."""

    def __init__(self, piece: Piece) -> None:
        super().__init__(piece)
        self.fits = True
        self.parts = 0
        # A power of two, as large as the sums of a whole search allow.
        self._fine = 1 << max(0, min(FINEST, (INFINITE // 8 // piece.dearest).bit_length() - 1))
        self._grain = piece.grain * self._fine

    def advance(self) -> Iterator[None]:
        """Search until the order is proved; a chance to stop at each step."""
        self.improve(shakes_for(self.piece))
        yield
        stages = self._stages()
        if stages is None:
            self.fits = False
            return
        yield
        root = whole(stages, self._scenes, self._pairs)
        for _ in self._raise(root, 240):
            self._learn_fine(root.bound)
            yield
        yield from self._divide(root)
        self.bound = self.cost

    def _stages(self) -> Stages | None:
        if len(self.piece.rates) > MOST_ACTORS:
            return None
        self._scenes = _scenes(self.piece, self._fine)
        self._pairs = strangers(self._scenes.masks, len(self.piece.rates))
        return build_stages(
            self._scenes.masks, self.crowd.rates, most_companies=MOST_COMPANIES, most_stages=MOST_STAGES
        )

    @property
    def _target(self) -> int:
        """What a cheaper order would cost at most, above the own cost, in fine units."""
        return (self.cost - self.own) * self._fine - self._grain

    def _divide(self, root: Part) -> Iterator[None]:
        turn = count()
        waiting: list[Waiting] = [(root.bound, next(turn), root)]
        moves = root.stages.to.size
        while waiting and waiting[0][0] <= self._target:
            # Learnt before a part is taken out: until its children are back in, it counts for the bound.
            self._learn_fine(waiting[0][0])
            part = heappop(waiting)[2] if moves <= MOST_MOVES_KEPT else _latest(waiting)
            moves -= part.stages.to.size
            for child in divide(part, self._scenes, self._pairs):
                if child.stages.arrived.size:
                    yield from self._raise(child, 48)
                    if child.bound <= self._target:
                        heappush(waiting, (child.bound, next(turn), child))
                        moves += child.stages.to.size

    def _raise(self, part: Part, most_rounds: int) -> Iterator[None]:
        """Raise the bound of a part while that goes on well, then drop the stages that it rules out."""
        self.parts += 1
        slate = slate_for(part.stages, self._scenes.masks.size)
        chunk = max(1, min(AT_A_TIME, BRISK // max(1, part.stages.to.size)))
        seen = part.bound
        for done in range(chunk, most_rounds + chunk, chunk):
            lower, _, length, part.pace = climb(
                part.stages,
                self._scenes,
                part.bounty,
                part.open_moments,
                self._pairs,
                part.tally,
                slate,
                self._target + self._grain,
                self._grain,
                chunk,
                part.pace,
            )
            part.bound = max(part.bound, lower)
            if length:
                self.consider(_order_along(part.stages, self._scenes, slate.best_path[:length]))
            if part.bound > self._target:
                return
            yield
            if done % AT_A_TIME < chunk:
                if part.bound - seen < (self._target - part.bound) // 50:
                    break
                seen = part.bound
        costs = costs_by_stage(part.stages, self._scenes, part.bounty, part.open_moments)
        part.stages = restrict(part.stages, costs <= self._target)
        if not part.stages.arrived.size:
            part.bound = self._target + self._grain

    def _learn_fine(self, extra: int) -> None:
        """Take over a bound in fine units, rounded up to what an order can cost."""
        self.learn(-(-extra // self._grain) * self.piece.grain)


def _latest(waiting: list[Waiting]) -> Part:
    """Out of the heap: the part that came last."""
    part = waiting.pop(max(range(len(waiting)), key=lambda i: waiting[i][1]))[2]
    heapify(waiting)
    return part


def shakes_for(piece: Piece) -> int:
    """How often to shake an order of this piece in about a tenth of a second."""
    scenes, actors = len(piece.durations), len(piece.rates)
    return max(1, min(40, 3_000_000 // (scenes * (scenes + actors))))


def _crowd(piece: Piece) -> Crowd:
    played: list[list[int]] = [[] for _ in piece.rates]
    for scene, cast in enumerate(piece.casts):
        for actor in cast:
            played[actor].append(scene)
    durations, rates = np.array(piece.durations, np.int64), np.array(piece.rates, np.int64)
    return Crowd(durations, rates, *_rows([sorted(cast) for cast in piece.casts]), *_rows(played))


def _rows(rows: list[list[int]]) -> tuple[Ints, Ints]:
    """Lists as where each begins, and what is in them."""
    begins = np.cumsum([0, *map(len, rows)]).astype(np.int64)
    return begins, np.array([value for row in rows for value in row], np.int64)


def _scenes(piece: Piece, fine: int) -> Scenes:
    durations = np.array(piece.durations, np.int64) * fine
    own_rates = np.array([sum(piece.rates[actor] for actor in cast) for cast in piece.casts], np.int64)
    masks = np.array([sum(1 << actor for actor in cast) for cast in piece.casts], np.int64)
    return Scenes(masks, durations, durations * own_rates, durations * (sum(piece.rates) - own_rates))


def _order_along(stages: Stages, scenes: Scenes, path: Ints) -> Ints:
    """The scenes, each at the best stage of a path."""
    here = stages.arrived[path] & stages.staying[path]
    can_shoot = scenes.masks[:, None] & ~here[None, :] == 0
    paid = np.where(can_shoot, stages.paid[path][None, :], INFINITE)
    return np.argsort(paid.argmin(axis=1), kind="stable").astype(np.int64)
