"""The text interface: the command line, the plain lines and the Textual app."""
