"""The moderators' work in public: the log of decisions, and figures such as days to a decision."""
