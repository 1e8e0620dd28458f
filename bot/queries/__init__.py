"""SQL in, frozen rows out: a module a topic, the only place with SELECT in it."""
