"""The closed words of the record as a person reads them; translated where they are shown."""

from tidewaiter.web.words import N_

ACTIONS = {
    "detain": N_("Detain"),
    "inspect": N_("Inspect"),
    "review": N_("Review"),
    "pass": N_("No ground found"),
}
OUTCOMES = {
    "prohibited": N_("Prohibited"),
    "needs_authorisation": N_("Needs authorisation"),
    "not_covered": N_("Not covered"),
    "not_in_force": N_("Not in force"),
    "cannot_tell": N_("Cannot tell"),
    "inspect_only": N_("Duty to inspect"),
}
STATES = {
    "": N_("no case yet"),
    "open": N_("open"),
    "assigned": N_("assigned"),
    "under_control": N_("under control"),
    "concluded": N_("concluded"),
    "release_asked": N_("waits for a second person"),
    "released": N_("released"),
}
CASE_OUTCOMES = {
    "nothing_found": N_("Nothing found"),
    "discrepancy": N_("Discrepancy"),
    "prohibited_item": N_("Prohibited item"),
    "refused": N_("Refused"),
    "released_on_exemption": N_("Released on exemption"),
    "could_not_be_checked": N_("Could not be checked"),
}
GAPS = {
    "calls_without_manifest": N_("Calls with no manifest"),
    "containers_on_no_manifest": N_("Containers on no manifest"),
    "containers_not_aboard": N_("On a manifest, not aboard"),
    "consignments_without_decision": N_("Consignments with no decision"),
    "inspections_without_outcome": N_("Inspections with no outcome"),
    "findings_without_follow_up": N_("Findings with no follow-up"),
}
FAULTS = {
    "altered": N_("altered"),
    "missing": N_("missing"),
    "inserted": N_("inserted"),
    "replaced": N_("replaced"),
    "cut": N_("cut off"),
}
DUTIES = {
    "manifest": N_("Manifest of a call"),
    "container": N_("Container to account for"),
    "decision": N_("Decision"),
    "unread": N_("Part that could not be read"),
    "inspection": N_("Inspection"),
    "seizure": N_("Seizure"),
    "storage": N_("Storage"),
    "disposal": N_("Disposal"),
    "report": N_("Report"),
}
ROLES = {
    "officer": N_("Officer"),
    "analyst": N_("Analyst"),
    "supervisor": N_("Supervisor"),
    "auditor": N_("Auditor"),
    "administrator": N_("Administrator"),
}
STRENGTHS = {
    "certain": N_("certain"),
    "strong": N_("strong"),
    "possible": N_("possible"),
}
KINDS = {
    "person": N_("Person"),
    "organization": N_("Organisation"),
    "vessel": N_("Vessel"),
    "aircraft": N_("Aircraft"),
    "other": N_("Other"),
}
SOURCES = {
    "un": N_("United Nations"),
    "us": N_("United States"),
    "kr": N_("Republic of Korea"),
    "eu": N_("European Union"),
    "jp": N_("Japan"),
    "cn": N_("China"),
    "uk": N_("United Kingdom"),
    "gb": N_("United Kingdom"),
    "ca": N_("Canada"),
    "au": N_("Australia"),
    "ch": N_("Switzerland"),
}
# what a list decides of an entry; a list may have other words of its own
MEASURES = {
    "asset_freeze": N_("asset freeze"),
    "travel_ban": N_("travel ban"),
    "port_ban": N_("port ban"),
    "deflag": N_("deflag"),
    "listed": N_("listed"),
}
SIGNALS = {
    "port_call": N_("Call at a port of the territory"),
    "undeclared_call": N_("Undeclared call at a port of the territory"),
    "declared_not_called": N_("Declared port never called at"),
    "no_port": N_("Destination that is no port"),
    "long_voyage": N_("Voyage longer than its way"),
    "silence": N_("Silence"),
    "meeting": N_("Meeting at sea"),
    "loitering": N_("Loitering"),
    "impossible_track": N_("Impossible track"),
    "draught_change": N_("Change of draught at sea"),
    "shuttle": N_("Landed and lifted again"),
    "flag_hopping": N_("Many flags"),
    "false_flag": N_("False flag"),
    "expired_flag": N_("Flag of a registry that ended"),
    "mmsi_against_flag": N_("MMSI of another country than the flag"),
    "two_hulls": N_("Two hulls under one name"),
    "late_number": N_("IMO number known only lately"),
    "renamed_at_listing": N_("Renamed near a listing"),
}
WEIGHTS = {"strong": N_("strong"), "medium": N_("medium"), "weak": N_("weak")}
