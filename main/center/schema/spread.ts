/**
 * Migration 6: where rows lie when there are many. Each month of rows can be spread by site over several tables, which can lie on
 * disks of their own; and each concluded visit has a line of its facts in a narrow table by month of its day, so that whoever asks
 * for days reads those days alone.
 */

const VISIT = `'%"event":"concluded"%'`

export const SPREAD = `
ALTER TABLE uketsuke.terminal ADD COLUMN site_no integer;
UPDATE uketsuke.terminal t SET site_no = s.number
  FROM (SELECT site, row_number() OVER (ORDER BY min(invited_at), site) AS number FROM uketsuke.terminal GROUP BY site) s
  WHERE s.site = t.site;
ALTER TABLE uketsuke.terminal ALTER COLUMN site_no SET NOT NULL;
CREATE INDEX terminal_site ON uketsuke.terminal (site, site_no);
COMMENT ON COLUMN uketsuke.terminal.site_no IS 'The number of the site that it was invited for: it says in which part its rows lie, and never changes';

CREATE FUNCTION uketsuke.number_site() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    NEW.site_no := OLD.site_no;
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('uketsuke.number_site'));
  NEW.site_no := coalesce(
    (SELECT site_no FROM uketsuke.terminal WHERE site = NEW.site ORDER BY site_no LIMIT 1),
    (SELECT coalesce(max(site_no), 0) + 1 FROM uketsuke.terminal)
  );
  RETURN NEW;
END $$;
CREATE TRIGGER terminal_has_site_number BEFORE INSERT OR UPDATE OF site_no ON uketsuke.terminal
  FOR EACH ROW EXECUTE FUNCTION uketsuke.number_site();
CREATE INDEX terminal_site_no ON uketsuke.terminal (site_no);

CREATE FUNCTION uketsuke.own_site() RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT site_no FROM uketsuke.terminal
    WHERE role = CASE current_setting('role') WHEN 'none' THEN session_user ELSE current_setting('role')::name END), 0);
END $$;
COMMENT ON FUNCTION uketsuke.own_site IS 'The number of the acting terminal''s site; 0 for whoever is none';

ALTER TABLE uketsuke.row ADD COLUMN site_no integer NOT NULL DEFAULT 0;
UPDATE uketsuke.row r SET site_no = t.site_no FROM uketsuke.terminal t WHERE t.id = r.terminal;
ALTER TABLE uketsuke.row ALTER COLUMN site_no SET DEFAULT uketsuke.own_site();
ALTER TABLE uketsuke.row DROP CONSTRAINT row_pkey;
ALTER TABLE uketsuke.row ADD PRIMARY KEY (terminal, seq, received_at, site_no);

CREATE TABLE uketsuke.visit_fact (
  day date NOT NULL,
  site_no integer NOT NULL,
  terminal uuid NOT NULL,
  seq bigint NOT NULL,
  at timestamptz,
  received_at timestamptz NOT NULL,
  outcome text,
  road text,
  reasons text[],
  reader text,
  reader_failure text,
  online text,
  overridden boolean
) PARTITION BY RANGE (day);
COMMENT ON TABLE uketsuke.visit_fact IS 'A line a concluded visit, read from its row when it arrives; one partition a month of its day';
CREATE INDEX visit_fact_site_day ON uketsuke.visit_fact (site_no, day);
CREATE TABLE uketsuke.visit_other PARTITION OF uketsuke.visit_fact DEFAULT;
COMMENT ON TABLE uketsuke.visit_other IS 'Days for which no month was made: make_months takes from here, impossible days stay';

CREATE TABLE uketsuke.spread (parts integer NOT NULL CHECK (parts BETWEEN 1 AND 256));
INSERT INTO uketsuke.spread VALUES (1);
COMMENT ON TABLE uketsuke.spread IS 'Over how many tables a month is spread by site: set by spread_sites';
REVOKE ALL ON uketsuke.visit_fact, uketsuke.visit_other, uketsuke.spread FROM PUBLIC;

CREATE FUNCTION uketsuke.make_month(parent name, part name, low text, high text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  parts integer := (SELECT s.parts FROM uketsuke.spread s);
BEGIN
  EXECUTE format('CREATE TABLE uketsuke.%I (LIKE uketsuke.%I INCLUDING ALL)%s', part, parent,
    CASE WHEN parts > 1 THEN ' PARTITION BY HASH (site_no)' ELSE '' END);
  EXECUTE format('ALTER TABLE uketsuke.%I ENABLE ROW LEVEL SECURITY', part);
  IF parts > 1 THEN
    FOR number IN 0 .. parts - 1 LOOP
      EXECUTE format('CREATE TABLE uketsuke.%I PARTITION OF uketsuke.%I FOR VALUES WITH (MODULUS %s, REMAINDER %s)',
        part || '_' || number, part, parts, number);
      EXECUTE format('ALTER TABLE uketsuke.%I ENABLE ROW LEVEL SECURITY', part || '_' || number);
    END LOOP;
  END IF;
  IF parent = 'visit_fact' THEN
    EXECUTE format('WITH taken AS (DELETE FROM uketsuke.visit_other WHERE day >= %L AND day < %L RETURNING *)
      INSERT INTO uketsuke.%I SELECT * FROM taken', low, high, part);
  END IF;
  EXECUTE format('ALTER TABLE uketsuke.%I ATTACH PARTITION uketsuke.%I FOR VALUES FROM (%L) TO (%L)', parent, part, low, high);
END $$;

CREATE OR REPLACE FUNCTION uketsuke.make_months(ahead integer DEFAULT 13) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  this date := date_trunc('month', now() AT TIME ZONE 'Asia/Tokyo')::date;
  first date;
  part text;
  made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('uketsuke.make_months'));
  FOR first IN
    SELECT (this + make_interval(months => month))::date FROM generate_series(0, least(greatest(ahead, 1), 120)) month
  LOOP
    part := 'row_' || to_char(first, 'YYYY_MM');
    IF to_regclass('uketsuke.' || part) IS NULL THEN
      PERFORM uketsuke.make_month('row', part, (first::timestamp AT TIME ZONE 'Asia/Tokyo')::text,
        ((first + interval '1 month') AT TIME ZONE 'Asia/Tokyo')::text);
      made := made + 1;
    END IF;
  END LOOP;
  FOR first IN
    SELECT (this + make_interval(months => month))::date FROM generate_series(0, 1) month
    UNION
    SELECT date_trunc('month', day)::date FROM uketsuke.visit_other
      WHERE day >= this - interval '10 years' AND day < this + interval '10 years'
  LOOP
    part := 'visit_' || to_char(first, 'YYYY_MM');
    CONTINUE WHEN to_regclass('uketsuke.' || part) IS NOT NULL;
    PERFORM uketsuke.make_month('visit_fact', part, first::text, (first + interval '1 month')::date::text);
  END LOOP;
  RETURN made;
END $$;

CREATE FUNCTION uketsuke.spread_sites(wanted integer) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  this text := to_char(now() AT TIME ZONE 'Asia/Tokyo', 'YYYY_MM');
  part record;
  is_empty boolean;
  made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('uketsuke.make_months'));
  UPDATE uketsuke.spread SET parts = wanted;
  FOR part IN
    SELECT c.relname, right(c.relname::text, 7) >= this AS is_ahead FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent IN ('uketsuke.row'::regclass, 'uketsuke.visit_fact'::regclass) AND c.relname ~ '_\\d{4}_\\d{2}$'
  LOOP
    CONTINUE WHEN NOT part.is_ahead;
    EXECUTE format('SELECT NOT EXISTS (SELECT 1 FROM uketsuke.%I)', part.relname) INTO is_empty;
    CONTINUE WHEN NOT is_empty;
    EXECUTE format('DROP TABLE uketsuke.%I', part.relname);
    made := made + 1;
  END LOOP;
  PERFORM uketsuke.make_months();
  RETURN made;
END $$;
COMMENT ON FUNCTION uketsuke.spread_sites IS
  'Spreads the months that have no rows yet over so many tables, by site; months that have some stay as they are';

CREATE OR REPLACE FUNCTION uketsuke.drop_months_before(day date) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  part record;
  dropped integer := 0;
BEGIN
  FOR part IN
    SELECT c.relname, c.relname ~ '^row_' AS is_row FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent IN ('uketsuke.row'::regclass, 'uketsuke.visit_fact'::regclass) AND c.relname ~ '^(row|visit)_\\d{4}_\\d{2}$'
      AND to_date(right(c.relname::text, 7), 'YYYY_MM') + interval '1 month' <= day
  LOOP
    EXECUTE format('DROP TABLE uketsuke.%I', part.relname);
    IF part.is_row THEN
      dropped := dropped + 1;
    END IF;
  END LOOP;
  DELETE FROM uketsuke.visit_other o WHERE o.day < drop_months_before.day;
  RETURN dropped;
END $$;

CREATE FUNCTION uketsuke.keep_visits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO uketsuke.visit_fact (day, site_no, terminal, seq, at, received_at, outcome, road, reasons, reader, reader_failure,
    online, overridden)
  SELECT f.day, a.site_no, a.terminal, a.seq, f.at, a.received_at, f.outcome, f.road, f.reasons, f.reader, f.reader_failure,
    f.online, f.overridden
  FROM added a CROSS JOIN LATERAL uketsuke.visit_facts(a.body) f
  WHERE a.body LIKE ${VISIT} AND f.day IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER row_keeps_visit AFTER INSERT ON uketsuke.row
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION uketsuke.keep_visits();

INSERT INTO uketsuke.visit_fact (day, site_no, terminal, seq, at, received_at, outcome, road, reasons, reader, reader_failure,
  online, overridden)
SELECT f.day, r.site_no, r.terminal, r.seq, f.at, r.received_at, f.outcome, f.road, f.reasons, f.reader, f.reader_failure,
  f.online, f.overridden
FROM uketsuke.row r CROSS JOIN LATERAL uketsuke.visit_facts(r.body) f
WHERE r.body LIKE ${VISIT} AND f.day IS NOT NULL;

CREATE OR REPLACE VIEW uketsuke.visit AS
SELECT t.site, t.name AS counter, f.day, f.at, f.outcome, f.road, f.reasons, f.reader, f.reader_failure, f.online,
  f.overridden, f.terminal, f.seq, f.received_at
FROM uketsuke.visit_fact f
JOIN uketsuke.terminal t ON t.id = f.terminal AND t.site_no = f.site_no AND t.replaced_at IS NULL;

REVOKE ALL ON FUNCTION uketsuke.number_site(), uketsuke.own_site(), uketsuke.make_month(name, name, text, text),
  uketsuke.spread_sites(integer), uketsuke.keep_visits() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION uketsuke.own_site TO uketsuke_terminal;
`
