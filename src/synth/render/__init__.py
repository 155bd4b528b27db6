"""The formats a result is written in: each module turns frozen types into text and touches no file."""
