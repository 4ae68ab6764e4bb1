-- A check that comes to NULL lets the row in: both said nothing about rows with an empty column.
ALTER TABLE "charge_attempt"
  DROP CONSTRAINT "charge_attempt_armed_first",
  ADD CONSTRAINT "charge_attempt_armed_first" CHECK (
    "state" = 'created' OR "armed_at" IS NOT NULL OR ("state" = 'failed' AND "reason" IS NOT DISTINCT FROM 'NOT_SENT')),
  DROP CONSTRAINT "charge_attempt_consented",
  ADD CONSTRAINT "charge_attempt_consented" CHECK (
    "method" <> 'one_click' OR ("impression_id" IS NOT NULL AND "consent_id" IS NOT NULL AND "expected_minor" IS NOT NULL
      AND "expected_minor" > 0 AND "expected_currency" IS NOT NULL));

-- A charge is never sent a second time, and what is paid stays paid, whoever writes the row.
CREATE FUNCTION refuse_way_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."posts" < OLD."posts"
    OR (NEW."state" = 'created' AND OLD."state" <> 'created')
    OR (NEW."state" = 'sending' AND OLD."state" NOT IN ('created', 'sending'))
    OR (OLD."state" IN ('succeeded', 'refund_due') AND NEW."state" NOT IN (OLD."state", 'refund_due')) THEN
    RAISE EXCEPTION 'a charge attempt never goes from % (% sent) to % (% sent)', OLD."state", OLD."posts", NEW."state", NEW."posts";
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "charge_attempt_no_way_back" BEFORE UPDATE ON "charge_attempt"
  FOR EACH ROW EXECUTE FUNCTION refuse_way_back();
