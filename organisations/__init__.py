"""The tree of the state (PM Office, provinces, districts, LAOs), its offices, contacts and signatories.

Imports core, documents.
"""
