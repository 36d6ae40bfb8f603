/** Migration 5: the copy that a terminal leaves for its own restoring, sealed under keys that are not here. */

export const SEALED_COPIES = `
CREATE TABLE uketsuke.sealed_copy (
  terminal uuid PRIMARY KEY REFERENCES uketsuke.terminal (id),
  name text NOT NULL CHECK (name ~ '^[0-9a-f]{64}$'),
  copy text NOT NULL CHECK (octet_length(copy) <= 2097152),
  received_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE uketsuke.sealed_copy IS 'What each terminal needs to be restored beside its rows, sealed under its own keys';
ALTER TABLE uketsuke.sealed_copy ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON uketsuke.sealed_copy FROM PUBLIC;

CREATE FUNCTION uketsuke.form() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT max(number) FROM uketsuke.migration
$$;
COMMENT ON FUNCTION uketsuke.form IS 'The number of the newest migration';

CREATE FUNCTION uketsuke.own_terminal() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT id FROM uketsuke.terminal
  WHERE role = uketsuke.caller() AND enrolled_at IS NOT NULL AND replaced_at IS NULL
$$;
COMMENT ON FUNCTION uketsuke.own_terminal IS 'The terminal that asks; null for anybody else';

CREATE FUNCTION uketsuke.has_copy(copy_name text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM uketsuke.sealed_copy WHERE terminal = uketsuke.own_terminal() AND name = copy_name)
$$;

CREATE FUNCTION uketsuke.leave_copy(copy_name text, its_copy text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO uketsuke.sealed_copy (terminal, name, copy)
  SELECT own, copy_name, its_copy FROM uketsuke.own_terminal() own WHERE own IS NOT NULL
  ON CONFLICT (terminal) DO UPDATE SET name = excluded.name, copy = excluded.copy, received_at = now()
$$;

REVOKE ALL ON FUNCTION uketsuke.form, uketsuke.own_terminal, uketsuke.has_copy, uketsuke.leave_copy FROM PUBLIC;
GRANT EXECUTE ON FUNCTION uketsuke.form, uketsuke.own_terminal, uketsuke.has_copy, uketsuke.leave_copy TO uketsuke_terminal;
`
