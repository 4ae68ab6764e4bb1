-- CreateEnum
CREATE TYPE "ExperimentState" AS ENUM ('draft', 'running', 'stopped');

-- CreateEnum
CREATE TYPE "OfferRanking" AS ENUM ('priority', 'expected_value');

-- AlterTable
ALTER TABLE "impression" ADD COLUMN     "shown_at" TIMESTAMPTZ;

-- AlterTable
ALTER TABLE "order" ADD COLUMN     "campaign" TEXT;

-- AlterTable
ALTER TABLE "payment" ADD COLUMN     "coupons" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "method_kind" TEXT;

-- AlterTable
ALTER TABLE "shop_settings" ADD COLUMN     "monthly_asks" INTEGER NOT NULL DEFAULT 12,
ADD COLUMN     "monthly_asks_after_refund" INTEGER NOT NULL DEFAULT 3,
ADD COLUMN     "offer_ranking" "OfferRanking" NOT NULL DEFAULT 'priority';

-- CreateTable
CREATE TABLE "offer_decision" (
    "id" TEXT NOT NULL,
    "placement" "Placement" NOT NULL,
    "subject" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "order_id" TEXT,
    "why" TEXT NOT NULL,
    "impression_id" TEXT,
    "trace" JSONB NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "offer_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "experiment" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "state" "ExperimentState" NOT NULL DEFAULT 'draft',
    "bandit" BOOLEAN NOT NULL DEFAULT false,
    "started_at" TIMESTAMPTZ,
    "stopped_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "experiment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "experiment_arm" (
    "experiment_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "funnel_id" TEXT,
    "weight" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "experiment_arm_pkey" PRIMARY KEY ("experiment_id","key")
);

-- CreateTable
CREATE TABLE "experiment_exposure" (
    "experiment_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "arm" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "experiment_exposure_pkey" PRIMARY KEY ("experiment_id","order_id")
);

-- CreateTable
CREATE TABLE "milestone" (
    "id" TEXT NOT NULL,
    "session_id" TEXT,
    "user_id" TEXT,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "milestone_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "offer_decision_order_id_idx" ON "offer_decision"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "offer_decision_placement_subject_position_key" ON "offer_decision"("placement", "subject", "position");

-- CreateIndex
CREATE UNIQUE INDEX "experiment_key_key" ON "experiment"("key");

-- CreateIndex
CREATE INDEX "experiment_exposure_order_id_idx" ON "experiment_exposure"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "milestone_session_id_key_key" ON "milestone"("session_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "milestone_user_id_key_key" ON "milestone"("user_id", "key");

-- CreateIndex
CREATE INDEX "order_line_order_id_idx" ON "order_line"("order_id");

-- AddForeignKey
ALTER TABLE "offer_decision" ADD CONSTRAINT "offer_decision_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "experiment_arm" ADD CONSTRAINT "experiment_arm_experiment_id_fkey" FOREIGN KEY ("experiment_id") REFERENCES "experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "experiment_arm" ADD CONSTRAINT "experiment_arm_funnel_id_fkey" FOREIGN KEY ("funnel_id") REFERENCES "funnel"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "experiment_exposure" ADD CONSTRAINT "experiment_exposure_experiment_id_fkey" FOREIGN KEY ("experiment_id") REFERENCES "experiment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "experiment_exposure" ADD CONSTRAINT "experiment_exposure_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "shopper_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Until now an offer counted as shown when it was presented.
UPDATE "impression" SET "shown_at" = "presented_at";

ALTER TABLE "shop_settings" ADD CONSTRAINT "shop_settings_asks" CHECK ("monthly_asks" >= 0 AND "monthly_asks_after_refund" >= 0);
ALTER TABLE "experiment_arm" ADD CONSTRAINT "experiment_arm_weight" CHECK ("weight" >= 0);
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_somebodys" CHECK (num_nonnulls("session_id", "user_id") = 1);

-- Charges whose outcome is open: few among many, asked for with every decision.
CREATE INDEX "charge_attempt_unsettled" ON "charge_attempt" ("order_id")
  WHERE "state" IN ('created', 'sending', 'pending', 'action_required', 'unknown', 'needs_review');

-- What an order counted for stays; a funnel is in one running experiment at most.
CREATE TRIGGER "experiment_exposure_written_once" BEFORE UPDATE OR DELETE ON "experiment_exposure"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "settings_move_revision" AFTER INSERT OR UPDATE ON "shop_settings"
  FOR EACH STATEMENT EXECUTE FUNCTION move_offers_revision();
CREATE TRIGGER "experiment_moves_revision" AFTER INSERT OR UPDATE OR DELETE ON "experiment"
  FOR EACH STATEMENT EXECUTE FUNCTION move_offers_revision();
CREATE TRIGGER "arm_moves_revision" AFTER INSERT OR UPDATE OR DELETE ON "experiment_arm"
  FOR EACH STATEMENT EXECUTE FUNCTION move_offers_revision();
