"""Doc to Reading: roles, visits, meetings and the rest, one module each."""
