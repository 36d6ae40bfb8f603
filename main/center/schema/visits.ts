/**
 * Migration 11: what visits have left open, exactly as the journal's own fold has it (main/journal/visits.ts), and less work for each row
 * that arrives: one trigger reads the rows of a statement once, and a row is parsed only where it says something of a visit.
 */
import { LEFT_OPEN_TABLE, VISIT_FOLD } from './visit-fold.ts'

/** Bodies are ASCII and canonical: a key stands in them as it stands here, and a text that people typed has its quotation marks escaped. */
const isEvent = (body: string, event: string): string => `strpos(${body}, '"event":"${event}"') > 0`
const isEnd = (body: string): string => isEvent(body, 'concluded')
/** Rows that name a visit by its row, and a few others, which are told apart once they are parsed. */
const isTied = (body: string): string => `strpos(${body}, '"visitSeq":') > 0`
/** As the partial indexes of the rows that are here already have it. */
const hasEvent = (body: string, ...events: readonly string[]): string =>
  `(${events.map((event) => `${body} LIKE '%"event":"${event}"%'`).join(' OR ')})`

/** The columns read of a row that concludes a visit, `b` being its body. */
const FACTS = `(b ->> 'day')::date AS day, (b ->> 'at')::timestamptz AS at, b ->> 'outcome' AS outcome, b ->> 'road' AS road,
      ARRAY(SELECT jsonb_array_elements_text(b -> 'reasons')) AS reasons, b ->> 'reader' AS reader,
      b ->> 'readerFailure' AS reader_failure, b ->> 'online' AS online, b ->> 'patientNumber' AS patient_number,
      ARRAY(SELECT jsonb_array_elements_text(b -> 'notesOpen')) AS notes, (b ->> 'overridden')::boolean AS overridden`

/** The line of `left_open` for an end of these facts. */
const LEFT = `terminal, seq, received_at, ends, check_ins, day, at, outcome, patient_number, paid, has_newer, notes, open`
const leftFrom = (facts: string): string => `
  INSERT INTO uketsuke.left_open (${LEFT})
  SELECT f.terminal, f.seq, f.received_at, ARRAY[f.seq], ARRAY[f.b ->> 'checkIn'], f.day, f.at, f.outcome, f.patient_number,
    f.b ->> 'paid', 'NEW_QUAL_FOUND' = ANY (f.reasons), f.notes,
    ARRAY(SELECT DISTINCT note FROM unnest(f.notes) note WHERE note IS NOT NULL)
  ${facts} ON CONFLICT DO NOTHING`

/** Reads a row by itself, so that one that is no JSON, or says no possible day, spoils nothing beside it. */
const oneByOne = (rows: string): string => `(
    SELECT r.*, f.*, f.notes_open AS notes, CASE WHEN f.day IS NOT NULL THEN r.body::jsonb END AS b
    ${rows} CROSS JOIN LATERAL uketsuke.visit_facts(r.body) f WHERE f.day IS NOT NULL
  )`

/** Puts ends of these facts where the views read them. */
const take = (facts: string): string => `
    WITH facts AS MATERIALIZED ${facts}, visits AS (
      INSERT INTO uketsuke.visit_fact (day, site_no, terminal, seq, at, received_at, outcome, road, reasons, reader, reader_failure,
        online, overridden)
      SELECT f.day, f.site_no, f.terminal, f.seq, f.at, f.received_at, f.outcome, f.road, f.reasons, f.reader, f.reader_failure,
        f.online, f.overridden
      FROM facts f WHERE f.day IS NOT NULL
    ), leaving AS (${leftFrom(`FROM facts f WHERE f.day IS NOT NULL AND cardinality(f.notes) > 0`)})
    SELECT array_agg(f.seq) INTO anew FROM facts f WHERE f.day IS NOT NULL AND f.b ->> 'checkIn' = ANY (awaited)`

const ARRIVAL = `
CREATE FUNCTION uketsuke.leave_open(its_terminal uuid, its_seq bigint) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  ${leftFrom(`FROM ${oneByOne(`FROM uketsuke.row r`)} f WHERE f.terminal = its_terminal AND f.seq = its_seq AND ${isEnd('f.body')}`)}
$$;
COMMENT ON FUNCTION uketsuke.leave_open IS 'Takes up a visit whose end has left nothing, because a later row speaks of it';

CREATE FUNCTION uketsuke.take_visits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  awaited text[] := ARRAY(
    SELECT jsonb_object_keys(l.reopened) FROM uketsuke.left_open l
    WHERE l.reopened <> '{}' AND l.terminal IN (SELECT a.terminal FROM added a)
    UNION SELECT (uketsuke.tied_facts(a.body)).check_in FROM added a WHERE ${isEvent('a.body', 'reopened')}
  );
  anew bigint[];
  one record;
BEGIN
  BEGIN
    ${take(`(
      SELECT e.*, ${FACTS}
      FROM (SELECT a.*, a.body::jsonb AS b FROM added a WHERE ${isEnd('a.body')} OFFSET 0) e
    )`)};
  EXCEPTION WHEN OTHERS THEN
    ${take(oneByOne(`FROM (SELECT a.* FROM added a WHERE ${isEnd('a.body')} OFFSET 0) r`))};
  END;
  FOR one IN
    SELECT a.terminal, a.seq, a.body FROM added a WHERE ${isTied('a.body')} OR a.seq = ANY (anew) ORDER BY a.terminal, a.seq
  LOOP
    PERFORM uketsuke.take_tied(one.terminal, one.seq, one.body);
  END LOOP;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION uketsuke.take_visits IS 'Reads what rows say of visits: all ends at once, and in order what later rows say of them';
`

