"""The desk's key: made when it is first needed, and shown so that a partner can pin it.

Ed25519 (RFC 8032). The private half stands in `keys/desk.pem` of the home folder and can be read
by its owner alone. The public half is told as `ed25519:` and its 32 bytes in base64.
"""

import base64
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from tidewaiter.model import BadInput

MARK = "ed25519:"
FILE = "desk.pem"
SIGNATURE_BYTES = 64
_PEM = serialization.Encoding.PEM


class Key:
    """The private key of a desk."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private

    @property
    def public_pem(self) -> bytes:
        """The public half as PEM, for other tools."""
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return self._private.public_key().public_bytes(_PEM, form)

    @property
    def public(self) -> str:
        """The public half, to be pinned."""
        return told(self._private.public_key())

    def sign(self, content: bytes) -> bytes:
        """The signature of some bytes."""
        return self._private.sign(content)


def desk_key(folder: Path) -> Key:
    """The desk's key, made where there is none.

    Raises:
        BadInput: it cannot be read or made.
    """
    path = folder / FILE
    advice = "Restore the key from a backup, or move it away and have partners pin a new one."
    try:
        if not path.exists():
            _make(path)
        private = serialization.load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        what = getattr(error, "strerror", None) or "it is no private key"
        raise BadInput(what, where=str(path), advice=advice) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise BadInput("it is a key of another kind", where=str(path), advice=advice)
    return Key(private)


def public_of(pem: bytes) -> Ed25519PublicKey | None:
    """The public key of a PEM text; None where it is none."""
    try:
        public = serialization.load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return public if isinstance(public, Ed25519PublicKey) else None


def told(public: Ed25519PublicKey) -> str:
    """A public key as one word."""
    return MARK + base64.b64encode(public.public_bytes_raw()).decode()


def is_signed(public: Ed25519PublicKey, content: bytes, signature: bytes) -> bool:
    """True where that key has signed these bytes."""
    try:
        public.verify(signature, content)
    except InvalidSignature:
        return False
    return True


def pinned(given: str) -> str:
    """A public key as a partner has pinned it: the word itself, or a file that holds it.

    Raises:
        BadInput: it is neither.
    """
    text = given.strip()
    if not text.startswith(MARK) and Path(given).is_file():
        text = Path(given).read_text(encoding="ascii", errors="replace").strip()
    try:
        raw = base64.b64decode(text.removeprefix(MARK), validate=True)
        public = Ed25519PublicKey.from_public_bytes(raw)
    except ValueError as error:
        advice = "Give what `tidewaiter case key` prints at the desk that signed, or a file of it."
        raise BadInput("this is no public key", where=given, advice=advice) from error
    return told(public)


def _make(path: Path) -> None:
    """A new key; who is second of two that make one uses the other's."""
    private = Ed25519PrivateKey.generate().private_bytes(
        _PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(private)
            file.flush()
            os.fsync(file.fileno())
        if not path.exists():
            os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)
