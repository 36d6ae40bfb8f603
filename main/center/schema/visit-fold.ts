/** Part of migration 11: a visit that has left something open, in one line, and what each later row makes of it. */

/** One line a visit, in place of one an end. */
export const LEFT_OPEN_TABLE = `
DROP VIEW uketsuke.open_follow_up;
DROP TRIGGER row_keeps_visit ON uketsuke.row;
DROP TRIGGER row_leaves_open ON uketsuke.row;
DROP FUNCTION uketsuke.keep_visits, uketsuke.keep_what_is_left, uketsuke.keep_left_open, uketsuke.look_what_is_open;
DROP TABLE uketsuke.left_open;
CREATE TABLE uketsuke.left_open (
  terminal uuid NOT NULL,
  seq bigint NOT NULL,
  received_at timestamptz NOT NULL,
  ends bigint[] NOT NULL,
  check_ins text[] NOT NULL,
  day date NOT NULL,
  at timestamptz,
  outcome text,
  patient_number text,
  paid text,
  has_newer boolean NOT NULL,
  notes text[] NOT NULL,
  done jsonb NOT NULL DEFAULT '{}',
  reopened jsonb NOT NULL DEFAULT '{}',
  open text[] NOT NULL,
  PRIMARY KEY (terminal, seq)
);
COMMENT ON TABLE uketsuke.left_open IS
  'Of each visit that has left something open, or was changed afterwards: how it stands now, read from the rows as they arrive';
COMMENT ON COLUMN uketsuke.left_open.ends IS 'Its rows that concluded it, the last of them seq: one more for each time that it was reopened and ended';
COMMENT ON COLUMN uketsuke.left_open.done IS 'What was settled, each with what came of it and the row that says so';
COMMENT ON COLUMN uketsuke.left_open.reopened IS 'By each check-in that it was reopened with and that has not ended: what was settled by then';
CREATE INDEX left_open_now ON uketsuke.left_open (terminal) WHERE open <> '{}';
CREATE INDEX left_open_again ON uketsuke.left_open (terminal) WHERE reopened <> '{}';
CREATE INDEX left_open_ended_anew ON uketsuke.left_open (terminal) WHERE cardinality(ends) > 1;
ALTER TABLE uketsuke.left_open ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON uketsuke.left_open FROM PUBLIC;

CREATE VIEW uketsuke.open_follow_up AS
SELECT t.site, t.name AS counter, l.day, l.at, l.patient_number, note, l.outcome, l.terminal, l.seq AS visit_seq,
  uketsuke.follow_up_of(note) AS follow_up
FROM uketsuke.left_open l
JOIN uketsuke.terminal t ON t.id = l.terminal AND t.replaced_at IS NULL
CROSS JOIN LATERAL unnest(l.open) AS note
WHERE l.open <> '{}';
COMMENT ON VIEW uketsuke.open_follow_up IS 'What visits have left open (あとで行うこと), with the clinic''s own number of the patient';
GRANT SELECT ON uketsuke.open_follow_up TO uketsuke_reader;
`

