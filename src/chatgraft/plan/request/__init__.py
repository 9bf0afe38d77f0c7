"""A plain sentence as a way to say what is wanted: read by rules, without a network and without a model.

`words` collects the vocabulary, which the records themselves carry; `reading` finds it in a sentence; `following` makes
choices of it, as far as the project and the flags agree.
"""
