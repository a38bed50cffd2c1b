"""Engines that choose the main content of a page. Adding one: its module, one line here, its test."""

from dechaff.engines import model, trafilatura
from dechaff.engines.base import Engine, Vote, keep_all

ENGINES: dict[str, Engine] = {"model": model.vote, "trafilatura": trafilatura.vote, "all": keep_all}

__all__ = ["ENGINES", "Engine", "Vote", "keep_all"]
