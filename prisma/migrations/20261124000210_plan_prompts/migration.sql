-- CreateEnum
CREATE TYPE "PromptDecision" AS ENUM ('taken', 'declined');

-- CreateTable
CREATE TABLE "plan_prompt" (
    "id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "period" TIMESTAMPTZ NOT NULL,
    "product_id" TEXT NOT NULL,
    "decision" "PromptDecision",
    "presented_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ,

    CONSTRAINT "plan_prompt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "plan_prompt_subscription_id_trigger_period_key" ON "plan_prompt"("subscription_id", "trigger", "period");

-- AddForeignKey
ALTER TABLE "plan_prompt" ADD CONSTRAINT "plan_prompt_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscription"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_prompt" ADD CONSTRAINT "plan_prompt_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "plan_prompt" ADD CONSTRAINT "plan_prompt_decided" CHECK (("decision" IS NULL) = ("decided_at" IS NULL));
