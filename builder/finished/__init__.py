"""Finished Word and PowerPoint files, read back as a checker sees them. Knows no writer of ours, and no outline."""
