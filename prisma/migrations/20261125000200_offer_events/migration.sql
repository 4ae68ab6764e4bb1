-- CreateEnum
CREATE TYPE "OfferEventType" AS ENUM ('shown', 'accepted', 'declined', 'expired', 'undone');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('pending', 'delivered', 'dead');

-- CreateTable
CREATE TABLE "offer_event" (
    "id" TEXT NOT NULL DEFAULT (gen_random_uuid())::text,
    "seq" BIGSERIAL NOT NULL,
    "type" "OfferEventType" NOT NULL,
    "order_id" TEXT NOT NULL,
    "offer_id" TEXT NOT NULL,
    "impression_id" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "placement" "Placement" NOT NULL,
    "quantity" INTEGER NOT NULL,
    "total_minor" INTEGER NOT NULL,
    "tax_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "offer_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_endpoint" (
    "id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "types" "OfferEventType"[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" TEXT NOT NULL DEFAULT (gen_random_uuid())::text,
    "endpoint_id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'pending',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "last_status" INTEGER,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_at" TIMESTAMPTZ,
    "delivered_at" TIMESTAMPTZ,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "offer_event_seq_key" ON "offer_event"("seq");

-- CreateIndex
CREATE INDEX "offer_event_at_idx" ON "offer_event"("at");

-- CreateIndex
CREATE UNIQUE INDEX "offer_event_order_id_offer_id_type_key" ON "offer_event"("order_id", "offer_id", "type");

-- CreateIndex
CREATE INDEX "webhook_delivery_state_next_at_idx" ON "webhook_delivery"("state", "next_at");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_delivery_endpoint_id_event_id_key" ON "webhook_delivery"("endpoint_id", "event_id");

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "offer_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Offers that nobody answered in time, for the sweep that says so.
CREATE INDEX "impression_open_until" ON "impression" ("expires_at") WHERE "state" = 'presented';
CREATE INDEX "impression_shown_at" ON "impression" ("shown_at") WHERE "shown_at" IS NOT NULL;

-- Whoever answers an offer has seen it.
CREATE FUNCTION answered_is_shown() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."state" IN ('accepted', 'declined') AND NEW."shown_at" IS NULL THEN NEW."shown_at" := now(); END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "impression_answered_is_shown" BEFORE INSERT OR UPDATE ON "impression"
  FOR EACH ROW EXECUTE FUNCTION answered_is_shown();

CREATE FUNCTION tell_offer_event("type" "OfferEventType", i "impression") RETURNS void LANGUAGE sql AS $$
  INSERT INTO "offer_event" ("type", "order_id", "offer_id", "impression_id", "version_id", "placement", "quantity",
    "total_minor", "tax_minor", "currency")
  SELECT "type", i."order_id", i."offer_id", i."id", i."version_id", o."placement", i."quantity", i."total_minor",
    i."tax_minor", i."currency"
  FROM "offer" o WHERE o."id" = i."offer_id"
  ON CONFLICT ("order_id", "offer_id", "type") DO NOTHING
$$;

-- Every way to an answer passes here, so that the log is neither short nor long. Who never came back saw nothing.
CREATE FUNCTION tell_of_impression() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  fresh boolean := TG_OP = 'INSERT';
BEGIN
  IF NEW."shown_at" IS NULL THEN RETURN NULL; END IF;
  IF fresh OR OLD."shown_at" IS NULL THEN PERFORM tell_offer_event('shown', NEW); END IF;
  IF NEW."state" <> 'presented' AND (fresh OR OLD."state" <> NEW."state") THEN
    PERFORM tell_offer_event(NEW."state"::text::"OfferEventType", NEW);
  END IF;
  IF NEW."undone_at" IS NOT NULL AND (fresh OR OLD."undone_at" IS NULL) THEN PERFORM tell_offer_event('undone', NEW); END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "impression_tells" AFTER INSERT OR UPDATE OF "shown_at", "state", "undone_at" ON "impression"
  FOR EACH ROW EXECUTE FUNCTION tell_of_impression();

-- What was before is told of once, and to nobody.
INSERT INTO "offer_event" ("type", "order_id", "offer_id", "impression_id", "version_id", "placement", "quantity",
  "total_minor", "tax_minor", "currency", "at")
SELECT e."type"::"OfferEventType", i."order_id", i."offer_id", i."id", i."version_id", o."placement", i."quantity",
  i."total_minor", i."tax_minor", i."currency", e."at"
FROM "impression" i JOIN "offer" o ON o."id" = i."offer_id"
CROSS JOIN LATERAL (VALUES ('shown', i."shown_at"), (CASE WHEN i."state" <> 'presented' THEN i."state"::text END, i."decided_at"),
  (CASE WHEN i."undone_at" IS NOT NULL THEN 'undone' END, i."undone_at")) e("type", "at")
WHERE i."shown_at" IS NOT NULL AND e."type" IS NOT NULL ORDER BY e."at";

CREATE TRIGGER "offer_event_written_once" BEFORE UPDATE OR DELETE ON "offer_event"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- An event and what is owed to the endpoints commit together.
CREATE FUNCTION owe_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  delivery text;
BEGIN
  FOR delivery IN
    INSERT INTO "webhook_delivery" ("endpoint_id", "event_id", "next_at")
    SELECT "id", NEW."id", now() FROM "webhook_endpoint"
    WHERE "active" AND (cardinality("types") = 0 OR NEW."type" = ANY ("types"))
    RETURNING "id"
  LOOP
    PERFORM graphile_worker.add_job('deliver_event', json_build_object('deliveryId', delivery), job_key => 'delivery:' || delivery);
  END LOOP;
  RETURN NULL;
END
$$;
CREATE TRIGGER "offer_event_owed" AFTER INSERT ON "offer_event" FOR EACH ROW EXECUTE FUNCTION owe_deliveries();
