-- Of whoever says that they did not ask, nothing stays but keyed hashes: their link finds by its own that it was used.
CREATE INDEX consents_refused ON newsletter_consents (token_hash) WHERE event = 'refused';
