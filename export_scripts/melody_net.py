"""The melody model: a small recurrent net whose answer is a sum of musical points of view."""

import torch
from torch import Tensor, nn

from edge_service.studio.composer.features import ECHOES, LOW, NONE, ROOT, TOKENS

HIDDEN, LAYERS = 128, 2
LOST = 0.5  # dropout: there are few songs to learn from
UNHEARD = 0.15  # of what is told
WIDEST = 24  # semitones of the largest step told apart


class MelodyNet(nn.Module):
    """Says how likely each pitch is, note by note.

    A pitch is weighed as a degree of the scale, as a step from the one before, as a tone of the chord, by
    its height above the singer's lowest note, and as an echo of what was sung some bars before.
    """

    def __init__(self, told: int) -> None:
        super().__init__()
        self.before = nn.Embedding(TOKENS + 1, 32)
        self.echo = nn.Embedding(TOKENS + 1, 12)
        self.enter = nn.Linear(told + 32 + 12 * ECHOES, HIDDEN)
        self.mishear = nn.Dropout(UNHEARD)
        self.lose = nn.Dropout(LOST)
        self.memory = nn.GRU(HIDDEN, HIDDEN, LAYERS, batch_first=True, dropout=LOST)
        self.degree = nn.Linear(HIDDEN, TOKENS)
        self.step = nn.Linear(HIDDEN, 2 * WIDEST + 2)
        self.tone = nn.Linear(HIDDEN, 13)
        self.height = nn.Linear(HIDDEN, TOKENS)
        self.taken_up = nn.Linear(HIDDEN, ECHOES)
        tokens = torch.arange(TOKENS)
        steps = (tokens[None] - torch.arange(TOKENS + 1)[:, None]).clamp(-WIDEST, WIDEST) + WIDEST
        steps[NONE] = 2 * WIDEST + 1
        tones = (tokens[None] - torch.arange(13)[:, None]) % 12
        tones[12] = 12
        self.register_buffer("steps", steps)
        self.register_buffer("tones", tones)
        self.register_buffer("heights", (tokens[None] - torch.arange(12)[:, None]) % TOKENS)
        self.register_buffer("spelled", torch.cat([torch.eye(TOKENS), torch.zeros(1, TOKENS)]))

    def forward(self, told: Tensor, before: Tensor, echo: Tensor, state: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits (tunes, notes, TOKENS) and the state (LAYERS, tunes, HIDDEN) after them.

        `told` is (tunes, notes, FEATURES), `before` (tunes, notes), `echo` (tunes, notes, ECHOES).
        """
        heard = torch.cat([self.mishear(told), self.before(before), self.echo(echo).flatten(-2)], -1)
        remembered, state = self.memory(self.lose(torch.relu(self.enter(heard))), state)
        h = self.lose(remembered)
        low = told[..., LOW].argmax(-1)
        chord = told[..., ROOT]
        root = torch.where(chord.sum(-1) > 0, chord.argmax(-1), 12)
        echoed = (self.taken_up(h)[..., None] * self.spelled[echo]).sum(-2)
        logits = (
            self.degree(h)
            + self.step(h).gather(-1, self.steps[before])
            + self.tone(h).gather(-1, self.tones[root])
            + self.height(h).gather(-1, self.heights[low])
            + echoed
        )
        return logits, state
