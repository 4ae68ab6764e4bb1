// Stands in for the `server-only` marker outside Next: the worker is always the server.
export {}
