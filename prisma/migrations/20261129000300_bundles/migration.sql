-- CreateTable
CREATE TABLE "product_part" (
    "bundle_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "product_id" TEXT,
    "names" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "product_part_pkey" PRIMARY KEY ("bundle_id","position")
);

-- CreateIndex
CREATE INDEX "product_part_product_id_idx" ON "product_part"("product_id");

-- AddForeignKey
ALTER TABLE "product_part" ADD CONSTRAINT "product_part_bundle_id_fkey" FOREIGN KEY ("bundle_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_part" ADD CONSTRAINT "product_part_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What a bundle includes is read with it, so both are things to read: a key of a part would be handed out by nobody.
-- Bundles hold no bundles.
CREATE FUNCTION check_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."product_id" = NEW."bundle_id"
    OR EXISTS (SELECT FROM "product" WHERE "id" IN (NEW."bundle_id", NEW."product_id")
      AND ("delivery" = 'license_key' OR "kind" <> 'one_time'))
    OR EXISTS (SELECT FROM "product_part" WHERE "bundle_id" = NEW."product_id" OR "product_id" = NEW."bundle_id") THEN
    RAISE EXCEPTION 'product % cannot be a part of %', NEW."product_id", NEW."bundle_id";
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "product_part_fits" BEFORE INSERT OR UPDATE ON "product_part"
  FOR EACH ROW EXECUTE FUNCTION check_part();
CREATE TRIGGER "part_moves_revision" AFTER INSERT OR UPDATE OR DELETE ON "product_part"
  FOR EACH STATEMENT EXECUTE FUNCTION move_offers_revision();
