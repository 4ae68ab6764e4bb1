-- CreateEnum
CREATE TYPE "ProductKind" AS ENUM ('one_time', 'subscription');

-- CreateEnum
CREATE TYPE "DeliveryKind" AS ENUM ('library', 'license_key', 'download');

-- CreateEnum
CREATE TYPE "OfferKind" AS ENUM ('upsell', 'downsell', 'cross_sell');

-- CreateEnum
CREATE TYPE "Placement" AS ENUM ('post_purchase', 'product_page');

-- CreateEnum
CREATE TYPE "ImpressionState" AS ENUM ('presented', 'accepted', 'declined', 'expired');

-- CreateEnum
CREATE TYPE "PaymentPath" AS ENUM ('one_click', 'hosted_checkout');

-- CreateEnum
CREATE TYPE "OrderLineState" AS ENUM ('unpaid', 'paid');

-- CreateEnum
CREATE TYPE "ChargeMethod" AS ENUM ('one_click', 'hosted_checkout');

-- CreateEnum
CREATE TYPE "AttemptState" AS ENUM ('created', 'sending', 'pending', 'action_required', 'unknown', 'needs_review', 'succeeded', 'failed', 'refund_due');

-- CreateEnum
CREATE TYPE "InboxState" AS ENUM ('new', 'done', 'ignored', 'quarantined');

-- CreateTable
CREATE TABLE "product" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" "ProductKind" NOT NULL,
    "provider_product_id" TEXT,
    "price_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "interval" TEXT,
    "tax_category" TEXT NOT NULL,
    "delivery" "DeliveryKind" NOT NULL,
    "license_seats" INTEGER,
    "file_name" TEXT,
    "art" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "synced_at" TIMESTAMPTZ,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_text" (
    "product_id" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tagline" TEXT NOT NULL,
    "description" TEXT[],
    "facts" TEXT[],
    "library" JSONB NOT NULL,

    CONSTRAINT "product_text_pkey" PRIMARY KEY ("product_id","locale")
);

-- CreateTable
CREATE TABLE "offer" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" "OfferKind" NOT NULL,
    "placement" "Placement" NOT NULL,
    "product_id" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "deadline_minutes" INTEGER NOT NULL DEFAULT 30,
    "cooldown_days" INTEGER NOT NULL DEFAULT 30,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offer_text" (
    "offer_id" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "headline" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "facts" TEXT[],

    CONSTRAINT "offer_text_pkey" PRIMARY KEY ("offer_id","locale")
);

