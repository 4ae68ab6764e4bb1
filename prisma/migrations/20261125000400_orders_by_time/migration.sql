-- CreateIndex
CREATE INDEX "order_paid_at_id_idx" ON "order"("paid_at", "id");
