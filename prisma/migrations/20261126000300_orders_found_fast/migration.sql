-- The merchant's orders by what was paid for them, and those in which an offer was taken, without reading whole tables.
CREATE INDEX "order_line_paid_total_idx" ON "order_line"("order_id", "total_minor") WHERE "state" = 'paid';
CREATE INDEX "impression_taken_idx" ON "impression"("order_id") WHERE "state" = 'accepted' AND "undone_at" IS NULL;
