import { withDatabase } from '../bench/shop-data.ts'

/**
 * Lets the database itself write down every state an attempt goes through, in a schema that the shop does not know, so
 * that the checker can judge the whole way and not only its end.
 */
export async function prepareEvidence(databaseUrl: string): Promise<void> {
  await withDatabase(databaseUrl, (client) =>
    client.query(`
      CREATE SCHEMA trust;
      CREATE TABLE trust.move (
        id bigserial PRIMARY KEY, attempt_id text NOT NULL, was text, became text NOT NULL, posts int NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp());
      CREATE INDEX ON trust.move (attempt_id);
      CREATE FUNCTION trust.note_move() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' THEN
          INSERT INTO trust.move (attempt_id, became, posts) VALUES (NEW.id, NEW.state, NEW.posts);
        ELSIF NEW.state <> OLD.state OR NEW.posts <> OLD.posts THEN
          INSERT INTO trust.move (attempt_id, was, became, posts) VALUES (NEW.id, OLD.state, NEW.state, NEW.posts);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER trust_note_move AFTER INSERT OR UPDATE ON charge_attempt
        FOR EACH ROW EXECUTE FUNCTION trust.note_move();`),
  )
}
