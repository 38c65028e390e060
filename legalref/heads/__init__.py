"""A document as read → its head, and what it states of others: number, type, issuer, day, title, signer, relations."""
