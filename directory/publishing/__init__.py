"""The only writer of listings: freeze, compare and publish a snapshot; slugs, search text, past versions."""
