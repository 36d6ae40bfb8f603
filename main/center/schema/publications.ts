/** Migration 9: settings and staff of a site as an administrator has signed and published them. */

export const PUBLICATIONS = `
CREATE TABLE uketsuke.publication (
  site text NOT NULL CHECK (char_length(site) BETWEEN 1 AND 80),
  number integer NOT NULL CHECK (number > 0),
  publication jsonb NOT NULL CHECK (octet_length(publication::text) <= 524288),
  published_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site, number)
);
COMMENT ON TABLE uketsuke.publication IS 'Settings and staff of each site, signed by a key that its terminals trust';
ALTER TABLE uketsuke.publication ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON uketsuke.publication FROM PUBLIC;

CREATE FUNCTION uketsuke.tell_published() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  its_key bytea := (SELECT key FROM uketsuke.site WHERE name = NEW.site);
BEGIN
  IF its_key IS NOT NULL THEN
    PERFORM pg_notify('uketsuke_' || left(encode(sha256(convert_to('channel', 'UTF8') || its_key), 'hex'), 40),
      '{"poke": "publication", "terminal": "00000000-0000-0000-0000-000000000000"}');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER publication_is_told AFTER INSERT ON uketsuke.publication
  FOR EACH ROW EXECUTE FUNCTION uketsuke.tell_published();

CREATE FUNCTION uketsuke.publication_here() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.publication::text FROM uketsuke.terminal own JOIN uketsuke.publication p ON p.site = own.site
  WHERE own.id = uketsuke.own_terminal() ORDER BY p.number DESC LIMIT 1
$$;
COMMENT ON FUNCTION uketsuke.publication_here IS 'The newest publication for the site of the terminal that asks';

REVOKE ALL ON FUNCTION uketsuke.tell_published, uketsuke.publication_here FROM PUBLIC;
GRANT EXECUTE ON FUNCTION uketsuke.publication_here TO uketsuke_terminal;
`
