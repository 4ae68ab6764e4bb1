-- CreateTable
CREATE TABLE "product_price" (
    "id" BIGSERIAL NOT NULL,
    "product_id" TEXT NOT NULL,
    "price_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "asked" BOOLEAN NOT NULL,
    "since" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_price_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "product_price_product_id_since_idx" ON "product_price"("product_id", "since");

-- AddForeignKey
ALTER TABLE "product_price" ADD CONSTRAINT "product_price_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Whoever writes a product writes its history: a row for each time from which another price was asked, or none was.
CREATE FUNCTION keep_price() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "is_asked" boolean := NEW."active" AND NEW."provider_product_id" IS NOT NULL;
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD."price_minor", OLD."currency", OLD."active" AND OLD."provider_product_id" IS NOT NULL)
    IS NOT DISTINCT FROM (NEW."price_minor", NEW."currency", "is_asked") THEN
    RETURN NULL;
  END IF;
  INSERT INTO "product_price" ("product_id", "price_minor", "currency", "asked")
  VALUES (NEW."id", NEW."price_minor", NEW."currency", "is_asked");
  RETURN NULL;
END
$$;
CREATE TRIGGER "product_price_kept" AFTER INSERT OR UPDATE OF "price_minor", "currency", "active", "provider_product_id"
  ON "product" FOR EACH ROW EXECUTE FUNCTION keep_price();
CREATE TRIGGER "product_price_written_once" BEFORE UPDATE ON "product_price"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Of the time before nothing is known, so nothing is claimed.
INSERT INTO "product_price" ("product_id", "price_minor", "currency", "asked")
SELECT "id", "price_minor", "currency", "active" AND "provider_product_id" IS NOT NULL FROM "product";
