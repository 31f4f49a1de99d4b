"""When: what is due, the daemon, child runs."""
