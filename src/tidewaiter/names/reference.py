"""The page of the names' rules, from the table itself."""

from tidewaiter.names.table import Rule, Table

_GROUPS = (
    ("words", "How alike two words are that meet by a rule"),
    ("edits", "What a slip costs"),
    ("weights", "How much a word tells"),
    ("names", "What is made of the words"),
)


def render(table: Table) -> str:
    """The rules of one version in Markdown."""
    parts = [f"# Rules of the names' matcher, version {table.version}\n\n"]
    parts.append("From the table the matcher runs by. See [how names are compared](../names.md).\n")
    for name, heading in _GROUPS:
        rules: dict[str, Rule] = getattr(table, name)
        parts.append(f"\n## {heading}\n\n| rule | weight | means | because |\n|---|---|---|---|\n")
        parts.extend(
            f"| {rule_name} | {rule.weight:g} | {rule.means} | {rule.reason} |\n"
            for rule_name, rule in rules.items()
        )
    return "".join(parts)
