// The package has no types; the import is a sign for the bundler.
declare module 'server-only'
