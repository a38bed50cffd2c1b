"""The stages, in the order in which they run. Adding one: its module, one line here, its test."""

from dechaff.stages import content, encoding, names, noise, repeats, site, spacing
from dechaff.stages.base import Stage

STAGES: tuple[Stage, ...] = (encoding, site, content, noise, repeats, names, spacing)
