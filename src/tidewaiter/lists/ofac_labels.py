"""The labels under which the lists of the United States give numbers, flags and statements.

OFAC's XML (`idType`), its advanced XML (`IDRegDocType`, `FeatureType`) and the Consolidated
Screening List use the same ones. A label that is not here is reported and its value kept.
"""

import re
from dataclasses import dataclass, field

from tidewaiter.model import Identifier
from tidewaiter.model.listing import ListingKind

_SCHEMES = {
    "passport": (
        "passport|diplomatic passport|stateless person passport"
        "|british national overseas passport|turkish passport"
    ),
    "national_id": (
        "national id no|national id|national foreign id number|identification number|cedula no"
        "|c.u.r.p|curp|d.n.i|c.u.i.t|c.u.i.p|c.u.i|personal id card|citizen's card number"
        "|kenyan id no|bosnian personal id no|tazkira national id card|moroccan personal id no"
        "|turkish identification number|numero de identidad|credencial electoral|i.f.e|n.i.e"
        "|residency number|cnp (personal numerical code)|uae identification|ssn|refugee id card"
        "|stateless person id card|electoral registry no|seafarer's identification document"
        "|romanian permanent resident|birth certificate number|national identification number"
    ),
    "tax": (
        "tax id no|tax id|nit|r.f.c|rfc|ruc|rif|v.a.t. number|italian fiscal code|fiscal code|rtn"
        "|c.i.f|n.i.f|us fein|paraguayan tax identification number|romanian tax registration"
        "|numero unico de identificacao tributaria (nuit)"
    ),
    "registration": (
        "registration id|registration number|business registration number|company number"
        "|business registration document|commercial registry number|c.r. no|public registration"
        " number|matricula mercantil no|folio mercantil no|unified social credit code (uscc)"
        "|united social credit code certificate (usccc)|government gazette number|trade license no"
        "|uk company number|certificate of incorporation number|business number|enterprise number"
        "|chamber of commerce number|dubai chamber of commerce membership no"
        "|istanbul chamber of comm. no|registered charity no|rsin|organization code|romanian c.r"
        "|economic register number (cbls)|central registration system number|aircraft tail number"
        "|previous aircraft tail number|vessel registration identification|chinese commercial code"
        "|military registration number"
    ),
    "lei": "legal entity number|le number",
    "swift": "swift/bic",
    "mmsi": "mmsi",
    "call_sign": "vessel call sign|other vessel call sign|call sign",
    "other": (
        "bik (ru)|micex code|d-u-n-s number|driver's license no|license|travel document number"
        "|serial no|permit number|trademark number|branch unit number|file number|visanumberid"
        "|immigration no|tourism license no|pilot license number|msb registration number"
        "|sre permit no|tarjeta profesional|cartilla de servicio militar nacional"
        "|public security and immigration no|afghan money service provider license number"
        "|aircraft serial identification|aircraft manufacturer's serial number (msn)"
        "|aircraft construction number (also called l/n or s/n or f/n)"
        "|aircraft mode s transponder code|isin"
    ),
    "flag": "vessel flag|former vessel flag|other vessel flag|flag",
    "country": (
        "nationality country|citizenship country|nationality|citizenship|registration country"
        "|nationality of registration"
    ),
    "birth": "birthdate",
    "remark": (
        "gender|target type|organization type|organization established date|issuer name"
        "|equity ticker|website|email address|phone number|fax|title|place of birth|vessel owner"
        "|vessel type|other vessel type|vessel tonnage|vessel gross registered tonnage|tonnage"
        "|gross registered tonnage|vessel year of build|aircraft model|aircraft operator"
        "|aircraft manufacture date|additional sanctions information|secondary sanctions risk"
        "|un/locode|location|peesa information|ifca determination|license information"
    ),
}
_USES = {label: use for use, labels in _SCHEMES.items() for label in labels.split("|")}
# families of labels that name an act or a currency; what stands in them is a statement
_FAMILIES = (
    (re.compile(r"executive order \d+|caatsa section|transactions prohibited"), "remark"),
    (re.compile(r"listing date \("), "listed"),
    (re.compile(r"(?:effective|purchase/sales for divestment) date \("), "remark"),
    (re.compile(r"digital currency address"), "other"),
)
_IMO = re.compile(r"(?:IMO|I\.M\.O\.)\s*(?:No\.?|number)?\s*(\d{7})\b", re.IGNORECASE)


@dataclass(slots=True)
class Details:
    """What the labelled values of one entry say; `doubts` name the labels nobody knows."""

    kind: ListingKind
    identifiers: list[Identifier] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    births: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def take(self, label: str, value: str) -> None:
        """Put one labelled value where it belongs; an unknown label is kept and reported."""
        use = _use(label)
        imo = _IMO.search(value) if use in {"registration", "national_id", "other", ""} else None
        if value == "":
            return
        if imo is not None:
            scheme = "imo" if self.kind == "vessel" else "company_imo"
            self.identifiers.append(Identifier(scheme, imo[1]))
        elif use == "flag":
            self.flags.append(value)
        elif use == "country":
            self.countries.append(value)
        elif use == "birth":
            self.births.append(value)
        elif use in {"remark", "listed"}:
            if use == "listed":
                self.listed.append(value)
            self.remarks.append(f"{label.strip(' :-')}: {value}")
        else:
            self._number(label, value, use)

    def _number(self, label: str, value: str, use: str) -> None:
        if use == "":
            self.doubts.append(f"the label {label!r} is not known: its value is not compared")
        # `1026303117642 (Russia)`: the country stands after the number
        number = re.sub(r"\s*\([^()\d]+\)$", "", value)
        self.identifiers.append(Identifier(use or "other", number))


def _use(label: str) -> str:
    folded = " ".join(label.replace("’", "'").casefold().split()).rstrip(" .:#-")
    for family, use in _FAMILIES:
        if family.match(folded) is not None:
            return use
    return _USES.get(folded, "")
