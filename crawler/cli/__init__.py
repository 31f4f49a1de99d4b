"""The commands that go to the web, or to an archive of it."""
