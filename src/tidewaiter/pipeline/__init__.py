"""The one order of the stages: read, recognize, screen, assess, record."""
