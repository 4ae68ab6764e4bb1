-- AlterTable
ALTER TABLE "impression" ADD COLUMN     "saved_method_id" TEXT;

-- AlterTable
ALTER TABLE "order" ADD COLUMN     "user_id" TEXT;

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "offers_off" BOOLEAN NOT NULL DEFAULT false,
    "erased_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "login" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "login_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "login_code" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "login_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer_link" (
    "user_id" TEXT NOT NULL,
    "provider_customer" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_link_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "saved_method" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "provider_customer" TEXT NOT NULL,
    "payment_method_id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "brand" TEXT NOT NULL,
    "last_four" TEXT NOT NULL,
    "exp_month" INTEGER,
    "exp_year" INTEGER,
    "chosen" BOOLEAN NOT NULL DEFAULT false,
    "text_hash" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "user_agent" TEXT,
    "consented_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ,

    CONSTRAINT "saved_method_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_event" (
    "id" BIGSERIAL NOT NULL,
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rate_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "login_token_key" ON "login"("token");

-- CreateIndex
CREATE INDEX "login_user_id_idx" ON "login"("user_id");

-- CreateIndex
CREATE INDEX "login_code_identifier_idx" ON "login_code"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "customer_link_provider_customer_key" ON "customer_link"("provider_customer");

-- CreateIndex
CREATE UNIQUE INDEX "customer_link_user_id_provider_customer_key" ON "customer_link"("user_id", "provider_customer");

-- CreateIndex
CREATE INDEX "saved_method_user_id_idx" ON "saved_method"("user_id");

-- CreateIndex
CREATE INDEX "saved_method_payment_method_id_idx" ON "saved_method"("payment_method_id");

-- CreateIndex
CREATE INDEX "rate_event_scope_key_at_idx" ON "rate_event"("scope", "key", "at");

-- CreateIndex
CREATE INDEX "order_user_id_idx" ON "order"("user_id");

-- AddForeignKey
ALTER TABLE "impression" ADD CONSTRAINT "impression_saved_method_id_fkey" FOREIGN KEY ("saved_method_id") REFERENCES "saved_method"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "login" ADD CONSTRAINT "login_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_link" ADD CONSTRAINT "customer_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_method" ADD CONSTRAINT "saved_method_user_id_provider_customer_fkey" FOREIGN KEY ("user_id", "provider_customer") REFERENCES "customer_link"("user_id", "provider_customer") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_method" ADD CONSTRAINT "saved_method_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Addresses are one spelling each (lib/identity/email.ts); anything else would be a second account for one mailbox.
ALTER TABLE "user"
  ADD CONSTRAINT "user_email_normal" CHECK ("email" ~ '^[a-z0-9._%+-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$');

-- A guest's order is claimed by its address as the provider spelled it; only the letters A to Z are folded, because
-- other signs fold into them too.
CREATE INDEX "order_claim" ON "order" (lower("email" COLLATE "C")) WHERE "user_id" IS NULL;

-- One row is one consent: the same card is kept once at a time, and one card of a user is the one that is charged.
CREATE UNIQUE INDEX "saved_method_kept_once" ON "saved_method" ("provider_customer", "payment_method_id")
  WHERE "revoked_at" IS NULL;
CREATE UNIQUE INDEX "saved_method_one_chosen" ON "saved_method" ("user_id") WHERE "chosen";
ALTER TABLE "saved_method"
  ADD CONSTRAINT "saved_method_chosen_is_kept" CHECK (NOT "chosen" OR "revoked_at" IS NULL);

-- A kept card is offered on orders of its owner alone, and it is the card of the payment the offer names.
CREATE FUNCTION refuse_foreign_method() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."saved_method_id" IS NOT NULL AND NOT EXISTS (
    SELECT FROM "saved_method" m
    JOIN "order" o ON o."user_id" = m."user_id"
    JOIN "payment" p ON p."id" = m."payment_id"
      AND p."provider_customer" = m."provider_customer" AND p."payment_method_id" = m."payment_method_id"
    WHERE m."id" = NEW."saved_method_id" AND o."id" = NEW."order_id" AND p."id" = NEW."source_payment") THEN
    RAISE EXCEPTION 'the kept card of impression % is not its owner''s', NEW."id";
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "impression_own_method" BEFORE INSERT OR UPDATE ON "impression"
  FOR EACH ROW EXECUTE FUNCTION refuse_foreign_method();
