"""Who a person is, which office they belong to and what they may do. Imports notifications and below."""
