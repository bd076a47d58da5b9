// Stands in for `server-only` outside Next: that package throws wherever Next has not replaced it.
export {}
