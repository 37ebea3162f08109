"""What is sent: drains the outbox, one recipient a message, never with content that could harm."""
