-- CreateEnum
CREATE TYPE "RefundCause" AS ENUM ('undone', 'paid_twice', 'late_payment', 'second_payment', 'held_payment');

-- CreateEnum
CREATE TYPE "RefundState" AS ENUM ('created', 'sending', 'pending', 'unknown', 'needs_review', 'succeeded', 'failed', 'released');

-- AlterEnum


ALTER TYPE "AttemptState" ADD VALUE 'released';
ALTER TYPE "AttemptState" ADD VALUE 'refunded';

-- AlterEnum
ALTER TYPE "InboxState" ADD VALUE 'dead';

-- AlterEnum
ALTER TYPE "OrderLineState" ADD VALUE 'withdrawn';

-- AlterTable
ALTER TABLE "charge_attempt" ADD COLUMN     "unknown_at" TIMESTAMPTZ;

-- AlterTable
ALTER TABLE "entitlement" ADD COLUMN     "revoked_at" TIMESTAMPTZ;

-- AlterTable
ALTER TABLE "impression" ADD COLUMN     "undone_at" TIMESTAMPTZ;

-- AlterTable
ALTER TABLE "order_line" ADD COLUMN     "withdrawn_at" TIMESTAMPTZ;

-- AlterTable
ALTER TABLE "webhook_message" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "unfinished" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "refund_attempt" (
    "id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "line_id" TEXT,
    "cause" "RefundCause" NOT NULL,
    "state" "RefundState" NOT NULL DEFAULT 'created',
    "reason" TEXT,
    "amount_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "posts" SMALLINT NOT NULL DEFAULT 0,
    "armed_at" TIMESTAMPTZ,
    "provider_refund_id" TEXT,
    "lookups" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ,

    CONSTRAINT "refund_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "provider_created_at" TIMESTAMPTZ NOT NULL,
    "read_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recon_break" (
    "id" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "first_seen" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ,

    CONSTRAINT "recon_break_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invariant_break" (
    "id" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "first_seen" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ,

    CONSTRAINT "invariant_break_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeat" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "beat_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "worker_heartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ[],
    "expires_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "refund_attempt_provider_refund_id_key" ON "refund_attempt"("provider_refund_id");

-- CreateIndex
CREATE INDEX "refund_attempt_payment_id_idx" ON "refund_attempt"("payment_id");

-- CreateIndex
CREATE INDEX "refund_payment_id_idx" ON "refund"("payment_id");

-- CreateIndex
CREATE INDEX "rate_limit_expires_at_idx" ON "rate_limit"("expires_at");

-- CreateIndex
CREATE INDEX "webhook_message_received_at_idx" ON "webhook_message"("received_at");

-- AddForeignKey
ALTER TABLE "refund_attempt" ADD CONSTRAINT "refund_attempt_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_attempt" ADD CONSTRAINT "refund_attempt_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- At most one open refund of a payment, and of a line. The same states stand in lib/refunds/state.ts. This index is
-- what makes two clicks, two tabs, a sweep and an operator one refund.
CREATE UNIQUE INDEX "refund_attempt_one_open" ON "refund_attempt" ("payment_id")
  WHERE "state" IN ('created', 'sending', 'pending', 'unknown', 'needs_review', 'succeeded');
CREATE UNIQUE INDEX "refund_attempt_one_open_line" ON "refund_attempt" ("line_id")
  WHERE "line_id" IS NOT NULL AND "state" IN ('created', 'sending', 'pending', 'unknown', 'needs_review', 'succeeded');

ALTER TABLE "refund_attempt"
  ADD CONSTRAINT "refund_attempt_amount" CHECK ("amount_minor" > 0 AND "currency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "refund_attempt_one_post" CHECK ("posts" BETWEEN 0 AND 1),
  ADD CONSTRAINT "refund_attempt_armed_first" CHECK (
    "state" = 'created' OR "armed_at" IS NOT NULL
    OR ("state" = 'succeeded' AND "reason" IS NOT DISTINCT FROM 'ALREADY_REFUNDED')),
  ADD CONSTRAINT "refund_attempt_made_by" CHECK (
    "state" <> 'succeeded' OR "provider_refund_id" IS NOT NULL OR "reason" IS NOT DISTINCT FROM 'ALREADY_REFUNDED'),
  ADD CONSTRAINT "refund_attempt_why" CHECK ("state" NOT IN ('failed', 'needs_review') OR "reason" IS NOT NULL);
ALTER TABLE "refund"
  ADD CONSTRAINT "refund_amount" CHECK ("amount_minor" > 0 AND "currency" ~ '^[A-Z]{3}$');

-- A refund is never sent a second time, and what was given back stays given back, whoever writes the row.
CREATE FUNCTION refuse_refund_way_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."posts" < OLD."posts"
    OR NEW."payment_id" <> OLD."payment_id"
    OR NEW."amount_minor" <> OLD."amount_minor"
    OR NOT (NEW."state" = OLD."state" OR (OLD."state"::text, NEW."state"::text) IN (
      ('created', 'sending'), ('created', 'succeeded'),
      ('sending', 'pending'), ('sending', 'unknown'), ('sending', 'succeeded'), ('sending', 'failed'),
      ('unknown', 'pending'), ('unknown', 'succeeded'), ('unknown', 'failed'), ('unknown', 'needs_review'),
      ('pending', 'succeeded'), ('pending', 'failed'), ('pending', 'needs_review'),
      ('needs_review', 'pending'), ('needs_review', 'succeeded'), ('needs_review', 'failed'), ('needs_review', 'released'),
      ('failed', 'succeeded'), ('released', 'succeeded'))) THEN
    RAISE EXCEPTION 'a refund attempt never goes from % (% sent) to % (% sent)', OLD."state", OLD."posts", NEW."state", NEW."posts";
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "refund_attempt_no_way_back" BEFORE UPDATE ON "refund_attempt"
  FOR EACH ROW EXECUTE FUNCTION refuse_refund_way_back();

-- Money that is given back, or that an operator has let go, has its own ways on; no other way leads there or back.
CREATE OR REPLACE FUNCTION refuse_way_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."posts" < OLD."posts"
    OR (NEW."state" = 'created' AND OLD."state" <> 'created')
    OR (NEW."state" = 'sending' AND OLD."state" NOT IN ('created', 'sending'))
    OR (OLD."state" = 'succeeded' AND NEW."state" NOT IN ('succeeded', 'refund_due', 'refunded'))
    OR (OLD."state" = 'refund_due' AND NEW."state" NOT IN ('refund_due', 'refunded'))
    OR (OLD."state" = 'refunded' AND NEW."state" <> 'refunded')
    OR (NEW."state" = 'released' AND OLD."state" NOT IN ('needs_review', 'released'))
    OR (OLD."state" = 'released' AND NEW."state" NOT IN ('released', 'refund_due', 'refunded')) THEN
    RAISE EXCEPTION 'a charge attempt never goes from % (% sent) to % (% sent)', OLD."state", OLD."posts", NEW."state", NEW."posts";
  END IF;
  RETURN NEW;
END
$$;
ALTER TABLE "charge_attempt"
  ADD CONSTRAINT "charge_attempt_given_back" CHECK (
    "state"::text NOT IN ('refund_due', 'refunded') OR ("provider_payment_id" IS NOT NULL AND "charged_minor" IS NOT NULL));
-- The breaker counts the charges whose answer was lost lately.
CREATE INDEX "charge_attempt_unknown" ON "charge_attempt" ("unknown_at") WHERE "unknown_at" IS NOT NULL;

-- A line that was paid never becomes unpaid, one that was taken back is never given again, and neither is its key.
CREATE FUNCTION refuse_line_way_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD."state" = 'paid' AND NEW."state" = 'unpaid') OR (OLD."state" = 'withdrawn' AND NEW."state" <> 'withdrawn') THEN
    RAISE EXCEPTION 'an order line never goes from % to %', OLD."state", NEW."state";
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "order_line_no_way_back" BEFORE UPDATE ON "order_line"
  FOR EACH ROW EXECUTE FUNCTION refuse_line_way_back();
ALTER TABLE "order_line"
  DROP CONSTRAINT "order_line_paid_by",
  ADD CONSTRAINT "order_line_paid_by" CHECK (
    "state" = 'unpaid' OR ("payment_id" IS NOT NULL AND "total_minor" IS NOT NULL AND "tax_minor" IS NOT NULL
      AND "currency" IS NOT NULL AND "paid_at" IS NOT NULL)),
  ADD CONSTRAINT "order_line_withdrawn" CHECK (("state"::text = 'withdrawn') = ("withdrawn_at" IS NOT NULL));

CREATE FUNCTION refuse_regrant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."revoked_at" IS NOT NULL AND NEW."revoked_at" IS DISTINCT FROM OLD."revoked_at" THEN
    RAISE EXCEPTION 'a revoked entitlement stays revoked';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "entitlement_revoked_for_good" BEFORE UPDATE ON "entitlement"
  FOR EACH ROW EXECUTE FUNCTION refuse_regrant();

-- What operators did is evidence: it is written once.
CREATE TRIGGER "audit_written_once" BEFORE UPDATE OR DELETE ON "audit"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "audit_never_emptied" BEFORE TRUNCATE ON "audit"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- One open break for each thing and class, so that a check may run as often as wished.
CREATE UNIQUE INDEX "recon_break_one_open" ON "recon_break" ("class", "subject") WHERE "closed_at" IS NULL;
CREATE UNIQUE INDEX "invariant_break_one_open" ON "invariant_break" ("class", "subject") WHERE "closed_at" IS NULL;

-- What is not finished is counted and looked for all the time.
CREATE INDEX "webhook_message_not_done" ON "webhook_message" ("received_at") WHERE "state" = 'new';
CREATE INDEX "refund_attempt_not_done" ON "refund_attempt" ("created_at") WHERE "state" <> 'succeeded';
