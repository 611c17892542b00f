"""What is public about the moderators' work: the log of decisions, and figures such as days to a decision."""
