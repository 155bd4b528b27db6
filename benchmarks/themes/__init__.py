"""How good and how fast themes are, beside the tools that people use: ``python benchmarks/themes``."""
