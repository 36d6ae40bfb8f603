/**
 * Migration 8: things that visits have left to do, worked at any counter of the site. Each counter shows the others what is open with
 * it; what another one has done is a row of that one's journal, and is read here from its rows: there is no second queue.
 */

const SETTLED_ROW = `body LIKE '%"event":"follow-up-done-elsewhere"%'`

export const SITE_FOLLOW_UPS = `
CREATE TABLE uketsuke.shown_follow_ups (
  terminal uuid PRIMARY KEY REFERENCES uketsuke.terminal (id),
  list jsonb NOT NULL CHECK (jsonb_typeof(list) = 'array' AND octet_length(list::text) <= 262144),
  at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE uketsuke.shown_follow_ups IS 'What is open at each counter that shares, as it shows it to the others of its site';
ALTER TABLE uketsuke.shown_follow_ups ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON uketsuke.shown_follow_ups FROM PUBLIC;

CREATE INDEX row_settled ON uketsuke.row (terminal, seq) WHERE ${SETTLED_ROW};

CREATE TYPE uketsuke.settled_facts AS (counter text, visit_seq text, follow_up text);
CREATE FUNCTION uketsuke.settled_facts(body text) RETURNS uketsuke.settled_facts
LANGUAGE plpgsql STABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  b jsonb;
BEGIN
  b := body::jsonb;
  RETURN ROW(b ->> 'counter', b ->> 'visitSeq', b ->> 'followUp')::uketsuke.settled_facts;
EXCEPTION WHEN OTHERS THEN
  RETURN NULL;
END $$;

CREATE FUNCTION uketsuke.site_settled() RETURNS TABLE (
  terminal uuid, counter text, seq bigint, body text, received_at timestamptz, settles text, visit_seq text, follow_up text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.id, t.name, r.seq, r.body, r.received_at, f.counter, f.visit_seq, f.follow_up
  FROM uketsuke.terminal own
  JOIN uketsuke.terminal t ON t.site = own.site AND t.replaced_at IS NULL
  JOIN uketsuke.row r ON r.terminal = t.id
  CROSS JOIN LATERAL uketsuke.settled_facts(r.body) f
  WHERE own.id = uketsuke.own_terminal() AND r.${SETTLED_ROW} AND r.received_at > now() - interval '62 days'
$$;

CREATE FUNCTION uketsuke.settled_here() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('terminal', s.terminal, 'counter', s.counter, 'row', s.seq, 'body', s.body)::text
  FROM uketsuke.site_settled() s WHERE s.settles = uketsuke.own_terminal()::text AND s.terminal <> uketsuke.own_terminal()
  ORDER BY s.received_at, s.seq LIMIT 1000
$$;
COMMENT ON FUNCTION uketsuke.settled_here IS 'What other counters of the site have done of what is open at the one that asks';

CREATE FUNCTION uketsuke.follow_ups_here() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('terminal', t.id, 'counter', t.name, 'followUp', item)::text
  FROM uketsuke.terminal own
  JOIN uketsuke.terminal t ON t.site = own.site AND t.id <> own.id AND t.replaced_at IS NULL
  JOIN uketsuke.shown_follow_ups f ON f.terminal = t.id
  CROSS JOIN LATERAL jsonb_array_elements(f.list) item
  WHERE own.id = uketsuke.own_terminal() AND NOT EXISTS (
    SELECT 1 FROM uketsuke.site_settled() s
    WHERE s.settles = t.id::text AND s.received_at > f.at AND s.visit_seq = item ->> 'seq' AND s.follow_up = item ->> 'what'
  )
  ORDER BY item ->> 'at' LIMIT 500
$$;
COMMENT ON FUNCTION uketsuke.follow_ups_here IS 'What is open at the other counters of the site and was not done at any';

CREATE FUNCTION uketsuke.poke(what text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT uketsuke.tell_site(jsonb_build_object('poke', what, 'terminal', own))
  FROM uketsuke.own_terminal() own WHERE own IS NOT NULL AND what IN ('follow-ups', 'settled')
$$;

CREATE FUNCTION uketsuke.show_follow_ups(its_list text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  own uuid := uketsuke.own_terminal();
BEGIN
  IF own IS NULL THEN
    RETURN;
  END IF;
  INSERT INTO uketsuke.shown_follow_ups (terminal, list) VALUES (own, its_list::jsonb)
  ON CONFLICT (terminal) DO UPDATE SET list = excluded.list, at = now();
  PERFORM uketsuke.poke('follow-ups');
END $$;

REVOKE ALL ON FUNCTION uketsuke.settled_facts(text), uketsuke.site_settled, uketsuke.settled_here, uketsuke.follow_ups_here,
  uketsuke.poke, uketsuke.show_follow_ups FROM PUBLIC;
GRANT EXECUTE ON FUNCTION uketsuke.settled_here, uketsuke.follow_ups_here, uketsuke.poke, uketsuke.show_follow_ups
  TO uketsuke_terminal;
`
