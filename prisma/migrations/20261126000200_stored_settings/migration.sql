-- AlterTable
ALTER TABLE "shop_settings" ADD COLUMN     "default_cooldown_days" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "default_deadline_minutes" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "pause_after_unknown" INTEGER,
ADD COLUMN     "undo_minutes" INTEGER;

ALTER TABLE "shop_settings" ADD CONSTRAINT "shop_settings_bounds" CHECK (
  "undo_minutes" BETWEEN 0 AND 1440 AND "pause_after_unknown" >= 2
  AND "default_deadline_minutes" BETWEEN 10 AND 1440 AND "default_cooldown_days" BETWEEN 0 AND 730);
