"""What a moderator should look at in a submission: one module for each thing that is checked."""
