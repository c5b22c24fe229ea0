"""Working days and the timed work of the worker process. Imports letters and below."""
