"""What runs by itself, for people to look at: notices that are stuck, and how outbox, jobs and workers are doing."""
