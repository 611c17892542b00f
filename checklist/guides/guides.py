"""The guides in reading order."""

from checklist.guides import costs, during_and_after, evidence, law, preparing, risks, stopping, what_it_is

GUIDES = tuple(
    module.GUIDE
    for module in (what_it_is, evidence, risks, law, preparing, during_and_after, costs, stopping)
)
