"""From a page to a vote: features, scores, the choice of a threshold, and reasons."""

from dechaff.engines.base import Vote
from dechaff.engines.model.choice import NOTHING, Choice, choose
from dechaff.engines.model.features import read
from dechaff.engines.model.file import Model, load
from dechaff.engines.model.reasons import reasons
from dechaff.engines.model.scores import score
from dechaff.model import Document, Page

# Below this expected word F1, which 4 % of the training pages do not reach out of fold, more is kept: the threshold
# is multiplied by MORE. On average that costs these pages nothing.
DOUBTFUL = 0.5
MORE = 0.5


def judge(document: Document, page: Page, model: Model | None = None) -> Vote:
    """Vote on a page that has blocks; with the model that ships, if none is given."""
    model = model or load()
    blocks = read(document, page, model.lexicon)
    choice = choose(score(blocks, model), blocks.weights)
    why = reasons(blocks, choice.scores)
    if choice.expected < NOTHING:
        doubt = f"nothing on the page looks like main content (expected quality {choice.expected:.2f})"
        return Vote((0.0,) * len(document.blocks), reasons=why, doubt=doubt, score=choice.expected)
    if choice.expected < DOUBTFUL:
        doubt = f"what is main content is unclear, so more was kept (expected quality {choice.expected:.2f})"
        return Vote(_shares(choice, choice.threshold * MORE), reasons=why, doubt=doubt, score=choice.expected)
    return Vote(_shares(choice, choice.threshold), reasons=why, score=choice.expected)


def _shares(choice: Choice, threshold: float) -> tuple[float, ...]:
    """The scores, stretched so that the threshold comes to stand at one half."""
    below, above = 0.5 / threshold, 0.5 / max(1 - threshold, 1e-9)
    return tuple(
        score * below if score < threshold else min(0.5 + (score - threshold) * above, 1.0)
        for score in choice.scores.tolist()
    )
