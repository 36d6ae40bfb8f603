/** Migration 2: enrolment by a one-time code, and the rights of the roles. */

export const ACCESS = `
CREATE FUNCTION uketsuke.enrol(terminal_id uuid, secret text, its_journal text, its_key text, verifier text)
RETURNS TABLE (name text, site text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one uketsuke.terminal;
BEGIN
  SELECT * INTO one FROM uketsuke.terminal WHERE id = terminal_id FOR UPDATE;
  IF one.code_hash IS NULL OR one.code_hash <> sha256(convert_to(secret, 'UTF8')) THEN
    RAISE EXCEPTION 'this code is not known here' USING ERRCODE = 'UK002';
  END IF;
  IF one.enrolled_at IS NULL THEN
    IF one.invite_ends < now() THEN
      RAISE EXCEPTION 'this code has run out' USING ERRCODE = 'UK003';
    END IF;
    IF verifier NOT LIKE 'SCRAM-SHA-256$%' THEN
      RAISE EXCEPTION 'a password is only ever given as its verifier' USING ERRCODE = 'UK003';
    END IF;
    UPDATE uketsuke.terminal SET enrolled_at = now(), journal = its_journal, public_key = its_key,
      invite_ends = NULL WHERE id = terminal_id;
    INSERT INTO uketsuke.place (terminal) VALUES (terminal_id) ON CONFLICT DO NOTHING;
    UPDATE uketsuke.terminal SET replaced_at = now() WHERE id = one.replaces;
    EXECUTE format('ALTER ROLE %I PASSWORD %L VALID UNTIL ''infinity''', one.role, verifier);
  ELSIF one.journal IS DISTINCT FROM its_journal OR one.public_key IS DISTINCT FROM its_key THEN
    RAISE EXCEPTION 'this code was used already' USING ERRCODE = 'UK003';
  END IF;
  RETURN QUERY SELECT one.name, one.site;
END $$;
COMMENT ON FUNCTION uketsuke.enrol IS 'Takes a one-time code; the same terminal may ask again, and nothing changes';

REVOKE ALL ON ALL TABLES IN SCHEMA uketsuke FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA uketsuke FROM PUBLIC;
REVOKE ALL ON SCHEMA uketsuke FROM PUBLIC;
GRANT USAGE ON SCHEMA uketsuke TO uketsuke_terminal, uketsuke_reader;

ALTER TABLE uketsuke.terminal ENABLE ROW LEVEL SECURITY;
ALTER TABLE uketsuke.row ENABLE ROW LEVEL SECURITY;
ALTER TABLE uketsuke.head ENABLE ROW LEVEL SECURITY;
ALTER TABLE uketsuke.place ENABLE ROW LEVEL SECURITY;

GRANT SELECT (id, role, name, site, journal, public_key, enrolled_at, replaced_at)
  ON uketsuke.terminal TO uketsuke_terminal;
CREATE POLICY own ON uketsuke.terminal FOR SELECT TO uketsuke_terminal USING (role = current_user);

GRANT SELECT (terminal, seq, mac, entries) ON uketsuke.place TO uketsuke_terminal;
CREATE POLICY own ON uketsuke.place FOR SELECT TO uketsuke_terminal
  USING (terminal = (SELECT id FROM uketsuke.terminal WHERE role = current_user));

GRANT INSERT (terminal, seq, body, mac, seal) ON uketsuke.row TO uketsuke_terminal;
CREATE POLICY own ON uketsuke.row FOR INSERT TO uketsuke_terminal
  WITH CHECK (terminal = (SELECT id FROM uketsuke.terminal
    WHERE role = current_user AND enrolled_at IS NOT NULL AND replaced_at IS NULL));

GRANT INSERT (terminal, kind, journal, prev, after, before, seq, digest, rows, at, key, signature)
  ON uketsuke.head TO uketsuke_terminal;
CREATE POLICY own ON uketsuke.head FOR INSERT TO uketsuke_terminal
  WITH CHECK (terminal = (SELECT id FROM uketsuke.terminal
    WHERE role = current_user AND enrolled_at IS NOT NULL AND replaced_at IS NULL));

GRANT EXECUTE ON FUNCTION uketsuke.enrol, uketsuke.report, uketsuke.make_months, uketsuke.caller TO uketsuke_terminal;
`
