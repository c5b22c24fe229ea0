"""Ways out of the house, one small file each with one interface: `send(mail)`, answering by the errors in outcomes."""
