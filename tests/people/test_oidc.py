"""Coming in by an issuer of OpenID Connect: who does, and every answer that is not taken."""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from joserfc.jwk import ECKey, OctKey, RSAKey

from tests.ledger.sample import AT
from tests.people.conftest import ADMIN, later
from tests.people.issuer import CLIENT, SECRET, Issuer, running
from tidewaiter.model import BadInput, Refused, User
from tidewaiter.people import Door, Identities, Users
from tidewaiter.people.issuer import Issuer as Asked
from tidewaiter.people.oidc import Abroad, CameIn
from tidewaiter.people.provider import Provider, load_provider

BACK = "http://127.0.0.1/sign-in/oidc/back"


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with running(AT.timestamp()) as issuer:
        yield issuer


class World:
    """A desk whose user `kim` may come in by the issuer."""

    def __init__(self, issuer: Issuer, identities: Identities, door: Door, users: Users) -> None:
        self.issuer, self.identities, self.door, self.users = issuer, identities, door, users
        self.take()

    def take(self, **options: object) -> None:
        """Take that issuer, with these options of the desk."""
        provider = Provider(self.issuer.address, CLIENT, **options)  # type: ignore[arg-type]
        asked = Asked(provider, SECRET, connect=1, silence=1)
        self.abroad = Abroad(provider, asked, self.identities, self.door, self.users)

    def sign_in(self, *, link: str = "", minutes: float = 0) -> CameIn:
        state = self.abroad.begin(AT, back="/queue", link=link)
        answer = self.issuer.authorize(self.abroad.address(state, BACK, AT))
        return self.abroad.finish(answer, state, BACK, later(minutes=minutes))

    def join(self, name: str = "kim") -> None:
        self.sign_in(link=self.door.link(name, AT))


@pytest.fixture
def world(issuer: Issuer, url: str, door: Door, users: Users) -> Iterator[World]:
    users.add(User("kim", "Kim Fictional", ("officer",)), ADMIN, AT)
    with closing(Identities.open(url)) as identities:
        yield World(issuer, identities, door, users)


def test_a_one_time_link_joins_a_user_to_who_they_are_there(world: World) -> None:
    with pytest.raises(Refused, match="nobody here is who signed in"):
        world.sign_in()
    link = world.door.link("kim", AT)
    came = world.sign_in(link=link)
    assert came.back == "/queue"
    actor = world.door.by_session(came.session, AT)
    assert actor is not None
    assert (actor.name, actor.roles) == ("kim", ("officer",))
    assert world.door.whose(link, AT) is None
    again = world.door.by_session(world.sign_in().session, AT)
    assert again == actor
    (kept,) = world.identities.all()
    assert (kept.issuer, kept.subject, kept.name) == (world.issuer.address, "subject-1", "kim")


def test_a_link_used_meanwhile_joins_nobody(world: World) -> None:
    link = world.door.link("kim", AT)
    state = world.abroad.begin(AT, link=link)
    world.door.accept(link, "four plain words here", AT)
    answer = world.issuer.authorize(world.abroad.address(state, BACK, AT))
    with pytest.raises(Refused, match="does not hold"):
        world.abroad.finish(answer, state, BACK, AT)
    with pytest.raises(Refused, match="does not hold"):
        world.abroad.begin(AT, link=link)
    assert world.identities.all() == ()


def test_a_user_let_in_no_longer_stays_out(world: World) -> None:
    world.join()
    world.users.change("kim", ADMIN, AT, active=False)
    with pytest.raises(Refused, match="let in no longer"):
        world.sign_in()


def test_a_new_link_moves_the_user_to_another_identity(world: World) -> None:
    world.join()
    world.issuer.subject = "subject-2"
    world.join()
    assert [each.subject for each in world.identities.all()] == ["subject-2"]
    assert world.identities.forget("kim") == 1
    with pytest.raises(Refused, match="nobody here"):
        world.sign_in()


Spoil = Callable[[Issuer], None]


def _claims(**claims: object) -> Spoil:
    return lambda issuer: issuer.claims.update(claims)


def _foreign_key(issuer: Issuer) -> None:
    issuer.key = RSAKey.generate_key(2048, {"kid": "one"})


def _unknown_key(issuer: Issuer) -> None:
    issuer.key = RSAKey.generate_key(2048, {"kid": "two"})


def _secret_as_key(issuer: Issuer) -> None:
    """The public key taken for a shared secret: a mistake that forgers live on."""
    issuer.algorithm = "HS256"
    issuer.key = OctKey.import_key(SECRET * 3, {"kid": "one"})


def _published_secret(issuer: Issuer) -> None:
    _secret_as_key(issuer)
    issuer.published = [issuer.key.as_dict(private=True)]


