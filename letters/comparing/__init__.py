"""Compares a letter with the one that forwards it: one small module for each sort of fact. Pure."""
