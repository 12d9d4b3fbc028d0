"""The closed words of the law files as a person reads them; translated where they are shown."""

from tidewaiter.web.words import N_

# What a law file calls its territory, to be translated where it stands in a sentence.
TERRITORIES = (N_("the DPRK"),)
WAYS = {"from_target": N_("from %(place)s"), "to_target": N_("to %(place)s")}
DIRECTIONS = {
    "from_target": N_("goods from %(place)s"),
    "to_target": N_("goods to %(place)s"),
    "both": N_("goods both ways"),
    "service": N_("services"),
    "person": N_("persons"),
    "finance": N_("money and property"),
    "transport": N_("ships, aircraft and cargo on the move"),
    "duty": N_("duties of States"),
}
CHECKS = {
    "": N_("not said"),
    "verified": N_("verified"),
    "partly_verified": N_("partly verified"),
    "unverified": N_("unverified"),
    "one_source": N_("one source"),
    "inferred": N_("inferred"),
    "contradicted": N_("sources contradict each other"),
    "verified_national": N_("verified in a national list"),
    "verified_national_by_analogy": N_("by analogy with a national list"),
}
MATCHES = {
    "": N_("the source lists the code"),
    "yes": N_("is the named product"),
    "part": N_("part of the heading"),
    "reading": N_("a wider reading"),
    "no": N_("another product"),
}
RULES = {
    "ban": N_("a ban on goods"),
    "conduct": N_("conduct other than moving goods"),
    "listing": N_("decisions on listed subjects"),
    "inspect": N_("inspection"),
    "exempt": N_("opens bans on approval"),
    "follows": N_("a duty once something prohibited is found"),
    "report": N_("a duty to report"),
    "lists": N_("designations"),
    "cited": N_("named by other measures"),
    "": N_("not weighed"),
}
DECIDERS = {
    "State": N_("the State decides"),
    "Committee": N_("the Committee decides"),
    "standing": N_("stands by itself; nobody has to grant it"),
    "": N_("who decides is not known"),
}
CHANGES = {
    "came": N_("came"),
    "went": N_("went"),
    "came and went": N_("came and went"),
    "changed": N_("changed"),
}
BINDS = {
    "yes": N_("every Member State of the United Nations: a decision"),
    "no": N_("nobody by itself: it calls upon States"),
}