/** From the rows that are here, by the indexes that the center had until now. */
const REFILL = `
${leftFrom(`FROM ${oneByOne('FROM uketsuke.row r')} f WHERE ${hasEvent('f.body', 'concluded')} AND cardinality(f.notes) > 0`)};
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN
    WITH again AS MATERIALIZED (
      SELECT r.terminal, (uketsuke.tied_facts(r.body)).check_in FROM uketsuke.row r
      WHERE ${hasEvent('r.body', 'follow-up-done', 'follow-up-undone', 'reopened', 'amended')} AND ${isEvent('r.body', 'reopened')}
    )
    SELECT r.terminal, r.seq, r.body FROM uketsuke.row r
    WHERE ${hasEvent('r.body', 'follow-up-done', 'follow-up-undone', 'reopened', 'amended')}
    UNION ALL
    SELECT r.terminal, r.seq, r.body FROM uketsuke.row r WHERE ${hasEvent('r.body', 'task-done')}
    UNION ALL
    SELECT r.terminal, r.seq, r.body FROM uketsuke.row r
    WHERE ${hasEvent('r.body', 'concluded')} AND r.terminal IN (SELECT a.terminal FROM again a)
      AND (r.terminal, (uketsuke.tied_facts(r.body)).check_in) IN (SELECT a.terminal, a.check_in FROM again a)
    ORDER BY terminal, seq
  LOOP
    PERFORM uketsuke.take_tied(one.terminal, one.seq, one.body);
  END LOOP;
END $$;
CREATE TRIGGER row_says_of_visits AFTER INSERT ON uketsuke.row
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION uketsuke.take_visits();
`

/** Each index of `row` is work for each row: those that the views no longer use go, and the last one looks for a key and no pattern. */
const INDEXES = `
DROP INDEX uketsuke.row_visit;
DROP INDEX uketsuke.row_done;
DROP INDEX uketsuke.row_tied;
DROP INDEX uketsuke.row_settled;
CREATE INDEX row_settled ON uketsuke.row (terminal, seq) WHERE ${isEvent('body', 'follow-up-done-elsewhere')};

CREATE OR REPLACE FUNCTION uketsuke.site_settled() RETURNS TABLE (
  terminal uuid, counter text, seq bigint, body text, received_at timestamptz, settles text, visit_seq text, follow_up text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.id, t.name, r.seq, r.body, r.received_at, f.counter, f.visit_seq, f.follow_up
  FROM uketsuke.terminal own
  JOIN uketsuke.terminal t ON t.site = own.site AND t.replaced_at IS NULL
  JOIN uketsuke.row r ON r.terminal = t.id
  CROSS JOIN LATERAL uketsuke.settled_facts(r.body) f
  WHERE own.id = uketsuke.own_terminal() AND ${isEvent('r.body', 'follow-up-done-elsewhere')}
    AND r.received_at > now() - interval '62 days'
$$;
`

/** The number of the site is looked up once a statement; what the terminal itself might set it to meanwhile is refused by its policy. */
const SITE_ONCE = `
CREATE FUNCTION uketsuke.look_up_site() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('uketsuke.site_no', uketsuke.own_site()::text, true);
  RETURN NULL;
END $$;
CREATE TRIGGER row_of_a_site BEFORE INSERT ON uketsuke.row FOR EACH STATEMENT EXECUTE FUNCTION uketsuke.look_up_site();
ALTER TABLE uketsuke.row ALTER COLUMN site_no
  SET DEFAULT coalesce(nullif(current_setting('uketsuke.site_no', true), ''), '0')::integer;
DROP POLICY own ON uketsuke.row;
CREATE POLICY own ON uketsuke.row FOR INSERT TO uketsuke_terminal
  WITH CHECK (site_no = (SELECT uketsuke.own_site()) AND terminal = (SELECT id FROM uketsuke.terminal
    WHERE role = current_user AND enrolled_at IS NOT NULL AND replaced_at IS NULL));
`

const RIGHTS = `
REVOKE ALL ON FUNCTION uketsuke.open_of, uketsuke.left_by, uketsuke.having, uketsuke.amend_left, uketsuke.take_end,
  uketsuke.take_tied, uketsuke.leave_open, uketsuke.take_visits, uketsuke.look_up_site FROM PUBLIC;
`

export const VISITS = `${LEFT_OPEN_TABLE}${VISIT_FOLD}${ARRIVAL}${REFILL}${INDEXES}${SITE_ONCE}${RIGHTS}`
