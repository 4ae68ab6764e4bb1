-- CreateEnum
CREATE TYPE "ProrationMode" AS ENUM ('prorated_immediately', 'difference_immediately', 'full_immediately', 'do_not_bill');

-- CreateEnum
CREATE TYPE "PlanChangeState" AS ENUM ('created', 'sending', 'processing', 'payment_required', 'scheduled', 'unknown', 'needs_review', 'applied', 'declined', 'refused', 'kept', 'released');

-- AlterTable
ALTER TABLE "payment" ADD COLUMN     "billed_minor" INTEGER,
ADD COLUMN     "plan_change_id" TEXT;

-- AlterTable
ALTER TABLE "product" ADD COLUMN     "features" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "limits" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "add_on" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "provider_addon_id" TEXT,
    "price_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "tax_category" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "synced_at" TIMESTAMPTZ,

    CONSTRAINT "add_on_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "add_on_text" (
    "add_on_id" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,

    CONSTRAINT "add_on_text_pkey" PRIMARY KEY ("add_on_id","locale")
);

-- CreateTable
CREATE TABLE "plan_add_on" (
    "product_id" TEXT NOT NULL,
    "add_on_id" TEXT NOT NULL,

    CONSTRAINT "plan_add_on_pkey" PRIMARY KEY ("product_id","add_on_id")
);

-- CreateTable
CREATE TABLE "plan_feature" (
    "key" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "plan_feature_pkey" PRIMARY KEY ("key","locale")
);

