/**
 * Migration 3: views for people with Metabase, Grafana or a spreadsheet. They read the rows as they were written; a row that
 * is no JSON, or says no possible day, is passed over and breaks no view.
 */

const VISIT_ROW = `body LIKE '%"event":"concluded"%'`
const DONE_ROW = `body LIKE '%"event":"task-done"%'`

export const VIEWS = `
CREATE TYPE uketsuke.visit_facts AS (
  day date, at timestamptz, outcome text, road text, reasons text[], reader text, reader_failure text, online text,
  patient_number text, notes_open text[], overridden boolean
);
CREATE FUNCTION uketsuke.visit_facts(body text) RETURNS uketsuke.visit_facts
LANGUAGE plpgsql STABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  b jsonb;
  facts uketsuke.visit_facts;
BEGIN
  b := body::jsonb;
  facts.day := (b ->> 'day')::date;
  facts.at := (b ->> 'at')::timestamptz;
  facts.outcome := b ->> 'outcome';
  facts.road := b ->> 'road';
  facts.reasons := ARRAY(SELECT jsonb_array_elements_text(b -> 'reasons'));
  facts.reader := b ->> 'reader';
  facts.reader_failure := b ->> 'readerFailure';
  facts.online := b ->> 'online';
  facts.patient_number := b ->> 'patientNumber';
  facts.notes_open := ARRAY(SELECT jsonb_array_elements_text(b -> 'notesOpen'));
  facts.overridden := (b ->> 'overridden')::boolean;
  RETURN facts;
EXCEPTION WHEN OTHERS THEN
  RETURN NULL;
END $$;

CREATE TYPE uketsuke.done_facts AS (visit_seq bigint, note text);
CREATE FUNCTION uketsuke.done_facts(body text) RETURNS uketsuke.done_facts
LANGUAGE plpgsql STABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  b jsonb;
BEGIN
  b := body::jsonb;
  RETURN ROW((b ->> 'visitSeq')::bigint, b ->> 'note')::uketsuke.done_facts;
EXCEPTION WHEN OTHERS THEN
  RETURN NULL;
END $$;

CREATE INDEX row_visit ON uketsuke.row (terminal, seq) WHERE ${VISIT_ROW};
CREATE INDEX row_done ON uketsuke.row (terminal, seq) WHERE ${DONE_ROW};

CREATE VIEW uketsuke.terminal_state AS
SELECT t.id AS terminal, t.name AS counter, t.site, p.entries, p.seq AS last_row, p.received_at AS last_row_received_at,
  p.said_at, p.behind, p.up_to_date_at,
  coalesce(p.diverged_at > coalesce(p.up_to_date_at, '-infinity') OR p.diverged_at > now() - interval '1 day', false) AS diverged,
  t.replaced_at IS NOT NULL AS replaced
FROM uketsuke.terminal t JOIN uketsuke.place p ON p.terminal = t.id;
COMMENT ON VIEW uketsuke.terminal_state IS 'Every counter: what is held of it, and when it last said that nothing is left';

CREATE VIEW uketsuke.terminal_behind AS
SELECT * FROM uketsuke.terminal_state
WHERE NOT replaced AND (diverged OR coalesce(up_to_date_at, '-infinity') < now() - interval '10 minutes');
COMMENT ON VIEW uketsuke.terminal_behind IS 'Counters that have not been up to date for ten minutes, or do not fit';

CREATE VIEW uketsuke.visit AS
SELECT t.site, t.name AS counter, f.day, f.at, f.outcome, f.road, f.reasons, f.reader, f.reader_failure, f.online,
  f.overridden, r.terminal, r.seq, r.received_at
FROM uketsuke.row r
JOIN uketsuke.terminal t ON t.id = r.terminal AND t.replaced_at IS NULL
CROSS JOIN LATERAL uketsuke.visit_facts(r.body) f
WHERE r.${VISIT_ROW} AND f.day IS NOT NULL;
COMMENT ON VIEW uketsuke.visit IS 'One line a concluded visit, without the patient''s number';

CREATE VIEW uketsuke.visits_by_day AS
SELECT day, site, counter, count(*) AS visits, count(*) FILTER (WHERE overridden) AS overridden
FROM uketsuke.visit GROUP BY day, site, counter;

CREATE VIEW uketsuke.outcomes_by_day AS
SELECT day, site, counter, outcome, count(*) AS visits FROM uketsuke.visit GROUP BY day, site, counter, outcome;

CREATE VIEW uketsuke.reasons_by_day AS
SELECT day, site, counter, reasons[1] AS reason, count(*) AS visits
FROM uketsuke.visit GROUP BY day, site, counter, reasons[1];
COMMENT ON VIEW uketsuke.reasons_by_day IS 'The reason that decided';

CREATE VIEW uketsuke.reader_failures_by_day AS
SELECT day, site, counter, coalesce(reader_failure, reader) AS failure, count(*) AS visits
FROM uketsuke.visit WHERE reader IN ('failed', 'down') GROUP BY day, site, counter, coalesce(reader_failure, reader);

CREATE VIEW uketsuke.open_follow_up AS
SELECT t.site, t.name AS counter, f.day, f.at, f.patient_number, open.note, f.outcome, r.terminal, r.seq AS visit_seq
FROM uketsuke.row r
JOIN uketsuke.terminal t ON t.id = r.terminal AND t.replaced_at IS NULL
CROSS JOIN LATERAL uketsuke.visit_facts(r.body) f
CROSS JOIN LATERAL unnest(f.notes_open) AS open (note)
WHERE r.${VISIT_ROW} AND f.day IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM uketsuke.row d CROSS JOIN LATERAL uketsuke.done_facts(d.body) done
  WHERE d.${DONE_ROW} AND d.terminal = r.terminal AND d.seq > r.seq
    AND done.visit_seq = r.seq AND done.note = open.note
);
COMMENT ON VIEW uketsuke.open_follow_up IS 'What visits have left open (申し送り), with the clinic''s own number of the patient';

REVOKE ALL ON FUNCTION uketsuke.visit_facts(text), uketsuke.done_facts(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION uketsuke.visit_facts(text), uketsuke.done_facts(text) TO uketsuke_reader;
GRANT SELECT ON uketsuke.terminal_state, uketsuke.terminal_behind, uketsuke.visit, uketsuke.visits_by_day,
  uketsuke.outcomes_by_day, uketsuke.reasons_by_day, uketsuke.reader_failures_by_day, uketsuke.open_follow_up
  TO uketsuke_reader;
`
