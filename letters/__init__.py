"""The official letter itself: draft, review, number, issue, registers, recall. Imports accounts and below."""
