"""The closed words of the quota ledgers and of tests and launches, as a person reads them."""

from tidewaiter.web.words import N_

GOODS = {
    "coal": N_("Coal"),
    "refined": N_("Refined petroleum"),
    "crude": N_("Crude oil"),
}
LEDGERS = {
    "reported": N_("Reported"),
    "customs": N_("Customs"),
    "alleged": N_("Alleged"),
}
UNITS = {"t": N_("tonnes"), "bbl": N_("barrels"), "usd": N_("US dollars")}
STATES = {
    "reported": N_("reported"),
    "late": N_("reported late"),
    "nil": N_("nil"),
    "not reported": N_("not reported"),
    "withdrawn": N_("withdrawn"),
    "unknown": N_("unknown"),
    "in a total": N_("in a total"),
    "no report found": N_("no report found"),
}
CHECKS = {
    "verified": N_("verified"),
    "derived": N_("derived"),
    "unverified": N_("unverified"),
}
CERTAINTIES = {
    "sure": N_("sure"),
    "by the middle factor": N_("by the middle factor of conversion"),
    "possible": N_("possible"),
}
BASES = {
    "reported": N_("Reported"),
    "reported, gaps by customs": N_("Reported, gaps by customs"),
}
KINDS = {
    "nuclear test": N_("nuclear test"),
    "satellite launch": N_("satellite launch"),
    "intercontinental": N_("intercontinental missile"),
    "intermediate range": N_("missile of intermediate range"),
    "medium range": N_("missile of medium range"),
    "short range": N_("missile of short range"),
    "from a submarine": N_("missile from a submarine"),
    "cruise": N_("cruise missile"),
    "range not given": N_("missile, range not given"),
}
OUTCOMES = {
    "success": N_("success"),
    "partial": N_("partial"),
    "failure": N_("failure"),
    "": N_("not told"),
}
