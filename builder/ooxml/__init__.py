"""What Word and PowerPoint files have in common: charts, packages, properties."""
