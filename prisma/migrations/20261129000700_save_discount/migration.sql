-- What the provider takes off a plan, and the code that is offered to somebody who leaves for the price.
ALTER TABLE "subscription" ADD COLUMN "discounts" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "shop_settings" ADD COLUMN "save_discount_code" TEXT;
ALTER TABLE "shop_settings" ADD CONSTRAINT "save_discount_code" CHECK ("save_discount_code" ~ '^[A-Z0-9_-]{3,16}$');
