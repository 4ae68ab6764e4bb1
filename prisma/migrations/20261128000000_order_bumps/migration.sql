-- What was offered beside the buy button of an order. It becomes an impression when the order is paid.
CREATE TABLE "order_bump" (
    "order_id" TEXT NOT NULL,
    "offer_id" TEXT,
    "version_id" TEXT,
    "step_key" TEXT,
    "price_minor" INTEGER,
    "currency" TEXT,
    "ticked" BOOLEAN NOT NULL DEFAULT false,
    "exposures" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_bump_pkey" PRIMARY KEY ("order_id"),
    -- All of an offer or nothing of it; what was not on the page cannot be ticked.
    CONSTRAINT "order_bump_whole" CHECK (num_nulls("offer_id", "version_id", "step_key", "price_minor", "currency") IN (0, 5)),
    CONSTRAINT "order_bump_ticked" CHECK (NOT "ticked" OR "offer_id" IS NOT NULL),
    CONSTRAINT "order_bump_price" CHECK ("price_minor" > 0)
);

ALTER TABLE "order_bump" ADD CONSTRAINT "order_bump_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "order_bump" ADD CONSTRAINT "order_bump_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "order_bump" ADD CONSTRAINT "order_bump_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "funnel_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One payment may now have two lines. What is refunded of it counts once, where its first line does.
CREATE FUNCTION is_first_of_payment(l "order_line") RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (SELECT FROM "order_line" b WHERE b."payment_id" = l."payment_id" AND b."id" <> l."id"
    AND (b."created_at", b."id") < (l."created_at", l."id"));
$$;

CREATE OR REPLACE FUNCTION count_line(l "order_line", sign integer) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "shop_stat" ("day", "currency", "offer_id", "version_id", "orders", "lines", "revenue_minor", "refunded_minor")
  SELECT (l."paid_at" AT TIME ZONE 'UTC')::date, l."currency", coalesce(i."offer_id", ''), coalesce(i."version_id", ''),
    sign * (i."id" IS NULL OR o."placement" = 'product_page'
      AND NOT EXISTS (SELECT FROM "order_line" b WHERE b."order_id" = l."order_id" AND b."impression_id" IS NULL))::int,
    sign, sign * l."total_minor",
    sign * CASE WHEN is_first_of_payment(l) THEN refunded_of(l."payment_id") ELSE 0 END
  FROM (SELECT 1) one
  LEFT JOIN "impression" i ON i."id" = l."impression_id"
  LEFT JOIN "offer" o ON o."id" = i."offer_id"
  WHERE l."state" <> 'unpaid' AND l."paid_at" IS NOT NULL AND l."total_minor" IS NOT NULL AND l."currency" IS NOT NULL;
$$;

CREATE OR REPLACE FUNCTION refund_counts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "change" bigint := CASE WHEN NEW."status" = 'succeeded' THEN NEW."amount_minor" ELSE 0 END
    - CASE WHEN TG_OP = 'UPDATE' AND OLD."status" = 'succeeded' THEN OLD."amount_minor" ELSE 0 END;
BEGIN
  IF "change" <> 0 THEN
    INSERT INTO "shop_stat" ("day", "currency", "offer_id", "version_id", "refunded_minor")
    SELECT (l."paid_at" AT TIME ZONE 'UTC')::date, l."currency", coalesce(i."offer_id", ''), coalesce(i."version_id", ''), "change"
    FROM "order_line" l LEFT JOIN "impression" i ON i."id" = l."impression_id"
    WHERE l."payment_id" = NEW."payment_id" AND l."state" <> 'unpaid' AND l."paid_at" IS NOT NULL
      AND l."total_minor" IS NOT NULL AND l."currency" IS NOT NULL
    ORDER BY l."created_at", l."id" LIMIT 1;
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION rebuild_shop_stat() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE "impression", "order_line", "refund" IN SHARE MODE;
  DELETE FROM "shop_stat";
  INSERT INTO "shop_stat" ("day", "currency", "offer_id", "version_id", "shown", "accepted", "declined", "expired", "undone")
  SELECT ("shown_at" AT TIME ZONE 'UTC')::date, "currency", "offer_id", "version_id", count(*),
    count(*) FILTER (WHERE "state" = 'accepted'), count(*) FILTER (WHERE "state" = 'declined'),
    count(*) FILTER (WHERE "state" = 'expired'), count("undone_at")
  FROM "impression" WHERE "shown_at" IS NOT NULL GROUP BY 1, 2, 3, 4;
  INSERT INTO "shop_stat" ("day", "currency", "offer_id", "version_id", "orders", "lines", "revenue_minor", "refunded_minor")
  SELECT (l."paid_at" AT TIME ZONE 'UTC')::date, l."currency", coalesce(i."offer_id", ''), coalesce(i."version_id", ''),
    count(*) FILTER (WHERE i."id" IS NULL OR o."placement" = 'product_page'
      AND NOT EXISTS (SELECT FROM "order_line" b WHERE b."order_id" = l."order_id" AND b."impression_id" IS NULL)),
    count(*), sum(l."total_minor"), coalesce(sum(r."minor"), 0)
  FROM "order_line" l
  LEFT JOIN "impression" i ON i."id" = l."impression_id"
  LEFT JOIN "offer" o ON o."id" = i."offer_id"
  LEFT JOIN (SELECT "payment_id", sum("amount_minor") AS "minor" FROM "refund" WHERE "status" = 'succeeded' GROUP BY 1) r
    ON r."payment_id" = l."payment_id" AND is_first_of_payment(l)
  WHERE l."state" <> 'unpaid' AND l."paid_at" IS NOT NULL AND l."total_minor" IS NOT NULL AND l."currency" IS NOT NULL
  GROUP BY 1, 2, 3, 4;
  PERFORM compact_shop_stat();
END
$$;