SPOILT: dict[str, Spoil] = {
    "signed by another key of the same name": _foreign_key,
    "signed by a key that is not published": _unknown_key,
    "signed by the secret": _secret_as_key,
    "signed by a published secret": _published_secret,
    "for another program": _claims(aud="another"),
    "for another program too": _claims(aud=[CLIENT, "another"]),
    "asked for by another": _claims(aud=[CLIENT, "another"], azp="another"),
    "for nobody": _claims(aud=None),
    "of another issuer": _claims(iss="https://other.example"),
    "of no issuer": _claims(iss=None),
    "another nonce": _claims(nonce="of another sign-in"),
    "no nonce": _claims(nonce=None),
    "expired": _claims(exp=AT.timestamp() - 61),
    "never expires": _claims(exp=None),
    "issued long ago": _claims(iat=AT.timestamp() - 3600),
    "issued in the future": _claims(iat=AT.timestamp() + 3600),
    "issued at no time": _claims(iat="yesterday"),
    "not yet": _claims(nbf=AT.timestamp() + 3600),
    "of no subject": _claims(sub=None),
    "of an empty subject": _claims(sub=""),
    "of a number": _claims(sub=7),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_an_id_token_that_does_not_hold_lets_nobody_in(world: World, spoil: Spoil) -> None:
    world.join()
    spoil(world.issuer)
    with pytest.raises(Refused, match=r"ID token|key"):
        world.sign_in()


def test_an_unsigned_token_lets_nobody_in(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.join()
    signed = world.issuer.token

    def unsigned(*args: object) -> dict[str, object]:
        answer = signed(*args)  # type: ignore[arg-type]
        header = base64.urlsafe_b64encode(json.dumps({"alg": "none"}).encode()).rstrip(b"=")
        answer["id_token"] = f"{header.decode()}.{answer['id_token'].split('.')[1]}."
        return answer

    monkeypatch.setattr(world.issuer, "token", unsigned)
    with pytest.raises(Refused, match="ID token"):
        world.sign_in()


def test_new_keys_and_other_curves_are_taken_up(world: World) -> None:
    world.join()
    world.issuer.key = ECKey.generate_key("P-256", {"kid": "three"})
    world.issuer.algorithm = "ES256"
    world.issuer.published.append(world.issuer.key.as_dict(private=False))
    assert world.sign_in().session != ""


def test_an_answer_is_taken_once_soon_and_from_its_own_browser(world: World) -> None:
    world.join()
    state = world.abroad.begin(AT)
    answer = world.issuer.authorize(world.abroad.address(state, BACK, AT))
    other = world.abroad.begin(AT)
    for kept in (other, "", "made up"):
        with pytest.raises(Refused, match=r"another sign-in|never began"):
            world.abroad.finish(answer, kept, BACK, AT)
    assert world.abroad.finish(answer, state, BACK, AT).session != ""
    with pytest.raises(Refused, match="answered already"):
        world.abroad.finish(answer, state, BACK, AT)
    with pytest.raises(Refused, match="too old"):
        world.sign_in(minutes=11)


def test_an_answer_to_somebody_else_s_code_is_worth_nothing(world: World) -> None:
    """A code slipped into another browser: its verifier is not the one the code was asked by."""
    world.join()
    theirs = world.abroad.begin(AT)
    code = world.issuer.authorize(world.abroad.address(theirs, BACK, AT))["code"]
    mine = world.abroad.begin(AT)
    with pytest.raises(Refused, match="answers 400"):
        world.abroad.finish({"code": code, "state": mine}, mine, BACK, AT)


def test_issuers_are_not_mixed_up(world: World) -> None:
    world.join()
    world.issuer.extra = {"iss": "https://other.example"}
    with pytest.raises(Refused, match="another issuer"):
        world.sign_in()
    world.issuer.extra = {"iss": world.issuer.address}
    assert world.sign_in().session != ""
    world.issuer.extra = {}
    world.issuer.told = {"authorization_response_iss_parameter_supported": True}
    world.take()
    with pytest.raises(Refused, match="another issuer"):
        world.sign_in()
    state = world.abroad.begin(AT)
    with running(AT.timestamp()) as second:
        world.issuer, first = second, world.issuer
        world.take()
        with pytest.raises(Refused, match="never began"):
            world.abroad.finish({"state": state, "code": "x"}, state, BACK, AT)
        with pytest.raises(Refused, match="nobody here"):
            world.sign_in()  # the same subject, as another issuer knows it
        second.told = {"issuer": first.address}
        world.take()
        with pytest.raises(Refused, match="describes another issuer"):
            world.sign_in()


def test_an_issuer_leads_to_no_address_without_https(world: World) -> None:
    world.issuer.told = {"token_endpoint": "http://other.example/token"}
    with pytest.raises(Refused, match="without https"):
        world.sign_in()


def test_a_refusal_there_or_an_issuer_that_is_down_lets_nobody_in(world: World) -> None:
    world.join()
    state = world.abroad.begin(AT)
    with pytest.raises(Refused, match="let nobody in"):
        world.abroad.finish({"error": "access_denied", "state": state}, state, BACK, AT)
    world.issuer.down = True
    with pytest.raises(Refused, match="answers 503"):
        world.sign_in()
    world.take()
    with pytest.raises(Refused, match="answers 503"):
        world.sign_in()


@pytest.mark.parametrize(
    ("options", "claims"),
    [
        ({"name_claim": "preferred_username"}, {"preferred_username": "kim"}),
        (
            {"name_claim": "email", "name_domain": "desk.example"},
            {"email": "kim@desk.example", "email_verified": True},
        ),
    ],
)
def test_a_claim_names_the_user_where_the_desk_says_so(
    world: World, options: dict[str, str], claims: dict[str, object]
) -> None:
    world.take(**options)
    world.issuer.claims = claims
    first = world.door.by_session(world.sign_in().session, AT)
    assert first is not None
    assert first.name == "kim"
    world.issuer.subject = "subject-2"  # the name has passed to somebody else there
    with pytest.raises(Refused, match="nobody here"):
        world.sign_in()


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "kim@desk.example"},
        {"email": "kim@desk.example", "email_verified": "true"},
        {"email": "kim@other.example", "email_verified": True},
        {"email": "kim", "email_verified": True},
        {"email": "nobody@desk.example", "email_verified": True},
        {"email": ["kim@desk.example"], "email_verified": True},
        {},
    ],
)
def test_a_claim_that_is_not_verified_or_not_ours_names_nobody(
    world: World, claims: dict[str, object]
) -> None:
    world.take(name_claim="email", name_domain="desk.example")
    world.issuer.claims = claims
    with pytest.raises(Refused, match="nobody here"):
        world.sign_in()


