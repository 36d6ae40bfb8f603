/**
 * Migration 1: tables, the guard that lets rows be added at a terminal's end alone, and who may do what.
 *
 * A terminal is a role of its own in the database (`uketsuke_` and 32 hex digits), made when it is invited. Row-level security
 * lets it insert rows and heads under its own id and read its own place; the owner, who made the schema, is held by none of it.
 */

/** Runs once; `center init` keeps a row of it in `uketsuke.migration`. */
export const TABLES = `
CREATE TABLE uketsuke.terminal (
  id uuid PRIMARY KEY,
  role name NOT NULL UNIQUE,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
  site text NOT NULL CHECK (char_length(site) BETWEEN 1 AND 80),
  invited_at timestamptz NOT NULL DEFAULT now(),
  invite_ends timestamptz,
  code_hash bytea,
  enrolled_at timestamptz,
  journal text CHECK (char_length(journal) BETWEEN 1 AND 80),
  public_key text CHECK (public_key ~ '^[A-Za-z0-9_-]{43}$'),
  replaces uuid REFERENCES uketsuke.terminal (id),
  replaced_at timestamptz
);
COMMENT ON TABLE uketsuke.terminal IS 'Counters: who may send rows, and the key that their heads are signed with';

CREATE TABLE uketsuke.row (
  terminal uuid NOT NULL,
  seq bigint NOT NULL CHECK (seq > 0),
  body text NOT NULL CHECK (octet_length(body) <= 65536),
  mac bytea NOT NULL,
  seal bytea,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (terminal, seq, received_at)
) PARTITION BY RANGE (received_at);
COMMENT ON TABLE uketsuke.row IS 'Rows of the terminals'' journals as they were written, one partition a month of their arrival';

CREATE TABLE uketsuke.head (
  terminal uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('batch', 'claim')),
  journal text NOT NULL CHECK (char_length(journal) BETWEEN 1 AND 80),
  prev bigint NOT NULL,
  after bigint NOT NULL,
  before bytea NOT NULL,
  seq bigint NOT NULL,
  digest bytea NOT NULL,
  rows bytea NOT NULL,
  at text NOT NULL CHECK (char_length(at) BETWEEN 1 AND 40),
  key text NOT NULL CHECK (key ~ '^[A-Za-z0-9_-]{43}$'),
  signature text NOT NULL CHECK (signature ~ '^[A-Za-z0-9_-]{86}$'),
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (terminal, seq, digest)
);
COMMENT ON TABLE uketsuke.head IS 'What the terminals have signed: one head a batch of rows; a claim is the end of a journal that does not fit';

CREATE TABLE uketsuke.place (
  terminal uuid PRIMARY KEY REFERENCES uketsuke.terminal (id),
  seq bigint NOT NULL DEFAULT 0,
  mac bytea,
  entries bigint NOT NULL DEFAULT 0,
  received_at timestamptz,
  said_at timestamptz,
  behind bigint,
  up_to_date_at timestamptz,
  diverged_at timestamptz
);
COMMENT ON TABLE uketsuke.place IS 'How far the rows of each terminal reach, and what it has said of itself';

CREATE FUNCTION uketsuke.add_rows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT terminal, min(seq) AS first, max(seq) AS last, count(*) AS rows, count(DISTINCT seq) AS numbers
    FROM added GROUP BY terminal
  LOOP
    UPDATE uketsuke.place SET
      seq = one.last,
      mac = (SELECT added.mac FROM added WHERE added.terminal = one.terminal AND added.seq = one.last LIMIT 1),
      entries = entries + one.rows,
      received_at = now()
    WHERE terminal = one.terminal AND seq < one.first AND one.rows = one.numbers;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'rows are added at the end of a terminal alone, each once' USING ERRCODE = 'UK001';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER row_at_the_end AFTER INSERT ON uketsuke.row
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION uketsuke.add_rows();

CREATE FUNCTION uketsuke.make_months(ahead integer DEFAULT 13) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  first timestamptz;
  part text;
  made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('uketsuke.make_months'));
  FOR month IN 0 .. least(greatest(ahead, 1), 120) LOOP
    first := (date_trunc('month', now() AT TIME ZONE 'Asia/Tokyo') + make_interval(months => month)) AT TIME ZONE 'Asia/Tokyo';
    part := 'row_' || to_char(first AT TIME ZONE 'Asia/Tokyo', 'YYYY_MM');
    CONTINUE WHEN to_regclass('uketsuke.' || part) IS NOT NULL;
    EXECUTE format('CREATE TABLE uketsuke.%I (LIKE uketsuke.row INCLUDING ALL)', part);
    EXECUTE format('ALTER TABLE uketsuke.%I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE uketsuke.row ATTACH PARTITION uketsuke.%I FOR VALUES FROM (%L) TO (%L)', part, first,
      ((first AT TIME ZONE 'Asia/Tokyo') + interval '1 month') AT TIME ZONE 'Asia/Tokyo');
    made := made + 1;
  END LOOP;
  RETURN made;
END $$;

CREATE FUNCTION uketsuke.drop_months_before(day date) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  part record;
  dropped integer := 0;
BEGIN
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'uketsuke.row'::regclass AND c.relname ~ '^row_\\d{4}_\\d{2}$'
      AND to_date(substring(c.relname FROM 5), 'YYYY_MM') + interval '1 month' <= day
  LOOP
    EXECUTE format('DROP TABLE uketsuke.%I', part.relname);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;
COMMENT ON FUNCTION uketsuke.drop_months_before IS 'Retention: removes the months of arrival that ended before a day';

CREATE FUNCTION uketsuke.caller() RETURNS name
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE current_setting('role') WHEN 'none' THEN session_user ELSE current_setting('role')::name END
$$;
COMMENT ON FUNCTION uketsuke.caller IS 'The role that acts, also inside a function that runs as the owner';

CREATE FUNCTION uketsuke.report(still_behind bigint, diverged boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  own uuid := (SELECT id FROM uketsuke.terminal WHERE role = uketsuke.caller());
BEGIN
  UPDATE uketsuke.place SET
    said_at = now(),
    behind = greatest(still_behind, 0),
    up_to_date_at = CASE WHEN still_behind = 0 AND NOT diverged THEN now() ELSE up_to_date_at END,
    diverged_at = CASE WHEN diverged THEN now() ELSE diverged_at END
  WHERE terminal = own;
END $$;
`
