"""Medical and legal sentences, each with its sources, the day they were checked, and the day it ends."""
