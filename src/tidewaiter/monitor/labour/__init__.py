"""Workers abroad: what sources say of them, what that can bring, and the records a desk keeps.

Estimates stand side by side and are never averaged. Beside every total stands what it makes a
head, and whether wages as they are told could bring it.
"""