def test_roles_follow_a_claim_where_the_desk_says_so(world: World) -> None:
    world.join()
    world.take(role_claim="groups", roles={"port-officers": "officer", "chiefs": "supervisor"})
    world.issuer.claims = {"groups": ["chiefs", "choir", 7]}
    actor = world.door.by_session(world.sign_in().session, AT)
    assert actor is not None
    assert actor.roles == ("supervisor",)
    for groups in (["choir"], "choir", None, 7):
        world.issuer.claims = {"groups": groups}
        with pytest.raises(Refused, match="no role here"):
            world.sign_in()
    world.issuer.claims = {"groups": "chiefs"}
    world.issuer.subject = "subject-of-pak"
    with pytest.raises(Refused, match="no administrator would be left"):
        world.join("pak")


def test_the_desk_names_its_issuer_in_a_file_or_by_variables(tmp_path: Path) -> None:
    assert load_provider(tmp_path, {"TIDEWAITER_OIDC_SECRET": "x"}) is None
    given = {
        "TIDEWAITER_OIDC_ISSUER": "https://id.desk.example/",
        "TIDEWAITER_OIDC_CLIENT_ID": "tw",
    }
    found = load_provider(tmp_path, given)
    assert found is not None
    assert (found.name, found.name_claim) == ("id.desk.example", "")
    table = '[oidc]\nissuer = "https://old.example"\nlabel = "Demo Customs"\nclient_id = "old"\n'
    (tmp_path / "desk.toml").write_text(table, encoding="utf-8")
    found = load_provider(tmp_path, given)
    assert found is not None
    assert (found.issuer, found.name) == ("https://id.desk.example/", "Demo Customs")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('issuer = "http://id.example"\nclient_id = "x"', "not https"),
        ('issuer = "https://a@id.example"\nclient_id = "x"', "not https"),
        ('issuer = "https://id.example"', "client_id"),
        ('issuer = "https://id.example"\nclient_id = "x"\nsecret = "x"', "secret"),
        ('issuer = "https://id.example"\nclient_id = "x"\nrole_claim = "g"', "go together"),
        ('issuer = "https://id.example"\nclient_id = "x"\nroles = {a = "king"}', "king"),
        ("issuer = ", "no TOML"),
    ],
)
def test_a_table_that_cannot_be_used_is_told(tmp_path: Path, table: str, said: str) -> None:
    (tmp_path / "desk.toml").write_text(f"[oidc]\n{table}\n", encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        load_provider(tmp_path, {})
