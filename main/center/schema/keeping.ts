/**
 * Migration 10: what is kept of heads when their months are removed, what visits have left open in a narrow table, and bounds on
 * what a terminal can do to others: how large its values are, how much of it they are sent, and which locks it can hold.
 */

const KEPT_EVENTS = ['concluded', 'task-done', 'follow-up-done', 'follow-up-undone', 'reopened', 'amended']
const isKept = (body: string): string =>
  `(${KEPT_EVENTS.map((event) => `${body} LIKE '%"event":"${event}"%'`).join(' OR ')})`

/** The end of a visit, at the number where it stands. */
const LEFT_COLUMNS =
  'terminal, seq, received_at, check_in, day, at, first_outcome, outcome, patient_number, notes'
const leftFrom = (row: string): string => `
  SELECT ${row}.terminal, ${row}.seq, ${row}.received_at, (uketsuke.tied_facts(${row}.body)).check_in, f.day, f.at, f.outcome,
    f.outcome, f.patient_number, f.notes_open`

const LEFT_OPEN = `
CREATE TABLE uketsuke.left_open (
  terminal uuid NOT NULL,
  seq bigint NOT NULL,
  received_at timestamptz NOT NULL,
  check_in text,
  day date NOT NULL,
  at timestamptz,
  first_outcome text,
  outcome text,
  patient_number text,
  notes text[] NOT NULL,
  done text[] NOT NULL DEFAULT '{}',
  reopened_as text[] NOT NULL DEFAULT '{}',
  is_replaced boolean NOT NULL DEFAULT false,
  open text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (terminal, seq)
);
COMMENT ON TABLE uketsuke.left_open IS
  'Of each visit that has left something open, or was changed afterwards: what is open now, read from the rows as they arrive';
CREATE INDEX left_open_now ON uketsuke.left_open (terminal) WHERE open <> '{}';
CREATE INDEX left_open_again ON uketsuke.left_open (terminal) WHERE reopened_as <> '{}' AND NOT is_replaced;
ALTER TABLE uketsuke.left_open ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON uketsuke.left_open FROM PUBLIC;

CREATE FUNCTION uketsuke.follow_up_of(note text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE note WHEN 'RECHECK_LATER' THEN 'recheck' WHEN 'COLLECT_NUMBER_LATER' THEN 'self-declaration' ELSE note END
$$;

CREATE FUNCTION uketsuke.look_what_is_open(its_terminal uuid, its_seq bigint) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  UPDATE uketsuke.left_open l SET open = CASE WHEN l.is_replaced THEN '{}' ELSE ARRAY(
    SELECT note FROM (
      SELECT unnest(l.notes) AS note
      UNION SELECT 'unconfirmed' WHERE l.outcome IS DISTINCT FROM l.first_outcome AND l.outcome IN ('need-more', 'not-confirmed')
    ) AS named
    WHERE NOT (note = 'unconfirmed' AND l.outcome IN ('accept', 'accept-with-note'))
      AND NOT uketsuke.follow_up_of(note) = ANY (l.done) AND NOT ('task ' || note) = ANY (l.done)
  ) END
  WHERE l.terminal = its_terminal AND l.seq = its_seq
$$;

CREATE FUNCTION uketsuke.keep_left_open(its_terminal uuid, its_seq bigint, its_body text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  fact uketsuke.tied_facts := uketsuke.tied_facts(its_body);
  done uketsuke.done_facts;
BEGIN
  IF its_body LIKE '%"event":"task-done"%' THEN
    done := uketsuke.done_facts(its_body);
    UPDATE uketsuke.left_open l SET done = array_append(l.done, 'task ' || done.note)
      WHERE l.terminal = its_terminal AND l.seq = done.visit_seq AND l.seq < its_seq
        AND char_length(done.note) <= 80 AND cardinality(l.done) < 100;
    PERFORM uketsuke.look_what_is_open(its_terminal, done.visit_seq);
    RETURN;
  END IF;
  IF fact.event IS NULL OR fact.visit_seq IS NULL OR fact.visit_seq >= its_seq THEN
    RETURN;
  END IF;
  INSERT INTO uketsuke.left_open (${LEFT_COLUMNS})
    ${leftFrom('r')} FROM uketsuke.row r CROSS JOIN LATERAL uketsuke.visit_facts(r.body) f
    WHERE r.terminal = its_terminal AND r.seq = fact.visit_seq AND r.body LIKE '%"event":"concluded"%' AND f.day IS NOT NULL
  ON CONFLICT DO NOTHING;
  UPDATE uketsuke.left_open l SET
    outcome = CASE WHEN fact.event = 'amended' THEN coalesce(fact.outcome, l.outcome) ELSE l.outcome END,
    patient_number =
      CASE WHEN fact.event = 'amended' THEN coalesce(fact.patient_number, l.patient_number) ELSE l.patient_number END,
    reopened_as = CASE WHEN fact.event = 'reopened' AND char_length(fact.check_in) <= 80 AND cardinality(l.reopened_as) < 100
      THEN array_append(l.reopened_as, fact.check_in) ELSE l.reopened_as END,
    done = CASE
      WHEN fact.event = 'follow-up-done' AND char_length(fact.follow_up) <= 80 AND cardinality(l.done) < 100
        THEN array_append(array_remove(l.done, fact.follow_up), fact.follow_up)
      WHEN fact.event = 'follow-up-undone' THEN array_remove(l.done, fact.follow_up)
      ELSE l.done END
  WHERE l.terminal = its_terminal AND l.seq = fact.visit_seq;
  PERFORM uketsuke.look_what_is_open(its_terminal, fact.visit_seq);
END $$;

CREATE FUNCTION uketsuke.keep_what_is_left() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT a.terminal, a.seq, a.body, a.received_at, a.body LIKE '%"event":"concluded"%' AS is_end FROM added a
    WHERE ${isKept('a.body')} AND (
      a.body NOT LIKE '%"event":"concluded"%' OR a.body NOT LIKE '%"notesOpen":[]%'
      OR (SELECT bool_or(b.body LIKE '%"event":"reopened"%') FROM added b)
      OR EXISTS (SELECT 1 FROM uketsuke.left_open l WHERE l.terminal = a.terminal AND l.reopened_as <> '{}' AND NOT l.is_replaced)
    )
    ORDER BY a.terminal, a.seq
  LOOP
    IF NOT one.is_end THEN
      PERFORM uketsuke.keep_left_open(one.terminal, one.seq, one.body);
      CONTINUE;
    END IF;
    INSERT INTO uketsuke.left_open (${LEFT_COLUMNS})
      ${leftFrom('one')} FROM uketsuke.visit_facts(one.body) f WHERE f.day IS NOT NULL AND cardinality(f.notes_open) > 0
    ON CONFLICT DO NOTHING;
    IF FOUND THEN
      PERFORM uketsuke.look_what_is_open(one.terminal, one.seq);
    END IF;
    UPDATE uketsuke.left_open l SET is_replaced = true, open = '{}'
      WHERE l.terminal = one.terminal AND l.reopened_as <> '{}' AND NOT l.is_replaced
        AND (uketsuke.tied_facts(one.body)).check_in = ANY (l.reopened_as);
  END LOOP;
  RETURN NULL;
END $$;

INSERT INTO uketsuke.left_open (${LEFT_COLUMNS})
  ${leftFrom('r')} FROM uketsuke.row r CROSS JOIN LATERAL uketsuke.visit_facts(r.body) f
  WHERE r.body LIKE '%"event":"concluded"%' AND f.day IS NOT NULL AND cardinality(f.notes_open) > 0
  ON CONFLICT DO NOTHING;
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT l.terminal, l.seq FROM uketsuke.left_open l LOOP
    PERFORM uketsuke.look_what_is_open(one.terminal, one.seq);
  END LOOP;
  FOR one IN
    SELECT r.terminal, r.seq, r.body FROM uketsuke.row r
    WHERE ${isKept('r.body')} AND r.body NOT LIKE '%"event":"concluded"%' ORDER BY r.terminal, r.seq
  LOOP
    PERFORM uketsuke.keep_left_open(one.terminal, one.seq, one.body);
  END LOOP;
  UPDATE uketsuke.left_open l SET is_replaced = true, open = '{}'
  WHERE l.reopened_as <> '{}' AND EXISTS (
    SELECT 1 FROM uketsuke.row c WHERE c.terminal = l.terminal AND c.seq > l.seq AND c.body LIKE '%"event":"concluded"%'
      AND (uketsuke.tied_facts(c.body)).check_in = ANY (l.reopened_as)
  );
END $$;
CREATE TRIGGER row_leaves_open AFTER INSERT ON uketsuke.row
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION uketsuke.keep_what_is_left();

CREATE OR REPLACE VIEW uketsuke.open_follow_up AS
SELECT t.site, t.name AS counter, l.day, l.at, l.patient_number, note, l.outcome, l.terminal, l.seq AS visit_seq,
  uketsuke.follow_up_of(note) AS follow_up
FROM uketsuke.left_open l
JOIN uketsuke.terminal t ON t.id = l.terminal AND t.replaced_at IS NULL
CROSS JOIN LATERAL unnest(l.open) AS note
WHERE l.open <> '{}';
REVOKE ALL ON FUNCTION uketsuke.follow_up_of, uketsuke.look_what_is_open, uketsuke.keep_left_open, uketsuke.keep_what_is_left
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION uketsuke.follow_up_of TO uketsuke_reader;
`

