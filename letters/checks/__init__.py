"""What Wian checks in a letter and along its chain (docs/checks.md); one small module for each group. Pure."""
