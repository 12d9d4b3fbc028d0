"""What is known of the trade, the quotas, the workers abroad and the tests, and how well.

Every number is a `Figure`: with its source, its period, its definition and how far it was
verified. Estimates that compete stand side by side; nothing is added up that was not meant to be.
"""
