"""What is measured, and written into `benchmarks/results/` with machine, versions and date."""