-- CreateTable
CREATE TABLE "shop_settings" (
    "id" TEXT NOT NULL DEFAULT 'shop',
    "plan_change_mode" "ProrationMode" NOT NULL DEFAULT 'difference_immediately',

    CONSTRAINT "shop_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "recurring_minor" INTEGER NOT NULL,
    "tax_inclusive" BOOLEAN NOT NULL,
    "period_start" TIMESTAMPTZ NOT NULL,
    "period_end" TIMESTAMPTZ NOT NULL,
    "cancel_at_period_end" BOOLEAN NOT NULL,
    "cancelled_at" TIMESTAMPTZ,
    "paused_at" TIMESTAMPTZ,
    "ends_at" TIMESTAMPTZ,
    "scheduled_product_id" TEXT,
    "scheduled_quantity" INTEGER,
    "scheduled_add_ons" JSONB,
    "scheduled_at" TIMESTAMPTZ,
    "provider_customer" TEXT NOT NULL,
    "payment_method_id" TEXT,
    "card_brand" TEXT,
    "card_last_four" TEXT,
    "card_exp_month" INTEGER,
    "card_exp_year" INTEGER,
    "billing" JSONB NOT NULL,
    "metadata" JSONB NOT NULL,
    "provider_created_at" TIMESTAMPTZ NOT NULL,
    "fetch_started_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription_add_on" (
    "subscription_id" TEXT NOT NULL,
    "add_on_id" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "subscription_add_on_pkey" PRIMARY KEY ("subscription_id","add_on_id")
);

-- CreateTable
CREATE TABLE "plan_quote" (
    "id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "choice" JSONB NOT NULL,
    "answer" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "plan_quote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_change" (
    "id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "quote_id" TEXT NOT NULL,
    "state" "PlanChangeState" NOT NULL DEFAULT 'created',
    "reason" TEXT,
    "from_product_id" TEXT NOT NULL,
    "posts" SMALLINT NOT NULL DEFAULT 0,
    "armed_at" TIMESTAMPTZ,
    "lookups" INTEGER NOT NULL DEFAULT 0,
    "due_minor" INTEGER NOT NULL,
    "credit_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "charged_minor" INTEGER,
    "gap_minor" INTEGER,
    "provider_payment_id" TEXT,
    "text_hash" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "scheduled_at" TIMESTAMPTZ,
    "settled_at" TIMESTAMPTZ,

    CONSTRAINT "plan_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_credit" (
    "id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "plan_change_id" TEXT,
    "payment_id" TEXT,
    "amount_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "plan_credit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription_event" (
    "id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "mailed_at" TIMESTAMPTZ,

    CONSTRAINT "subscription_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_event" (
    "id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "meter" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "period" TIMESTAMPTZ NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "usage_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "add_on_slug_key" ON "add_on"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "add_on_provider_addon_id_key" ON "add_on"("provider_addon_id");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_provider_id_key" ON "subscription"("provider_id");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_line_id_key" ON "subscription"("line_id");

-- CreateIndex
CREATE INDEX "subscription_order_id_idx" ON "subscription"("order_id");

-- CreateIndex
CREATE INDEX "plan_quote_subscription_id_idx" ON "plan_quote"("subscription_id");

-- CreateIndex
CREATE UNIQUE INDEX "plan_change_quote_id_key" ON "plan_change"("quote_id");

-- CreateIndex
CREATE UNIQUE INDEX "plan_change_provider_payment_id_key" ON "plan_change"("provider_payment_id");

-- CreateIndex
CREATE INDEX "plan_change_subscription_id_idx" ON "plan_change"("subscription_id");

-- CreateIndex
CREATE UNIQUE INDEX "plan_credit_plan_change_id_key" ON "plan_credit"("plan_change_id");

-- CreateIndex
CREATE UNIQUE INDEX "plan_credit_payment_id_key" ON "plan_credit"("payment_id");

-- CreateIndex
CREATE INDEX "plan_credit_subscription_id_idx" ON "plan_credit"("subscription_id");

-- CreateIndex
CREATE INDEX "subscription_event_subscription_id_idx" ON "subscription_event"("subscription_id");

-- CreateIndex
CREATE INDEX "usage_event_subscription_id_meter_period_idx" ON "usage_event"("subscription_id", "meter", "period");

-- CreateIndex
CREATE INDEX "payment_subscription_id_idx" ON "payment"("subscription_id");

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_plan_change_id_fkey" FOREIGN KEY ("plan_change_id") REFERENCES "plan_change"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "add_on_text" ADD CONSTRAINT "add_on_text_add_on_id_fkey" FOREIGN KEY ("add_on_id") REFERENCES "add_on"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_add_on" ADD CONSTRAINT "plan_add_on_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_add_on" ADD CONSTRAINT "plan_add_on_add_on_id_fkey" FOREIGN KEY ("add_on_id") REFERENCES "add_on"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_scheduled_product_id_fkey" FOREIGN KEY ("scheduled_product_id") REFERENCES "product"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_add_on" ADD CONSTRAINT "subscription_add_on_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_add_on" ADD CONSTRAINT "subscription_add_on_add_on_id_fkey" FOREIGN KEY ("add_on_id") REFERENCES "add_on"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_quote" ADD CONSTRAINT "plan_quote_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscription"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_change" ADD CONSTRAINT "plan_change_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscription"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_change" ADD CONSTRAINT "plan_change_quote_id_fkey" FOREIGN KEY ("quote_id") REFERENCES "plan_quote"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_credit" ADD CONSTRAINT "plan_credit_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscription"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_credit" ADD CONSTRAINT "plan_credit_plan_change_id_fkey" FOREIGN KEY ("plan_change_id") REFERENCES "plan_change"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_event" ADD CONSTRAINT "subscription_event_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscription"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "usage_event" ADD CONSTRAINT "usage_event_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscription"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



INSERT INTO "shop_settings" ("id") VALUES ('shop');
ALTER TABLE "shop_settings" ADD CONSTRAINT "shop_settings_one_row" CHECK ("id" = 'shop');

-- At most one open change of a subscription. The same states stand in lib/subscriptions/change-state.ts. This index is
-- what makes two clicks one change.
CREATE UNIQUE INDEX "plan_change_one_open" ON "plan_change" ("subscription_id")
  WHERE "state" IN ('created', 'sending', 'processing', 'payment_required', 'scheduled', 'unknown', 'needs_review');

ALTER TABLE "plan_change"
  ADD CONSTRAINT "plan_change_one_post" CHECK ("posts" BETWEEN 0 AND 1),
  ADD CONSTRAINT "plan_change_armed_first" CHECK (
    "state" = 'created' OR "armed_at" IS NOT NULL OR ("state" = 'refused' AND "reason" IS NOT DISTINCT FROM 'NOT_SENT')),
  ADD CONSTRAINT "plan_change_why" CHECK (
    "state" NOT IN ('declined', 'refused', 'needs_review', 'released') OR "reason" IS NOT NULL),
  ADD CONSTRAINT "plan_change_due" CHECK ("due_minor" >= 0 AND "currency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "plan_change_charged" CHECK (
    "charged_minor" IS NULL OR ("charged_minor" >= 0 AND "gap_minor" IS NOT DISTINCT FROM "charged_minor" - "due_minor")),
  ADD CONSTRAINT "plan_change_scheduled" CHECK ("state" <> 'scheduled' OR "scheduled_at" IS NOT NULL);

-- A change is never sent a second time, what was agreed to never moves, and what is applied stays applied: a late
-- failure takes nothing away.
CREATE FUNCTION refuse_plan_change_way_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."posts" < OLD."posts"
    OR (NEW."subscription_id", NEW."quote_id", NEW."due_minor", NEW."credit_minor", NEW."currency", NEW."text_hash")
      IS DISTINCT FROM
      (OLD."subscription_id", OLD."quote_id", OLD."due_minor", OLD."credit_minor", OLD."currency", OLD."text_hash")
    OR NOT (NEW."state" = OLD."state" OR (OLD."state"::text, NEW."state"::text) IN (
      ('created', 'sending'), ('created', 'refused'),
      ('sending', 'processing'), ('sending', 'payment_required'), ('sending', 'scheduled'), ('sending', 'applied'),
      ('sending', 'declined'), ('sending', 'refused'), ('sending', 'unknown'),
      ('unknown', 'processing'), ('unknown', 'payment_required'), ('unknown', 'scheduled'), ('unknown', 'applied'),
      ('unknown', 'declined'), ('unknown', 'refused'), ('unknown', 'needs_review'),
      ('processing', 'payment_required'), ('processing', 'scheduled'), ('processing', 'applied'),
      ('processing', 'declined'), ('processing', 'needs_review'),
      ('payment_required', 'processing'), ('payment_required', 'applied'), ('payment_required', 'declined'),
      ('payment_required', 'needs_review'),
      ('scheduled', 'applied'), ('scheduled', 'kept'), ('scheduled', 'declined'),
      ('needs_review', 'processing'), ('needs_review', 'payment_required'), ('needs_review', 'scheduled'),
      ('needs_review', 'applied'), ('needs_review', 'declined'), ('needs_review', 'refused'),
      ('needs_review', 'released'),
      ('kept', 'applied'), ('declined', 'applied'), ('refused', 'applied'), ('refused', 'declined'),
      ('released', 'applied'), ('released', 'declined'))) THEN
    RAISE EXCEPTION 'a plan change never goes from % (% sent) to % (% sent)', OLD."state", OLD."posts", NEW."state", NEW."posts";
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "plan_change_no_way_back" BEFORE UPDATE ON "plan_change"
  FOR EACH ROW EXECUTE FUNCTION refuse_plan_change_way_back();

-- What was shown before a yes is evidence: it is written once.
CREATE TRIGGER "plan_quote_written_once" BEFORE UPDATE OR DELETE ON "plan_quote"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "plan_credit_written_once" BEFORE UPDATE OR DELETE ON "plan_credit"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A subscription is bought once, and an older reading never takes the place of a newer one.
ALTER TABLE "subscription"
  ADD CONSTRAINT "subscription_quantity" CHECK ("quantity" > 0),
  ADD CONSTRAINT "subscription_schedule" CHECK (
    ("scheduled_at" IS NULL) = ("scheduled_product_id" IS NULL)
    AND ("scheduled_at" IS NULL) = ("scheduled_quantity" IS NULL)
    AND ("scheduled_at" IS NULL) = ("scheduled_add_ons" IS NULL));
CREATE FUNCTION refuse_older_reading() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."fetch_started_at" < OLD."fetch_started_at" OR NEW."provider_id" <> OLD."provider_id"
    OR NEW."order_id" <> OLD."order_id" THEN
    RAISE EXCEPTION 'a subscription is never written from an older reading';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "subscription_newest_reading" BEFORE UPDATE ON "subscription"
  FOR EACH ROW EXECUTE FUNCTION refuse_older_reading();

ALTER TABLE "usage_event" ADD CONSTRAINT "usage_event_amount" CHECK ("amount" > 0);
