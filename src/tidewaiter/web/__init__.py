"""The workbench and its API: pages rendered by the server, over the same verbs as the commands.

`docs/workbench.md` describes the rooms. Needs the extra `web`.
"""
