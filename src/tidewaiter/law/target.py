"""Reading what marks a sanctioned territory."""

import tomllib
from pathlib import Path

import msgspec

from tidewaiter.model.errors import LawError
from tidewaiter.model.target import Target

FOLDER = Path(__file__).parent


def load_target(source: str = "un", *, folder: Path = FOLDER) -> Target:
    """The territory that the law of `source` sanctions, from its `target.toml`.

    Raises:
        LawError: where the file is missing, does not parse, has a wrong field, or one code
            stands for two places.
    """
    path = folder / source / "target.toml"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        target = msgspec.convert(content, Target, strict=True)
    except OSError as error:
        raise LawError(f"{source}/{path.name}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LawError(f"{source}/{path.name}: is no TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise LawError(f"{source}/{path.name}: {error}") from error
    unknown = sorted(content.keys() - set(Target.__struct_fields__))
    if len(unknown) > 0:
        raise LawError(f"{source}/{path.name}: unknown keys {', '.join(unknown)}")
    _check_codes(target, path)
    return target


def _check_codes(target: Target, path: Path) -> None:
    seen: dict[str, str] = {}
    for place in target.places:
        for code in place.codes:
            other = seen.setdefault(code, place.name)
            if other != place.name:
                raise LawError(f"{path.name}: {code} is both {other} and {place.name}")