/** The fold, a row at a time (main/journal/visits.ts). */
export const VISIT_FOLD = `
CREATE FUNCTION uketsuke.open_of(notes text[], done jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY(SELECT DISTINCT note FROM unnest(notes) note WHERE NOT done ? uketsuke.follow_up_of(note))
$$;

CREATE FUNCTION uketsuke.left_by(notes text[], outcome text, has_newer boolean) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY(
    SELECT uketsuke.follow_up_of(note) FROM unnest(notes) note
    UNION SELECT 'unconfirmed' WHERE outcome IN ('need-more', 'not-confirmed') AND NOT 'outage' = ANY (notes)
    UNION SELECT 'newer-entitlement' WHERE has_newer
  )
$$;

CREATE FUNCTION uketsuke.having(notes text[], note text, is_there boolean) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN is_there = (note = ANY (notes)) THEN notes
    WHEN is_there THEN array_append(notes, note) ELSE array_remove(notes, note) END
$$;

CREATE FUNCTION uketsuke.amend_left(one uketsuke.left_open, b jsonb) RETURNS uketsuke.left_open
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  cleared jsonb := coalesce(b -> 'cleared', '[]');
  paid_before text := one.paid;
  notes text[] := one.notes;
BEGIN
  one.outcome := coalesce(b ->> 'outcome', one.outcome);
  one.patient_number := CASE WHEN NOT cleared ? 'patientNumber' THEN coalesce(b ->> 'patientNumber', one.patient_number) END;
  one.paid := CASE WHEN NOT cleared ? 'paid' THEN coalesce(b ->> 'paid', one.paid) END;
  IF b ? 'outcome' THEN
    notes := uketsuke.having(notes, 'unconfirmed',
      one.outcome IN ('need-more', 'not-confirmed') AND NOT 'outage' = ANY (notes));
  END IF;
  IF one.paid IS DISTINCT FROM paid_before THEN
    notes := uketsuke.having(notes, 'paid-in-full', one.paid IS NOT DISTINCT FROM 'in-full');
    notes := uketsuke.having(notes, 'deposit', one.paid IS NOT DISTINCT FROM 'deposit');
  END IF;
  one.done := one.done - ARRAY(SELECT uketsuke.follow_up_of(note) FROM unnest(notes) note WHERE NOT note = ANY (one.notes));
  one.notes := notes;
  RETURN one;
END $$;
COMMENT ON FUNCTION uketsuke.amend_left IS 'A visit with a correction: what its end leaves by itself follows outcome and money, and what has come back is to be done again';

CREATE FUNCTION uketsuke.take_end(its_terminal uuid, its_seq bigint, its_check_in text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one uketsuke.left_open;
  its_end uketsuke.left_open;
  stays jsonb;
BEGIN
  SELECT * INTO one FROM uketsuke.left_open l
    WHERE l.terminal = its_terminal AND l.reopened <> '{}' AND l.reopened ? its_check_in AND l.seq < its_seq
    ORDER BY (l.reopened -> its_check_in ->> 'row')::bigint DESC LIMIT 1;
  IF one.seq IS NULL THEN
    RETURN;
  END IF;
  PERFORM uketsuke.leave_open(its_terminal, its_seq);
  DELETE FROM uketsuke.left_open l WHERE l.terminal = its_terminal AND l.seq = its_seq RETURNING * INTO its_end;
  IF its_end.seq IS NULL THEN
    RETURN;
  END IF;
  SELECT coalesce(jsonb_object_agg(what, how), '{}') INTO stays FROM jsonb_each(one.done) AS settled (what, how)
  WHERE (how ->> 'as' IN ('refunded', 'done') OR how ->> 'row' IS DISTINCT FROM one.reopened -> its_check_in -> 'done' -> what ->> 'row')
    AND what = ANY (uketsuke.left_by(one.notes, one.outcome, one.has_newer))
    AND what = ANY (uketsuke.left_by(its_end.notes, its_end.outcome, its_end.has_newer));
  UPDATE uketsuke.left_open l SET reopened = l.reopened - its_check_in
    WHERE l.terminal = its_terminal AND l.reopened <> '{}' AND l.reopened ? its_check_in;
  UPDATE uketsuke.left_open l SET seq = its_seq, received_at = its_end.received_at,
    ends = (one.ends || its_seq)[greatest(1, cardinality(one.ends) - 98):],
    check_ins = (one.check_ins || its_check_in)[greatest(1, cardinality(one.ends) - 98):],
    day = its_end.day, at = its_end.at, outcome = its_end.outcome, patient_number = its_end.patient_number, paid = its_end.paid,
    has_newer = its_end.has_newer, notes = its_end.notes, done = stays, open = uketsuke.open_of(its_end.notes, stays)
  WHERE l.terminal = its_terminal AND l.seq = one.seq;
END $$;
COMMENT ON FUNCTION uketsuke.take_end IS 'The new end of a visit that was reopened: acts stay done, answers where they came since, and the rest is asked anew';

CREATE FUNCTION uketsuke.take_tied(its_terminal uuid, its_seq bigint, its_body text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one uketsuke.left_open;
  b jsonb;
  event text;
  named bigint;
  what text;
  is_last boolean;
BEGIN
  BEGIN
    b := its_body::jsonb;
    event := b ->> 'event';
    named := (b ->> 'visitSeq')::bigint;
  EXCEPTION WHEN OTHERS THEN
    RETURN;
  END;
  IF event = 'concluded' THEN
    PERFORM uketsuke.take_end(its_terminal, its_seq, b ->> 'checkIn');
    RETURN;
  END IF;
  IF event IS NULL OR named IS NULL OR named >= its_seq
    OR NOT event IN ('task-done', 'amended', 'reopened', 'follow-up-done', 'follow-up-undone') THEN
    RETURN;
  END IF;
  SELECT * INTO one FROM uketsuke.left_open l WHERE l.terminal = its_terminal AND l.seq = named;
  IF one.seq IS NULL THEN
    SELECT * INTO one FROM uketsuke.left_open l
      WHERE l.terminal = its_terminal AND cardinality(l.ends) > 1 AND named = ANY (l.ends);
  END IF;
  IF one.seq IS NULL THEN
    PERFORM uketsuke.leave_open(its_terminal, named);
    SELECT * INTO one FROM uketsuke.left_open l WHERE l.terminal = its_terminal AND l.seq = named;
  END IF;
  IF one.seq IS NULL OR event <> 'task-done'
    AND one.check_ins[array_position(one.ends, named)] IS DISTINCT FROM b ->> 'visit' THEN
    RETURN;
  END IF;
  is_last := one.seq = named;
  what := CASE event WHEN 'task-done' THEN uketsuke.follow_up_of(b ->> 'note') ELSE b ->> 'followUp' END;
  CASE
    WHEN event = 'amended' THEN
      one := uketsuke.amend_left(one, b);
    WHEN event = 'reopened' THEN
      IF char_length(b ->> 'checkIn') <= 80 AND (SELECT count(*) FROM jsonb_object_keys(one.reopened)) < 20 THEN
        one.reopened := one.reopened
          || jsonb_build_object(b ->> 'checkIn', jsonb_build_object('row', its_seq, 'done', one.done));
      END IF;
    WHEN event = 'follow-up-undone' AND is_last THEN
      one.done := one.done - what;
    WHEN event = 'task-done' OR event = 'follow-up-done' AND is_last THEN
      IF char_length(what) <= 40 AND (SELECT count(*) FROM jsonb_object_keys(one.done)) < 40 THEN
        one.done := one.done || jsonb_build_object(what, jsonb_build_object('row', its_seq,
          'as', CASE event WHEN 'task-done' THEN 'done' ELSE left(b ->> 'result', 40) END));
      END IF;
    ELSE
      RETURN;
  END CASE;
  UPDATE uketsuke.left_open l SET outcome = one.outcome, patient_number = one.patient_number, paid = one.paid, notes = one.notes,
    done = one.done, reopened = one.reopened, open = uketsuke.open_of(one.notes, one.done)
  WHERE l.terminal = its_terminal AND l.seq = one.seq;
END $$;
COMMENT ON FUNCTION uketsuke.take_tied IS 'A row that says something of a visit which has ended: in the order of the rows, each once';
`