/** Of the heads of a removed month the last of each terminal stays: the next one goes on from it, and it tells how far the rows reached. */
const RETENTION = `
CREATE OR REPLACE FUNCTION uketsuke.drop_months_before(day date) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
  part record;
  dropped integer := 0;
  kept_from timestamptz := date_trunc('month', day::timestamp) AT TIME ZONE 'Asia/Tokyo';
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
  DELETE FROM uketsuke.left_open l WHERE l.received_at < kept_from;
  DELETE FROM uketsuke.head h USING (
    SELECT o.terminal, o.kind, max(o.received_at) AS newest, max(o.seq) AS last FROM uketsuke.head o
    WHERE o.received_at < kept_from
    GROUP BY o.terminal, o.kind,
      CASE o.kind WHEN 'batch' THEN date_trunc('month', o.received_at AT TIME ZONE 'Asia/Tokyo') END
  ) AS end_of_month
  WHERE h.received_at < kept_from AND h.terminal = end_of_month.terminal AND h.kind = end_of_month.kind
    AND CASE h.kind
      WHEN 'batch' THEN h.seq < end_of_month.last AND date_trunc('month', h.received_at AT TIME ZONE 'Asia/Tokyo')
        = date_trunc('month', end_of_month.newest AT TIME ZONE 'Asia/Tokyo')
      ELSE h.received_at < end_of_month.newest END;
  RETURN dropped;
END $$;
`

