"""How well the singer is understood: `make bench-singer`."""
