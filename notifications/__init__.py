"""Getting a message to a person once: the outbox, its worker and channels. Imports organisations and below."""
