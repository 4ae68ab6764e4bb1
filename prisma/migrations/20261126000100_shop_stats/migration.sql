-- What the merchant's figures are read from. Every change of an impression, a line or a refund adds a row with what it
-- changes, so that nobody waits for anybody; rows of one key are put together by compact_shop_stat(). Their sums are exact
-- at any moment, because a row is written by the transaction that changes what it counts.
CREATE TABLE "shop_stat" (
    "id" BIGSERIAL NOT NULL,
    "day" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "offer_id" TEXT NOT NULL DEFAULT '',
    "version_id" TEXT NOT NULL DEFAULT '',
    "orders" INTEGER NOT NULL DEFAULT 0,
    "shown" INTEGER NOT NULL DEFAULT 0,
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "declined" INTEGER NOT NULL DEFAULT 0,
    "expired" INTEGER NOT NULL DEFAULT 0,
    "undone" INTEGER NOT NULL DEFAULT 0,
    "lines" INTEGER NOT NULL DEFAULT 0,
    "revenue_minor" BIGINT NOT NULL DEFAULT 0,
    "refunded_minor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "shop_stat_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "shop_stat_day_currency_offer_id_version_id_idx" ON "shop_stat"("day", "currency", "offer_id", "version_id");

CREATE INDEX "order_email_idx" ON "order"("email" text_pattern_ops);
CREATE INDEX "order_line_payment_id_idx" ON "order_line"("payment_id");
CREATE INDEX "webhook_message_state_idx" ON "webhook_message"("state", "received_at");

-- An impression counts from when its shopper was led to it, on that day.
CREATE FUNCTION count_impression(i "impression", sign integer) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "shop_stat" ("day", "currency", "offer_id", "version_id", "shown", "accepted", "declined", "expired", "undone")
  SELECT (i."shown_at" AT TIME ZONE 'UTC')::date, i."currency", i."offer_id", i."version_id", sign,
    sign * (i."state" = 'accepted')::int, sign * (i."state" = 'declined')::int, sign * (i."state" = 'expired')::int,
    sign * (i."undone_at" IS NOT NULL)::int
  WHERE i."shown_at" IS NOT NULL;
$$;

CREATE FUNCTION refunded_of(payment text) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum("amount_minor"), 0) FROM "refund" WHERE "payment_id" = payment AND "status" = 'succeeded';
$$;

-- A line counts once it is paid, on that day, with the refunds of its payment. It begins an order when the shopper came
-- for it: it follows no offer, or it was bought with one click on a product's own page, alone.
CREATE FUNCTION count_line(l "order_line", sign integer) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "shop_stat" ("day", "currency", "offer_id", "version_id", "orders", "lines", "revenue_minor", "refunded_minor")
  SELECT (l."paid_at" AT TIME ZONE 'UTC')::date, l."currency", coalesce(i."offer_id", ''), coalesce(i."version_id", ''),
    sign * (i."id" IS NULL OR o."placement" = 'product_page'
      AND NOT EXISTS (SELECT FROM "order_line" b WHERE b."order_id" = l."order_id" AND b."impression_id" IS NULL))::int,
    sign, sign * l."total_minor", sign * refunded_of(l."payment_id")
  FROM (SELECT 1) one
  LEFT JOIN "impression" i ON i."id" = l."impression_id"
  LEFT JOIN "offer" o ON o."id" = i."offer_id"
  WHERE l."state" <> 'unpaid' AND l."paid_at" IS NOT NULL AND l."total_minor" IS NOT NULL AND l."currency" IS NOT NULL;
$$;

CREATE FUNCTION impression_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN PERFORM count_impression(OLD, -1); END IF;
  PERFORM count_impression(NEW, 1);
  RETURN NULL;
END
$$;
CREATE TRIGGER "impression_counts_new" AFTER INSERT ON "impression"
  FOR EACH ROW WHEN (NEW."shown_at" IS NOT NULL) EXECUTE FUNCTION impression_counts();
CREATE TRIGGER "impression_counts" AFTER UPDATE ON "impression"
  FOR EACH ROW WHEN ((OLD."state", OLD."shown_at", OLD."undone_at" IS NULL, OLD."currency")
    IS DISTINCT FROM (NEW."state", NEW."shown_at", NEW."undone_at" IS NULL, NEW."currency"))
  EXECUTE FUNCTION impression_counts();

CREATE FUNCTION line_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN PERFORM count_line(OLD, -1); END IF;
  PERFORM count_line(NEW, 1);
  RETURN NULL;
END
$$;
CREATE TRIGGER "order_line_counts_new" AFTER INSERT ON "order_line"
  FOR EACH ROW WHEN (NEW."state" <> 'unpaid') EXECUTE FUNCTION line_counts();
CREATE TRIGGER "order_line_counts" AFTER UPDATE ON "order_line"
  FOR EACH ROW WHEN ((OLD."state" = 'unpaid', OLD."paid_at", OLD."total_minor", OLD."currency", OLD."payment_id")
    IS DISTINCT FROM (NEW."state" = 'unpaid', NEW."paid_at", NEW."total_minor", NEW."currency", NEW."payment_id"))
  EXECUTE FUNCTION line_counts();

-- A refund counts where its purchase does, on the day of the purchase.
CREATE FUNCTION refund_counts() RETURNS trigger LANGUAGE plpgsql AS $$
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
    ORDER BY l."created_at" LIMIT 1;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "refund_counts" AFTER INSERT OR UPDATE ON "refund" FOR EACH ROW EXECUTE FUNCTION refund_counts();

-- Puts rows of one key together. Run beside anything, and beside itself; the sums stay what they are.
CREATE FUNCTION compact_shop_stat() RETURNS void LANGUAGE sql AS $$
  WITH many AS (
    SELECT "day", "currency", "offer_id", "version_id" FROM "shop_stat" GROUP BY 1, 2, 3, 4 HAVING count(*) > 1),
  gone AS (
    DELETE FROM "shop_stat" s USING many m
    WHERE (s."day", s."currency", s."offer_id", s."version_id") = (m."day", m."currency", m."offer_id", m."version_id")
    RETURNING s.*)
  INSERT INTO "shop_stat" ("day", "currency", "offer_id", "version_id", "orders", "shown", "accepted", "declined", "expired",
    "undone", "lines", "revenue_minor", "refunded_minor")
  SELECT "day", "currency", "offer_id", "version_id", sum("orders"), sum("shown"), sum("accepted"), sum("declined"),
    sum("expired"), sum("undone"), sum("lines"), sum("revenue_minor"), sum("refunded_minor")
  FROM gone GROUP BY 1, 2, 3, 4;
$$;

-- Counts everything anew, from nothing: for the past, and to prove that the rows add up.
CREATE FUNCTION rebuild_shop_stat() RETURNS void LANGUAGE plpgsql AS $$
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
    ON r."payment_id" = l."payment_id"
  WHERE l."state" <> 'unpaid' AND l."paid_at" IS NOT NULL AND l."total_minor" IS NOT NULL AND l."currency" IS NOT NULL
  GROUP BY 1, 2, 3, 4;
  PERFORM compact_shop_stat();
END
$$;
SELECT rebuild_shop_stat();
