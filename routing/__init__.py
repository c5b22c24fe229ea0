"""How a letter travels down the chain: deliveries, receipts, acknowledgement, forwarding, tracking.

Imports deadlines and below.
"""
