"""The export formats of databases and reference managers: each module reads one family of them.

A reader of text is a function ``read(text, source)`` that returns a :class:`synth.readers.intake.Reading`.
"""
