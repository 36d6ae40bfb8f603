/**
 * Migration 4: what visits have left open, as the journal's own fold has it (main/journal/visits.ts): settled and taken up
 * again by `follow-up-done` and `follow-up-undone`, left behind by an end that was reopened, and following the outcome where it
 * was corrected. Unlike the fold, it takes everything that a reopened visit leaves with its new end for open, money that was given
 * back before among it.
 */

const VISIT_ROW = `body LIKE '%"event":"concluded"%'`
const OLD_DONE_ROW = `body LIKE '%"event":"task-done"%'`
const TIED_ROW = `(
  body LIKE '%"event":"follow-up-done"%' OR body LIKE '%"event":"follow-up-undone"%'
  OR body LIKE '%"event":"reopened"%' OR body LIKE '%"event":"amended"%'
)`

const tied = (name: string): string => TIED_ROW.replaceAll('body', `${name}.body`)

export const FOLLOW_UPS = `
CREATE TYPE uketsuke.tied_facts AS (
  event text, visit_seq bigint, follow_up text, check_in text, outcome text, patient_number text
);
CREATE FUNCTION uketsuke.tied_facts(body text) RETURNS uketsuke.tied_facts
LANGUAGE plpgsql STABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  b jsonb;
BEGIN
  b := body::jsonb;
  RETURN ROW(
    b ->> 'event', (b ->> 'visitSeq')::bigint, b ->> 'followUp', b ->> 'checkIn', b ->> 'outcome', b ->> 'patientNumber'
  )::uketsuke.tied_facts;
EXCEPTION WHEN OTHERS THEN
  RETURN NULL;
END $$;

CREATE INDEX row_tied ON uketsuke.row (terminal, seq) WHERE ${TIED_ROW};

DROP VIEW uketsuke.open_follow_up;
CREATE VIEW uketsuke.open_follow_up AS
WITH tied AS MATERIALIZED (
  SELECT r.terminal, r.seq, f.* FROM uketsuke.row r CROSS JOIN LATERAL uketsuke.tied_facts(r.body) f WHERE ${tied('r')}
), left_open AS (
  SELECT t.site, t.name AS counter, f.day, f.at, r.terminal, r.seq AS visit_seq, f.notes_open, f.outcome AS first_outcome,
    coalesce((SELECT a.outcome FROM tied a WHERE a.terminal = r.terminal AND a.visit_seq = r.seq AND a.event = 'amended'
      AND a.outcome IS NOT NULL ORDER BY a.seq DESC LIMIT 1), f.outcome) AS outcome,
    coalesce((SELECT a.patient_number FROM tied a WHERE a.terminal = r.terminal AND a.visit_seq = r.seq AND a.event = 'amended'
      AND a.patient_number IS NOT NULL ORDER BY a.seq DESC LIMIT 1), f.patient_number) AS patient_number
  FROM uketsuke.row r
  JOIN uketsuke.terminal t ON t.id = r.terminal AND t.replaced_at IS NULL
  CROSS JOIN LATERAL uketsuke.visit_facts(r.body) f
  WHERE r.${VISIT_ROW} AND f.day IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM tied a JOIN uketsuke.row c ON c.terminal = a.terminal AND c.seq > a.seq AND c.${VISIT_ROW}
    WHERE a.terminal = r.terminal AND a.visit_seq = r.seq AND a.event = 'reopened'
      AND (uketsuke.tied_facts(c.body)).check_in = a.check_in
  )
), named AS (
  SELECT l.*, open.note,
    CASE open.note WHEN 'RECHECK_LATER' THEN 'recheck' WHEN 'COLLECT_NUMBER_LATER' THEN 'self-declaration' ELSE open.note END
      AS follow_up
  FROM left_open l CROSS JOIN LATERAL (
    SELECT unnest(l.notes_open) AS note
    UNION SELECT 'unconfirmed' WHERE l.outcome IS DISTINCT FROM l.first_outcome AND l.outcome IN ('need-more', 'not-confirmed')
  ) AS open
  WHERE NOT (open.note = 'unconfirmed' AND l.outcome IN ('accept', 'accept-with-note'))
)
SELECT n.site, n.counter, n.day, n.at, n.patient_number, n.note, n.outcome, n.terminal, n.visit_seq, n.follow_up
FROM named n
WHERE coalesce((SELECT a.event FROM tied a WHERE a.terminal = n.terminal AND a.visit_seq = n.visit_seq
    AND a.follow_up = n.follow_up ORDER BY a.seq DESC LIMIT 1), 'follow-up-undone') = 'follow-up-undone'
  AND NOT EXISTS (
    SELECT 1 FROM uketsuke.row d CROSS JOIN LATERAL uketsuke.done_facts(d.body) done
    WHERE d.${OLD_DONE_ROW} AND d.terminal = n.terminal AND d.seq > n.visit_seq
      AND done.visit_seq = n.visit_seq AND done.note = n.note
  );
COMMENT ON VIEW uketsuke.open_follow_up IS 'What visits have left open (あとで行うこと), with the clinic''s own number of the patient';

REVOKE ALL ON FUNCTION uketsuke.tied_facts(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION uketsuke.tied_facts(text) TO uketsuke_reader;
GRANT SELECT ON uketsuke.open_follow_up TO uketsuke_reader;
`
