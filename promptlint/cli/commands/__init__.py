"""The commands: one file is one command, which it defines as ``command``."""
