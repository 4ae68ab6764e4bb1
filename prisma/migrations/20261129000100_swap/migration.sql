-- AlterTable
ALTER TABLE "impression" ADD COLUMN     "goes_back_minor" INTEGER,
ADD COLUMN     "replaces_line" TEXT;

-- AlterTable
ALTER TABLE "order_line" ADD COLUMN     "replaces_id" TEXT;

-- AlterTable
ALTER TABLE "consent" ADD COLUMN     "difference_minor" INTEGER,
ADD COLUMN     "goes_back_minor" INTEGER;

-- CreateIndex
CREATE INDEX "order_line_replaces_id_idx" ON "order_line"("replaces_id");

-- AddForeignKey
ALTER TABLE "impression" ADD CONSTRAINT "impression_replaces_line_fkey" FOREIGN KEY ("replaces_line") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- A swap is always for something bigger, and what was agreed to holds all its sums.
ALTER TABLE "impression" ADD CONSTRAINT "impression_swap" CHECK (
  ("replaces_line" IS NULL) = ("goes_back_minor" IS NULL)
  AND ("goes_back_minor" IS NULL OR ("goes_back_minor" > 0 AND "goes_back_minor" < "total_minor")));
ALTER TABLE "consent" ADD CONSTRAINT "consent_swap" CHECK (
  ("goes_back_minor" IS NULL) = ("difference_minor" IS NULL)
  AND ("goes_back_minor" IS NULL OR "goes_back_minor" + "difference_minor" = "total_minor"));
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_swap" CHECK (
  "replaces_id" IS NULL OR ("impression_id" IS NOT NULL AND "replaces_id" <> "id"));

-- Whether a line can still be given back in exchange for a bigger one: what the order began with, one of it, paid by a
-- payment of its own that nothing was asked back of, and in no other exchange than that of the impression that asks.
CREATE FUNCTION is_swappable("line" text, "asking" text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM "order_line" l
    JOIN "product" q ON q."id" = l."product_id" AND q."kind" = 'one_time'
    JOIN "payment" p ON p."id" = l."payment_id" AND p."status" = 'succeeded' AND p."total_minor" > 0
    JOIN "charge_attempt" a ON a."id" = p."attempt_id" AND a."order_id" = l."order_id"
      AND a."provider_payment_id" = p."id" AND a."state" = 'succeeded'
    WHERE l."id" = "line" AND l."state" = 'paid' AND l."impression_id" IS NULL AND l."quantity" = 1
      AND l."total_minor" = p."total_minor" AND l."currency" = p."currency"
      AND NOT EXISTS (SELECT FROM "order_line" o WHERE o."payment_id" = l."payment_id" AND o."id" <> l."id")
      AND NOT EXISTS (SELECT FROM "refund_attempt" r WHERE r."payment_id" = p."id")
      AND NOT EXISTS (SELECT FROM "refund" r WHERE r."payment_id" = p."id" AND r."status" <> 'failed')
      AND NOT EXISTS (SELECT FROM "dispute" d WHERE d."payment_id" = p."id")
      AND NOT EXISTS (
        SELECT FROM "order_line" n LEFT JOIN "charge_attempt" c ON c."impression_id" = n."impression_id"
        WHERE n."replaces_id" = l."id" AND n."impression_id" <> "asking" AND (n."state" <> 'unpaid'
          OR (c."state" IN ('created', 'sending', 'pending', 'action_required', 'unknown', 'needs_review', 'succeeded')
            AND (c."method" = 'one_click' OR EXISTS (SELECT FROM "payment" b WHERE b."attempt_id" = c."id"))))))
$$;
