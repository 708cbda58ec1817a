"""What scripts/bench is made of: processes that are measured, the HTTP peers, and the HTTP benchmark."""
