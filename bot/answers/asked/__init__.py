"""Answers to questions put in words: the sentence answers that question, the rest is the look-up that proves it."""