const BOUNDS = `
ALTER TABLE uketsuke.row ADD CONSTRAINT row_is_small CHECK (octet_length(mac) <= 64 AND octet_length(seal) <= 64) NOT VALID;
ALTER TABLE uketsuke.head ADD CONSTRAINT head_is_small
  CHECK (octet_length(before) <= 64 AND octet_length(digest) <= 64 AND octet_length(rows) <= 64) NOT VALID;

CREATE OR REPLACE FUNCTION uketsuke.settled_here() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('terminal', m.terminal, 'counter', m.counter, 'row', m.seq, 'body', m.body)::text
  FROM (SELECT n.* FROM (
    SELECT s.*, row_number() OVER (PARTITION BY s.terminal ORDER BY s.received_at DESC, s.seq DESC) AS place
    FROM uketsuke.site_settled() s
    WHERE s.settles = uketsuke.own_terminal()::text AND s.terminal <> uketsuke.own_terminal() AND octet_length(s.body) <= 4096
  ) n
  WHERE n.place <= 300 ORDER BY n.place LIMIT 1000) m
  ORDER BY m.received_at, m.seq
$$;

CREATE OR REPLACE FUNCTION uketsuke.follow_ups_here() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('terminal', n.id, 'counter', n.name, 'followUp', n.item)::text
  FROM (
    SELECT t.id, t.name, item, row_number() OVER (PARTITION BY t.id ORDER BY item ->> 'at') AS place
    FROM uketsuke.terminal own
    JOIN uketsuke.terminal t ON t.site = own.site AND t.id <> own.id AND t.replaced_at IS NULL
    JOIN uketsuke.shown_follow_ups f ON f.terminal = t.id
    CROSS JOIN LATERAL jsonb_array_elements(f.list) item
    WHERE own.id = uketsuke.own_terminal() AND octet_length(item::text) <= 2048 AND NOT EXISTS (
      SELECT 1 FROM uketsuke.site_settled() s
      WHERE s.settles = t.id::text AND s.received_at > f.at AND s.visit_seq = item ->> 'seq' AND s.follow_up = item ->> 'what'
    )
  ) n
  WHERE n.place <= 50 ORDER BY n.place, n.item ->> 'at' LIMIT 500
$$;

CREATE OR REPLACE FUNCTION uketsuke.tell_site(message jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  PERFORM pg_notify((SELECT channel FROM uketsuke.site_channel()), message::text);
END $$;
`

