-- CreateEnum
CREATE TYPE "StaffRole" AS ENUM ('owner', 'editor', 'viewer');

-- AlterTable
ALTER TABLE "audit" ADD COLUMN     "after" JSONB,
ADD COLUMN     "before" JSONB;

-- CreateTable
CREATE TABLE "staff" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT true,
    "name" TEXT NOT NULL DEFAULT '',
    "role" "StaffRole" NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_login" (
    "id" TEXT NOT NULL,
    "staff_id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_login_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_code" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_code_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit"("at");

-- CreateIndex
CREATE INDEX "audit_subject_idx" ON "audit"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "staff_email_key" ON "staff"("email");

-- CreateIndex
CREATE UNIQUE INDEX "staff_login_token_key" ON "staff_login"("token");

-- CreateIndex
CREATE INDEX "staff_login_staff_id_idx" ON "staff_login"("staff_id");

-- CreateIndex
CREATE INDEX "staff_code_identifier_idx" ON "staff_code"("identifier");

-- AddForeignKey
ALTER TABLE "staff_login" ADD CONSTRAINT "staff_login_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "staff" ADD CONSTRAINT "staff_email_folded" CHECK ("email" = lower("email"));

-- A shop is never left without somebody who may let others in. Checked at the end of the transaction, under a lock that
-- makes two owners who remove each other wait for one another.
CREATE FUNCTION keep_an_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('staff-owner', 0));
  IF NOT EXISTS (SELECT FROM "staff" WHERE "role" = 'owner') THEN
    RAISE EXCEPTION 'the last owner stays' USING ERRCODE = '23514', CONSTRAINT = 'staff_one_owner';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "staff_one_owner" AFTER UPDATE OR DELETE ON "staff"
  FOR EACH ROW WHEN (OLD."role" = 'owner') EXECUTE FUNCTION keep_an_owner();
