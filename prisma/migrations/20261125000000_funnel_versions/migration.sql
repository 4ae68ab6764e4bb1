-- Rules name their fact. A trigger that cannot be read stays as it is: it is passed over, as before.
CREATE FUNCTION pg_temp.to_rule("trigger" jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  "key" text := (SELECT k FROM jsonb_object_keys("trigger") k LIMIT 1);
BEGIN
  CASE "key"
    WHEN 'all', 'any', 'none' THEN
      RETURN jsonb_build_object("key", coalesce(
        (SELECT jsonb_agg(pg_temp.to_rule(part)) FROM jsonb_array_elements("trigger" -> "key") part), '[]'));
    WHEN 'bought', 'owns', 'currency', 'country' THEN
      RETURN jsonb_build_object('fact', "key", 'in', "trigger" -> "key");
    WHEN 'kind' THEN
      RETURN jsonb_build_object('fact', 'kind', 'in', jsonb_build_array("trigger" -> 'kind'));
    WHEN 'customer' THEN
      RETURN jsonb_build_object('fact', 'returning', 'is', ("trigger" ->> 'customer') = 'returning');
    ELSE
      RETURN "trigger";
  END CASE;
END
$$;

-- The new values are used from the next migration on.
ALTER TYPE "Placement" ADD VALUE 'order_bump';
ALTER TYPE "Placement" ADD VALUE 'order_page';
ALTER TYPE "Placement" ADD VALUE 'account';
ALTER TYPE "Placement" ADD VALUE 'plan_limit';
ALTER TYPE "Placement" ADD VALUE 'cancel';

ALTER TABLE "product" ADD COLUMN "tags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];

CREATE TYPE "FunnelState" AS ENUM ('draft', 'published', 'retired');

ALTER TABLE "funnel"
  ADD COLUMN "placement" "Placement" NOT NULL DEFAULT 'post_purchase',
  ADD COLUMN "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP;

CREATE TABLE "funnel_version" (
  "id" TEXT NOT NULL,
  "funnel_id" TEXT NOT NULL,
  "number" INTEGER NOT NULL,
  "state" "FunnelState" NOT NULL DEFAULT 'draft',
  "revision" INTEGER NOT NULL DEFAULT 1,
  "definition" JSONB NOT NULL,
  "edited_by" TEXT,
  "edited_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "published_by" TEXT,
  "published_at" TIMESTAMPTZ,
  "retired_at" TIMESTAMPTZ,
  CONSTRAINT "funnel_version_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "funnel_version_funnel_id_number_key" ON "funnel_version"("funnel_id", "number");
CREATE UNIQUE INDEX "funnel_version_one_draft" ON "funnel_version"("funnel_id") WHERE "state" = 'draft';
CREATE UNIQUE INDEX "funnel_version_one_published" ON "funnel_version"("funnel_id") WHERE "state" = 'published';
ALTER TABLE "funnel_version"
  ADD CONSTRAINT "funnel_version_funnel_id_fkey" FOREIGN KEY ("funnel_id") REFERENCES "funnel"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "funnel_version_dated" CHECK (
    ("state" = 'draft') = ("published_at" IS NULL) AND ("state" = 'retired') = ("retired_at" IS NOT NULL));

-- An offer goes by its key everywhere.
UPDATE "offer" SET "id" = "key" WHERE "id" <> "key";

-- What was offered without a tree gets one of its own: on product pages it goes on, the rest is history.
INSERT INTO "funnel" ("id", "key", "priority", "trigger", "placement", "active")
SELECT CASE o."placement" WHEN 'product_page' THEN o."id" ELSE 'offer:' || o."id" END,
  CASE o."placement" WHEN 'product_page' THEN o."key" ELSE 'offer:' || o."key" END, 0, '{"all": []}', o."placement",
  o."placement" = 'product_page'
FROM "offer" o
WHERE NOT EXISTS (SELECT FROM "funnel_step" s WHERE s."offer_id" = o."id");
INSERT INTO "funnel_step" ("id", "funnel_id", "offer_id")
SELECT 'alone:' || o."id", CASE o."placement" WHEN 'product_page' THEN o."id" ELSE 'offer:' || o."id" END, o."id"
FROM "offer" o
WHERE NOT EXISTS (SELECT FROM "funnel_step" s WHERE s."offer_id" = o."id");
UPDATE "funnel" f SET "entry_step_id" = s."id" FROM "funnel_step" s WHERE s."funnel_id" = f."id" AND s."id" LIKE 'alone:%';

INSERT INTO "funnel_version" ("id", "funnel_id", "number", "state", "definition", "published_at")
SELECT f."id" || ':1', f."id", 1, 'published', jsonb_build_object(
    'priority', f."priority",
    'rule', pg_temp.to_rule(f."trigger"),
    'markets', '[]'::jsonb,
    'entry', (SELECT o."key" FROM "funnel_step" e JOIN "offer" o ON o."id" = e."offer_id" WHERE e."id" = f."entry_step_id"),
    'steps', coalesce((
      SELECT jsonb_agg(jsonb_build_object(
        'key', o."key", 'offer', o."key", 'kind', o."kind", 'product', o."product_id", 'quantities', '[1]'::jsonb,
        'discountCode', NULL, 'deadlineMinutes', o."deadline_minutes", 'cooldownDays', o."cooldown_days",
        'texts', coalesce((
          SELECT jsonb_object_agg(t."locale", jsonb_build_object('headline', t."headline", 'body', t."body", 'facts', t."facts"))
          FROM "offer_text" t WHERE t."offer_id" = o."id"), '{}'),
        'legal', '{}'::jsonb, 'art', NULL, 'compare', false,
        'edges', jsonb_build_object(
          'accepted', (SELECT p."key" FROM "funnel_step" n JOIN "offer" p ON p."id" = n."offer_id" WHERE n."id" = s."accepted_id"),
          'declined', (SELECT p."key" FROM "funnel_step" n JOIN "offer" p ON p."id" = n."offer_id" WHERE n."id" = s."declined_id"),
          'failed', (SELECT p."key" FROM "funnel_step" n JOIN "offer" p ON p."id" = n."offer_id" WHERE n."id" = s."failed_id"),
          'expired', NULL)) ORDER BY s."id")
      FROM "funnel_step" s JOIN "offer" o ON o."id" = s."offer_id" WHERE s."funnel_id" = f."id"), '[]')),
  CURRENT_TIMESTAMP
FROM "funnel" f;

ALTER TABLE "impression"
  ADD COLUMN "version_id" TEXT,
  ADD COLUMN "step_key" TEXT,
  ADD COLUMN "quantity" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "discount_minor" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "prices" JSONB NOT NULL DEFAULT '[]';
UPDATE "impression" i SET "step_key" = o."key", "version_id" = coalesce(
  (SELECT s."funnel_id" FROM "funnel_step" s WHERE s."id" = i."step_id"),
  (SELECT s."funnel_id" FROM "funnel_step" s WHERE s."offer_id" = i."offer_id" ORDER BY s."id" LIMIT 1)) || ':1'
FROM "offer" o WHERE o."id" = i."offer_id";
ALTER TABLE "impression"
  ALTER COLUMN "version_id" SET NOT NULL,
  ALTER COLUMN "step_key" SET NOT NULL,
  ADD CONSTRAINT "impression_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "funnel_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "impression_quantity" CHECK ("quantity" > 0 AND "discount_minor" >= 0),
  DROP COLUMN "step_id",
  DROP COLUMN "offer_version";

ALTER TABLE "funnel" DROP COLUMN "entry_step_id", DROP COLUMN "priority", DROP COLUMN "trigger";
DROP TABLE "funnel_step";
DROP TABLE "offer_text";
ALTER TABLE "offer" DROP COLUMN "deadline_minutes", DROP COLUMN "cooldown_days", DROP COLUMN "version";

-- What shoppers have seen is never rewritten: a published version can only be retired.
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."state" = 'draft' AND TG_OP = 'UPDATE' AND NEW."state" <> 'retired' THEN RETURN NEW; END IF;
  IF OLD."state" = 'draft' AND TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND OLD."state" = 'published' AND NEW."state" = 'retired'
    AND to_jsonb(NEW) - 'state' - 'retired_at' = to_jsonb(OLD) - 'state' - 'retired_at' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'version % of funnel % is % and stays as it is', OLD."number", OLD."funnel_id", OLD."state";
END
$$;
CREATE TRIGGER "funnel_version_never_rewritten" BEFORE UPDATE OR DELETE ON "funnel_version"
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TABLE "offers_revision" (
  "id" INTEGER NOT NULL DEFAULT 1,
  "revision" BIGINT NOT NULL DEFAULT 1,
  CONSTRAINT "offers_revision_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "offers_revision_one" CHECK ("id" = 1)
);
INSERT INTO "offers_revision" DEFAULT VALUES;
CREATE FUNCTION move_offers_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "offers_revision" SET "revision" = "revision" + 1;
  RETURN NULL;
END
$$;
CREATE TRIGGER "funnel_moves_revision" AFTER INSERT OR UPDATE OR DELETE ON "funnel"
  FOR EACH STATEMENT EXECUTE FUNCTION move_offers_revision();
-- Not for drafts: nobody is shown them.
CREATE TRIGGER "version_moves_revision" AFTER INSERT OR UPDATE ON "funnel_version"
  FOR EACH ROW WHEN (NEW."state" <> 'draft') EXECUTE FUNCTION move_offers_revision();
CREATE TRIGGER "offer_moves_revision" AFTER UPDATE ON "offer"
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION move_offers_revision();
CREATE TRIGGER "product_moves_revision" AFTER UPDATE ON "product"
  FOR EACH ROW WHEN ((OLD."active", OLD."kind", OLD."slug", OLD."provider_product_id", OLD."price_minor", OLD."currency", OLD."interval", OLD."tags")
    IS DISTINCT FROM (NEW."active", NEW."kind", NEW."slug", NEW."provider_product_id", NEW."price_minor", NEW."currency", NEW."interval", NEW."tags"))
  EXECUTE FUNCTION move_offers_revision();