-- CreateTable
CREATE TABLE "funnel" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "priority" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "trigger" JSONB NOT NULL,
    "entry_step_id" TEXT,

    CONSTRAINT "funnel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "funnel_step" (
    "id" TEXT NOT NULL,
    "funnel_id" TEXT NOT NULL,
    "offer_id" TEXT NOT NULL,
    "accepted_id" TEXT,
    "declined_id" TEXT,
    "failed_id" TEXT,

    CONSTRAINT "funnel_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "impression" (
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "offer_id" TEXT NOT NULL,
    "offer_version" INTEGER NOT NULL,
    "step_id" TEXT,
    "state" "ImpressionState" NOT NULL DEFAULT 'presented',
    "path" "PaymentPath" NOT NULL,
    "path_reason" TEXT NOT NULL,
    "subtotal_minor" INTEGER NOT NULL,
    "tax_minor" INTEGER NOT NULL,
    "total_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "source_payment" TEXT NOT NULL,
    "abandoned_at" TIMESTAMPTZ,
    "presented_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "decided_at" TIMESTAMPTZ,

    CONSTRAINT "impression_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" TEXT NOT NULL,
    "impression_id" TEXT NOT NULL,
    "offer_version" INTEGER NOT NULL,
    "text_hash" TEXT NOT NULL,
    "total_minor" INTEGER NOT NULL,
    "tax_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "user_agent" TEXT,
    "given_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shopper_session" (
    "id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shopper_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "session_id" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paid_at" TIMESTAMPTZ,
    "email" TEXT,
    "country" TEXT,
    "receipt_revision" INTEGER NOT NULL DEFAULT 0,
    "receipt_sent_revision" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "impression_id" TEXT,
    "product_id" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL DEFAULT 1,
    "state" "OrderLineState" NOT NULL DEFAULT 'unpaid',
    "tax_minor" INTEGER,
    "total_minor" INTEGER,
    "currency" TEXT,
    "payment_id" TEXT,
    "paid_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "charge_attempt" (
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "impression_id" TEXT,
    "method" "ChargeMethod" NOT NULL,
    "state" "AttemptState" NOT NULL DEFAULT 'created',
    "reason" TEXT,
    "expected_minor" INTEGER,
    "expected_currency" TEXT,
    "charged_minor" INTEGER,
    "posts" SMALLINT NOT NULL DEFAULT 0,
    "armed_at" TIMESTAMPTZ,
    "provider_checkout_id" TEXT,
    "checkout_url" TEXT,
    "provider_payment_id" TEXT,
    "lookups" INTEGER NOT NULL DEFAULT 0,
    "consent_id" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ,

    CONSTRAINT "charge_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" TEXT NOT NULL,
    "attempt_id" TEXT,
    "status" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "total_minor" INTEGER NOT NULL,
    "tax_minor" INTEGER NOT NULL,
    "provider_customer" TEXT NOT NULL,
    "payment_method_id" TEXT,
    "card_brand" TEXT,
    "card_last_four" TEXT,
    "card_exp_month" INTEGER,
    "card_exp_year" INTEGER,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "billing" JSONB NOT NULL,
    "error_code" TEXT,
    "payment_link" TEXT,
    "subscription_id" TEXT,
    "provider_created_at" TIMESTAMPTZ NOT NULL,
    "read_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entitlement" (
    "id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "kind" "DeliveryKind" NOT NULL,
    "license_key" TEXT,
    "granted_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entitlement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_message" (
    "id" TEXT NOT NULL,
    "event_type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "state" "InboxState" NOT NULL DEFAULT 'new',
    "deliveries" INTEGER NOT NULL DEFAULT 1,
    "note" TEXT,
    "received_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ,

    CONSTRAINT "webhook_message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "product_slug_key" ON "product"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "product_provider_product_id_key" ON "product"("provider_product_id");

-- CreateIndex
CREATE UNIQUE INDEX "offer_key_key" ON "offer"("key");

-- CreateIndex
CREATE UNIQUE INDEX "funnel_key_key" ON "funnel"("key");

-- CreateIndex
CREATE UNIQUE INDEX "funnel_entry_step_id_key" ON "funnel"("entry_step_id");

-- CreateIndex
CREATE UNIQUE INDEX "impression_order_id_offer_id_key" ON "impression"("order_id", "offer_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_number_key" ON "order"("number");

-- CreateIndex
CREATE INDEX "order_session_id_idx" ON "order"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "charge_attempt_provider_checkout_id_key" ON "charge_attempt"("provider_checkout_id");

-- CreateIndex
CREATE UNIQUE INDEX "charge_attempt_provider_payment_id_key" ON "charge_attempt"("provider_payment_id");

-- CreateIndex
CREATE INDEX "charge_attempt_order_id_idx" ON "charge_attempt"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "entitlement_license_key_key" ON "entitlement"("license_key");

-- CreateIndex
CREATE UNIQUE INDEX "entitlement_line_id_kind_key" ON "entitlement"("line_id", "kind");

-- AddForeignKey
ALTER TABLE "product_text" ADD CONSTRAINT "product_text_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer_text" ADD CONSTRAINT "offer_text_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funnel" ADD CONSTRAINT "funnel_entry_step_id_fkey" FOREIGN KEY ("entry_step_id") REFERENCES "funnel_step"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funnel_step" ADD CONSTRAINT "funnel_step_funnel_id_fkey" FOREIGN KEY ("funnel_id") REFERENCES "funnel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funnel_step" ADD CONSTRAINT "funnel_step_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funnel_step" ADD CONSTRAINT "funnel_step_accepted_id_fkey" FOREIGN KEY ("accepted_id") REFERENCES "funnel_step"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funnel_step" ADD CONSTRAINT "funnel_step_declined_id_fkey" FOREIGN KEY ("declined_id") REFERENCES "funnel_step"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funnel_step" ADD CONSTRAINT "funnel_step_failed_id_fkey" FOREIGN KEY ("failed_id") REFERENCES "funnel_step"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "impression" ADD CONSTRAINT "impression_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "impression" ADD CONSTRAINT "impression_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "impression" ADD CONSTRAINT "impression_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "funnel_step"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "impression" ADD CONSTRAINT "impression_source_payment_fkey" FOREIGN KEY ("source_payment") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_impression_id_fkey" FOREIGN KEY ("impression_id") REFERENCES "impression"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "shopper_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_impression_id_fkey" FOREIGN KEY ("impression_id") REFERENCES "impression"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "charge_attempt" ADD CONSTRAINT "charge_attempt_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "charge_attempt" ADD CONSTRAINT "charge_attempt_impression_id_fkey" FOREIGN KEY ("impression_id") REFERENCES "impression"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "charge_attempt" ADD CONSTRAINT "charge_attempt_consent_id_fkey" FOREIGN KEY ("consent_id") REFERENCES "consent"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "charge_attempt"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- Order numbers start where a shop does not look new.
ALTER SEQUENCE "order_number_seq" RESTART WITH 1042;

-- At most one open attempt for what one order pays in one go: the purchase itself (no impression) or one offer.
-- The same states stand in lib/charges/state.ts. This index is what makes two clicks one charge.
CREATE UNIQUE INDEX "charge_attempt_one_open" ON "charge_attempt" ("order_id", "impression_id") NULLS NOT DISTINCT
  WHERE "state" IN ('created', 'sending', 'pending', 'action_required', 'unknown', 'needs_review', 'succeeded');

-- One POST an attempt, armed before it is sent, and no success without its payment.
ALTER TABLE "charge_attempt"
  ADD CONSTRAINT "charge_attempt_one_post" CHECK ("posts" BETWEEN 0 AND 1),
  ADD CONSTRAINT "charge_attempt_armed_first" CHECK ("state" = 'created' OR "armed_at" IS NOT NULL OR "reason" = 'NOT_SENT'),
  ADD CONSTRAINT "charge_attempt_paid_by" CHECK (
    "state" <> 'succeeded' OR ("provider_payment_id" IS NOT NULL AND "charged_minor" IS NOT NULL)),
  ADD CONSTRAINT "charge_attempt_consented" CHECK (
    "method" <> 'one_click' OR ("impression_id" IS NOT NULL AND "consent_id" IS NOT NULL AND "expected_minor" > 0
      AND "expected_currency" IS NOT NULL));

-- Two lines for one offer of one order, or two main lines of the same product, would be a sale too many.
CREATE UNIQUE INDEX "order_line_one_per_offer" ON "order_line" ("impression_id") WHERE "impression_id" IS NOT NULL;
ALTER TABLE "order_line"
  ADD CONSTRAINT "order_line_paid_by" CHECK (
    "state" <> 'paid' OR ("payment_id" IS NOT NULL AND "total_minor" IS NOT NULL AND "tax_minor" IS NOT NULL
      AND "currency" IS NOT NULL AND "paid_at" IS NOT NULL)),
  ADD CONSTRAINT "order_line_quantity" CHECK ("quantity" > 0);

ALTER TABLE "impression"
  ADD CONSTRAINT "impression_total" CHECK ("total_minor" > 0 AND "total_minor" = "subtotal_minor" + "tax_minor"),
  ADD CONSTRAINT "impression_decided" CHECK (("state" = 'presented') = ("decided_at" IS NULL));

-- Consent is evidence: it is written once.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are never changed', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER "consent_written_once" BEFORE UPDATE OR DELETE ON "consent"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