/** Nobody but the owner may lock these tables, and whoever finds them locked goes on: a terminal that holds a lock stops nobody. */
const LOCKS = `
CREATE OR REPLACE FUNCTION uketsuke.make_months(ahead integer DEFAULT 13) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  this date := date_trunc('month', now() AT TIME ZONE 'Asia/Tokyo')::date;
  is_terminal boolean := uketsuke.own_site() > 0;
  months integer := CASE WHEN uketsuke.own_site() > 0 THEN 13 ELSE least(greatest(ahead, 1), 120) END;
  first date;
  part text;
  made integer := 0;
BEGIN
  IF is_terminal AND to_regclass('uketsuke.row_' || to_char(this + make_interval(months => months), 'YYYY_MM')) IS NOT NULL
    AND to_regclass('uketsuke.visit_' || to_char(this + interval '1 month', 'YYYY_MM')) IS NOT NULL THEN
    RETURN 0;
  END IF;
  BEGIN
    IF is_terminal AND to_regclass('uketsuke.row_' || to_char(this, 'YYYY_MM')) IS NOT NULL THEN
      LOCK TABLE uketsuke.spread IN SHARE UPDATE EXCLUSIVE MODE NOWAIT;
    ELSE
      LOCK TABLE uketsuke.spread IN SHARE UPDATE EXCLUSIVE MODE;
    END IF;
    FOR first IN SELECT (this + make_interval(months => month))::date FROM generate_series(0, months) month LOOP
      part := 'row_' || to_char(first, 'YYYY_MM');
      CONTINUE WHEN to_regclass('uketsuke.' || part) IS NOT NULL;
      PERFORM uketsuke.make_month('row', part, (first::timestamp AT TIME ZONE 'Asia/Tokyo')::text,
        ((first + interval '1 month') AT TIME ZONE 'Asia/Tokyo')::text);
      made := made + 1;
    END LOOP;
  EXCEPTION WHEN lock_not_available THEN
    RETURN 0;
  END;
  BEGIN
    IF is_terminal THEN
      PERFORM set_config('lock_timeout', '2s', true);
    END IF;
    FOR first IN
      SELECT (this + make_interval(months => month))::date FROM generate_series(0, 1) month
      UNION
      SELECT date_trunc('month', day)::date FROM uketsuke.visit_other
        WHERE NOT is_terminal AND day >= this - interval '10 years' AND day < this + interval '10 years'
    LOOP
      part := 'visit_' || to_char(first, 'YYYY_MM');
      CONTINUE WHEN to_regclass('uketsuke.' || part) IS NOT NULL;
      PERFORM uketsuke.make_month('visit_fact', part, first::text, (first + interval '1 month')::date::text);
    END LOOP;
  EXCEPTION WHEN lock_not_available THEN
    NULL;
  END;
  RETURN made;
END $$;

CREATE OR REPLACE FUNCTION uketsuke.spread_sites(wanted integer) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
  this text := to_char(now() AT TIME ZONE 'Asia/Tokyo', 'YYYY_MM');
  part record;
  is_empty boolean;
  made integer := 0;
BEGIN
  LOCK TABLE uketsuke.spread IN SHARE UPDATE EXCLUSIVE MODE;
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

CREATE OR REPLACE FUNCTION uketsuke.number_site() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    NEW.site_no := OLD.site_no;
    RETURN NEW;
  END IF;
  LOCK TABLE uketsuke.migration IN SHARE ROW EXCLUSIVE MODE;
  NEW.site_no := coalesce(
    (SELECT site_no FROM uketsuke.terminal WHERE site = NEW.site ORDER BY site_no LIMIT 1),
    (SELECT coalesce(max(site_no), 0) + 1 FROM uketsuke.terminal)
  );
  RETURN NEW;
END $$;
`

export const KEEPING = `${LEFT_OPEN}${RETENTION}${BOUNDS}${LOCKS}`
