/**
 * Migration 7: what the counters of a site tell each other. A sign is a keyed hash (of a patient's number, or of a file of the
 * official bridge), its kind and its time: a day long, and gone with the server's next crash. The key of a site is known to its
 * terminals and to the owner, who may read the rows with the numbers anyway; to readers and to other sites a sign says nothing.
 */

export const SITE_SIGNS = `
CREATE TABLE uketsuke.site (
  name text PRIMARY KEY CHECK (char_length(name) BETWEEN 1 AND 80),
  key bytea NOT NULL DEFAULT sha256(
    uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
  )
);
COMMENT ON TABLE uketsuke.site IS 'Clinics and branches: the key that their counters hash patients'' numbers with';

CREATE UNLOGGED TABLE uketsuke.sign (
  terminal uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('open', 'checked', 'arrival')),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (terminal, kind, hash)
);
CREATE INDEX sign_at ON uketsuke.sign (at);
COMMENT ON TABLE uketsuke.sign IS 'What counters tell the others of their site, a day long: keyed hashes, and no number';

ALTER TABLE uketsuke.site ENABLE ROW LEVEL SECURITY;
ALTER TABLE uketsuke.sign ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON uketsuke.site, uketsuke.sign FROM PUBLIC;

CREATE FUNCTION uketsuke.site_channel() RETURNS TABLE (name text, key text, channel text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  its_name text := (SELECT t.site FROM uketsuke.terminal t WHERE t.id = uketsuke.own_terminal());
BEGIN
  IF its_name IS NULL THEN
    RETURN;
  END IF;
  INSERT INTO uketsuke.site (name) VALUES (its_name) ON CONFLICT DO NOTHING;
  RETURN QUERY SELECT s.name, encode(s.key, 'hex'),
    'uketsuke_' || left(encode(sha256(convert_to('channel', 'UTF8') || s.key), 'hex'), 40)
    FROM uketsuke.site s WHERE s.name = its_name;
END $$;
COMMENT ON FUNCTION uketsuke.site_channel IS 'The site of the terminal that asks: its key, and the channel that only those who have the key can name';

CREATE FUNCTION uketsuke.tell_site(message jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify((SELECT channel FROM uketsuke.site_channel()), message::text);
END $$;

CREATE FUNCTION uketsuke.sign_message(own uuid, its_kind text, its_hash bytea, its_at timestamptz, is_gone boolean)
RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('terminal', t.id, 'counter', t.name, 'kind', its_kind, 'hash', encode(its_hash, 'hex'),
    'at', to_char(its_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD"T"HH24:MI:SS"+09:00"'), 'gone', is_gone)
  FROM uketsuke.terminal t WHERE t.id = own
$$;

CREATE FUNCTION uketsuke.leave_sign(its_kind text, its_hash text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  own uuid := uketsuke.own_terminal();
BEGIN
  IF own IS NULL THEN
    RETURN;
  END IF;
  DELETE FROM uketsuke.sign WHERE terminal = own AND at < now() - interval '1 day';
  IF (SELECT count(*) FROM uketsuke.sign WHERE terminal = own) >= 10000 THEN
    RAISE EXCEPTION 'too many signs of one terminal in a day' USING ERRCODE = 'UK004';
  END IF;
  INSERT INTO uketsuke.sign (terminal, kind, hash) VALUES (own, its_kind, decode(its_hash, 'hex'))
  ON CONFLICT (terminal, kind, hash) DO UPDATE SET at = now();
  PERFORM uketsuke.tell_site(uketsuke.sign_message(own, its_kind, decode(its_hash, 'hex'), now(), false));
END $$;

CREATE FUNCTION uketsuke.show_open(hashes text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  own uuid := uketsuke.own_terminal();
  one record;
BEGIN
  IF own IS NULL OR cardinality(hashes) > 100 THEN
    RETURN;
  END IF;
  FOR one IN
    DELETE FROM uketsuke.sign s WHERE s.terminal = own AND s.kind = 'open' AND NOT encode(s.hash, 'hex') = ANY (hashes)
    RETURNING s.hash, s.at
  LOOP
    PERFORM uketsuke.tell_site(uketsuke.sign_message(own, 'open', one.hash, one.at, true));
  END LOOP;
  FOR one IN
    INSERT INTO uketsuke.sign (terminal, kind, hash) SELECT DISTINCT own, 'open', decode(h, 'hex') FROM unnest(hashes) h
    ON CONFLICT (terminal, kind, hash) DO NOTHING RETURNING hash, at
  LOOP
    PERFORM uketsuke.tell_site(uketsuke.sign_message(own, 'open', one.hash, one.at, false));
  END LOOP;
END $$;

CREATE FUNCTION uketsuke.signs_here() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT uketsuke.sign_message(s.terminal, s.kind, s.hash, s.at, false)::text
  FROM uketsuke.terminal own
  JOIN uketsuke.terminal t ON t.site = own.site AND t.id <> own.id AND t.replaced_at IS NULL
  JOIN uketsuke.place p ON p.terminal = t.id
  JOIN uketsuke.sign s ON s.terminal = t.id
  WHERE own.id = uketsuke.own_terminal() AND s.at > now() - interval '1 day'
    AND (s.kind <> 'open' OR p.said_at > now() - interval '5 minutes')
  ORDER BY s.at DESC LIMIT 20000
$$;
COMMENT ON FUNCTION uketsuke.signs_here IS 'The signs of the other counters of the site, the newest first; of a counter that is silent nothing is open';

REVOKE ALL ON FUNCTION uketsuke.site_channel, uketsuke.tell_site, uketsuke.sign_message, uketsuke.leave_sign, uketsuke.show_open,
  uketsuke.signs_here FROM PUBLIC;
GRANT EXECUTE ON FUNCTION uketsuke.site_channel, uketsuke.leave_sign, uketsuke.show_open, uketsuke.signs_here
  TO uketsuke_terminal;
`
