"""A model of lines for the residue that no phrase knows; it scores lines and never changes text."""
