"""The language a foreign text is most likely in, so that it shows in the right shapes."""

import re

_SCRIPTS = (
    ("ko", re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)


def lang_of(text: str) -> str:
    """A language tag for a text by its script; empty for Latin letters, which many share.

    >>> lang_of("리철수"), lang_of("李"), lang_of("Ri Chol Su")
    ('ko', 'zh', '')
    """
    return next((tag for tag, script in _SCRIPTS if script.search(text)), "")
