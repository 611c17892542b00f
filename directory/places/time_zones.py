"""The time zones of the states."""

from directory.facts.vocabulary import State, TimeZone

# Zone → the states that lie in it, whole or in part.
STATES = {
    TimeZone.EASTERN: "CT DE DC FL GA IN KY ME MD MA MI NH NJ NY NC OH PA RI SC TN VT VA WV",
    TimeZone.CENTRAL: "AL AR FL IL IN IA KS KY LA MI MN MS MO NE ND OK SD TN TX WI",
    TimeZone.MOUNTAIN: "AZ CO ID KS MT NE NV NM ND OR SD TX UT WY",
    TimeZone.ARIZONA: "AZ",
    TimeZone.PACIFIC: "CA ID NV OR WA",
    TimeZone.ALASKA: "AK",
    TimeZone.HAWAII: "AK HI",
    TimeZone.ATLANTIC: "PR VI",
    TimeZone.CHAMORRO: "GU MP",
    TimeZone.SAMOA: "AS",
}
ZONES_OF_STATE = {
    state: [zone.value for zone, states in STATES.items() if state in states.split()]
    for state in State.values
}
