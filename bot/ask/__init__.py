"""A fan's question in, one call of an answer function out; or a refusal that says what was not understood.

Deterministic and strict: every word of a question must be understood and must have a part in its meaning. What is
left over, or fits two meanings, is refused or offered, never dropped: a word that is overlooked is how a wrong
answer is given with confidence.
"""
